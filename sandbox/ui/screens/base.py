"""What every screen of the app has in common."""

from typing import Any, ClassVar

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.terminal import keys
from sandbox.ui.widgets.title_bar import Hint


class LatestSizeScreen(Screen[Any]):
    """A screen that pays no attention to a size which the terminal has no more.

    Textual sends a screen that has been laid out anew its size once more. Two sizes that wait in a
    screen's queue would so call each other for ever, and take all of a processor.
    """

    async def on_event(self, event: events.Event) -> None:
        """Everything but a size of the past."""
        if isinstance(event, events.Resize) and event.size != self.app.size:
            return
        await super().on_event(event)


class SandboxScreen(LatestSizeScreen):
    """A screen in the app's language. It keeps no text of its own but what `relabel` makes."""

    AUTO_FOCUS = None
    realm: ClassVar[str] = ""
    """Which of the registry's actions apply here."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def on_mount(self) -> None:
        """Begin, unless it was left before there was anything on it."""
        if self.children:
            self.opened()

    def opened(self) -> None:
        """What a screen does as soon as its widgets are there."""

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """The registry's actions that apply here, each with the node that has its method."""
        return [(action, self) for action in keys.of(self.realm)]

    def close(self) -> bool:
        """Back to the screen below, once however often it was asked for; whether that was done."""
        here = self.is_active
        if here:
            self.app.pop_screen()
        return here

    def make_way(self) -> None:
        """A key comes: leave the processor to the screen for a moment."""

    def help_topic(self) -> HelpTopic:
        """What the help on this screen is about."""
        return HelpTopic()

    def relabel(self) -> None:
        """Say everything in the app's language, which may be a new one."""
        raise NotImplementedError

    def hints(self, place: str) -> list[Hint]:
        """What the last line offers in a place."""
        return [self.hint(id) for id in keys.FOOTERS[place] if self.context.offers(id)]

    @property
    def typing(self) -> bool:
        """Whether a letter is text where the keys go."""
        return self.focused is not None and self.focused.check_consume_key("n", "n")

    def hint(self, id: str, label: str = "") -> Hint:
        """An action for the last line, with the key that it has where the keys go; "" for none."""
        action = keys.find(id)
        text = label or self.context.words(f"app.action.{id}.label")
        namespace = "app" if action.place == "app" else "screen"
        called = f"{namespace}.{id}" if action.command else ""
        return Hint(keys.shown(action, self.context.glyphs.ascii, self.typing), text, called)
