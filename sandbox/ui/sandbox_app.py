"""The app: screens, language, and what holds everywhere."""

import asyncio
import gc
import os
import sys
from time import monotonic

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme

from sandbox.course.course import Course, Lesson, open_course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS
from sandbox.course.links import LESSON
from sandbox.course.progress import Store, progress_file
from sandbox.ui import keys
from sandbox.ui.cells import spell_out, spelt
from sandbox.ui.glyphs import ASCII, UNICODE
from sandbox.ui.keeper import Keeper
from sandbox.ui.keymap import for_textual, own_keys
from sandbox.ui.options import Options
from sandbox.ui.remembering import Remembering
from sandbox.ui.running.clock import INTERVAL, SLOW_INTERVAL, STILL_INTERVAL
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.palette import PaletteApp
from sandbox.ui.screens.sheet import Sheet
from sandbox.ui.screens.small import SmallScreen
from sandbox.ui.speaking import Speaking
from sandbox.ui.terminal import hangul
from sandbox.ui.terminal.guard import SMALLEST
from sandbox.ui.terminal.leaving import Leaving
from sandbox.ui.terminal.line import SparingApp
from sandbox.ui.terminal.sparing import Screenful
from sandbox.ui.theme import THEMES, default


class SandboxApp(Speaking, Remembering, PaletteApp, SparingApp):
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
    .-ascii Prose, .-ascii KnobPanel, .-ascii PictureView, .-ascii LessonList {
        border: ascii $border-blurred;
    }
    .-ascii Prose:focus, .-ascii KnobPanel:focus, .-ascii PictureView:focus,
    .-ascii Stage:focus PictureView, .-ascii LessonList:focus {
        border: heavy $border; border-title-style: reverse;
    }
    .-ascii SearchScreen Input, .-ascii SearchScreen Input:focus, .-ascii FoundList {
        border: ascii $border;
    }
    .-ascii Sheet Prose { border: none; }
    .-ascii Bench.-tight Prose { border: none; border-top: ascii $border-blurred; }
    .-ascii Bench.-tight Prose:focus { border: none; border-top: heavy $border; }
    .-ascii Toast { border-left: ascii $primary; }
    .-ascii SearchIcon { display: none; }
    """

    def __init__(
        self, options: Options, course: Course | None = None, leaving: Leaving | None = None
    ) -> None:
        super().__init__()
        self.options = options
        self._leaving = leaving
        self.slow = options.slow or "SSH_CONNECTION" in os.environ
        plain = options.ascii or bool(options.encoding)
        self.glyphs = ASCII if plain else UNICODE
        spell_out(plain)
        self._own_keys = own_keys(options.config)
        keys.use(self._own_keys)
        lang = LANGS[0] if options.encoding else options.lang
        self.speak(lang, options.course, course or open_course(options.course))
        store = options.store or Store(progress_file())
        self.keep_in(Keeper(store, lambda: self.post_message(self.Saved())), self.course)
        self.screenful = Screenful(
            "all" if options.encoding else "symbols" if plain else "", few_colours=self.slow
        )
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = options.theme or self._last_theme()

    def _last_theme(self) -> str:
        last = self.keeper.progress.theme
        if last and last.value in self.available_themes:
            return last.value
        return default(sys.stderr, self.console.color_system, os.environ)

    @property
    def interval(self) -> float:
        """Seconds between two frames of a run that goes on by itself."""
        return STILL_INTERVAL if self.options.still else SLOW_INTERVAL if self.slow else INTERVAL

    def get_default_screen(self) -> Screen[None]:
        """The list of lessons."""
        return HomeScreen()

    def on_mount(self) -> None:
        """Signals leave properly."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())
        self.set_class(self.glyphs.ascii, "-ascii")
        self.set_keymap(for_textual(self._own_keys))
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.no_color:
            self.screenful.without_colours(self.current_theme.dark)
        if self._leaving is not None:
            self._leaving.tell(asyncio.get_running_loop(), self.leave, self.last_words)
        self.on_sandbox_app_saved()
        if self.options.encoding and self.options.lang != self.lang:
            self._say_no_korean()

    def on_ready(self) -> None:
        """The first frame is out: rubbish is collected from here on, and only among what is new."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _say_no_korean(self) -> None:
        said = self.words("app.guard.korean", encoding=self.options.encoding)
        self.notify(said, severity="warning", timeout=10, markup=False)

    def on_unmount(self) -> None:
        """What was done is saved before the app is gone."""
        self.finish()

    def _keep_theme(self, theme: Theme) -> None:
        if self.no_color:
            self.screenful.without_colours(theme.dark)
        self.keeper.record(lambda progress: progress.coloured(theme.name))

    def on_sandbox_app_saved(self) -> None:
        """Say what is wrong with the progress, if something is."""
        for notice in self.keeper.store.notices():
            said = spelt(self.glossary.phrase(notice.id, notice.values))
            self.notify(said, severity="warning", timeout=10, markup=False)

    def leave(self, code: int) -> None:
        """End the app with an exit status."""
        self.exit(return_code=code)

    def open_lesson(self, lesson: Lesson, page: int | None = None) -> None:
        """Open a lesson at a page, or where it was left.

        One without pages is still to come, and said to be.
        """
        if not lesson.ready:
            self.notify(self.words("app.home.not_yet", number=lesson.number), timeout=3)
            return
        # It loads NumPy and the labs, which the list of lessons has no need of.
        from sandbox.ui.screens.lesson import LessonScreen

        last = self.learned.places.get(lesson.id)
        left = last.value if last else 0
        self.push_screen(LessonScreen(lesson, left if page is None else page))

    def go_to(self, lesson: Lesson, page: int | None = None) -> None:
        """A lesson from wherever one is: another one that is open is left for it."""
        from sandbox.ui.screens.lesson import LessonScreen

        if not lesson.ready:
            self.open_lesson(lesson)
            return
        with self.batch_update():
            while len(self.screen_stack) > 1:
                screen = self.screen
                if isinstance(screen, LessonScreen) and screen.lesson is lesson:
                    screen.turn_page(0 if page is None else page - screen.page)
                    return
                self.pop_screen()
            self.open_lesson(lesson, page)

    def follow_link(self, target: str) -> None:
        """Where a link of a lesson leads: to another lesson over this one, which waits below.

        One that waits there already is gone back to. An address outside is shown, not opened.
        """
        from sandbox.ui.screens.lesson import LessonScreen
        from sandbox.ui.screens.lessonkeys import BACK_THERE

        if not target.startswith(LESSON):
            self.notify(target, timeout=10, markup=False)
            return
        try:
            lesson = self.course.find(target.removeprefix(LESSON))
        except CourseError as error:
            self.notify(self.told(error), severity="error", markup=False)
            return
        waiting = [one for one in self.screen_stack if isinstance(one, LessonScreen)]
        if not lesson.ready or not any(one.lesson is lesson for one in waiting):
            below = len(self.screen_stack)
            self.open_lesson(lesson)
            if len(self.screen_stack) > below and isinstance(self.screen, LessonScreen):
                self.screen.leave_label = BACK_THERE
            return
        with self.batch_update():
            while not (isinstance(self.screen, LessonScreen) and self.screen.lesson is lesson):
                self.pop_screen()

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size there is a sentence instead of the screen."""
        self.screenful.forget()
        fits = event.size.width >= SMALLEST[0] and event.size.height >= SMALLEST[1]
        if not fits and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())
        elif fits and isinstance(self.screen, SmallScreen):
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
            letters = hangul.letters(event.character or "")
            if letters and not (self.focused and self.focused.check_consume_key("n", "n")):
                for letter in letters:
                    await super().on_event(events.Key(letter, letter))
                return
        await super().on_event(event)

    async def _until_there(self) -> None:
        """A key that comes while a screen is being opened finds it complete, within a second."""
        end = monotonic() + 1
        while not (self._exit or self.screen.is_mounted or monotonic() > end):
            await asyncio.sleep(0.001)

    def offers(self, id: str) -> bool:
        """Whether an action is of use: a terminal that cannot show Korean has one language."""
        return id != "language" or not self.options.encoding

    def action_language(self) -> None:
        """The other language, on every screen there is."""
        if self.options.encoding:
            self._say_no_korean()
            return
        lang = LANGS[(LANGS.index(self.lang) + 1) % len(LANGS)]
        try:
            self.speak(lang, self.options.course, self.course)
        except CourseError as error:
            # The course's folder is not what it was when the app began.
            self.notify(self.told(error), severity="error", markup=False)
            return
        self.keeper.record(lambda progress: progress.speaking(lang))
        with self.batch_update():
            for screen in self.screen_stack:
                # One that is only being opened will have its words from the start.
                if isinstance(screen, SandboxScreen) and screen.is_mounted and screen.is_attached:
                    screen.relabel()

    def action_help(self) -> None:
        """Every key, and the knobs of the lab at hand."""
        screen = self.screen
        if isinstance(screen, SandboxScreen) and not isinstance(screen, SmallScreen | Sheet):
            self.push_screen(screen.help())

    def action_search(self) -> None:
        """Look for a word; what was looked for last is still there where one comes back to it."""
        from sandbox.ui.screens.search import SearchScreen

        screens = self.screen_stack
        if not isinstance(self.screen, SandboxScreen) or isinstance(self.screen, SmallScreen):
            return
        if not any(isinstance(screen, SearchScreen) for screen in screens):
            self.push_screen(SearchScreen())
            return
        while not isinstance(self.screen, SearchScreen):
            self.pop_screen()

    async def action_help_quit(self) -> None:
        """Ctrl+C: say how to leave."""
        typing = self.focused is not None and self.focused.check_consume_key("n", "n")
        quit = keys.shown(keys.find("quit"), typing=typing)
        self.notify(f"{quit}  {self.words('app.action.quit.label')}", timeout=3)

    def action_redraw(self) -> None:
        """Draw everything again: something else may have written on the terminal."""
        self.screenful.forget()
        self.screen.refresh()
