"""The search: a field to type into, and below it what is found as one types."""

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from sandbox.course.search import Item, excerpt, labs_with, pages_with, spans
from sandbox.ui.context import Context
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.document import DocumentScreen
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.line_input import limit_length
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, truncate, wrap
from sandbox.ui.widgets.title_bar import KeyHints, TitleBar
from sandbox.ui.words import Words

SENTENCE = 2
"""Lines below the list for the chosen result's text."""


class SearchResults(Canvas):
    """The results, the best first. The field above keeps the keys and moves the choice."""

    class Followed(Message):
        """The chosen result is to be opened."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._items: tuple[Item, ...] = ()
        self._query = self._looked_for = ""
        self._words: Words | None = None
        self._chosen = 0

    @property
    def item(self) -> Item | None:
        """The chosen result."""
        return self._items[self._chosen] if self._items else None

    def show(self, items: tuple[Item, ...], query: str, lit: str, words: Words) -> None:
        """Show other results, the first of them chosen; the same ones stay as they were.

        `lit`: the words that are marked in them.
        """
        if items != self._items:
            self._chosen = 0
        self._items, self._query, self._looked_for, self._words = items, query, lit, words
        self.repaint()

    def move(self, by: int) -> None:
        """Choose another of those that are in view."""
        last = min(len(self._items), self._room(self.size.height)) - 1
        self._chosen = min(max(self._chosen + by, 0), max(last, 0))
        self.repaint()

    def _room(self, height: int) -> int:
        return max(height - SENTENCE - 1, 1)

    def on_resize(self) -> None:
        """The choice stays in view."""
        self.move(0)

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The results, and the text of the chosen one; where there are none, what can be done."""
        if self._words is None:
            return []
        if not self._items:
            key = "search.none" if self._query.strip() else "search.what"
            said = self._words(key, query=self._query.strip())
            return [
                make_strip(width, [(f" {text}", styles["dim"])]) for text in wrap(said, width - 2)
            ]
        room = self._room(height)
        shown = self._items[:room]
        places = [self._place(item) for item in shown]
        first = max(map(cell_len, places))
        titles = max(cell_len(item.title) for item in shown)
        second = min(titles, max(width * 2 // 5 - first, 12))
        rows = [
            self._row(number, place, first, second, width, styles)
            for number, place in enumerate(places)
        ]
        rows += [make_strip(width, [])] * (room + 1 - len(rows))
        return [*rows, *self._sentence(width, styles)]

    def _place(self, item: Item) -> str:
        """Which lesson and page it is, or which kind of word."""
        assert self._words is not None
        if not item.is_reading:
            return self._words(f"search.kind.{item.kind}")
        number = int(item.id[:2])
        if item.page is None:
            return self._words("search.lesson", number=number)
        if item.kind == "exercise":
            return self._words("search.exercise", number=number)
        return self._words("search.page", number=number, page=item.page + 1)

    def _row(
        self, number: int, place: str, first: int, second: int, width: int, styles: TextStyles
    ) -> Strip:
        item, here = self._items[number], number == self._chosen
        pointer = self._glyphs.pointer if here else " "
        dots = self._glyphs.ellipsis
        dim, strong, lit = (
            (styles["cursor"],) * 3 if here else (styles["dim"], styles["strong"], styles["accent"])
        )
        room = width - first - second - 8
        text = truncate(excerpt(item.text, self._looked_for, dots), room, dots)
        pieces = [
            (f" {pointer} {ljust(place, first)}  ", dim),
            *self._lit(ljust(item.title, second, dots), strong, strong + lit),
            ("  ", dim),
            *self._lit(ljust(text, max(room, 0)), dim, lit),
            (" ", dim),
        ]
        return make_strip(width, pieces)

    def _sentence(self, width: int, styles: TextStyles) -> list[Strip]:
        """More of the chosen result's text than its line has."""
        item = self._items[self._chosen]
        dots = self._glyphs.ellipsis
        text = excerpt(item.text, self._looked_for, dots)
        return [
            make_strip(
                width, [("   ", styles.plain), *self._lit(part, styles.plain, styles["accent"])]
            )
            for part in wrap(text, width - 6, SENTENCE, dots)
        ]

    def _lit(self, text: str, style: Style, lit: Style) -> list[tuple[str, Style]]:
        """A text with the words that are looked for in another style."""
        pieces: list[tuple[str, Style]] = []
        at = 0
        for start, end in spans(text, self._looked_for):
            pieces += [(text[at:start], style), (text[start:end], lit)]
            at = end
        return [*pieces, (text[at:], style)]

    def on_click(self, event: events.Click) -> None:
        """Choose the result under the pointer; open it if it was chosen already."""
        at = event.get_content_offset(self)
        if at is None or not at.y < min(len(self._items), self._room(self.size.height)):
            return
        again = at.y == self._chosen
        self.move(at.y - self._chosen)
        if again:
            self.post_message(self.Followed())


class SearchScreen(SandboxScreen):
    """Finds lessons, pages and entries of the glossary, and opens them."""

    realm = "search"
    BINDINGS = keys.bindings("search")

    DEFAULT_CSS = """
    SearchScreen Input, SearchScreen Input:focus {
        border: heavy $border; border-title-color: $text-primary; background: $background;
        background-tint: $background 0%; height: 3; padding: 0 1;
    }
    SearchScreen SearchResults { border: round $border-blurred; height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """The place, the field, what is found, the keys."""
        context = self.context
        yield TitleBar(context.words("app.name"))
        yield limit_length(Input())
        yield SearchResults(context.glyphs)
        yield KeyHints()

    def opened(self) -> None:
        """Words, and letters go to the field."""
        self.relabel()
        self.set_focus(self.query_one(Input))

    def relabel(self) -> None:
        """In the app's language, which is also the one that is searched."""
        words = self.context.words
        field = self.query_one(Input)
        field.border_title = words("search.field")
        field.placeholder = words("search.example")
        self.query_one(KeyHints).show([self.hint(id) for id in keys.FOOTERS["search"]])
        self._find(field.value)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Another letter, another result."""
        self._find(message.value)

    def _find(self, query: str) -> None:
        context = self.context
        items, lit = context.index.find(query), context.index.lit(query)
        self.query_one(SearchResults).show(items, query, lit, context.words)
        count = context.words("search.count", count=len(items)) if items else ""
        self.query_one(TitleBar).show(context.words("search.title"), count)

    def on_input_submitted(self) -> None:
        """Enter goes to the field first."""
        self.action_follow()

    def on_search_results_followed(self) -> None:
        """A result was clicked."""
        self.action_follow()

    # Actions of the registry.

    def action_result_above(self) -> None:
        """The result above."""
        self.query_one(SearchResults).move(-1)

    def action_result_below(self) -> None:
        """The result below."""
        self.query_one(SearchResults).move(1)

    def action_follow(self) -> None:
        """Open the chosen result: the lesson at that page, or the whole entry."""
        item, context = self.query_one(SearchResults).item, self.context
        if item is None:
            return
        if item.is_reading:
            context = self.context
            context.routes.go_to(context.course.find(item.id), item.page)
        else:
            self.app.push_screen(EntryScreen(self.context, item))

    def action_stop_search(self) -> None:
        """Back to where the learner was."""
        self.close()


class EntryScreen(DocumentScreen):
    """An entry of the glossary: its name, its sentence, and where the course has it."""

    def __init__(self, context: Context, item: Item) -> None:
        super().__init__(context)
        self._item = item
        self._labs: tuple[str, ...] = ()

    def title_text(self) -> str:
        """What it is."""
        return self.context.words("search.entry")

    def text(self) -> str:
        """All of it, as Markdown."""
        glossary, words = self.context.glossary, self.context.words
        kind, id = self._item.kind, self._item.id
        parts = [
            f"## {glossary.label(kind, id)}",
            f"`{id}`  {self.context.glyphs.between}  {words(f'search.kind.{kind}')}",
            glossary.help(kind, id),
        ]
        if kind in ("step", "phase"):
            inspect = keys.shown(keys.find("inspect"))
            parts.append(words("search.stepped", letter=inspect))
        listed = [f"- {glossary.label('lab', lab)} (`{lab}`)" for lab in self._labs]
        labs = [f"**{words('search.labs')}**", "\n".join(listed)] if listed else []
        return "\n\n".join([*parts, *labs, *self._pages()])

    def opened(self) -> None:
        """The labs come when the rest can be read: the first time they have to be loaded."""
        super().opened()
        if self._item.kind != "lab":
            self.call_after_refresh(self._find_labs)

    def _find_labs(self) -> None:
        self._labs = labs_with(self._item.kind, self._item.id)
        self.relabel()

    def _pages(self) -> list[str]:
        """The lessons and pages that are about it."""
        context = self.context
        listed = []
        for lesson, numbers in pages_with(context.index, self._item.kind, self._item.id):
            pages = ", ".join(str(number + 1) for number in numbers)
            where = context.words("search.pages", pages=pages)
            listed.append(f"- {lesson.number} {lesson.title(context.lang)}: {where}")
        return [f"**{context.words('search.lessons')}**", "\n".join(listed)] if listed else []
