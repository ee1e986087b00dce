"""Frames on a pipe: a JSON header and raw bytes after it. No NumPy, and nothing that runs code."""

import json
import os
from collections.abc import Iterator
from typing import Any

from sandbox.exercises.limits import LIMITS

_LENGTH = 8

Header = dict[str, Any]


class FrameError(ValueError):
    """Bytes that are no frame."""


def pack(header: Header, body: bytes = b"") -> bytes:
    """A frame as it goes over the pipe."""
    head = json.dumps(header).encode()
    sizes = len(head).to_bytes(_LENGTH, "big") + len(body).to_bytes(_LENGTH, "big")
    return sizes + head + body


def send(pipe: int, frame: bytes) -> None:
    """All of a frame, however long the reader takes."""
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def receive(pipe: int) -> tuple[Header, bytes]:
    """The next frame; EOFError where the other side is gone."""
    frames = Frames()
    while True:
        chunk = os.read(pipe, frames.wanted)
        if not chunk:
            raise EOFError
        for frame in frames.feed(chunk):
            return frame


class Frames:
    """Chunks of bytes as they arrive, to frames."""

    def __init__(self) -> None:
        self._held = bytearray()

    @property
    def wanted(self) -> int:
        """How many bytes the frame that has begun needs to be whole."""
        if len(self._held) < 2 * _LENGTH:
            return 2 * _LENGTH - len(self._held)
        head, body = self._sizes()
        return 2 * _LENGTH + head + body - len(self._held)

    def feed(self, chunk: bytes) -> Iterator[tuple[Header, bytes]]:
        """The frames that are whole now; FrameError where the bytes are none."""
        self._held += chunk
        while len(self._held) >= 2 * _LENGTH and self.wanted <= 0:
            head, body = self._sizes()
            start, end = 2 * _LENGTH + head, 2 * _LENGTH + head + body
            header, rest = bytes(self._held[2 * _LENGTH : start]), bytes(self._held[start:end])
            del self._held[:end]
            yield _header(header), rest

    def _sizes(self) -> tuple[int, int]:
        head = int.from_bytes(self._held[:_LENGTH], "big")
        body = int.from_bytes(self._held[_LENGTH : 2 * _LENGTH], "big")
        if head + body > LIMITS.max_frame_bytes:
            raise FrameError(f"a frame of {head + body} bytes")
        return head, body


def _header(data: bytes) -> Header:
    try:
        header = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FrameError(str(error)) from None
    if not isinstance(header, dict):
        raise FrameError("a header that is no table")
    return header
