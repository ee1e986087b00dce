"""The lines of a pass as a list, and the line above it that says where in the run one is."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import Steps
from sandbox.passes.lines import AnnotatedLine
from sandbox.ui.terminal.canvas import line
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import Inks
from sandbox.ui.terminal.text import cell_len, cut, left
from sandbox.ui.words import Words

ASSIGNS = "←"
"""At the end of a symbol: the line gives something that has this symbol already a new value."""
ROOM_FOR_CODE = 56
"""From this width on the code stands beside the notation."""
LEAST_CODE = 20
"""Cells that are left to the code there, however long the notation is."""


def notation(shown: AnnotatedLine) -> str:
    """The line in the lecture's notation; where it has none, what the value is called there."""
    if not shown.notation:
        return shown.symbol
    sign = "" if shown.symbol.endswith(ASSIGNS) else " ="
    return f"{shown.symbol}{sign} {shown.notation}"


def code(shown: AnnotatedLine) -> str:
    """The line as it ran."""
    return f"{shown.step.name} = {shown.step.formula}"


def paint_list(
    picture: Steps,
    at: int,
    lit: Set[int],
    width: int,
    height: int,
    glossary: Glossary,
    glyphs: Glyphs,
    inks: Inks,
) -> list[Strip]:
    """The lines around `at`, `height` of them, each group with its phase before it.

    `at` is the line that is looked at; the run's own has a mark of its own. Lit are those whose
    values a change has changed.
    """
    steps = picture.steps
    phases = {step.phase: glossary.label("phase", step.phase) for step in steps}
    margin = max(map(cell_len, phases.values()), default=0) + 1
    room = width - margin - 2
    column = _column(steps, room)
    first = _first(at, height, len(steps))
    lines = []
    for index in range(first, min(first + height, len(steps))):
        shown = steps[index]
        begins = index == first or steps[index - 1].phase != shown.phase
        here = index == at
        ink = inks["changed"] if index in lit and not here else _ink(index, at, inks)
        mark = glyphs.between if index == picture.cursor else " "
        phase = left(phases[shown.phase] if begins else "", margin, glyphs.ellipsis)
        pieces = [
            (phase, inks["title"] if shown.phase == steps[at].phase else inks["dim"]),
            (f"{glyphs.pointer if here else mark} ", inks["accent"]),
            (left(notation(shown), column, glyphs.ellipsis), ink),
        ]
        if column < room:
            code_ink = ink if here else inks["dim"]
            pieces.append((left(f"  {code(shown)}", room - column, glyphs.ellipsis), code_ink))
        lines.append(line(width, pieces))
    return lines


def _ink(index: int, cursor: int, inks: Inks) -> Style:
    if index == cursor:
        return inks["current"]
    return inks.plain if index < cursor else inks["dim"]


def _column(steps: Sequence[AnnotatedLine], room: int) -> int:
    """Cells for the notation: what it takes; the code has the rest, and stands below in full."""
    if room < ROOM_FOR_CODE:
        return room
    longest = max((cell_len(notation(shown)) for shown in steps), default=0)
    return min(longest, room - LEAST_CODE)


def _first(cursor: int, height: int, count: int) -> int:
    """The first line in view: the one at hand a little above the middle, so one sees ahead."""
    return max(min(cursor - (height - 1) // 2, count - height), 0)


LONGEST = 40
LEAST = 8


@dataclass(frozen=True)
class Reach:
    """How many lines of the run lie behind, and how many ahead that were undone."""

    behind: int = 0
    ahead: int = 0


def paint_timeline(
    picture: Steps,
    reach: Reach,
    score: str,
    width: int,
    glossary: Glossary,
    words: Words,
    glyphs: Glyphs,
    inks: Inks,
) -> Strip:
    """Training step and line, a bar of the whole run between the keys that jump along it."""
    place = words("asking.line", number=picture.cursor + 1, count=len(picture.steps))
    if picture.taken is not None:
        update = picture.taken.recording.before.step + 1
        place = f"{glossary.label('fact', 'update')} {update} {glyphs.between} {place}"
    place = f" {place}  "
    if score:
        score = cut(f" {score} ", width - cell_len(place), glyphs.ellipsis)
        gap = " " * (width - cell_len(place) - cell_len(score))
        return line(width, [(place, inks["dim"]), (gap, inks.plain), (score, inks["title"])])
    size = min(width - cell_len(place) - 5, LONGEST)
    if size < LEAST:
        return line(width, [(place, inks["dim"])])
    share = reach.behind / max(reach.behind + reach.ahead, 1)
    before = round(share * (size - 1))
    return line(
        width,
        [
            (place, inks["dim"]),
            ("< ", inks["accent"]),
            (glyphs.filled * before + glyphs.handle, inks["accent"]),
            (glyphs.track * (size - 1 - before), inks["dim"]),
            (" >", inks["accent"]),
        ],
    )
