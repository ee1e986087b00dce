"""A part of the screen that is text: the task, or what the checker says."""

from collections.abc import Callable

from sandbox.ui.widgets.text.markdown import TextBlock
from sandbox.ui.widgets.text.markdown_view import MarkdownView

Parts = Callable[[int], tuple[TextBlock, ...]]
"""What a text is made of at a width."""


class TextPane(MarkdownView):
    """Passages that are made anew for each width; it knows how high it would like to be."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._make: Parts = lambda width: ()

    def show_parts(self, make: Parts, keep_place: bool = False) -> None:
        """Show other passages, from their beginning or from the line at hand."""
        self._make = make
        self.show("", keep_place)

    def parts(self) -> tuple[TextBlock, ...]:
        """What is laid out."""
        return self._make(self.scrollable_content_region.width)

    @property
    def lines(self) -> int:
        """How many lines it has at its width."""
        return len(self._strips)

    def to_end(self) -> None:
        """The last line into view, as soon as there is one."""
        self.call_after_refresh(self.action_last_line)
