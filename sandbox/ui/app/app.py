"""The app: screens, language, and what holds everywhere."""

import asyncio
import gc
import os
import sys
from collections.abc import Iterable
from time import monotonic

from textual import events
from textual.app import SystemCommand
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider

from sandbox.course.course import Course, open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS
from sandbox.course.progress import Store, progress_file
from sandbox.ui.app.routes import ScreenRoutes
from sandbox.ui.cleanup import Cleanup
from sandbox.ui.context import Context
from sandbox.ui.language import Language
from sandbox.ui.learner_progress import BackgroundSaver, LearnerProgress
from sandbox.ui.options import Options
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.document import DocumentScreen
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.palette import Palette
from sandbox.ui.screens.too_small import TooSmallScreen
from sandbox.ui.terminal import hangul, keys
from sandbox.ui.terminal.diff_app import DiffApp
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.key_overrides import for_textual, own_keys
from sandbox.ui.terminal.screen_buffer import ScreenBuffer
from sandbox.ui.terminal.shutdown import Shutdown, stop_group
from sandbox.ui.terminal.terminal_check import LEAST_SIZE
from sandbox.ui.terminal.text import printable, set_ascii_only
from sandbox.ui.terminal.theme import THEMES, default
from sandbox.ui.widgets.lab.pacing import INTERVAL_S, SLOW_INTERVAL_S, STILL_INTERVAL_S


