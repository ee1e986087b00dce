"""What is typed and not saved yet, kept beside the learner's file for when the app is killed."""

import hashlib
import json
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sandbox.base import atomic_files
from sandbox.ui.exercise.edited_file import EditedFile

DRAFT_PAUSE_S = 1.0
"""Seconds from a stroke until what was typed is kept."""


class Draft:
    """One session's draft of a file: `.NAME.typed-PID`, with what the file said when it was begun.

    It is written in a thread of its own, so that a slow disk delays no key.
    """

    def __init__(self, own: EditedFile, failed: Callable[[OSError], object]) -> None:
        """`failed` is called in the thread where a draft cannot be written."""
        self._own = own
        self._stem = f".{own.path.name}.typed-"
        self._path = own.path.with_name(f"{self._stem}{os.getpid()}")
        self._failed = failed
        self._alone = threading.Lock()
        self._wanted: bytes | None = None

    def keep(self, typed: str) -> None:
        """Have it written, soon."""
        said = {"base": _digest(self._own.text), "typed": typed}
        self._wanted = json.dumps(said).encode()
        threading.Thread(target=self._write, name="draft", daemon=True).start()

    def drop(self) -> None:
        """What was typed is in a file by now, or is not wanted."""
        with self._alone:
            self._wanted = None
            with suppress(OSError):
                self._path.unlink()

    def take(self) -> tuple[str | None, list[Path]]:
        """What sessions that are over have left: the newest text typed into what the file says.

        Every other one gets a file of its own beside it; these files.
        """
        text, aside = None, []
        for path in self._left():
            typed, base = _read(path)
            with suppress(OSError):
                if typed is None or typed == self._own.text:
                    path.unlink()
                elif text is None and base == _digest(self._own.text):
                    text = typed
                    path.rename(self._path)
                else:
                    aside.append(self._own.put_aside(typed))
                    path.unlink()
        return text, aside

    def _left(self) -> list[Path]:
        """The drafts of the file that no session has any more, the newest first."""
        try:
            found = [path for path in self._path.parent.iterdir() if self._over(path)]
            return sorted(found, key=lambda path: path.lstat().st_mtime, reverse=True)
        except OSError:
            return []

    def _over(self, path: Path) -> bool:
        """Whether this is a draft, by a session that is over."""
        session = path.name.removeprefix(self._stem)
        if session == path.name or not (session.isascii() and session.isdecimal()):
            return False
        try:
            # In a container every session may have the number that this one has.
            if int(session) != os.getpid():
                os.kill(int(session), 0)
                return False
        except PermissionError:
            return False
        except (ProcessLookupError, OverflowError):
            pass
        return path.is_file() and not path.is_symlink()

    def _write(self) -> None:
        try:
            with self._alone:
                if self._wanted is not None:
                    atomic_files.write(self._path, self._wanted)
                    self._wanted = None
        except OSError as error:
            self._failed(error)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _read(path: Path) -> tuple[str | None, object]:
    """What was typed and what the file said then; None where no session has written this."""
    try:
        kept = json.loads(atomic_files.read(path) or b"")
        return (kept["typed"], kept["base"]) if isinstance(kept["typed"], str) else (None, "")
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None, ""
