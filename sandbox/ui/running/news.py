"""What a runner tells the screen: how a lab's session stands."""

from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.refusal import Refusal

Status = Literal["preparing", "paused", "running", "done", "diverged", "failed"]
Note = Literal[
    "",
    "undone",
    "again",
    "reseeded",
    "at_beginning",
    "at_end",
    "once_more",
    "nothing_to_step",
    "only_draws",
    "nothing_to_undo",
    "nothing_to_redo",
    "not_set",
]


@dataclass(frozen=True)
class News:
    """How a session stands."""

    status: Status = "preparing"
    frame: Frame | None = None
    settings: Settings = field(default_factory=dict)
    seed: int = 0
    heard: int = 0
    """How many of the turns that were asked for are in the settings."""
    note: Note = ""
    """What the last command came to, where that is not to be seen."""
    state: Any = None
    """The state of the frame: it does not change, so another thread may look at it."""
    behind: int = 0
    ahead: int = 0
    """How many milestones lie behind, and how many ahead that were undone."""
    trouble: str | Refusal = ""
    """Why the last command or step failed; "crashed" is for the log."""
