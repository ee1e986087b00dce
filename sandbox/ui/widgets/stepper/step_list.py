"""The lines of a pass as a list, and the line above it that says where in the run one is."""

from collections.abc import Sequence, Set

from rich.style import Style
from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import Steps
from sandbox.passes.lines import AnnotatedLine
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, truncate
from sandbox.ui.widgets.stepper.model import UndoExtent
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
    styles: TextStyles,
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
        style = styles["changed"] if index in lit and not here else _style(index, at, styles)
        mark = glyphs.between if index == picture.cursor else " "
        phase = ljust(phases[shown.phase] if begins else "", margin, glyphs.ellipsis)
        pieces = [
            (phase, styles["title"] if shown.phase == steps[at].phase else styles["dim"]),
            (f"{glyphs.pointer if here else mark} ", styles["accent"]),
            (ljust(notation(shown), column, glyphs.ellipsis), style),
        ]
        if column < room:
            code_style = style if here else styles["dim"]
            pieces.append((ljust(f"  {code(shown)}", room - column, glyphs.ellipsis), code_style))
        lines.append(make_strip(width, pieces))
    return lines


def _style(index: int, cursor: int, styles: TextStyles) -> Style:
    if index == cursor:
        return styles["current"]
    return styles.plain if index < cursor else styles["dim"]


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


def paint_timeline(
    picture: Steps,
    extent: UndoExtent,
    score: str,
    width: int,
    glossary: Glossary,
    words: Words,
    glyphs: Glyphs,
    styles: TextStyles,
) -> Strip:
    """Training step and line, a bar of the whole run between the keys that jump along it."""
    place = words("asking.line", number=picture.cursor + 1, count=len(picture.steps))
    if picture.taken is not None:
        update = picture.taken.recording.before.step + 1
        place = f"{glossary.label('fact', 'update')} {update} {glyphs.between} {place}"
    place = f" {place}  "
    if score:
        score = truncate(f" {score} ", width - cell_len(place), glyphs.ellipsis)
        gap = " " * (width - cell_len(place) - cell_len(score))
        return make_strip(
            width, [(place, styles["dim"]), (gap, styles.plain), (score, styles["title"])]
        )
    size = min(width - cell_len(place) - 5, LONGEST)
    if size < LEAST:
        return make_strip(width, [(place, styles["dim"])])
    share = extent.behind / max(extent.behind + extent.ahead, 1)
    before = round(share * (size - 1))
    return make_strip(
        width,
        [
            (place, styles["dim"]),
            ("< ", styles["accent"]),
            (glyphs.filled * before + glyphs.handle, styles["accent"]),
            (glyphs.track * (size - 1 - before), styles["dim"]),
            (" >", styles["accent"]),
        ],
    )
