"""What came beside what was expected: two small arrays in rows and columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from sandbox.course.exercises.verdict import Grid, Verdict
from sandbox.ui.terminal.text import cell_len, left, right

GAP = "    "
NAME = "$text-muted"
WRONG = "bold $text-error"
RIGHT = "$text-success"


def side_by_side(
    verdict: Verdict, names: tuple[str, str], signs: tuple[str, str], width: int
) -> list[Content]:
    """The two arrays of a verdict under their names; nothing where there is no room for them.

    What differs is between signs, which need no colour.
    """
    came, wanted = verdict.came, verdict.wanted
    if not came or not wanted:
        return []
    ours = _block(names[0], came, _differing(came, wanted), signs, WRONG)
    theirs = _block(names[1], wanted, _differing(wanted, came), signs, RIGHT)
    blank = Content(" " * ours[0].cell_length)
    lines = [
        Content(GAP).join([one or blank, other or Content("")])
        for one, other in zip_longest(ours, theirs)
    ]
    return lines if max(line.cell_length for line in lines) <= width else []


def _differing(grid: Grid, other: Grid) -> set[tuple[int, int]]:
    """The cells that differ; none where the shapes do, which says enough."""
    if [len(row) for row in grid] != [len(row) for row in other]:
        return set()
    pairs = zip(grid, other, strict=True)
    return {
        (y, x)
        for y, (row, opposite) in enumerate(pairs)
        for x, cell in enumerate(row)
        if cell != opposite[x]
    }


def _block(
    name: str, grid: Grid, marked: set[tuple[int, int]], signs: tuple[str, str], style: str
) -> list[Content]:
    """The name and the rows of one array, all of the same width."""
    widths = [max(map(cell_len, column)) for column in zip(*grid, strict=True)]
    width = max(sum(widths) + 2 * len(widths), cell_len(name))
    lines = [Content.styled(left(name, width), NAME)]
    for y, row in enumerate(grid):
        parts = list(_cells(y, row, widths, marked, signs, style))
        line = Content("").join(parts)
        lines.append(line + " " * (width - line.cell_length))
    return lines


def _cells(
    y: int,
    row: Sequence[str],
    widths: Sequence[int],
    marked: set[tuple[int, int]],
    signs: tuple[str, str],
    style: str,
) -> Iterator[Content]:
    for x, (cell, width) in enumerate(zip(row, widths, strict=True)):
        before, after = signs if (y, x) in marked else (" ", " ")
        text = Content(before + right(cell, width) + after)
        yield text.stylize(style) if (y, x) in marked else text
