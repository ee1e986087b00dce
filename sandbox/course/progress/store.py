"""The file of progress: read, merged and written at once, and survived in whatever state it is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.base import atomic_files
from sandbox.course.progress.record import DamagedError, LearnerRecord, NewerError, decode, encode

Change = Callable[[LearnerRecord], LearnerRecord]

LOCK_TIMEOUT_S = 2.0
"""Seconds to wait for another session that is saving, which takes it milliseconds."""


@dataclass(frozen=True)
class Notice:
    """Something that the learner should know: a saying of the glossary and its blanks."""

    id: str
    values: dict[str, str] = field(default_factory=dict)


class Store:
    """The record of one session and the file that it shares with all others.

    Nothing here raises: where the file cannot be had, progress is kept in memory, and `notices`
    says why, each thing once. Sessions may be threads or processes.
    """

    def __init__(self, path: Path | None, patience: float = LOCK_TIMEOUT_S) -> None:
        self._path = path
        self._patience = patience
        self._progress = LearnerRecord()
        self._base = LearnerRecord()
        """What is known to be in the file, or would be if it could be written."""
        self._changes: list[Change] = []
        """Those since then: `_progress` is `_base` with them."""
        self._copied = False
        self._notices: list[Notice] = []
        self._said: set[str] = set()
        self._memory = threading.RLock()
        self._saving = threading.Lock()

    @property
    def progress(self) -> LearnerRecord:
        """The record as it is now."""
        return self._progress

    def notices(self) -> list[Notice]:
        """What there is to say that was not said yet."""
        with self._memory:
            fresh, self._notices = self._notices, []
        return fresh

    def load(self) -> LearnerRecord:
        """The record, with what all sessions have saved. A damaged file is set aside."""
        if self._path is None:
            self._say("progress_homeless")
            return self._progress
        try:
            found = self._found(self._path)
        except DamagedError:
            # Only alone may it be renamed: another session could have mended it by now.
            self._attempt(self._alone)
        except NewerError:
            self._say("progress_newer", file=str(self._path))
        except OSError as error:
            self._unsaved(error)
        else:
            self._take(found)
        return self._progress

    def change(self, change: Change) -> LearnerRecord:
        """Do something to the record, in memory alone: `save` keeps it."""
        with self._memory:
            self._progress = change(self._progress)
            self._changes.append(change)
            return self._progress

    def save(self) -> None:
        """Keep what has changed, on top of what other sessions have saved meanwhile."""
        if self._path is None:
            self._say("progress_homeless")
        else:
            self._attempt(self._write)

    def update(self, change: Change) -> LearnerRecord:
        """Do something to the record and keep it at once."""
        self.change(change)
        self.save()
        return self._progress

    def _attempt(self, work: Callable[[Path], None]) -> None:
        """Work on the file, alone with it."""
        assert self._path is not None
        try:
            with self._saving:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with atomic_files.locked(self._path, self._patience):
                    work(self._path)
        except NewerError:
            self._say("progress_newer", file=str(self._path))
        except OSError as error:
            self._unsaved(error)

    def _alone(self, path: Path) -> None:
        """Take what the file says; if it says nothing, set it aside and take the copy."""
        try:
            found = self._found(path)
        except DamagedError:
            self._say("progress_aside", file=str(atomic_files.set_aside(path)))
            found = self._found(path)
        self._take(found)

    def _write(self, path: Path) -> None:
        self._alone(path)
        with self._memory:
            taken = len(self._changes)
            fresh = self._progress
        before, after = atomic_files.read(path), encode(fresh)
        if before is not None and before != after and not self._copied:
            atomic_files.write(_copy(path), before)
            self._copied = True
        if before != after:
            atomic_files.write(path, after)
        with self._memory:
            self._base, self._changes = fresh, self._changes[taken:]

    def _take(self, found: LearnerRecord) -> None:
        """Go on from what was found, the changes made since then on top."""
        with self._memory:
            self._base = self._progress = self._base.merged(found)
            for change in self._changes:
                self._progress = change(self._progress)

    def _found(self, path: Path) -> LearnerRecord:
        """What the file says, and without one its last good copy."""
        data = atomic_files.read(path)
        if data is not None:
            return decode(data)
        try:
            copy = atomic_files.read(_copy(path))
            return LearnerRecord() if copy is None else decode(copy)
        except (DamagedError, NewerError):
            return LearnerRecord()

    def _unsaved(self, error: OSError) -> None:
        reason = error.strerror or str(error)
        self._say("progress_unsaved", reason=reason)

    def _say(self, id: str, **values: str) -> None:
        with self._memory:
            if id not in self._said:
                self._said.add(id)
                self._notices.append(Notice(id, values))


def _copy(path: Path) -> Path:
    return path.with_name(f"{path.name}.good")
