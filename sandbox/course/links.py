"""Links in prose: `[text](lesson:09)` leads to another lesson, `[text](https://…)` out."""

import re
from collections.abc import Callable, Iterator

LESSON = "lesson:"
OUTWARD = ("https://", "http://", "mailto:")

LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)\)")
_CODE = re.compile(r"^(?P<marks>`{3,}|~{3,}).*?^(?P=marks)|(?P<tick>`+).+?(?P=tick)", re.M | re.S)
_EITHER = re.compile(f"(?:{_CODE.pattern})|{LINK.pattern}", re.M | re.S)


def targets(markdown: str) -> Iterator[str]:
    """Where the links of a text lead; what stands in code is no link."""
    for found in LINK.finditer(_CODE.sub("", markdown)):
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
        target = found["target"] or ""
        word = target.removeprefix(LESSON)
        told = re.search(rf"(?<!\d){word.lstrip('0')}(?!\d)", found["text"] or "")
        if not target.startswith(LESSON) or told:
            return found[0]
        return f"{found[0]} ({name(word)})"

    return _EITHER.sub(say, markdown)
