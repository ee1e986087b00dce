"""Text without the marks of Markdown."""

import re

from sandbox.course.links import LINK, code_spans, without_target

_STARS = re.compile(r"\*+")
MOST = 3
"""Stars that mean something: emphasis, strong, both."""


def unmarked(text: str) -> str:
    """The text as it is read; what stands in code spans is kept as it is."""
    parts: list[str] = []
    done = 0
    for start, end, code in code_spans(text):
        parts += [_bare(text[done:start]), code]
        done = end
    return "".join([*parts, _bare(text[done:])])


def _bare(text: str) -> str:
    return _unstarred(LINK.sub(without_target, text))


def _unstarred(text: str) -> str:
    """The text without the stars around words; each run is looked at once."""
    waiting: list[tuple[int, int]] = []
    open_by_length = [0] * (MOST + 1)
    dropped: list[tuple[int, int]] = []
    for found in _STARS.finditer(text):
        start, end = found.span()
        length = end - start
        if length > MOST:
            continue
        closes = start > 0 and not text[start - 1].isspace()
        opens = end < len(text) and not text[end].isspace()
        if closes and open_by_length[length]:
            while True:
                begun = waiting.pop()
                open_by_length[begun[1] - begun[0]] -= 1
                if begun[1] - begun[0] == length:
                    break
            dropped += [begun, (start, end)]
        elif opens:
            waiting.append((start, end))
            open_by_length[length] += 1
    parts, done = [], 0
    for start, end in sorted(dropped):
        parts.append(text[done:start])
        done = end
    return "".join([*parts, text[done:]])
