"""Markdown as lines of terminal cells, and the links in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Protocol

from rich.cells import cell_len
from rich.style import Style as RichStyle
from textual.content import Content
from textual.style import Style

from sandbox.ui.terminal.text import printable

TARGET = "target"
"""What says of a link's letters where it leads."""

_INLINE = {"strong": "bold", "em": "italic", "s": "strike"}
_HEADING = "bold $text-primary"
_CODE = "$text-accent"
_QUOTE = "$text-muted"


class Token(Protocol):
    """What of markdown-it's tokens is read here."""

    type: str
    tag: str
    info: str
    content: str
    hidden: bool

    @property
    def nesting(self) -> int:
        """1 where something opens, −1 where it closes, else 0."""

    @property
    def attrs(self) -> Mapping[str, str | int | float]:
        """Such as a link's address."""

    @property
    def children(self) -> Sequence["Token"] | None:
        """The parts of a line of text."""


@dataclass(frozen=True)
class TextBlock:
    """Text that wraps as one: a paragraph, an item, a heading, a row of a table, lines of code."""

    content: Content
    first: str = ""
    """What stands before its first line: a bullet, a number."""
    indent: int = 0
    """Cells before every line, the first one's mark included."""
    gap: bool = True
    """Whether a blank line goes before it."""
    code: bool = False
    cells: tuple[Content, ...] = ()
    """A table's row: what stands in its columns; `content` is empty."""
    widths: tuple[tuple[int, int], ...] = ()
    """A table's columns: how wide where there is room, and how wide the longest word is."""


@dataclass
class _Place:
    """Where in lists and quotations the parser is."""

    marks: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    pending: str = ""
    """A bullet that waits for its first paragraph."""
    quotes: int = 0
    fresh: bool = False
    """Whether a list has begun that no item has been shown of: it sits a line apart."""

    @property
    def indent(self) -> int:
        return sum(cell_len(mark) for mark in self.marks) + 2 * self.quotes


class Parser(Protocol):
    """What of markdown-it's parser is used here."""

    def parse(self, src: str) -> Sequence[Token]:
        """The tokens of a text."""

    def parseInline(self, src: str) -> Sequence[Token]:
        """One token, which has those of a line of text."""


@cache
def _parser() -> Parser:
    # The list of lessons has no use for it, and it takes a tenth of the time to the first screen.
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")


def text_blocks(markdown: str) -> tuple[TextBlock, ...]:
    """The passages of a page."""
    return _parsed(markdown, printable("…"))


def sentence(text: str) -> Content:
    """A text of one paragraph, whatever it begins with: "0. …" is no list."""
    (token,) = _parser().parseInline(text.strip())
    return _inline(token)


@lru_cache(maxsize=64)
def _parsed(markdown: str, _spelt: str) -> tuple[TextBlock, ...]:
    return tuple(_passages(_parser().parse(markdown)))


def layout(parts: tuple[TextBlock, ...], width: int) -> list[tuple[Content, bool]]:
    """The page's lines, none wider than `width` cells, and whether each is code."""
    lines: list[tuple[Content, bool]] = []
    for part in parts:
        if part.gap and lines:
            lines.append((Content(""), False))
        room = max(width - part.indent, 8)
        if part.widths:
            wrapped = _wrap_row(part, room)
        else:
            wrapped = _wrap_code(part.content, room) if part.code else part.content.wrap(room)
        for number, line in enumerate(wrapped):
            mark = part.first if number == 0 else ""
            before = mark + " " * (part.indent - cell_len(mark))
            lines.append((Content(before) + line, part.code))
    return lines


def _passages(tokens: Sequence[Token]) -> Iterator[TextBlock]:
    place = _Place()
    stream = iter(tokens)
    for token in stream:
        if token.type == "fence" or token.type == "code_block":
            yield _fence(token, place)
        elif token.type == "table_open":
            yield from _table(stream, place)
        elif token.type == "hr":
            yield TextBlock(Content(printable("─" * 12)), indent=place.indent)
        elif token.type == "inline":
            continue
        elif token.type in ("paragraph_open", "heading_open"):
            yield _paragraph(next(stream), token, place)
        else:
            _move(place, token)


def _move(place: _Place, token: Token) -> None:
    """Into a list, an item or a quotation, or out of it."""
    if token.type == "ordered_list_open":
        place.numbers.append(int(token.attrs.get("start", 1)))
        place.fresh = len(place.numbers) == 1
    elif token.type == "bullet_list_open":
        place.numbers.append(-1)
        place.fresh = len(place.numbers) == 1
    elif token.type in ("ordered_list_close", "bullet_list_close"):
        place.numbers.pop()
    elif token.type == "list_item_open":
        number = place.numbers[-1]
        mark = printable("• ") if number < 0 else f"{number}. "
        place.numbers[-1] += number >= 0
        place.marks.append(mark)
        place.pending = " " * (place.indent - cell_len(mark)) + mark
    elif token.type == "list_item_close":
        place.marks.pop()
    elif token.type == "blockquote_open":
        place.quotes += 1
    elif token.type == "blockquote_close":
        place.quotes -= 1


