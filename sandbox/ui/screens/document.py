"""A sheet: a text that lies over the screen until it is closed."""

from textual.app import ComposeResult

from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.terminal import keys
from sandbox.ui.widgets.text.markdown_view import MarkdownView
from sandbox.ui.widgets.title_bar import KeyHints, TitleBar


class DocumentScreen(SandboxScreen):
    """One page that scrolls. Subclasses say its title and its text."""

    realm = "help"
    BINDINGS = keys.bindings("help")

    DEFAULT_CSS = """
    DocumentScreen MarkdownView { height: 1fr; padding: 0 1; }
    """

    def title_text(self) -> str:
        """What it is, for the first line."""
        raise NotImplementedError

    def text(self) -> str:
        """All of it, as Markdown."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """A title, a text that scrolls, the keys of the sheet itself."""
        yield TitleBar(self.context.words("app.name"))
        yield MarkdownView()
        yield KeyHints()

    def opened(self) -> None:
        """Words, and the keys scroll."""
        self.relabel()
        self.query_one(MarkdownView).focus()

    def relabel(self) -> None:
        """In the app's language."""
        self.query_one(MarkdownView).show(self.text(), keep_place=True)
        self.query_one(KeyHints).show(self.hints("help"))
        self.on_markdown_view_moved()

    def on_markdown_view_moved(self) -> None:
        """Say how much there is below."""
        context = self.context
        below = self.query_one(MarkdownView).lines_below
        sign = "v" if context.glyphs.ascii else "↓"
        more = f"{sign} {context.words('app.lesson.more', lines=below)}" if below else ""
        self.query_one(TitleBar).show(self.title_text(), more)

    def on_markdown_view_turn(self) -> None:
        """There is one page only."""

    def action_close(self) -> None:
        """Back to where the learner was."""
        self.close()
