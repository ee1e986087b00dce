"""Links in a text: where they stand and lead, and how the one that is chosen is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

from sandbox.ui.reading.markdown import TARGET, Passage


@dataclass(frozen=True)
class Linked:
    """A link: its passage, the letters of it that are the link, and where it leads."""

    passage: int
    start: int
    end: int
    target: str


def links(parts: Sequence[Passage]) -> tuple[Linked, ...]:
    """All links of a text, in reading order."""
    return tuple(link for number, part in enumerate(parts) for link in _of(number, part.content))


def _of(number: int, content: Content) -> Iterator[Linked]:
    """A passage's links; one with emphasis inside it is still one."""
    at: Linked | None = None
    spans = (span for span in content.spans if isinstance(span.style, Style))
    for span in sorted(spans, key=lambda span: span.start):
        target = span.style.meta.get(TARGET)  # type: ignore[union-attr]
        if target is None:
            continue
        if at is not None and (at.end, at.target) == (span.start, target):
            at = replace(at, end=span.end)
            continue
        if at is not None:
            yield at
        at = Linked(number, span.start, span.end, target)
    if at is not None:
        yield at


def with_chosen(parts: Sequence[Passage], link: Linked) -> tuple[Passage, ...]:
    """The text with that link set off from the others."""
    part = parts[link.passage]
    content = part.content.stylize("reverse", link.start, link.end)
    chosen = replace(part, content=content)
    return (*parts[: link.passage], chosen, *parts[link.passage + 1 :])


def target_at(style: RichStyle) -> str:
    """Where the link leads that a cell of this style belongs to; "" where it is none."""
    return str(style.meta.get(TARGET, ""))
