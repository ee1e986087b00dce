"""Sizes: of those that a terminal had one after another, the last is the only one that counts."""

from typing import Any

from textual import events
from textual.screen import Screen


class Current(Screen[Any]):
    """A screen that pays no attention to a size which the terminal has no more.

    Textual sends a screen that has been laid out anew its size once more. Two sizes that wait in a
    screen's queue would so call each other for ever, and take all of a processor.
    """

    async def on_event(self, event: events.Event) -> None:
        """Everything but a size of the past."""
        if isinstance(event, events.Resize) and event.size != self.app.size:
            return
        await super().on_event(event)
