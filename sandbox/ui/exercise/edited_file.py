"""The learner's own file: what is known to be in it, and how nothing of it is ever lost."""

import itertools
from contextlib import suppress
from pathlib import Path

from sandbox.base import atomic_files

Stamp = tuple[int, int, int]
"""When a file was changed, how long it is, and which one it is."""


class EditedFile:
    """A text file that others may change at any time. Methods raise OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = ""
        """What it said when it was last read or written."""
        self._stamp: Stamp | None = None

    def read(self) -> str:
        """What it says now; bytes that are no UTF-8 become question marks."""
        self._stamp = self._look()
        data = atomic_files.read(self.path)
        self.text = (data or b"").decode("utf-8", "replace")
        return self.text

    def write(self, text: str) -> None:
        """Put the text in its place: whenever the machine stops, it is the old one or the new."""
        self.path.parent.mkdir(parents=True, exist_ok=True)  # it may have been taken away
        atomic_files.write(self.path, text.encode("utf-8", "replace"), 0o644)
        self.text, self._stamp = text, self._look()

    def changed(self) -> bool:
        """Whether it says something else than it did, or is gone."""
        stamp = self._look()
        if stamp == self._stamp:
            return False
        data = atomic_files.read(self.path)
        if data is None or data.decode("utf-8", "replace") != self.text:
            return True
        self._stamp = stamp
        return False

    def put_aside(self, text: str) -> Path:
        """Keep a text beside the file, under a name that is free."""
        for number in itertools.count(1):
            aside = self.path.with_name(f"{self.path.stem}.draft-{number}.py")
            with suppress(FileExistsError):
                atomic_files.create(aside, text.encode("utf-8", "replace"))
                break
        return aside

    def keep(self, text: str) -> Path | None:
        """Keep what was typed: in the file, or beside it where somebody else has changed it.

        The file that now has the text; None where nothing had been typed.
        """
        if text == self.text:
            return None
        if self.path.exists() and self.changed():
            self.text = text
            return self.put_aside(text)
        self.write(text)
        return self.path

    def _look(self) -> Stamp | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
