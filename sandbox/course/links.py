"""Links in prose: `[text](lesson:09)` leads to another lesson, `[text](https://…)` out."""

import re
from collections.abc import Callable, Iterator

from sandbox.course import fences

LESSON = "lesson:"
OUTWARD = ("https://", "http://", "mailto:")

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


def parts(markdown: str) -> Iterator[tuple[str, bool]]:
    """A text piece by piece, and of each whether it is code."""
    prose: list[str] = []
    lines = iter(markdown.splitlines(keepends=True))
    for line in lines:
        opened = fences.opening(line.rstrip("\n"))
        if opened is None:
            prose.append(line)
            continue
        yield from _inline("".join(prose))
        prose = []
        block = [line]
        for inner in lines:
            block.append(inner)
            if fences.closes(inner.rstrip("\n"), opened[0]):
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


def targets(markdown: str) -> Iterator[str]:
    """Where the links of a text lead; what stands in code is no link."""
    prose = "".join(text for text, code in parts(markdown) if not code)
    for found in LINK.finditer(prose):
        yield found["target"]


def without_target(link: re.Match[str]) -> str:
    """A link as plain text: between lessons the words say enough, outwards the address is given."""
    inward = link["target"].startswith(LESSON)
    return link["text"] if inward else f"{link['text']} ({link['target']})"


def named(markdown: str, name: Callable[[str], str]) -> str:
    """A text in which every link to a lesson says which, where its words do not say the number.

    `name` makes of the target's word, as in `lesson:09`, what is said.
    """

    def say(found: re.Match[str]) -> str:
        target = found["target"]
        word = target.removeprefix(LESSON)
        told = re.search(rf"(?<!\d){re.escape(word.lstrip('0'))}(?!\d)", found["text"])
        if not target.startswith(LESSON) or told:
            return found[0]
        return f"{found[0]} ({name(word)})"

    return "".join(text if code else LINK.sub(say, text) for text, code in parts(markdown))
