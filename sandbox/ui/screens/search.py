"""The search: a field to type into, and below it what is found as one types."""

from textual.app import ComposeResult
from textual.widgets import Input

from sandbox.course.searching import Item
from sandbox.course.uses import labs_with, pages_with
from sandbox.ui import keys
from sandbox.ui.bars import KeyLine, TopLine
from sandbox.ui.context import Context
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.found import FoundList
from sandbox.ui.screens.sheet import Sheet
from sandbox.ui.terminal.line_input import limit_length


class SearchScreen(SandboxScreen):
    """Finds lessons, pages and entries of the glossary, and opens them."""

    realm = "search"
    BINDINGS = keys.bindings("search")

    DEFAULT_CSS = """
    SearchScreen Input, SearchScreen Input:focus {
        border: heavy $border; border-title-color: $text-primary; background: $background;
        background-tint: $background 0%; height: 3; padding: 0 1;
    }
    SearchScreen FoundList { border: round $border-blurred; height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """The place, the field, what is found, the keys."""
        context = self.context
        yield TopLine(context.words("app.name"))
        yield limit_length(Input())
        yield FoundList(context.glyphs)
        yield KeyLine()

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
        self.query_one(KeyLine).show([self.hint(id) for id in keys.FOOTERS["search"]])
        self._find(field.value)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Another letter, another result."""
        self._find(message.value)

    def _find(self, query: str) -> None:
        context = self.context
        items, lit = context.index.find(query), context.index.lit(query)
        self.query_one(FoundList).show(items, query, lit, context.words)
        count = context.words("search.count", count=len(items)) if items else ""
        self.query_one(TopLine).show(context.words("search.title"), count)

    def on_input_submitted(self) -> None:
        """Enter goes to the field first."""
        self.action_follow()

    def on_found_list_followed(self) -> None:
        """A result was clicked."""
        self.action_follow()

    # Actions of the registry.

    def action_result_above(self) -> None:
        """The result above."""
        self.query_one(FoundList).move(-1)

    def action_result_below(self) -> None:
        """The result below."""
        self.query_one(FoundList).move(1)

    def action_follow(self) -> None:
        """Open the chosen result: the lesson at that page, or the whole entry."""
        item, context = self.query_one(FoundList).item, self.context
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


class EntryScreen(Sheet):
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
