"""The first screen: what this is, and the list of lessons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from sandbox.course.course import Lesson
from sandbox.course.progress.record import LessonProgress, lesson_progress
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, truncate, wrap
from sandbox.ui.widgets.title_bar import KeyHints
from sandbox.ui.words import Words

WIDE = 130
"""From this many cells on, each lesson's summary stands beside it too."""

SUMMARY = 2
"""Lines below the list for the chosen lesson's summary."""


@dataclass(frozen=True)
class LastPosition:
    """Where the learner left: a lesson, and which of its pages, counted from 1."""

    lesson: Lesson
    page: int


class LessonList(Canvas, can_focus=True):
    """The lessons, one a line, and the chosen one's summary in a line below.

    Above them, where there is one, the place that was left: it is chosen at first, as number -1.
    """

    BINDINGS: ClassVar = keys.bindings("home")

    class Opened(Message):
        """The learner wants this lesson."""

        def __init__(self, lesson: Lesson) -> None:
            super().__init__()
            self.lesson = lesson

    def __init__(
        self, lessons: Sequence[Lesson], glyphs: Glyphs, left: LastPosition | None
    ) -> None:
        super().__init__()
        self._lessons = list(lessons)
        self._standings = [LessonProgress() for _ in lessons]
        self._left = left
        self._glyphs = glyphs
        self._words: Words | None = None
        self._typed = ""
        ready = [number for number, lesson in enumerate(lessons) if lesson.ready]
        self.chosen = -1 if left else ready[0] if ready else 0

    def show(
        self, words: Words, standings: Sequence[LessonProgress], left: LastPosition | None
    ) -> None:
        """List them in these words. The place that was left has a line if it had one at first."""
        self._words = words
        self._standings = list(standings)
        self._left = left if self._above else None
        self.repaint()

    def choose(self, index: int) -> None:
        """Move the choice; it stays within the list."""
        self.chosen = min(max(index, -self._above), len(self._lessons) - 1)
        self.repaint()

    @property
    def lesson(self) -> Lesson:
        """The chosen lesson."""
        if self.chosen < 0 and self._left:
            return self._left.lesson
        return self._lessons[self.chosen]

    @property
    def _above(self) -> int:
        """How many lines there are above the lessons."""
        return 1 if self._left else 0

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """As many lessons as there is room for, around the chosen one, then its summary."""
        if self._words is None:
            return []
        room, below = self._room(height)
        first = self._first(room)
        rows = [self._row(index, width, styles) for index in range(first, first + room)]
        rows += [make_strip(width, [])] * (height - len(rows) - below)
        summary = wrap(self._summary(self._words), width - 4, below)
        rows += [make_strip(width, [(f"  {part}", styles["dim"])]) for part in summary]
        return rows

    def _summary(self, words: Words) -> str:
        """What the chosen lesson is about, and how many of its exercises are passed."""
        summary = self.lesson.summary(words.lang)
        its = self._standings[self._lessons.index(self.lesson)]
        if not its.exercises:
            return summary
        count = words("exercise.page.count", passed=its.passed, count=its.exercises)
        return f"{summary} {self._glyphs.between} {count}"

    def _room(self, height: int) -> tuple[int, int]:
        """Lines for the list, and for the summary: one gives way if the list is whole then."""
        count = len(self._lessons) + self._above
        below = SUMMARY if count + 1 != height else 1
        return min(max(height - below, 1), count), below

    def _first(self, room: int) -> int:
        """The first line's number."""
        last = len(self._lessons) - room
        return max(min(self.chosen - room // 2, last), -self._above)

    def _row(self, index: int, width: int, styles: TextStyles) -> Strip:
        if index < 0 and self._left is not None:
            return self._left_row(self._left, width, styles)
        lesson, words = self._lessons[index], self._words
        assert words is not None
        here = index == self.chosen
        state = self._state(lesson, self._standings[index], words)
        column = self._column(words)
        sign = self._sign(lesson, self._standings[index])
        title_room = width - 8 - column - 4
        pieces: list[tuple[str, Style]] = []
        pointer = self._glyphs.pointer if here else " "
        style = styles["cursor"] if here else styles["strong" if lesson.ready else "dim"]
        quiet = style if here else styles["dim"]
        title = lesson.title(words.lang)
        if width >= WIDE:
            title = ljust(title, 34)
            summary = ljust(lesson.summary(words.lang), title_room - 36)
            parts = [(title, style), ("  ", style), (summary, quiet)]
        else:
            parts = [(ljust(title, title_room), style)]
        pieces += [(f" {pointer} {lesson.number:>2}  ", style), *parts]
        pieces += [(f"  {sign} ", style if here else styles["good" if lesson.ready else "dim"])]
        pieces += [(ljust(state, column + 1), quiet)]
        return make_strip(width, pieces)

    def _left_row(self, left_at: LastPosition, width: int, styles: TextStyles) -> Strip:
        words = self._words
        assert words is not None
        here = self.chosen < 0
        lesson = left_at.lesson
        page = words("app.lesson.page", page=left_at.page, pages=lesson.outline(words.lang).pages)
        title = words("app.home.resume", number=lesson.number, title=lesson.title(words.lang))
        style = styles["cursor" if here else "accent"]
        column = self._column(words)
        pointer = self._glyphs.pointer if here else " "
        text = ljust(title, width - 12 - column)
        return make_strip(width, [(f" {pointer}     {text}    {ljust(page, column + 1)}", style)])

    def _column(self, words: Words) -> int:
        """How wide the states are."""
        texts = [words("app.home.ready"), words("app.home.later")]
        if self._left is not None:
            texts.append(words("app.lesson.page", page=10, pages=10))
        return max(map(cell_len, texts))

    def _state(self, lesson: Lesson, its: LessonProgress, words: Words) -> str:
        if its.begun:
            return words("app.home.begun", read=its.read, pages=its.pages)
        return words("app.home.ready" if lesson.ready else "app.home.later")

    def _sign(self, lesson: Lesson, its: LessonProgress) -> str:
        if its.finished:
            return self._glyphs.good
        if its.begun:
            return self._glyphs.begun
        if self._glyphs.ascii:
            return "*" if lesson.ready else "-"
        return "●" if lesson.ready else "○"

    def on_click(self, event: events.Click) -> None:
        """Choose the lesson under the pointer; open it if it was chosen already."""
        at = event.get_content_offset(self)
        room, _ = self._room(self.size.height)
        if at is None or at.y >= room:
            return
        index = self._first(room) + at.y
        if index == self.chosen:
            self.action_open()
        self._typed = ""
        self.choose(index)

    def action_up(self) -> None:
        """The lesson above."""
        self._typed = ""
        self.choose(self.chosen - 1)

    def action_down(self) -> None:
        """The lesson below."""
        self._typed = ""
        self.choose(self.chosen + 1)

    def action_top(self) -> None:
        """The first line."""
        self._typed = ""
        self.choose(-self._above)

    def action_bottom(self) -> None:
        """The last lesson."""
        self._typed = ""
        self.choose(len(self._lessons) - 1)

    def action_digit(self, digit: str) -> None:
        """A digit of a lesson's number: with those before it if that gives one."""
        numbers = {str(lesson.number): index for index, lesson in enumerate(self._lessons)}
        for typed in (self._typed + digit, digit):
            if typed in numbers:
                self._typed = typed
                self.choose(numbers[typed])
                return
        self._typed = ""

    def action_open(self) -> None:
        """Open the chosen lesson."""
        self.post_message(self.Opened(self.lesson))


LOGO = ("○╲╱○", "○╳╳○─◉", "○╱╲○")
LOGO_ASCII = ("o\\/o", "oXXo-@", "o/\\o")


class Header(Canvas):
    """The product's name, its emblem and what it promises."""

    DEFAULT_CSS = """
    Header { height: 3; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._emblem = LOGO_ASCII if glyphs.ascii else LOGO
        self._between = glyphs.between
        self._words: Words | None = None
        self._languages = True

    def show(self, words: Words, languages: bool) -> None:
        """Say it in these words; `languages`: there is another one to change to."""
        self._words, self._languages = words, languages
        self.repaint()

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The emblem on the left, three lines beside it; the languages at the right."""
        if self._words is None:
            return []
        says = self._words
        texts = (
            (says("app.name"), styles["title"]),
            (says("app.home.promise"), styles["strong"]),
            (_whole(says("app.home.creed"), width - 9), styles["dim"]),
        )
        languages = says("app.home.language", between=self._between) if self._languages else ""
        rows = []
        for number, (text, style) in enumerate(texts):
            pieces = [
                (f" {self._emblem[number]:8}", styles["accent"]),
                (truncate(text, width - 9), style),
            ]
            if number == 0:
                gap = width - 9 - cell_len(text) - cell_len(languages)
                pieces += [(" " * gap, styles.plain), (languages, styles["dim"])]
            rows.append(make_strip(width, pieces))
        return rows


def _whole(text: str, width: int) -> str:
    """The first sentence alone, where there is no room for all of them."""
    return text if cell_len(text) <= width else text.partition(". ")[0].rstrip(".") + "."


class HomeScreen(SandboxScreen):
    """Name, promise, lessons, keys."""

    realm = "home"

    DEFAULT_CSS = """
    HomeScreen { align: center middle; }
    HomeScreen > #home { width: 100%; max-width: 96; height: 1fr; max-height: 24; }
    HomeScreen.-wide > #home { max-width: 156; }
    HomeScreen Header { margin: 0 2; }
    HomeScreen LessonList {
        height: 1fr; border: round $border; border-title-color: $text-muted;
    }
    HomeScreen KeyHints { dock: bottom; }
    """

    def compose(self) -> ComposeResult:
        """The masthead, the list in a frame, the keys."""
        context = self.context
        with Vertical(id="home"):
            yield Header(context.glyphs)
            yield LessonList(context.course.lessons, context.glyphs, self._left())
        yield KeyHints()

    def opened(self) -> None:
        """Words, and the keys go to the list; a lesson named on the command line opens."""
        self.relabel()
        lessons, context = self.query_one(LessonList), self.context
        lessons.focus()
        if context.options.lesson is not None:
            lesson = context.course.find(context.options.lesson)
            lessons.choose(context.course.lessons.index(lesson))
            context.routes.lesson(lesson)

    def _left(self) -> LastPosition | None:
        """Where the learner left, if that is still there; after a last page, the next lesson."""
        learned, course = self.context.learned, self.context.course
        place = learned.place
        for lesson in course.lessons:
            if place is not None and lesson.id == place.lesson and lesson.ready:
                pages = lesson_progress(lesson, learned, self.context.lang).pages
                after = course.after(lesson) if place.page + 1 >= pages else None
                if after is None:
                    return LastPosition(lesson, place.page + 1)
                last = learned.places.get(after.id)
                return LastPosition(after, last.value + 1 if last else 1)
        return None

    def on_screen_resume(self) -> None:
        """Back from a lesson: there may be progress."""
        self.relabel()

    def on_resize(self, event: events.Resize) -> None:
        """Summaries stand beside the lessons where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def relabel(self) -> None:
        """In the app's language."""
        words = self.context.words
        self.query_one(Header).show(words, not self.context.options.encoding)
        lessons = self.query_one(LessonList)
        learned = self.context.learned
        its = [lesson_progress(one, learned, words.lang) for one in self.context.course.lessons]
        lessons.show(words, its, self._left())
        lessons.border_title = words("app.home.lessons")
        self.query_one(KeyHints).show(self.hints("home"), self.hint("help"))

    def on_lesson_list_opened(self, message: LessonList.Opened) -> None:
        """Open the lesson, once however fast enter was typed."""
        if self.is_current:
            self.context.routes.lesson(message.lesson)

    def action_open(self) -> None:
        """Open the chosen lesson."""
        self.query_one(LessonList).action_open()
