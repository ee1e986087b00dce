"""What a learner can ask of the numbers of a pass, and what is at hand because of it."""

from typing import Any

import numpy as np
from textual.message import Message

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import Steps
from sandbox.passes import path
from sandbox.passes.path import Spot
from sandbox.ui import keys
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.widgets.stepper.entry import NumberEntry
from sandbox.ui.widgets.stepper.inspection import Inspection
from sandbox.ui.widgets.stepper.prediction_mode import PredictionMode
from sandbox.ui.widgets.stepper.step_list import UndoExtent
from sandbox.ui.widgets.stepper.typist import Note, Typist

CHECK_SLICE_S, CHECK_PAUSE_S = 0.02, 0.01
"""Seconds that a check takes at a time and rests for, so that keys are answered in between."""


class Asker(Typist):
    """The stepper's other half: it knows what is asked, `StepsView` draws it.

    The run's own line is the picture's cursor. What is looked at is the view's, so that following
    a number leaves no trace in the run.
    """

    class Leap(Message):
        """The run is wanted so many lines on, or back."""

        def __init__(self, lines: int) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, picture: Steps, glossary: Glossary, glyphs: Glyphs) -> None:
        self.looking: Inspection | None = None
        self.entry: NumberEntry | None = None
        self.predicting = PredictionMode()
        self.reach = UndoExtent()
        self.lit: frozenset[int] = frozenset()
        """The lines whose values differ since something was changed by hand or by a knob."""
        self.note: Note | None = None
        self.outcome: Note | None = None
        self._before: Steps | None = None
        super().__init__(picture, glossary, glyphs)

    # What is at hand.

    @property
    def line(self) -> int | None:
        """The line that is drawn: the one that is looked at, else the run's; None for data."""
        return self.picture.cursor if self.looking is None else self.looking.line

    @property
    def keys_now(self) -> str:
        """Which keys the last line of the screen is to offer."""
        if self.entry is not None:
            return "typing"
        if self.looking is not None:
            return "asking"
        return "blank" if self.hidden else "steps"

    @property
    def hints_now(self) -> tuple[tuple[str, str], ...]:
        """What the arrows do, for the last line of the screen."""
        moves = {"asking": (("↑↓", "row"), ("←→", "cell")), "typing": ()}
        return moves.get(self.keys_now, self.HINTS)

    def renew(self) -> None:
        """Newer numbers, another line: what was asked goes with it as far as it can."""
        before, self._before = self._before, self.picture
        if before is not None and before is not self.picture:
            if _same_place(before, self.picture):
                self._take_over(before)
            else:
                self._go_with_the_run(before)
        self.set_blocks()

    def _take_over(self, before: Steps) -> None:
        """The same line with other numbers: light what differs.

        What was said of the old ones is no longer so.
        """
        if before.taken is self.picture.taken:
            return
        self.entry, self.note, self.outcome = None, self.outcome, None
        self.lit = frozenset(
            number
            for number, (old, new) in enumerate(zip(before.steps, self.picture.steps, strict=True))
            if not np.array_equal(old.step.value, new.step.value)
        )
        if self.predicting.on:
            self.predicting.begin(self.picture.cursor)
        if self.looking is not None and self.taken is not None:
            if not self.looking.within(self.taken):
                self.looking = Inspection(self.taken, self._first())
            self._go_on_checking()

    def _go_with_the_run(self, before: Steps) -> None:
        """The run is at another line: so is what is looked at."""
        self.entry, self.note, self.lit = None, None, frozenset()
        self.predicting.reply = None
        if self.predicting.on and before.taken is not self.picture.taken:
            self.predicting.begin(0)
        if self.looking is not None:
            self.looking = None
            if self.taken is not None and not self.hidden:
                self.looking = Inspection(self.taken, self._first())
            self.post_message(self.Looked())

    def _first(self) -> Spot:
        value = self.picture.current.step.value
        return Spot.of_line(self.picture.cursor, (0,) * np.ndim(value))

    def set_reach(self, reach: UndoExtent) -> None:
        """How much of the run lies behind and ahead."""
        if reach != self.reach:
            self.reach = reach
            self.repaint()

    def nodes(self) -> tuple[str, ...]:
        """The values of the graph on the way that is followed."""
        return self.looking.trail.nodes() if self.looking is not None else ()

    # Actions of the registry.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a pass, or a number that is looked at, leaves its key to others without."""
        if action in ("way_back", "close_card"):
            return self.looking is not None
        asking = {one.id for one in keys.of("steps")} - {"matrix"}
        return action not in asking or (self.taken is not None and bool(self.picture.steps))

    def action_ask(self) -> None:
        """Where from; in a card, on to the chosen number; in a blank, answer."""
        self.note = None
        if self.hidden:
            self.open_answer("")
            return
        looking = self.looking
        if looking is None:
            self._look()
        elif looking.row is not None:
            step = looking.row.spot.origin.step
            if step is not None and self.predicting.hides(step):
                self.say("asking.predict.first", cell=looking.row.name)
            else:
                looking.follow()
        elif looking.mode != "from":
            looking.ask()
        self.changed()

    def _look(self) -> Inspection | None:
        """Open the card of the number under the cursor."""
        spot = self.spot()
        if self.looking is None and self.taken is not None and spot is not None:
            self.predicting.reply = None
            self.looking = Inspection(self.taken, spot)
        return self.looking

    def action_way_back(self) -> None:
        """Back along the way; at its beginning the card closes."""
        self.note = None
        assert self.looking is not None
        if self.looking.mode != "from":
            self.looking.ask()
        elif not self.looking.back():
            self.looking = None
        self.changed()

    def action_close_card(self) -> None:
        """To the run's line."""
        self.note, self.looking = None, None
        self.changed()

    def action_uses(self) -> None:
        """Who used this number?"""
        self._in_card(Inspection.used)

    def action_check(self) -> None:
        """The gradient beside its central difference."""
        self._in_card(Inspection.check)
        self._go_on_checking()

    def _in_card(self, what: Any) -> None:
        self.note = None
        if self.hidden:
            self.say("asking.predict.first", cell=self.asked_cell())
        elif (looking := self._look()) is not None:
            what(looking)
        self.changed()

    def _go_on_checking(self) -> None:
        checking = self.looking.checking if self.looking is not None else None
        if checking is not None and checking.done < checking.many:
            self.set_timer(CHECK_PAUSE_S, self._check_on)

    def _check_on(self) -> None:
        checking = self.looking.checking if self.looking is not None else None
        if checking is not None:
            checking.go_on(CHECK_SLICE_S)
            self.repaint()
            self._go_on_checking()

    def action_change(self) -> None:
        """Type another number for a weight, an input or a target."""
        self.note, taken = None, self.taken
        assert taken is not None
        spot = self.looking.editable if self.looking is not None else self.spot()
        if spot is None or spot.origin.kind not in ("input", "target", "parameter"):
            here = self.looking.here if self.looking is not None else spot
            if here is None or self.hidden:
                self.say("asking.change.nothing")
            else:
                self.say("asking.change.computed", cell=path.name(taken, here))
        else:
            self.entry = NumberEntry("change", path.name(taken, spot), spot=spot)
        self.changed()

    def action_predict(self) -> None:
        """Fill in the blank: on, or off."""
        self.note, self.looking, self.entry = None, None, None
        self.predicting.turn(self.picture.cursor)
        if not self.predicting.on and self.predicting.asked:
            score = {"right": self.predicting.right, "asked": self.predicting.asked}
            self.say("asking.predict.off", **score)
        self.changed()

    def action_earlier(self) -> None:
        """The same line, a training step before."""
        self.post_message(self.Leap(-len(self.picture.steps)))

    def action_later(self) -> None:
        """The same line, a training step on."""
        self.post_message(self.Leap(len(self.picture.steps)))


def _same_place(one: Steps, other: Steps) -> bool:
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
