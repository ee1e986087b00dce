"""A file of the learner's while it is edited: whatever happens, what was typed is kept."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sandbox.ui.exercise.draft import Draft
from sandbox.ui.exercise.edited_file import EditedFile


@dataclass(frozen=True)
class Saved:
    """What was typed is saved."""

    beside: Path | None = None
    """The new file that has one of two texts: what was typed, or what another program wrote."""


@dataclass(frozen=True)
class Unchanged:
    """There was nothing to do."""


@dataclass(frozen=True)
class Reloaded:
    """Another program has changed the file: what it says now."""

    text: str
    beside: Path | None = None
    """The new file that has what was typed, if something was."""


@dataclass(frozen=True)
class ChangedElsewhere:
    """Another program has changed the file, and something was typed: the learner has to choose."""


@dataclass(frozen=True)
class Failed:
    """The file cannot be read or written."""

    reason: str
    """What the system says."""


@dataclass(frozen=True)
class Rescued:
    """What was typed, and why it is not in its file."""

    file: Path
    typed: str
    reason: str
    place: Path | None
    """The file that has it, in the folder for what is temporary; None where that took nothing."""

    def said(self, words: Callable[..., str]) -> str:
        """Where it is; with no place, all of it. It ends with a line's end."""
        if self.place is not None:
            id = "exercise.rescue.kept"
            return words(id, file=self.file, reason=self.reason, place=self.place) + "\n"
        said = words("exercise.rescue.printed", file=self.file, reason=self.reason)
        typed = "".join(c if c.isprintable() or c in "\n\t" else "�" for c in self.typed)
        return f"{said}\n\n{typed.rstrip()}\n"


class FileSession:
    """One file from when it is opened until it is left.

    `typed` gives what stands in the editor at the moment. `draft_failed` is called in a thread
    where a draft cannot be written. No method raises OSError: what failed is returned.
    """

    def __init__(
        self,
        file: EditedFile,
        typed: Callable[[], str],
        draft_failed: Callable[[OSError], object],
    ) -> None:
        self.file = file
        self._typed = typed
        self._draft = Draft(file, draft_failed)
        self.changed_elsewhere = False
        """Whether another program is known to have changed it while something typed is unsaved."""
        self.draft_failure_told = False
        """Whether the learner knows that drafts cannot be written."""

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not in the file."""
        return self._typed() != self.file.text

    def take_draft(self) -> tuple[str | None, list[Path]]:
        """What was typed before an app was killed, and the files made of older such texts."""
        return self._draft.take()

    def save(self) -> Saved | Unchanged | Reloaded | ChangedElsewhere | Failed:
        """Put what was typed into the file, unless another program has changed that."""
        file, typed = self.file, self._typed()
        try:
            if file.path.exists() and file.changed():
                return self._reload() if typed == file.text else ChangedElsewhere()
            if typed == file.text and file.path.exists():
                return Unchanged()
            file.write(typed)
        except OSError as error:
            return Failed(reason_of(error))
        self.drop_draft()
        return Saved()

    def keep(self) -> Saved | Unchanged | Failed:
        """Save what was typed, or put it beside the file where another program changed that."""
        try:
            kept = self.file.keep(self._typed())
        except OSError as error:
            return Failed(reason_of(error))
        self.drop_draft()
        if kept is None:
            return Unchanged()
        return Saved(None if kept == self.file.path else kept)

    def look(self) -> Unchanged | Reloaded | ChangedElsewhere | Failed:
        """See whether another program has changed the file; ChangedElsewhere is told once."""
        try:
            if not self.file.path.exists() or not self.file.changed():
                return Unchanged()
            if not self.unsaved:
                return self._reload()
        except OSError as error:
            return Failed(reason_of(error))
        if self.changed_elsewhere:
            return Unchanged()
        self.changed_elsewhere = True
        return ChangedElsewhere()

    def settle(self, theirs: bool) -> Saved | Reloaded | Failed:
        """After ChangedElsewhere: one text into the file, the other one beside it.

        `theirs`: what the other program wrote stays in the file.
        """
        file, typed = self.file, self._typed()
        self.changed_elsewhere = False
        try:
            text = file.read()
            beside = file.put_aside(typed if theirs else text)
            if not theirs:
                file.write(typed)
        except OSError as error:
            return Failed(reason_of(error))
        self.drop_draft()
        return Reloaded(text, beside) if theirs else Saved(beside)

    def finish(self) -> Rescued | None:
        """Keep what was typed as the app ends, from whichever thread.

        Where neither the file nor its folder takes it: where it is instead.
        """
        typed = self._typed()
        try:
            self.file.keep(typed)
        except OSError as error:
            return rescue(self.file.path, typed, reason_of(error))
        self._draft.drop()
        return None

    def keep_draft(self) -> None:
        """Have what was typed kept in a draft; no draft where it is in the file."""
        if self.unsaved:
            self._draft.keep(self._typed())
        else:
            self._draft.drop()

    def drop_draft(self) -> None:
        """What was typed is in a file by now, or is not wanted."""
        self._draft.drop()
        self.draft_failure_told = False

    def _reload(self) -> Reloaded:
        self.changed_elsewhere = False
        return Reloaded(self.file.read())


def rescue(file: Path, typed: str, reason: str) -> Rescued:
    """Keep what was typed among the temporary files, if that can be."""
    place: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".py", f"mlp-sandbox-{file.stem}-")
        place = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(typed.encode("utf-8", "replace"))
            stream.flush()
            os.fsync(handle)
    except OSError:
        if place is not None:
            place.unlink(missing_ok=True)
        place = None
    return Rescued(file, typed, reason, place)


def reason_of(error: OSError) -> str:
    """What the system says."""
    return error.strerror or str(error)
