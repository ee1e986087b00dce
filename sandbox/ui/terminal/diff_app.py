"""The line to the terminal: only what differs is sent, and never a frame behind another.

Textual queues what it draws, and where the line is slow the queue makes everything wait, keys
first. Here nothing is queued: while the line is busy what is drawn goes into the `Screenful`, and
when it is free again the difference goes out that there is by then.
"""

import asyncio
import codecs
import traceback
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import IO, Any

from rich.console import Console, RenderableType
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widgets import Input

from sandbox.base.characters import shown
from sandbox.ui.terminal.line_input import truncate_paste
from sandbox.ui.terminal.paste_parser import PasteParser
from sandbox.ui.terminal.screen_buffer import Difference, ScreenBuffer
from sandbox.ui.terminal.textual_private import CompositorUpdate

RETRY_S = 0.02
"""Seconds until what waits is tried again, where the app is in the middle of a batch of changes."""


class CountingStream:
    """The terminal's stream, and how many writes it has taken over so far."""

    def __init__(self, stream: IO[str], taken: Callable[[int], None]) -> None:
        self._stream = stream
        self._taken = taken
        self._writes = 0

    def write(self, text: str) -> None:
        """Hand a text on."""
        self._writes += 1
        self._stream.write(text)

    def flush(self) -> None:
        """Wait until the terminal has everything, and say so."""
        self._stream.flush()
        self._taken(self._writes)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


class BackpressureDriver(LinuxDriver):
    """Textual's driver, which also knows whether the terminal has taken all that was written."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._loop = asyncio.get_running_loop()
        self._given = self._got = 0
        self._file: Any = CountingStream(self._file, self._taken)
        self.on_free: Callable[[], None] | None = None
        """Called in the loop, once, when the line is free."""

    def run_input_thread(self) -> None:
        """Read keys and pastes. Bytes that are no UTF-8 are unknown letters: Textual would end."""
        linux_driver.getincrementaldecoder = _forgiving  # type: ignore[assignment,attr-defined]
        linux_driver.XTermParser = PasteParser  # type: ignore[attr-defined]
        super().run_input_thread()

    @property
    def busy(self) -> bool:
        """Whether something is still on its way."""
        return self._got < self._given

    def write(self, data: str) -> None:
        """Write to the terminal, in a thread."""
        self._given += 1
        super().write(data)

    def _taken(self, writes: int) -> None:
        """Called in the thread."""
        self._got = writes
        try:
            self._loop.call_soon_threadsafe(self._free)
        except RuntimeError:
            return  # the loop is closed: nobody waits

    def _free(self) -> None:
        if not self.busy and self.on_free is not None:
            free, self.on_free = self.on_free, None
            free()


class DiffApp(App[None]):
    """An app that sends what differs, as soon as the line has room for it.

    What ends it by a mistake of its own is kept to be logged.
    """

    screenful: ScreenBuffer
    crash = ""
    """The traceback that ended the app, if one did."""

    def get_driver_class(self) -> type[Driver]:
        """The driver that knows when the line is free."""
        usual = super().get_driver_class()
        return BackpressureDriver if usual is LinuxDriver else usual

    async def on_event(self, event: events.Event) -> None:
        """A field of one line gets of a paste what it has room for."""
        if isinstance(event, events.Paste) and isinstance(self.focused, Input):
            truncate_paste(self.focused, event)
        await super().on_event(event)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what differs from what the terminal shows, at once or when the line is free."""
        drawn = self._running and not self._closed and not self.is_headless
        if not drawn or self._batch_count or not isinstance(renderable, CompositorUpdate):
            super()._display(screen, renderable)
            return
        self.screenful.take(renderable, self.console, self.size)
        driver = self._driver
        if isinstance(driver, BackpressureDriver) and driver.busy:
            driver.on_free = self._send
            self.post_display_hook()
        else:
            self._send()

    def _send(self) -> None:
        """The difference that there is now."""
        if self._batch_count:
            # A batch shows nothing until it ends.
            self.set_timer(RETRY_S, self._send)
            return
        text = self.screenful.rest()
        if text and self._running and self._screen_stack:
            super()._display(self.screen, Difference(text))  # type: ignore[arg-type]
        else:
            self.post_display_hook()

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
