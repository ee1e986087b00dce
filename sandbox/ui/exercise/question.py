"""A question that is answered with yes or no before anything else is done."""

from collections.abc import Callable
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from sandbox.ui import keys
from sandbox.ui.terminal.text import printable


class Question(Static, can_focus=True):
    """A sentence above the last line; it has the keys until it is answered."""

    BINDINGS: ClassVar = keys.bindings("question", priority=True)

    DEFAULT_CSS = """
    Question {
        height: auto; padding: 0 1; background: $warning-muted; color: $text;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False
        self._say: Callable[[], str] | None = None
        self._answered: Callable[[bool], None] = lambda _: None

    @property
    def asking(self) -> bool:
        """Whether it waits for an answer."""
        return self._say is not None

    def ask(self, say: Callable[[], str], answered: Callable[[bool], None]) -> None:
        """Ask, in words that are made anew for each language; `answered` hears yes or no."""
        self._say, self._answered = say, answered
        self.relabel()
        # At once, as the answer may have been typed ahead.
        self.display = True
        self.screen.set_focus(self)

    def relabel(self) -> None:
        """In the language of the moment."""
        if self._say is not None:
            self.update(Content.styled(printable(self._say()), "bold"))

    def action_yes(self) -> None:
        """Do it."""
        self._answer(True)

    def action_no(self) -> None:
        """Leave it."""
        self._answer(False)

    def _answer(self, yes: bool) -> None:
        if self._say is not None:
            self._say = None
            self.display = False
            self._answered(yes)
