"""The stepper: the lines of a pass, what the one at hand made of what, and the card of a number."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.engine.explain.expression import Index
from sandbox.labs.pictures import Steps
from sandbox.passes import path
from sandbox.passes.lines import AnnotatedLine
from sandbox.passes.path import CellRef
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, truncate, wrap
from sandbox.ui.widgets.pictures.matrix import MOVES, Cursor, to_edge
from sandbox.ui.widgets.pictures.picture_view import PictureView
from sandbox.ui.widgets.stepper.detail_panel import DetailPanel
from sandbox.ui.widgets.stepper.messages import last_lines
from sandbox.ui.widgets.stepper.model import Edit, StepperModel, UndoExtent
from sandbox.ui.widgets.stepper.operands import (
    HiddenOperand,
    OperandView,
    blocks,
    cell_at,
    given,
    least_height,
    paint_blocks,
    settings,
)
from sandbox.ui.widgets.stepper.operands import height as blocks_height
from sandbox.ui.widgets.stepper.step_list import code, paint_list, paint_timeline

TALL = 26
"""From this height on a card stands under the matrices; below it takes the room of the list."""
CARD = 0.6
"""The share of the height that a card takes where it stands instead of the list."""


CHECK_SLICE_S, CHECK_PAUSE_S = 0.02, 0.01
"""Seconds that a gradient check takes at a time and pauses for, so that keys are answered."""
PAGE_ROWS = 5
"""Rows of a card's list that a page key moves by."""


