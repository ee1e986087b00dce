"""The command palette, as Textual has it but for the ways in which it can end the app."""

from collections.abc import Collection
from contextlib import suppress
from functools import partial
from typing import Any

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, Provider
from textual.widgets import Input
from textual.widgets.option_list import Option
from textual.worker import Worker

from sandbox.ui.screens.base import LatestSizeScreen
from sandbox.ui.terminal.line_input import limit_length


class Palette(CommandPalette, LatestSizeScreen):
    """Looks for a command by its name.

    `look` invites to type, `none` says that nothing was found.
    """

    def __init__(
        self, look: str, none: str, providers: Collection[type[Provider]] | None = None
    ) -> None:
        super().__init__(providers, placeholder=look)
        self._none = none

    def on_mount(self) -> None:
        """Nothing moves by itself, a cursor no more than the rest."""
        for field in self.query(Input):
            limit_length(field)

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close it, unless something lies over it, which would be closed in its place."""
        above = self.app.screen is not self
        return AwaitComplete() if above else super().dismiss(result)

    def run_worker(self, *args: Any, **options: Any) -> Worker[Any]:
        """A search that a palette is closed under finds no list any more; that is all right."""
        return super().run_worker(*args, **{**options, "exit_on_error": False})

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say soon that nothing was found, if the palette is still open then."""
        self._stop_no_matches_countdown()
        say = partial(self._say_none, bool(search_value))
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)

    def _say_none(self, searched: bool) -> None:
        for commands in self.query(CommandList):
            if searched:
                commands.add_option(Option(self._none, disabled=True, id=self._NO_MATCHES))
            self._list_visible = searched

    def _action_command_list(self, action: str) -> None:
        """Move in the list; a page of it cannot be turned where it is empty or has no room."""
        with suppress(KeyError):
            super()._action_command_list(action)
