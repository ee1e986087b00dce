"""The input, what came, what was expected, side by side: small arrays in rows and columns."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from sandbox.exercises.verdict import Grid, Verdict
from sandbox.ui.terminal.text import cell_len, ljust, rjust

GAP = "    "
NAME = "$text-muted"
WRONG = "bold $text-error"
RIGHT = "$text-success"


def side_by_side(
    verdict: Verdict, names: tuple[str, str, str], signs: tuple[str, str], width: int
) -> list[Content]:
    """The arrays of a verdict under their names; without the input, or none, where none fits.

    What differs is between signs, which need no colour.
    """
    came, wanted = verdict.came, verdict.wanted
    if not came or not wanted:
        return []
    blocks = [
        _block(names[1], came, _differing(came, wanted), signs, WRONG),
        _block(names[2], wanted, _differing(wanted, came), signs, RIGHT),
    ]
    given = [_block(names[0], verdict.given, set(), signs, NAME)] if verdict.given else []
    for shown in (given + blocks, blocks):
        lines = _beside(shown)
        if max(line.cell_length for line in lines) <= width:
            return lines
    return []


def _beside(blocks: Sequence[Sequence[Content]]) -> list[Content]:
    """Blocks in one row, those below which there is nothing more filled up."""
    blanks = [Content(" " * block[0].cell_length) for block in blocks]
    return [
        Content(GAP).join([line or blank for line, blank in zip(row, blanks, strict=True)])
        for row in zip_longest(*blocks)
    ]


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
    lines = [Content.styled(ljust(name, width), NAME)]
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
        text = Content(before + rjust(cell, width) + after)
        yield text.stylize(style) if (y, x) in marked else text
