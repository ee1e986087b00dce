"""What was typed where no file beside the learner's could take it, as the app ends."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sandbox.ui.words import Words


@dataclass(frozen=True)
class Rescued:
    """What was typed, and why it is not in its file."""

    file: Path
    typed: str
    reason: str
    place: Path | None
    """The file that has it, in the folder for what is temporary; None where that took nothing."""

    def said(self, words: Words) -> str:
        """Where it is; with no place, all of it. It ends with a line's end."""
        if self.place is not None:
            id = "exercise.rescue.kept"
            return words(id, file=self.file, reason=self.reason, place=self.place) + "\n"
        said = words("exercise.rescue.printed", file=self.file, reason=self.reason)
        typed = "".join(c if c.isprintable() or c in "\n\t" else "�" for c in self.typed)
        return f"{said}\n\n{typed.rstrip()}\n"


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
