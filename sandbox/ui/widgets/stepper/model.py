"""What is asked of the numbers of a training step, and what is at hand because of it: no widget.

The run's own line is the picture's cursor. What is inspected belongs to the model, so that
following a number leaves no trace in the run's history.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.labs.pictures import Steps
from sandbox.passes import path
from sandbox.passes.path import CellRef
from sandbox.passes.prediction import Judgement, PredictionError, judge, parse_prediction
from sandbox.passes.recorded_step import EditError, RecordedStep
from sandbox.ui.widgets.stepper.gradient_check import GradientCheck
from sandbox.ui.widgets.stepper.inspection import Inspection

MAX_ENTRY_CHARS = 24
"""Characters that an entry takes."""

ANSWER_STARTS = frozenset("0123456789.+-−")
"""The characters that begin an answer to a hidden value."""

EDITABLE = ("input", "target", "parameter")
"""The kinds of numbers that can be set by hand."""

Sentence = tuple[str, dict[str, Any]]
"""A key of the words, and what fills its blanks."""

Keys = Literal["typing", "asking", "blank", "steps"]
"""Which keys apply: those of an entry, of an inspection, of a hidden value, or of the lines."""


@dataclass(frozen=True)
class UndoExtent:
    """How many lines of the run lie behind, and how many ahead that were undone."""

    behind: int = 0
    ahead: int = 0


@dataclass(frozen=True)
class NumberEntry:
    """A number that is being typed: a new value for a weight, or the answer to a hidden value."""

    kind: Literal["change", "answer"]
    name: str
    spot: CellRef
    """The number that is set, or whose value is asked for."""
    text: str = ""
    error: Sentence | None = None
    """Why the last try was refused."""

    def typed(self, character: str) -> "NumberEntry":
        """With one character more."""
        return replace(self, text=(self.text + character)[:MAX_ENTRY_CHARS], error=None)

    def shortened(self) -> "NumberEntry":
        """With one character less."""
        return replace(self, text=self.text[:-1], error=None)


@dataclass(frozen=True)
class Edit:
    """One number of the run that is to be set by hand."""

    origin: Provenance
    index: Index
    value: float


class PredictionMode:
    """Which values are hidden until the learner has said what they are, and how that went."""

    def __init__(self) -> None:
        self.on = False
        self.right = self.asked = 0
        self.reply: tuple[Judgement, Index] | None = None
        """What the last answer came to, and for which cell, until the learner goes on."""
        self._start = 0
        self._answered: set[int] = set()

    def toggle(self, step: int) -> None:
        """On, from that line; or off. The score stays until it is turned on again."""
        self.on = not self.on
        self.reply = None
        if self.on:
            self.right = self.asked = 0
            self.hide_from(step)

    def hide_from(self, step: int) -> None:
        """Other numbers: hide again what was shown from that line on."""
        self._start = step
        self._answered = set()
        self.reply = None

    def hides(self, step: int) -> bool:
        """Whether the value of a line is hidden."""
        return self.on and step >= self._start and step not in self._answered

    def answer(self, recorded: RecordedStep, step: int, index: Index, text: str) -> None:
        """Judge an answer and show the value. AnswerError where the text is none."""
        judgement = judge(recorded, step, index, parse_prediction(text))
        self.asked += 1
        self.right += judgement.right
        self._answered.add(step)
        self.reply = judgement, index


class StepperModel:
    """The state of a stepper: what is inspected, typed, predicted, lit and said.

    Methods that begin something take `spot`, the number under the cursor, None where there is none.
    """

    def __init__(self, picture: Steps) -> None:
        self.picture = picture
        self.inspection: Inspection | None = None
        self.entry: NumberEntry | None = None
        self.prediction = PredictionMode()
        self.undo_extent = UndoExtent()
        self.lit: frozenset[int] = frozenset()
        """The lines whose values differ since something was changed by hand or by a knob."""
        self.note: Sentence | None = None
        """What is said until the next key."""
        self.outcome: Sentence | None = None
        """What is to be said of the numbers that an edit will give, as soon as they are there."""

    @property
    def recorded(self) -> RecordedStep | None:
        """The training step that can be asked."""
        return self.picture.taken

    @property
    def line(self) -> int | None:
        """The line that is drawn: the inspected one, else the run's; None for data."""
        return self.picture.cursor if self.inspection is None else self.inspection.line

    @property
    def hidden(self) -> bool:
        """Whether the value that is drawn has still to be told by the learner."""
        return self.line is not None and self.prediction.hides(self.line)

    @property
    def keys(self) -> Keys:
        """Which keys apply."""
        if self.entry is not None:
            return "typing"
        if self.inspection is not None:
            return "asking"
        return "blank" if self.hidden else "steps"

    @property
    def unfinished_check(self) -> GradientCheck | None:
        """The gradient check that has more cells to compare."""
        check = self.inspection.checking if self.inspection is not None else None
        return check if check is not None and check.done < check.many else None

    def applies(self, action: str) -> bool:
        """Whether an action of the stepper has a meaning now: its key is free for others if not."""
        if action in ("way_back", "close_card"):
            return self.inspection is not None
        return self.recorded is not None and bool(self.picture.steps)

    def nodes(self) -> tuple[str, ...]:
        """The values of the graph on the path that is followed."""
        return self.inspection.trail.nodes() if self.inspection is not None else ()

    @property
    def value_name(self) -> str:
        """What the code calls the value that is drawn; "" for data."""
        return "" if self.line is None else self.picture.steps[self.line].step.name

    def asked_cell(self, spot: CellRef | None) -> str:
        """The cell of a hidden value as the code names it, which does not tell its shape."""
        if spot is None:
            return self.value_name
        row, column = (0, 0, *spot.index)[-2:]
        return f"{self.value_name}[{row},{column}]"

    # Another frame of the run.

    def show(self, picture: Steps) -> bool:
        """Take newer numbers, or another line; whether what is inspected has gone with the run."""
        before, self.picture = self.picture, picture
        if before is picture:
            return False
        if _same_line(before, picture):
            if before.taken is not picture.taken:
                self._renumber(before)
            return False
        return self._follow_run(before)

    def _renumber(self, before: Steps) -> None:
        """The same line with other numbers: light what differs; what was said is so no longer."""
        self.entry, self.note, self.outcome = None, self.outcome, None
        self.lit = frozenset(
            number
            for number, (old, new) in enumerate(zip(before.steps, self.picture.steps, strict=True))
            if not np.array_equal(old.step.value, new.step.value)
        )
        if self.prediction.on:
            self.prediction.hide_from(self.picture.cursor)
        if self.inspection is None or self.recorded is None:
            return
        if not self.inspection.within(self.recorded):
            self.inspection = Inspection(self.recorded, self._first_spot())

    def _follow_run(self, before: Steps) -> bool:
        self.entry, self.note, self.lit = None, None, frozenset()
        self.prediction.reply = None
        if self.prediction.on and before.taken is not self.picture.taken:
            self.prediction.hide_from(0)
        if self.inspection is None:
            return False
        self.inspection = None
        if self.recorded is not None and not self.hidden:
            self.inspection = Inspection(self.recorded, self._first_spot())
        return True

    def _first_spot(self) -> CellRef:
        value = self.picture.current.step.value
        return CellRef.of_line(self.picture.cursor, (0,) * np.ndim(value))

    # Asking.

    def ask(self, spot: CellRef | None) -> None:
        """Where is it from? In an inspection: on to the chosen number. If it is hidden: answer."""
        self.note = None
        inspection = self.inspection
        if self.hidden:
            self.open_answer(spot)
        elif inspection is None:
            self._inspect(spot)
        elif inspection.row is not None:
            step = inspection.row.spot.origin.step
            if step is not None and self.prediction.hides(step):
                self.note = "asking.predict.first", {"cell": inspection.row.name}
            else:
                inspection.follow()
        elif inspection.mode != "from":
            inspection.ask()

    def ask_uses(self, spot: CellRef | None) -> None:
        """Who used this number?"""
        if (inspection := self._inspect_shown(spot)) is not None:
            inspection.used()

    def ask_check(self, spot: CellRef | None) -> None:
        """Is this gradient right? The one beside its central difference."""
        if (inspection := self._inspect_shown(spot)) is not None:
            inspection.check()

    def _inspect_shown(self, spot: CellRef | None) -> Inspection | None:
        self.note = None
        if self.hidden:
            self.note = "asking.predict.first", {"cell": self.asked_cell(spot)}
            return None
        return self._inspect(spot)

    def _inspect(self, spot: CellRef | None) -> Inspection | None:
        """The inspection at hand, or one of the number under the cursor."""
        if self.inspection is None and self.recorded is not None and spot is not None:
            self.prediction.reply = None
            self.inspection = Inspection(self.recorded, spot)
        return self.inspection

    def back(self) -> None:
        """Back along the path; at its beginning the inspection ends."""
        self.note = None
        if self.inspection is None:
            return
        if self.inspection.mode != "from":
            self.inspection.ask()
        elif not self.inspection.back():
            self.inspection = None

    def close(self) -> None:
        """To the run's line."""
        self.note, self.inspection = None, None

    def toggle_prediction(self) -> None:
        """Hide the values from the run's line on, or show them again and say the score."""
        self.note, self.inspection, self.entry = None, None, None
        self.prediction.toggle(self.picture.cursor)
        if not self.prediction.on and self.prediction.asked:
            score = {"right": self.prediction.right, "asked": self.prediction.asked}
            self.note = "asking.predict.off", score

    # Typing.

    def open_answer(self, spot: CellRef | None, text: str = "") -> None:
        """Begin an answer for the hidden cell."""
        if spot is not None:
            self.prediction.reply = None
            self.entry = NumberEntry("answer", self.asked_cell(spot), spot, text)

    def open_change(self, spot: CellRef | None) -> None:
        """Begin another number for a weight, an input or a target; else say why there is none."""
        self.note, recorded, inspection = None, self.recorded, self.inspection
        assert recorded is not None
        wanted = spot if inspection is None else inspection.editable
        if wanted is not None and wanted.origin.kind in EDITABLE:
            self.entry = NumberEntry("change", path.name(recorded, wanted), wanted)
            return
        here = spot if inspection is None else inspection.here
        if here is None or self.hidden:
            self.note = "asking.change.nothing", {}
        else:
            self.note = "asking.change.computed", {"cell": path.name(recorded, here)}

    def press(self, key: str, character: str, spot: CellRef | None) -> bool:
        """Take a key that edits an entry, or begins an answer; False where it is no such key."""
        if self.entry is None:
            if not self.hidden or character not in ANSWER_STARTS:
                return False
            self.open_answer(spot, character)
        elif key == "escape":
            self.entry = None
        elif key == "backspace":
            self.entry = self.entry.shortened()
        elif character and character.isprintable():
            self.entry = self.entry.typed(character)
        else:
            return False
        return True

    def accept(self) -> Edit | None:
        """End the entry, unless it is refused; the edit that it asks for, if it asks for one."""
        entry, recorded = self.entry, self.recorded
        if entry is None or recorded is None:
            self.entry = None
            return None
        if entry.kind == "change":
            return self._accept_change(entry, recorded)
        assert self.line is not None
        try:
            self.prediction.answer(recorded, self.line, entry.spot.index, entry.text)
        except PredictionError:
            self.entry = replace(entry, error=("asking.predict.no_answer", {}))
        else:
            self.entry = None
        return None

    def _accept_change(self, entry: NumberEntry, recorded: RecordedStep) -> Edit | None:
        value = parse_number(entry.text)
        if value is None:
            self.entry = replace(entry, error=("asking.change.not_a_number", {}))
            return None
        try:
            recorded.check_edit(entry.spot.origin, value)
        except EditError as error:
            self.entry = replace(entry, error=(f"asking.change.{error.reason}", error.values))
            return None
        self.entry = None
        self.outcome = "asking.change.done", {"cell": entry.name, "value": entry.text.strip()}
        return Edit(entry.spot.origin, entry.spot.index, value)


def parse_number(text: str) -> float | None:
    """The number that a learner typed; None where it is none."""
    try:
        return float(text.strip().replace("−", "-"))
    except ValueError:
        return None


def _same_line(one: Steps, other: Steps) -> bool:
    """Whether both are at the same line of the same training step."""
    updates = [
        picture.taken.recording.before.step if picture.taken is not None else None
        for picture in (one, other)
    ]
    return (
        one.cursor == other.cursor
        and updates[0] == updates[1]
        and [shown.symbol for shown in one.steps] == [shown.symbol for shown in other.steps]
    )
