"""What can be done to a session beside running it on, and how the session stands then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.base.errors import UserError
from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.session import Session
from sandbox.passes.recorded_step import EditError

Status = Literal["preparing", "paused", "running", "done", "diverged", "failed"]
Notice = Literal[
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
class RunStatus:
    """How a session stands."""

    status: Status = "preparing"
    frame: Frame | None = None
    settings: Settings = field(default_factory=dict)
    seed: int = 0
    heard: int = 0
    """How many of the turns that were asked for are in the settings."""
    note: Notice = ""
    """What the last command came to, where that is not to be seen."""
    state: Any = None
    """The state of the frame: it does not change, so another thread may look at it."""
    behind: int = 0
    ahead: int = 0
    """How many milestones lie behind, and how many ahead that were undone."""
    trouble: str | UserError = ""
    """Why the last command or step failed; "crashed" is for the log."""


SessionCommand = Callable[[Session], Notice]


def back(session: Session) -> Notice:
    """To the milestone before."""
    return "" if session.back() else "at_beginning"


def redo(session: Session) -> Notice:
    """To where the last undo came from."""
    return "" if session.redo() else "nothing_to_redo"


def why_not_run(session: Session, frame: Frame | None) -> Notice:
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


def jump(milestones: int) -> SessionCommand:
    """So many milestones on, or back."""

    def act(session: Session) -> Notice:
        return "" if session.jump(milestones) else "at_beginning"

    return act


def set_knobs(settings: Settings) -> Callable[[Session], None]:
    """Set some knobs. KnobError where they do not fit."""

    def act(session: Session) -> None:
        session.set_knobs(settings)

    return act


def edit_number(origin: Provenance, index: Index, value: float) -> SessionCommand:
    """Set one weight, input or target by hand."""

    def act(session: Session) -> Notice:
        try:
            session.push(session.lab.with_value(session.state, origin, index, value))
        except (EditError, IndexError):
            # The run has gone on to where there is no such number.
            return "not_set"
        return ""

    return act
