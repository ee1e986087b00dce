"""Links in prose, `[text](lesson:09)` to another lesson or outwards; and text without any marks."""

import re
from collections.abc import Callable, Iterator

from sandbox.course import lesson_text

LESSON_SCHEME = "lesson:"
WEB_SCHEMES = ("https://", "http://", "mailto:")

# No bracket in a bracket: so each is looked at once, however many there are.
LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*)\)")
_TICKS = re.compile("`+")


def code_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where spans of code begin and end in a text, and what stands between their marks.

    As many backticks as begin one end it; those that have no partner are letters.
    """
    runs = [found.span() for found in _TICKS.finditer(text)]
    partners: list[int | None] = []
    last: dict[int, int] = {}
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        partners.append(last.get(length))
        last[length] = at
    partners.reverse()
    at = 0
    while at < len(runs):
        partner = partners[at]
        if partner is None:
            at += 1
            continue
        (start, inner), (after, end) = runs[at], runs[partner]
        yield start, end, text[inner:after]
        at = partner + 1


def split_links(markdown: str) -> Iterator[tuple[str, bool]]:
    """A text piece by piece, and of each whether it is code."""
    prose: list[str] = []
    lines = iter(markdown.splitlines(keepends=True))
    for line in lines:
        opened = lesson_text.opening(line.rstrip("\n"))
        if opened is None:
            prose.append(line)
            continue
        yield from _inline("".join(prose))
        prose = []
        block = [line]
        for inner in lines:
            block.append(inner)
            if lesson_text.closes(inner.rstrip("\n"), opened[0]):
                break
        yield "".join(block), True
    yield from _inline("".join(prose))


def _inline(text: str) -> Iterator[tuple[str, bool]]:
    done = 0
    for start, end, _ in code_spans(text):
        yield text[done:start], False
        yield text[start:end], True
        done = end
    yield text[done:], False


def link_targets(markdown: str) -> Iterator[str]:
    """Where the links of a text lead; what stands in code is no link."""
    prose = "".join(text for text, code in split_links(markdown) if not code)
    for found in LINK.finditer(prose):
        yield found["target"]


def without_target(link: re.Match[str]) -> str:
    """A link as plain text: between lessons the words say enough, outwards the address is given."""
    inward = link["target"].startswith(LESSON_SCHEME)
    return link["text"] if inward else f"{link['text']} ({link['target']})"


def name_links(markdown: str, name: Callable[[str], str]) -> str:
    """A text in which every link to a lesson says which, where its words do not say the number.

    `name` makes of the target's word, as in `lesson:09`, what is said.
    """

    def say(found: re.Match[str]) -> str:
        target = found["target"]
        word = target.removeprefix(LESSON_SCHEME)
        told = re.search(rf"(?<!\d){re.escape(word.lstrip('0'))}(?!\d)", found["text"])
        if not target.startswith(LESSON_SCHEME) or told:
            return found[0]
        return f"{found[0]} ({name(word)})"

    return "".join(text if code else LINK.sub(say, text) for text, code in split_links(markdown))


_STARS = re.compile(r"\*+")
MAX_STARS = 3
"""Stars that mean something: emphasis, strong, both."""


def strip_markdown(text: str) -> str:
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
    open_by_length = [0] * (MAX_STARS + 1)
    dropped: list[tuple[int, int]] = []
    for found in _STARS.finditer(text):
        start, end = found.span()
        length = end - start
        if length > MAX_STARS:
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
