"""What can be done to a session beside running it on, and how the session stands then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.base.errors import UserError
from sandbox.engine.cells import Index
from sandbox.engine.following import Origin
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.session import Session
from sandbox.passes.recorded_step import EditError

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
    trouble: str | UserError = ""
    """Why the last command or step failed; "crashed" is for the log."""


Act = Callable[[Session], Note]


def back(session: Session) -> Note:
    """To the milestone before."""
    return "" if session.back() else "at_beginning"


def again(session: Session) -> Note:
    """To where the last undo came from."""
    return "" if session.again() else "nothing_to_redo"


def over(session: Session, frame: Frame | None) -> Note:
    """Why nothing runs: all is said, each draw is an answer of its own, or a pass is at its last
    line; "" where it can run on, or once more.
    """
    if not session.finished or frame is None:
        return ""
    if session.answered and not session.position:
        return "nothing_to_step"
    if not frame.total:
        return "only_draws"
    return "at_end" if frame.unit == "line" else ""


def leap(milestones: int) -> Act:
    """So many milestones on, or back."""

    def act(session: Session) -> Note:
        return "" if session.leap(milestones) else "at_beginning"

    return act


def turn(settings: Settings) -> Callable[[Session], None]:
    """Set some knobs. KnobError where they do not fit."""

    def act(session: Session) -> None:
        session.turn_all(settings)

    return act


def change(origin: Origin, index: Index, value: float) -> Act:
    """Set one weight, input or target by hand."""

    def act(session: Session) -> Note:
        try:
            session.put(session.lab.edit(session.state, origin, index, value))
        except (EditError, IndexError):
            # The run has gone on to where there is no such number.
            return "not_set"
        return ""

    return act
