"""An app that can stop: for a while, as on Ctrl+Z, and for good, on a mistake of its own."""

import traceback
from io import StringIO
from typing import Any

from rich.console import Console, RenderableType
from textual.app import App

from sandbox.base.characters import shown
from sandbox.ui.terminal.leaving import stop_group
from sandbox.ui.words import Words


class StoppingApp(App[None]):
    """Leaves what ends it to be logged, and the shell to whoever asks for it."""

    words: Words
    crash = ""
    """The traceback that ended the app, if one did."""

    def action_suspend(self) -> None:
        """Back to the shell, until it says to go on."""
        if self._driver is None or not self._driver.can_suspend:
            return
        with self.suspend():
            stopped = stop_group()
        if not stopped:
            self.notify(self.words("app.suspend.none"), timeout=3)

    def notify(self, message: str, **options: Any) -> None:
        """Say something in a corner; what it quotes is neither markup nor heeded by a terminal."""
        super().notify(shown(message), **{**options, "markup": False})

    def panic(self, *renderables: RenderableType) -> None:
        """Keep for the log what Textual would print with all locals, and call a success."""
        told = StringIO()
        Console(file=told, width=100).print(*renderables)
        self.crash = self.crash or told.getvalue()
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        """Keep what went wrong for the log, and leave."""
        self.crash = traceback.format_exc()
        self._close_messages_no_wait()
