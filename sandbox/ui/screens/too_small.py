"""What stands in the place of a screen that has no room."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.terminal.terminal_check import LEAST_SIZE


class TooSmallScreen(SandboxScreen):
    """One sentence: how large the window must be."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; }
    TooSmallScreen Static { width: auto; max-width: 100%; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(markup=False)

    def opened(self) -> None:
        """Say it."""
        self.relabel()

    def on_resize(self, event: events.Resize) -> None:
        """Say it with the new size."""
        if self.children:
            self.relabel()

    def relabel(self) -> None:
        """In the app's language."""
        size = self.app.size
        sentence = self.context.words(
            "app.small.sentence",
            columns=size.width,
            lines=size.height,
            least_columns=LEAST_SIZE[0],
            least_lines=LEAST_SIZE[1],
        )
        self.query_one(Static).update(sentence)