def _paragraph(inline: Token, opening: Token, place: _Place) -> TextBlock:
    content = _inline(inline)
    if opening.type == "heading_open":
        content = content.stylize(_HEADING)
    elif place.quotes:
        content = content.stylize(_QUOTE)
    mark, place.pending = place.pending, ""
    gap, place.fresh = place.fresh or not opening.hidden, False
    return TextBlock(content, first=mark, indent=place.indent, gap=gap)


def _inline(token: Token) -> Content:
    """Text with its emphasis."""
    parts: list[Content] = []
    open_styles: list[str] = []
    target = ""
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            text = " " if child.type == "softbreak" else "\n"
            parts.append(Content(text))
        elif child.type == "code_inline":
            parts.append(_with_target(Content.styled(printable(child.content), _CODE), target))
        elif child.nesting == 1:
            target = str(child.attrs.get("href", target))
            open_styles.append(_INLINE.get(child.tag, "underline"))
        elif child.nesting == -1:
            target = "" if child.type == "link_close" else target
            open_styles.pop()
        else:
            styled = Content.styled(printable(child.content), " ".join(open_styles))
            parts.append(_with_target(styled, target))
    return Content("").join(parts)


def _with_target(content: Content, target: str) -> Content:
    return content.stylize(Style.from_meta({TARGET: target})) if target else content


def _fence(token: Token, place: _Place) -> TextBlock:
    from sandbox.ui.widgets.text.highlight import coloured

    text = printable(token.content.rstrip("\n"))
    content = coloured(text) if token.info.strip() == "python" else Content(text)
    return TextBlock(content, indent=place.indent + 1, code=True)


def _wrap_code(content: Content, width: int) -> list[Content]:
    """Lines as they are; what is too long goes on below, further in."""
    lines: list[Content] = []
    for line in content.split("\n", allow_blank=True):
        if line.cell_length <= width:
            lines.append(line)
            continue
        inner = min(len(line.plain) - len(line.plain.lstrip()) + 4, width // 2)
        head, *rest = line.wrap(width)
        tail = Content(" ").join(part.rstrip() for part in rest)
        lines.append(head)
        lines += [Content(" " * inner) + part for part in tail.wrap(max(width - inner, 8))]
    return lines


def _table(stream: Iterator[Token], place: _Place) -> Iterator[TextBlock]:
    """A table's rows with its columns in line; the head is bold and ruled off."""
    rows: list[list[Content]] = []
    for token in stream:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token))
    widths = tuple(
        (
            max(cell.cell_length for cell in column),
            max(cell_len(word) for cell in column for word in cell.plain.split() or [""]),
        )
        for column in zip(*rows, strict=True)
    )
    for number, row in enumerate(rows):
        head = number == 0
        cells = tuple(cell.stylize("bold") if head else cell for cell in row)
        yield TextBlock(Content(""), indent=place.indent, gap=head, cells=cells, widths=widths)
        if head:
            yield TextBlock(Content(""), indent=place.indent, gap=False, widths=widths)


def _wrap_row(row: TextBlock, room: int) -> list[Content]:
    """A row's lines, each cell wrapped in its column; a rule where it has no cells.

    The widest column gives way first, and none breaks a word while another has room.
    """
    widths, least = map(list, zip(*row.widths, strict=True))
    between = 2 * len(widths) - 2
    while sum(widths) + between > room and max(widths) > 1:
        at = max(range(len(widths)), key=lambda n: (widths[n] > least[n], widths[n]))
        widths[at] -= 1
    if not row.cells:
        return [Content(printable("─" * min(sum(widths) + between, room)))]
    columns = [cell.wrap(width) for cell, width in zip(row.cells, widths, strict=True)]
    lines = []
    for line in zip_longest(*columns, fillvalue=Content("")):
        # Wrapped lines keep the space that they broke at.
        texts = [part.rstrip() for part in line]
        padded = [
            text.pad_right(width - text.cell_length)
            for text, width in zip(texts, widths, strict=True)
        ]
        lines.append(Content("  ").join(padded))
    return lines


@dataclass(frozen=True)
class LinkSpan:
    """A link: its passage, the letters of it that are the link, and where it leads."""

    passage: int
    start: int
    end: int
    target: str


def links(parts: Sequence[TextBlock]) -> tuple[LinkSpan, ...]:
    """All links of a text, in reading order."""
    return tuple(
        link for number, part in enumerate(parts) for link in _links_in(number, part.content)
    )


def _links_in(number: int, content: Content) -> Iterator[LinkSpan]:
    """A passage's links; one with emphasis inside it is still one."""
    at: LinkSpan | None = None
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
        at = LinkSpan(number, span.start, span.end, target)
    if at is not None:
        yield at


def with_chosen(parts: Sequence[TextBlock], link: LinkSpan) -> tuple[TextBlock, ...]:
    """The text with that link set off from the others."""
    part = parts[link.passage]
    content = part.content.stylize("reverse", link.start, link.end)
    chosen = replace(part, content=content)
    return (*parts[: link.passage], chosen, *parts[link.passage + 1 :])


def target_at(style: RichStyle) -> str:
    """Where the link leads that a cell of this style belongs to; "" where it is none."""
    return str(style.meta.get(TARGET, ""))
