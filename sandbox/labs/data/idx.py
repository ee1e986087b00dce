"""The IDX format of (Fashion-)MNIST, with or without gzip: read with distrust, written exactly."""

import gzip
import math
import os
import struct
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from sandbox.base.files import opened
from sandbox.labs.data.dataset import CLASS_KEYS, SIDE, DataError, Pixels

GZIP_MAGIC = b"\x1f\x8b"
_UBYTE = b"\x00\x00\x08"  # two zeros, then the code for unsigned bytes; the next byte counts axes
_KINDS = {1: "labels", 3: "pictures"}
MOST = 300_000
"""Pictures or labels: more than any data set in this form has, and as bytes some 235 MB."""
_CHUNK = 1 << 20


def read_images(path: Path) -> Pixels:
    """Pictures (N, 28, 28) uint8, N ≥ 1; raises DataError naming the file and the fault."""
    return _read(path, axes=3)


def read_labels(path: Path) -> Pixels:
    """Labels (N,) uint8, each 0 to 9, N ≥ 1; raises DataError naming the file and the fault."""
    labels = _read(path, axes=1)
    if labels.max() >= len(CLASS_KEYS):
        where = int(labels.argmax())
        raise DataError(
            f"{path}: label {where} is {labels[where]}, but labels go from 0 to "
            f"{len(CLASS_KEYS) - 1}; this is not a Fashion-MNIST labels file.",
            "file_other",
            file=path,
        )
    return labels


def read_pair(images_path: Path, labels_path: Path) -> tuple[Pixels, Pixels]:
    """Pictures (N, 28, 28) and their labels (N,); raises DataError where the counts differ."""
    images, labels = read_images(images_path), read_labels(labels_path)
    if len(images) != len(labels):
        raise DataError(
            f"{images_path} holds {len(images)} pictures but {labels_path} holds {len(labels)} "
            "labels; the two files do not belong together, fetch both again.",
            "file_pair",
            file=images_path,
            other=labels_path,
        )
    return images, labels


def write(path: Path, array: Pixels, *, compress: bool) -> None:
    """Write uint8 pictures (N, 28, 28) or labels (N,); gzip gives the same bytes each time."""
    if array.dtype != np.uint8 or array.ndim not in _KINDS:
        raise ValueError(
            f"IDX files hold uint8 pictures (N, 28, 28) or labels (N,), "
            f"not {array.dtype} of shape {array.shape}"
        )
    content = _UBYTE + struct.pack(f">B{array.ndim}I", array.ndim, *array.shape) + array.tobytes()
    # Level 9 would take twelve times as long, for half a percent.
    path.write_bytes(gzip.compress(content, compresslevel=6, mtime=0) if compress else content)


def _read(path: Path, axes: int) -> Pixels:
    try:
        with opened(path) as file:
            zipped = file.read(2) == GZIP_MAGIC
            file.seek(0)
            if not zipped:
                return _parse(file, path, axes, size=os.fstat(file.fileno()).st_size)
            with gzip.open(file) as unzipped:
                # Its reads give plain bytes, as any binary file's do.
                return _parse(cast(BinaryIO, unzipped), path, axes, size=None)
    except FileNotFoundError:
        raise DataError(
            f"{path}: there is no such file; check the folder, or run `mlp-sandbox data fetch`.",
            "file_missing",
            file=path,
        ) from None
    except EOFError:
        sentence = f"{path}: the gzip data stops early; fetch the file again."
        raise DataError(sentence, "file_damaged", file=path) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(
            f"{path}: the gzip data is damaged ({error}); fetch the file again.",
            "file_damaged",
            file=path,
        ) from None
    except OSError as error:
        raise DataError(
            f"{path}: cannot be read ({error.strerror or error}); check the path and its rights.",
            "file_unreadable",
            file=path,
            reason=error.strerror or str(error),
        ) from None


def _parse(file: BinaryIO, path: Path, axes: int, size: int | None) -> Pixels:
    """The array that `file` holds; `size` is the whole file's, where known before reading."""
    shape = _read_header(file, path, axes)
    promised, header = math.prod(shape), 4 + 4 * axes
    if size is not None and size - header != promised:
        raise _wrong_size(path, shape, promised, str(size - header))
    # Gzip tells its size only at the end, so read piece by piece and never trust `promised`.
    content = bytearray()
    while len(content) <= promised:
        piece = file.read(min(_CHUNK, promised + 1 - len(content)))
        if not piece:
            break
        content += piece
    if len(content) != promised:
        found = str(len(content)) if len(content) < promised else "more"
        raise _wrong_size(path, shape, promised, found)
    return np.frombuffer(content, np.uint8).reshape(shape)


def _read_header(file: BinaryIO, path: Path, axes: int) -> tuple[int, ...]:
    magic = file.read(4)
    if len(magic) < 4:
        raise _short_header(path)
    if magic != _UBYTE + bytes([axes]):
        raise _wrong_magic(path, magic, axes)
    sizes = file.read(4 * axes)
    if len(sizes) < 4 * axes:
        raise _short_header(path)
    shape: tuple[int, ...] = struct.unpack(f">{axes}I", sizes)
    if shape[1:] not in {(), (SIDE, SIDE)}:
        raise DataError(
            f"{path}: its pictures are {shape[1]}×{shape[2]} pixels, but {SIDE}×{SIDE} are needed; "
            "this is not Fashion-MNIST.",
            "file_other",
            file=path,
        )
    if shape[0] > MOST:
        raise DataError(
            f"{path}: promises {shape[0]} {_KINDS[axes]}, but no more than {MOST} are read; "
            "this is not Fashion-MNIST.",
            "file_other",
            file=path,
        )
    if shape[0] == 0:
        sentence = f"{path}: holds no {_KINDS[axes]} at all; fetch the file again."
        raise DataError(sentence, "file_damaged", file=path)
    return shape


def _short_header(path: Path) -> DataError:
    sentence = f"{path}: ends inside its header; fetch the file again."
    return DataError(sentence, "file_damaged", file=path)


def _wrong_magic(path: Path, magic: bytes, axes: int) -> DataError:
    wanted = _KINDS[axes]
    if magic[:3] == _UBYTE and magic[3] in _KINDS:
        return DataError(
            f"{path}: is a {_KINDS[magic[3]]} file where a {wanted} file is expected; "
            "were two files swapped?",
            "file_swapped",
            file=path,
        )
    return DataError(
        f"{path}: is not an IDX {wanted} file (it starts with {magic.hex(' ')}, not "
        f"{(_UBYTE + bytes([axes])).hex(' ')}); fetch the file again.",
        "file_other",
        file=path,
    )


def _wrong_size(path: Path, shape: tuple[int, ...], promised: int, found: str) -> DataError:
    return DataError(
        f"{path}: promises {shape[0]} {_KINDS[len(shape)]} ({promised} bytes) but {found} bytes "
        "follow; fetch the file again.",
        "file_damaged",
        file=path,
    )
