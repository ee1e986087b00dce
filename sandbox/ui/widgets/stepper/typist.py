"""What is typed at a number: an answer for a blank, or another value for a weight."""

from typing import Any

from textual import events
from textual.message import Message

from sandbox.engine.explain.expression import Index
from sandbox.engine.provenance import Provenance
from sandbox.labs.pictures import Steps
from sandbox.passes.path import Spot
from sandbox.passes.prediction import AnswerError
from sandbox.passes.recorded_step import EditError, RecordedStep
from sandbox.ui.widgets.pictures.picture_view import PictureView
from sandbox.ui.widgets.stepper.entry import ANSWERS, NumberEntry, parse_number
from sandbox.ui.widgets.stepper.prediction_mode import PredictionMode

PAGE_ROWS = 5
"""Rows that a page key moves by in a list."""


Note = tuple[str, dict[str, Any]]
"""A key of the words, and what fills its blanks."""


class Typist(PictureView):
    """Takes letters while an entry is open, and does what the entry is for."""

    class Looked(Message):
        """Another number is looked at, or other keys apply."""

    class Change(Message):
        """A number is to be set by hand."""

        def __init__(self, origin: Provenance, index: Index, value: float) -> None:
            super().__init__()
            self.origin = origin
            self.index = index
            self.value = value

    picture: Steps
    predicting: PredictionMode
    entry: NumberEntry | None
    note: Note | None
    """What is said."""
    outcome: Note | None
    """What is to be said of the numbers that a change will give, as soon as they are there."""

    @property
    def taken(self) -> RecordedStep | None:
        """The pass that can be asked."""
        return self.picture.taken

    @property
    def line(self) -> int | None:
        """The line that is drawn; None for data."""
        raise NotImplementedError

    @property
    def hidden(self) -> bool:
        """Whether the value that is drawn has still to be told by the learner."""
        return self.line is not None and self.predicting.hides(self.line)

    def spot(self) -> Spot | None:
        """The number under the cursor."""
        raise NotImplementedError

    def asked_cell(self) -> str:
        """The cell that is asked for, in a name that does not tell its matrix's shape."""
        raise NotImplementedError

    def set_blocks(self) -> None:
        """Take over which matrices are drawn, and where their cursor is."""
        raise NotImplementedError

    def changed(self) -> None:
        """Draw, and let the screen know."""
        self.set_blocks()
        self.repaint()
        self.post_message(self.Looked())

    def say(self, key: str, **values: Any) -> None:
        """Say a sentence until the next key."""
        self.note = key, values

    def open_answer(self, text: str) -> None:
        """Begin an answer for the cell under the cursor."""
        spot = self.spot()
        if spot is not None:
            self.predicting.reply = None
            self.entry = NumberEntry("answer", self.asked_cell(), index=spot.index, text=text)
            self.changed()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While something is typed every letter belongs to it."""
        return self.entry is not None and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """A number begins an answer; then letters, backspace, enter and escape belong to it."""
        character = event.character or ""
        if self.entry is None:
            if not self.hidden or character not in ANSWERS or not character:
                return
            self.open_answer(character)
        elif event.key == "enter":
            self._accept(self.entry)
        elif event.key == "escape":
            self.entry = None
        elif event.key == "backspace":
            self.entry = self.entry.shortened()
        elif event.is_printable and character:
            self.entry = self.entry.typed(character)
        else:
            return
        event.stop()
        event.prevent_default()
        self.changed()

    def on_blur(self) -> None:
        """Leaving gives up what was being typed."""
        if self.entry is not None:
            self.entry = None
            self.changed()

    def _accept(self, entry: NumberEntry) -> None:
        if self.taken is None:
            self.entry = None
        elif entry.spot is None:
            self._answer(entry, self.taken)
        else:
            self._change(entry, entry.spot, self.taken)

    def _answer(self, entry: NumberEntry, taken: RecordedStep) -> None:
        assert self.line is not None
        try:
            self.predicting.answer(taken, self.line, entry.index, entry.text)
        except AnswerError:
            self.entry = entry.refused(self.words("asking.predict.no_answer"))
        else:
            self.entry = None

    def _change(self, entry: NumberEntry, spot: Spot, taken: RecordedStep) -> None:
        value = parse_number(entry.text)
        if value is None:
            self.entry = entry.refused(self.words("asking.change.not_a_number"))
            return
        try:
            taken.check_edit(spot.origin, value)
        except EditError as error:
            said = self.words(f"asking.change.{error.reason}", **error.values)
            self.entry = entry.refused(said)
            return
        self.entry = None
        self.outcome = "asking.change.done", {"cell": entry.name, "value": entry.text.strip()}
        self.post_message(self.Change(spot.origin, spot.index, value))
