"""Text measured and wrapped in terminal cells: a Korean syllable takes two."""

import unicodedata

from sandbox.base.characters import obeyed


def width(text: str) -> int:
    """How many cells a text takes in a terminal."""
    return sum(_cells(character) for character in text)


def wrap(
    text: str, room: int, first: str = "", rest: str = "", *, whole: bool = False
) -> list[str]:
    """The text's words in lines of at most `room` cells, begun with `first`, then with `rest`.

    A word that no line has room for is broken, or left `whole`, as a path should be.
    """
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        if not empty and width(line) + 1 + width(word) > room:
            lines.append(line)
            line, empty = rest, True
        line = line + word if empty else f"{line} {word}"
        empty = False
        while not whole and width(line) > room:
            head = _head(line, max(room, width(rest) + 2))
            if head == line:
                break
            lines.append(head)
            line = rest + line[len(head) :]
    return lines if empty else [*lines, line]


def _head(text: str, room: int) -> str:
    """As much of the beginning of a text as there is room for."""
    taken = 0
    for place, character in enumerate(text):
        taken += _cells(character)
        if taken > room:
            return text[:place]
    return text


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp", "Cs"):
        # What a terminal would obey has a sign in its place, of one cell.
        return int(obeyed(character))
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
