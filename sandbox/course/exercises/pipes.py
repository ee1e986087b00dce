"""The app's ends of a process's pipes: nothing here waits."""

import os
from collections.abc import Callable
from contextlib import suppress

_CHUNK = 1 << 18


class Source:
    """A pipe that is read as it fills; `take` is given each piece."""

    def __init__(self, pipe: int, take: Callable[[bytes], None]) -> None:
        self.pipe = pipe
        self.open = True
        self._take = take
        os.set_blocking(pipe, False)

    def handle(self) -> bool:
        """Take what there is; whether there was something."""
        try:
            chunk = os.read(self.pipe, _CHUNK)
        except BlockingIOError:
            return False
        if not chunk:
            self.close()
            return False
        self._take(chunk)
        return True

    def close(self) -> None:
        """Read no more."""
        if self.open:
            self.open = False
            os.close(self.pipe)


class Sink:
    """A pipe that is written to as fast as the other side reads."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe
        self.open = True
        self._waiting: list[memoryview] = []
        os.set_blocking(pipe, False)

    @property
    def busy(self) -> bool:
        """Whether something waits to be written."""
        return self.open and bool(self._waiting)

    def send(self, data: bytes) -> None:
        """Let these bytes follow the others."""
        if self.open:
            self._waiting.append(memoryview(data))

    def handle(self) -> None:
        """Write what the pipe has room for; a reader that is gone needs nothing more."""
        try:
            written = os.write(self.pipe, self._waiting[0][:_CHUNK])
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        rest = self._waiting[0][written:]
        self._waiting[:1] = [rest] if rest else []

    def close(self) -> None:
        """Write no more."""
        if self.open:
            self.open = False
            with suppress(OSError):
                os.close(self.pipe)
