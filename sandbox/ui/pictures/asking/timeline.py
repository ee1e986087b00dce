"""The line that says where in the run one is: which update, which line, and how far it goes."""

from dataclasses import dataclass

from textual.strip import Strip

from sandbox.course.glossary import Glossary
from sandbox.labs.pictures import Steps
from sandbox.ui.canvas import line
from sandbox.ui.cells import cell_len, cut
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.inks import Inks
from sandbox.ui.words import Words

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
