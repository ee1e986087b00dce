"""Text without the marks of Markdown."""

import re

from sandbox.course.links import LINK, without_target

_CODE_SPAN = re.compile(r"(`+)(?P<code>.+?)(?<!`)\1(?!`)")
_STRONG = re.compile(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1")


def unmarked(text: str) -> str:
    """The text as it is read; what stands in code spans is kept as it is."""
    parts: list[str] = []
    end = 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_bare(text[end : span.start()]), span["code"]]
        end = span.end()
    return "".join([*parts, _bare(text[end:])])


def _bare(text: str) -> str:
    return _STRONG.sub(r"\2", LINK.sub(without_target, text))