class StepsView(PictureView, can_focus=True):
    """A list of lines above; below it the line at hand as an equation of matrices.

    From the top: where in the run one is; the list; a rule with the code that ran; what the step
    means; its value and operands; the chosen cell in full, or what there is to say. A number that
    is asked opens its card. What is asked is the model's; the cursor's place is the view's.
    """

    class Looked(Message):
        """Another number is inspected, or other keys apply."""

    class Change(Message):
        """A number of the run is to be set by hand."""

        def __init__(self, edit: Edit) -> None:
            super().__init__()
            self.edit = edit

    class Jump(Message):
        """The run is wanted `lines` lines on, or back where they are negative."""

        def __init__(self, lines: int) -> None:
            super().__init__()
            self.lines = lines

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *keys.bindings("steps")]
    HINTS = (("↑↓←→", "cell"),)

    _measured: tuple[object, ...] = ()
    _drawn: tuple[object, ...] = ()
    _largest = 0
    _above = 0
    _blocks_size = (0, 0)
    _checking = False
    blocks: Sequence[OperandView] = ()
    chosen = 0
    picture: Steps

    def __init__(self, picture: Steps, glossary: Glossary, glyphs: Glyphs) -> None:
        self.model = StepperModel(picture)
        super().__init__(picture, glossary, glyphs)

    def renew(self) -> None:
        if self.model.show(self.picture):
            self.post_message(self.Looked())
        self._continue_check()
        self.set_blocks()

    def set_undo_extent(self, extent: UndoExtent) -> None:
        """How much of the run lies behind and ahead."""
        if extent != self.model.undo_extent:
            self.model.undo_extent = extent
            self.repaint()

    @property
    def hints_now(self) -> tuple[tuple[str, str], ...]:
        """What the arrows do, for the last line of the screen."""
        if self.model.keys == "typing":
            return ()
        return (("↑↓", "row"), ("←→", "cell")) if self.model.keys == "asking" else self.HINTS

    @property
    def shown(self) -> AnnotatedLine | None:
        """The line that is drawn; None before the first, and where data is looked at."""
        at = self.model.line
        return self.picture.steps[at] if at is not None and at < len(self.picture.steps) else None

    @property
    def block(self) -> OperandView:
        """The matrix that has the cursor: the value, or one of the operands."""
        return self.blocks[self.chosen]

    def set_blocks(self) -> None:
        """Another line brings its own matrices; the same line with newer values lights them."""
        if not self.picture.steps:
            self.blocks, self.chosen, self._drawn = (), 0, ()
            return
        shown, inspection = self.shown, self.model.inspection
        spot = inspection.here if inspection is not None else None
        drawn: tuple[object, ...]
        if shown is not None:
            drawn = (shown, shown.step.id, shown.step.place, shown.symbol, self.model.hidden)
        else:
            assert inspection is not None
            assert spot is not None
            drawn = (path.whole(inspection.recorded, spot), spot.origin, spot.via)
        if not self._drawn or drawn[0] is not self._drawn[0] or drawn[1:] != self._drawn[1:]:
            same, self._drawn = drawn[1:] == self._drawn[1:], drawn
            self._draw(self._fresh(shown), same)
        if spot is not None:
            self.chosen = 0
            self.block.grid.go(*_cell(spot.index))

    def _fresh(self, shown: AnnotatedLine | None) -> list[OperandView]:
        if shown is None:
            inspection = self.model.inspection
            assert inspection is not None
            symbol = path.symbol(inspection.recorded, inspection.here)
            return [given(symbol, path.whole(inspection.recorded, inspection.here), self.glyphs)]
        fresh = blocks(shown, self.glyphs)
        if self.model.hidden:
            fresh[0] = HiddenOperand(**vars(fresh[0]))
        return fresh

    def _draw(self, fresh: Sequence[OperandView], same: bool) -> None:
        if same and len(fresh) == len(self.blocks):
            for block, newer in zip(self.blocks, fresh, strict=True):
                block.grid.show(newer.grid.values, all_lit=bool(self.model.lit))
        else:
            self.blocks, self.chosen = fresh, 0

    def spot(self) -> CellRef | None:
        """The number under the cursor; for a hidden value, its own."""
        cell, at = self.block.grid.cell if self.blocks else None, self.model.line
        if cell is None or at is None or self.model.recorded is None:
            return None
        if self.chosen == 0 or self.model.hidden:
            value = self.blocks[0].grid
            ndim = np.ndim(self.picture.steps[at].step.value)
            return CellRef.of_line(at, (value.row, value.column)[2 - ndim :])
        return CellRef.of_operand(self.model.recorded, at, self.block.name, cell)

    # Drawing.

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """What there is no room for gives way; what there is to say stays."""
        if not self.picture.steps:
            return [
                make_strip(
                    width, [(truncate(self.words("widgets.steps.empty"), width), styles["dim"])]
                )
            ]
        status = self.status if self.model.inspection is None else ""
        last = last_lines(self.model, self.spot(), status, self.words, self.glyphs, width - 1)
        said = [make_strip(width, [(f" {text}", styles[style])]) for text, style in last]
        room = height - len(said)
        if self.model.inspection is None:
            lines = self._lines(width, room, styles, sentences=2 if height >= 12 else 1)
        else:
            lines = self._with_card(width, room, styles)
        return [*lines[:room], *[make_strip(width, [])] * (room - len(lines)), *said]

    def _with_card(self, width: int, height: int, styles: TextStyles) -> list[Strip]:
        assert self.model.inspection is not None
        inspection, focused = self.model.inspection, self.has_focus
        card = DetailPanel(inspection, self.glossary, self.words, self.glyphs, styles, focused)
        if height >= TALL:
            lower = min(card.height(width), round(height * CARD) - 2)
            upper = self._lines(width, height - lower, styles, sentences=0)
            return [*upper, *card.paint(width, lower)]
        needed = blocks_height(self.blocks, width)
        lower = min(needed, max(height - card.height(width), height - round(height * CARD)))
        upper = card.paint(width, height - lower)
        return [*upper, *self._blocks(width, lower, styles)]

    def _lines(self, width: int, height: int, styles: TextStyles, sentences: int) -> list[Strip]:
        """Timeline, list, rule, meaning, matrices."""
        score = ""
        if self.model.prediction.on:
            values = {"right": self.model.prediction.right, "asked": self.model.prediction.asked}
            score = self.words("asking.predict.score", **values)
        lines = [
            paint_timeline(
                self.picture, self.model.undo_extent, score, width,
                self.glossary, self.words, self.glyphs, styles,
            )
        ]  # fmt: skip
        shown = self.shown
        at = self.picture.cursor if self.model.line is None else self.model.line
        rows = self._rows(width, height, sentences)
        lines += paint_list(
            self.picture, at, self.model.lit, width, rows, self.glossary, self.glyphs, styles
        )
        if shown is not None:
            lines.append(self._rule(shown, width, styles))
            meaning = self.glossary.about(shown.step)
            for text in wrap(meaning, width - 1, sentences, self.glyphs.ellipsis):
                lines.append(make_strip(width, [(f" {text}", styles.plain)]))
        lines += [make_strip(width, [])] * (rows + 2 + sentences - len(lines))
        self._above = len(lines)
        return [*lines, *self._blocks(width, height - len(lines), styles)]

    def _blocks(self, width: int, height: int, styles: TextStyles) -> list[Strip]:
        cursors = [Cursor.NONE] * len(self.blocks)
        part = self._part()
        if part is not None:
            cursors[part] = Cursor.FAINT
        cursors[self.chosen] = Cursor.FULL if self.has_focus else Cursor.FAINT
        self._blocks_size = width, height
        return paint_blocks(self.blocks, cursors, width, height, styles, self.glyphs)

    def _part(self) -> int | None:
        """The matrix that has the chosen row of the card, its cursor on that cell."""
        inspection = self.model.inspection
        if inspection is None or inspection.line is None or inspection.row is None:
            return None
        spot, cell = inspection.row.spot, _cell(inspection.row.spot.index)
        for number, block in enumerate(self.blocks[1:], 1):
            operand = self.picture.steps[inspection.line].step.operands[block.name]
            if isinstance(operand, list):
                continue
            if CellRef.of_operand(inspection.recorded, inspection.line, block.name, cell) == spot:
                block.grid.go(*cell)
                return number
        return None

    @property
    def status(self) -> str:
        """The chosen cell in the code's name, its number with its digits, and the lecture's."""
        block = self.block
        if block.grid.cell is None:
            return f"{block.name} = []"
        row, column = block.grid.cell
        symbol = "" if block.symbol == block.name else f"  {self.glyphs.between} {block.symbol}"
        return f"{block.name}[{row},{column}] = {block.grid.digits}{symbol}"

    def _rows(self, width: int, height: int, sentences: int) -> int:
        """Lines for the list: what the largest matrices of the pass leave.

        It has 40 % at least where they do not fit in any case, and a quarter where they do. It
        depends on no one step, so the picture does not jump from step to step.
        """
        steps = self.picture.steps
        if self._measured != (id(steps), width, height):
            self._measured = (id(steps), width, height)
            self._largest = max(least_height(shown, self.glyphs, width, height) for shown in steps)
        left = height - 2 - sentences - self._largest
        rows = left if left >= max(round(height * 0.25), 3) else max(round(height * 0.4) - 1, 3)
        return max(min(rows, len(steps), height - 6), 1)

    def _rule(self, shown: AnnotatedLine, width: int, styles: TextStyles) -> Strip:
        """The code that ran, and the settings in it."""
        bar = self.glyphs.track
        facts = "".join(f" {self.glyphs.between} {fact}" for fact in settings(shown, self.glyphs))
        room = width - 5
        text = truncate(code(shown), room, self.glyphs.ellipsis)
        facts = truncate(facts, max(room - cell_len(text), 0), self.glyphs.ellipsis)
        rest = max(width - cell_len(text) - cell_len(facts) - 4, 0)
        pieces = [
            (f"{bar * 2} ", styles["dim"]),
            (text, styles["strong"]),
            (facts, styles["number"]),
            (" " + bar * rest, styles["dim"]),
        ]
        return make_strip(width, pieces)

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An action of the stepper without a meaning leaves its key to others."""
        asking = {one.id for one in keys.of("steps")} - {"matrix"}
        return action not in asking or self.model.applies(action)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While something is typed every character belongs to it."""
        typing = self.model.entry is not None
        return typing and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """A number begins an answer; then letters, backspace, enter and escape belong to it."""
        if self.model.entry is not None and event.key == "enter":
            edit = self.model.accept()
            if edit is not None:
                self.post_message(self.Change(edit))
        elif not self.model.press(event.key, event.character or "", self.spot()):
            return
        event.stop()
        event.prevent_default()
        self._changed()

    def on_blur(self) -> None:
        """Leaving gives up what was being typed."""
        if self.model.entry is not None:
            self.model.entry = None
            self._changed()

    def action_ask(self) -> None:
        """Where is the number from? See `StepperModel.ask`."""
        self.model.ask(self.spot())
        self._changed()

    def action_way_back(self) -> None:
        """Back along the path that is followed."""
        self.model.back()
        self._changed()

    def action_close_card(self) -> None:
        """To the run's line."""
        self.model.close()
        self._changed()

    def action_uses(self) -> None:
        """Who used this number?"""
        self.model.ask_uses(self.spot())
        self._changed()

    def action_check(self) -> None:
        """The gradient beside its central difference."""
        self.model.ask_check(self.spot())
        self._changed()
        self._continue_check()

    def action_change(self) -> None:
        """Type another number for a weight, an input or a target."""
        self.model.open_change(self.spot())
        self._changed()

    def action_predict(self) -> None:
        """Hide the values to come, or show them."""
        self.model.toggle_prediction()
        self._changed()

    def action_earlier(self) -> None:
        """The same line, a training step before."""
        self.post_message(self.Jump(-len(self.picture.steps)))

    def action_later(self) -> None:
        """The same line, a training step on."""
        self.post_message(self.Jump(len(self.picture.steps)))

    def _changed(self) -> None:
        """Draw, and let the screen know."""
        self.set_blocks()
        self.repaint()
        self.post_message(self.Looked())

    def _continue_check(self) -> None:
        if not self._checking and self.model.unfinished_check is not None:
            self._checking = True
            self.set_timer(CHECK_PAUSE_S, self._check_slice)

    def _check_slice(self) -> None:
        self._checking = False
        check = self.model.unfinished_check
        if check is not None:
            check.go_on(CHECK_SLICE_S)
            self.repaint()
            self._continue_check()

    # Moving about: among the cells, or in a card among the rows of its list.

    def action_move(self, down: int, across: int) -> None:
        """The cursor by a cell; in a card up and down choose a row."""
        if not self.blocks:
            return
        self.model.note = None
        if self.model.inspection is None:
            self.block.grid.move(down, across)
        elif down:
            self.model.inspection.choose(down)
        else:
            self.model.inspection.beside(across)
        self._changed()

    def on_click(self, event: events.Click) -> None:
        """The cursor to the cell under the mouse, while no card is open."""
        at = event.get_content_offset(self)
        if at is None or self.model.inspection is not None or self.model.prediction.on:
            return
        found = cell_at(self.blocks, *self._blocks_size, at.x, at.y - self._above)
        if found is not None:
            self.model.note = None
            self.chosen, cell = found
            self.block.grid.go(*cell)
            self.repaint()

    def action_page(self, direction: int) -> None:
        """The cursor by about a screenful."""
        step = PAGE_ROWS if self.model.inspection is not None else max(self.size.height // 3, 1)
        self.action_move(direction * step, 0)

    def action_edge(self, direction: int) -> None:
        """The cursor to the end of its row, and from there to the corner; or of the list."""
        if self.model.inspection is not None:
            self.action_move(direction * len(self.model.inspection.rows), 0)
        elif self.blocks:
            self.model.note = None
            to_edge(self.block.grid, direction)
            self.repaint()

    def action_matrix(self) -> None:
        """The cursor to the next matrix of the equation."""
        if self.blocks and self.model.inspection is None:
            self.model.note = None
            self.chosen = (self.chosen + 1) % len(self.blocks)
            self.repaint()


def _cell(index: Index) -> tuple[int, int]:
    """The row and the column at which a cell is drawn."""
    row, column = (0, 0, *index)[-2:]
    return row, column