class SandboxApp(DiffApp):
    """mlp-sandbox on a terminal."""

    class Saved(Message):
        """The learner's progress was saved, or could not be."""

    TITLE = "mlp-sandbox"
    AUTO_FOCUS = None
    ESCAPE_TO_MINIMIZE = False
    ALLOW_SELECT = False
    """What is drawn cell by cell has no text that Textual could select: terminals do that."""
    BINDINGS = keys.bindings("app")

    CSS = """
    Toast { border-left: outer $primary; }
    CommandPalette { background: $background; }
    CommandList:nocolor > .option-list--option-highlighted {
        color: $background; background: $foreground;
    }
    .-ascii MarkdownView, .-ascii KnobPanel, .-ascii PictureView, .-ascii LessonList {
        border: ascii $border-blurred;
    }
    .-ascii MarkdownView:focus, .-ascii KnobPanel:focus, .-ascii PictureView:focus,
    .-ascii PictureArea:focus PictureView, .-ascii LessonList:focus {
        border: heavy $border; border-title-style: reverse;
    }
    .-ascii SearchScreen Input, .-ascii SearchScreen Input:focus, .-ascii SearchResults {
        border: ascii $border;
    }
    .-ascii DocumentScreen MarkdownView { border: none; }
    .-ascii ExerciseLayout.-tight MarkdownView { border: none; border-top: ascii $border-blurred; }
    .-ascii ExerciseLayout.-tight MarkdownView:focus { border: none; border-top: heavy $border; }
    .-ascii Toast { border-left: ascii $primary; }
    .-ascii SearchIcon { display: none; }
    """

    def __init__(
        self, options: Options, course: Course | None = None, leaving: Shutdown | None = None
    ) -> None:
        super().__init__()
        self.options = options
        self._leaving = leaving
        self.slow = options.slow or "SSH_CONNECTION" in os.environ
        plain = options.ascii or bool(options.encoding)
        set_ascii_only(plain)
        self._own_keys = own_keys(options.config)
        keys.use(self._own_keys)
        course = course or open_course(options.course)
        store = options.store or Store(progress_file())
        keeper = BackgroundSaver(store, lambda: self.post_message(self.Saved()))
        self.context = Context(
            options=options,
            course=course,
            language=Language(
                LANGS[0] if options.encoding else options.lang, options.course, course
            ),
            progress=LearnerProgress(keeper, course),
            glyphs=ASCII if plain else UNICODE,
            interval=self._interval(),
            cleanup=Cleanup(),
        )
        self.context.routes = ScreenRoutes(self, self.context)
        self.screenful = ScreenBuffer(
            "all" if options.encoding else "symbols" if plain else "", few_colours=self.slow
        )
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = options.theme or self._last_theme()

    def _last_theme(self) -> str:
        last = self.context.progress.all.theme
        if last and last.value in self.available_themes:
            return last.value
        return default(sys.stderr, self.console.color_system, os.environ)

    def _interval(self) -> float:
        return (
            STILL_INTERVAL_S if self.options.still else SLOW_INTERVAL_S if self.slow else INTERVAL_S
        )

    def get_default_screen(self) -> Screen[None]:
        """The list of lessons."""
        return HomeScreen(self.context)

    def on_mount(self) -> None:
        """Signals leave properly."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.set_class(self.context.glyphs.ascii, "-ascii")
        self.set_keymap(for_textual(self._own_keys))
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.no_color:
            self.screenful.without_colours(self.current_theme.dark)
        if self._leaving is not None:
            self._leaving.tell(asyncio.get_running_loop(), self.leave, self.last_words)
        self.on_sandbox_app_saved()
        if self.options.encoding and self.options.lang != self.context.lang:
            self._say_no_korean()

    def on_ready(self) -> None:
        """The first frame is out: rubbish is collected from here on, and only among what is new."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _say_no_korean(self) -> None:
        said = self.context.words("app.guard.korean", encoding=self.options.encoding)
        self.notify(said, severity="warning", timeout=10, markup=False)

    def on_unmount(self) -> None:
        """What was done is saved before the app is gone."""
        self.finish()

    def last_words(self) -> str:
        """Save what was typed, from whichever thread; what is to be said of what cannot be."""
        return self.context.cleanup.last_words(self.context.words)

    def finish(self) -> None:
        """Save what was done and typed, and end what runs; once more does no harm."""
        self.context.cleanup.run()
        self.context.progress.keeper.close()

    def _keep_theme(self, theme: Theme) -> None:
        if self.no_color:
            self.screenful.without_colours(theme.dark)
        self.context.progress.record_theme(theme.name)

    def on_sandbox_app_saved(self) -> None:
        """Say what is wrong with the progress, if something is."""
        for notice in self.context.progress.keeper.store.notices():
            said = printable(self.context.glossary.phrase(notice.id, notice.values))
            self.notify(said, severity="warning", timeout=10, markup=False)

    def leave(self, code: int) -> None:
        """End the app with an exit status."""
        self.exit(return_code=code)

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size there is a sentence instead of the screen."""
        self.screenful.forget()
        fits = event.size.width >= LEAST_SIZE[0] and event.size.height >= LEAST_SIZE[1]
        if not fits and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen(self.context))
        elif fits and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()

    async def on_event(self, event: events.Event) -> None:
        """Keys typed in Hangul are the letters on the same keys, unless text is being typed."""
        if self._exit and isinstance(event, events.InputEvent | events.Paste | events.Resize):
            return  # what was done to the terminal as the app was closing has no screen to go to
        if isinstance(event, events.Key):
            await self._until_there()
        if isinstance(event, events.Key) and not event.is_forwarded:
            if isinstance(self.screen, SandboxScreen):
                self.screen.make_way()
            letters = hangul.qwerty_for(event.character or "")
            if letters and not (self.focused and self.focused.check_consume_key("n", "n")):
                for key in map(keys.behind, letters):
                    await super().on_event(events.Key(key, key))
                return
        await super().on_event(event)

    async def _until_there(self) -> None:
        """A key that comes while a screen is being opened finds it complete, within a second."""
        end = monotonic() + 1
        while not (self._exit or self.screen.is_mounted or monotonic() > end):
            await asyncio.sleep(0.001)

    def action_language(self) -> None:
        """The other language, on every screen there is."""
        if self.options.encoding:
            self._say_no_korean()
            return
        context = self.context
        lang = LANGS[(LANGS.index(context.lang) + 1) % len(LANGS)]
        try:
            context.language.load(lang)
        except CourseError as error:
            # The course's folder is not what it was when the app began.
            self.notify(context.told(error), severity="error", markup=False)
            return
        context.progress.record_language(lang)
        with self.batch_update():
            for screen in self.screen_stack:
                # One that is only being opened will have its words from the start.
                if isinstance(screen, SandboxScreen) and screen.is_mounted and screen.is_attached:
                    screen.relabel()

    def action_help(self) -> None:
        """Every key, and the knobs of the lab at hand."""
        screen = self.screen
        if isinstance(screen, SandboxScreen) and not isinstance(
            screen, TooSmallScreen | DocumentScreen
        ):
            self.context.routes.help(screen.help_topic())

    def action_search(self) -> None:
        """Look for a word."""
        if isinstance(self.screen, SandboxScreen) and not isinstance(self.screen, TooSmallScreen):
            self.context.routes.search()

    def action_suspend(self) -> None:
        """Back to the shell, until it says to go on."""
        if self._driver is None or not self._driver.can_suspend:
            return
        with self.suspend():
            stopped = stop_group()
        if not stopped:
            self.notify(self.context.words("app.suspend.none"), timeout=3)

    def action_help_quit(self) -> None:
        """Ctrl+C: say how to leave."""
        typing = self.focused is not None and self.focused.check_consume_key("n", "n")
        quit = keys.shown(keys.find("quit"), typing=typing)
        self.notify(f"{quit}  {self.context.words('app.action.quit.label')}", timeout=3)

    def action_redraw(self) -> None:
        """Draw everything again: something else may have written on the terminal."""
        self.screenful.forget()
        self.screen.refresh()

    def action_command_palette(self) -> None:
        """Look for a command by its name."""
        if not isinstance(self.screen, Palette | TooSmallScreen):
            look, none = (
                self.context.words("app.palette.commands"),
                self.context.words("app.palette.none"),
            )
            self.push_screen(Palette(look, none))

    def search_themes(self) -> None:
        """Look for a theme by its name."""
        look, none = (
            self.context.words("app.palette.themes"),
            self.context.words("app.palette.none"),
        )
        self.push_screen(Palette(look, none, [ThemeProvider]))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the registry's actions that apply here, and the theme."""
        offered: list[tuple[keys.Action, DOMNode]] = [(one, self) for one in keys.of("app")]
        if isinstance(screen, SandboxScreen):
            offered += screen.actions()
        for action, node in offered:
            if action.command and self.context.offers(action.id):
                key = keys.shown(action, self.context.glyphs.ascii)
                yield SystemCommand(
                    f"{self.context.words(f'app.action.{action.id}.label')}  ({key})",
                    self.context.words(f"app.action.{action.id}.help"),
                    getattr(node, f"action_{action.id}"),
                )
        yield SystemCommand(
            self.context.words("app.theme.label"),
            self.context.words("app.theme.help"),
            self.action_change_theme,
        )
