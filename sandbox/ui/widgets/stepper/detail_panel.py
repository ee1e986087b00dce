"""The card of a number: what it is, how it was made, and the numbers to go on to."""

from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.passes import path
from sandbox.passes.explanation import number
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, rjust, truncate, wrap
from sandbox.ui.widgets.stepper import messages
from sandbox.ui.widgets.stepper.inspection import Inspection, LinkedNumber
from sandbox.ui.words import Words

LEAST_ROWS = 4
"""Lines that the list has at the least, before what stands above it gives way."""
FULLNESS = ((2, 2), (1, 2), (1, 1), (0, 1))
"""How many lines of each sentence, and how many notations: what there is room for."""
NAMES = 0.5
"""The share of the width that the names of a list may take."""

Pieces = list[tuple[str, Style]]


@dataclass(frozen=True)
class DetailPanel:
    """What a card is drawn with."""

    inspection: Inspection
    glossary: Glossary
    words: Words
    glyphs: Glyphs
    styles: TextStyles
    focused: bool

    def paint(self, width: int, height: int) -> list[Strip]:
        """`height` lines: what is said, then the list."""
        rows = self.inspection.rows
        wanted = min(len(rows), LEAST_ROWS) + bool(rows)
        lines = [make_strip(width, pieces) for pieces in self._fitting(width, height - wanted)]
        lines += self._list(width, height - len(lines))
        return [*lines, *[make_strip(width, [])] * (height - len(lines))][:height]

    def height(self, width: int) -> int:
        """Lines that would show all of it."""
        return len(self._said(width, *FULLNESS[0])) + len(self.inspection.rows) + 1

    def _fitting(self, width: int, room: int) -> list[Pieces]:
        """As much as there is room for, cut off where even the least is too much."""
        for sentences, rules in FULLNESS:
            said = self._said(width, sentences, rules)
            if len(said) <= room:
                break
        return said[: max(room, 1)]

    # What is said.

    def _said(self, width: int, sentences: int, rules: int) -> list[Pieces]:
        said = [self._head(width)]
        if len(self.inspection.trail.stops) > 1:
            said.append([(self._way(width), self.styles["accent"])])
        if self.inspection.mode == "check":
            for text, style in messages.check(self.words, self.inspection):
                said += self._sentence(text, width, 1 + sentences, style)
            return said
        if self.inspection.mode == "used":
            which = "asking.used" if self.inspection.rows else "asking.unused"
            return said + self._sentence(self.words(which), width, 2, "plain")
        return said + self._making(width, sentences, rules)

    def _making(self, width: int, sentences: int, rules: int) -> list[Pieces]:
        """The rule in both notations, the numbers in it, and what the line is for."""
        inspection, styles = self.inspection, self.styles
        said: list[Pieces] = []
        explanation = inspection.explanation
        if explanation is not None:
            both = [(explanation.notation, "title"), (explanation.rule, "dim")]
            count = rules if explanation.notation != explanation.rule else 1
            said += [[self._short(text, width, style)] for text, style in both[:count]]
            text = messages.to_glyphs(messages.numbers(self.words, inspection), self.glyphs)
            said += [
                [(f" {part}", styles["number"])]
                for part in wrap(text, width - 1, 2, self.glyphs.ellipsis)
            ]
        given = messages.about(self.words, inspection)
        said += self._sentence(given, width, 2, "plain")
        if inspection.line is not None:
            shown = inspection.recorded.shown[inspection.line]
            help = self.glossary.about(shown.step)
            said += self._sentence(help, width, sentences, "plain")
        return said

    def _short(self, text: str, width: int, name: str) -> tuple[str, Style]:
        text = text.replace("…", self.glyphs.ellipsis)
        return f" {truncate(text, width - 1, self.glyphs.ellipsis)}", self.styles[name]

    def _sentence(self, text: str, width: int, most: int, name: str) -> list[Pieces]:
        style = self.styles.plain if name == "plain" else self.styles[name]
        text = messages.to_glyphs(text, self.glyphs)
        parts = wrap(text, width - 1, most, self.glyphs.ellipsis) if text else []
        return [[(f" {part}", style)] for part in parts]

    def _head(self, width: int) -> Pieces:
        """The cell and its number; at the right the line that made it."""
        inspection = self.inspection
        place = ""
        if inspection.line is not None:
            shown = inspection.recorded.shown[inspection.line]
            phase = self.glossary.label("phase", shown.phase)
            at = messages.origin(self.words, inspection.here.origin)
            place = f"{phase} {self.glyphs.between} {at}"
        else:
            place = messages.origin(self.words, inspection.here.origin)
        value = messages.to_glyphs(number(inspection.value), self.glyphs)
        text = truncate(
            f"{inspection.name} = {value}", width - cell_len(place) - 3, self.glyphs.ellipsis
        )
        gap = " " * max(width - cell_len(text) - cell_len(place) - 2, 1)
        return [(f" {text}", self.styles["strong"]), (f"{gap}{place}", self.styles["dim"])]

    def _way(self, width: int) -> str:
        """W⁽²⁾[2,1] ← ∂J/∂W⁽²⁾[2,1] ← …: the stops; the oldest give way."""
        recorded = self.inspection.recorded
        parts = []
        for stop in self.inspection.trail.stops:
            arrow = {"made-of": " ← ", "used-in": " → "}.get(stop.by, "")
            parts.append(messages.to_glyphs(arrow, self.glyphs) + path.name(recorded, stop.spot))
        text = "".join(parts)
        while cell_len(text) > width - 1 and len(parts) > 1:
            parts.pop(0)
            text = self.glyphs.ellipsis + "".join(parts)
        return f" {truncate(text, width - 1, self.glyphs.ellipsis)}"

    # The list.

    def _list(self, width: int, height: int) -> list[Strip]:
        """The rows around the chosen one, under a rule that counts them."""
        rows, chosen, styles = self.inspection.rows, self.inspection.chosen, self.styles
        if not rows or height < 1:
            return []
        if height == 1:
            return [self._row(rows[chosen], True, width, self._names(width))]
        key = {"from": "parts", "used": "uses", "check": "see"}[self.inspection.mode]
        title = self.words(f"asking.list.{key}")
        count = f" {chosen + 1}/{len(rows)} "
        bar = self.glyphs.track
        rest = max(width - cell_len(title) - cell_len(count) - 5, 0)
        rule = f"{bar * 2} {title} {bar * rest}{count}{bar}"
        lines = [make_strip(width, [(rule, styles["dim"])])]
        room = height - 1
        first = max(min(chosen - (room - 1) // 2, len(rows) - room), 0)
        names = self._names(width)
        shown = range(first, min(first + room, len(rows)))
        return lines + [self._row(rows[i], i == chosen, width, names) for i in shown]

    def _text(self, row: LinkedNumber) -> str:
        if not row.cells:
            return row.name
        return messages.uses(self.words, row).replace("…", self.glyphs.ellipsis)

    def _names(self, width: int) -> int:
        longest = max(cell_len(self._text(row)) for row in self.inspection.rows)
        share = NAMES if self.inspection.mode != "used" else 0.75
        return min(longest, int(width * share))

    def _row(self, row: LinkedNumber, chosen: bool, width: int, names: int) -> Strip:
        styles = self.styles
        style = styles["cursor" if self.focused else "current"] if chosen else styles.plain
        value = "" if row.value is None else messages.to_glyphs(number(row.value), self.glyphs)
        origin = "" if row.origin is None else messages.origin(self.words, row.origin)
        name = ljust(self._text(row), names, self.glyphs.ellipsis)
        figures = f" {rjust(value, 10, self.glyphs.ellipsis)}" if not row.cells else ""
        return make_strip(
            width,
            [
                (f"{self.glyphs.pointer} " if chosen else "  ", styles["accent"]),
                (name + figures, style),
                (f"  {origin}", styles["dim"]),
            ],
        )
