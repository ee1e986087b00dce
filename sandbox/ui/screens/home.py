"""The first screen: what this is, and the lessons."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from sandbox.course.standing import standing
from sandbox.ui.bars import KeyLine
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.lessonlist import WIDE, Left, LessonList
from sandbox.ui.terminal.canvas import Canvas, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, truncate
from sandbox.ui.words import Words

EMBLEM = ("○╲╱○", "○╳╳○─◉", "○╱╲○")
EMBLEM_ASCII = ("o\\/o", "oXXo-@", "o/\\o")


class Masthead(Canvas):
    """The product's name, its emblem and what it promises."""

    DEFAULT_CSS = """
    Masthead { height: 3; }
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._emblem = EMBLEM_ASCII if glyphs.ascii else EMBLEM
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
    HomeScreen Masthead { margin: 0 2; }
    HomeScreen LessonList {
        height: 1fr; border: round $border; border-title-color: $text-muted;
    }
    HomeScreen KeyLine { dock: bottom; }
    """

    def compose(self) -> ComposeResult:
        """The masthead, the list in a frame, the keys."""
        context = self.context
        with Vertical(id="home"):
            yield Masthead(context.glyphs)
            yield LessonList(context.course.lessons, context.glyphs, self._left())
        yield KeyLine()

    def opened(self) -> None:
        """Words, and the keys go to the list; a lesson named on the command line opens."""
        self.relabel()
        lessons, context = self.query_one(LessonList), self.context
        lessons.focus()
        if context.options.lesson is not None:
            lesson = context.course.find(context.options.lesson)
            lessons.choose(context.course.lessons.index(lesson))
            context.routes.lesson(lesson)

    def _left(self) -> Left | None:
        """Where the learner left, if that is still there; after a last page, the next lesson."""
        learned, course = self.context.learned, self.context.course
        place = learned.place
        for lesson in course.lessons:
            if place is not None and lesson.id == place.lesson and lesson.ready:
                pages = standing(lesson, learned, self.context.lang).pages
                after = course.after(lesson) if place.page + 1 >= pages else None
                if after is None:
                    return Left(lesson, place.page + 1)
                last = learned.places.get(after.id)
                return Left(after, last.value + 1 if last else 1)
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
        self.query_one(Masthead).show(words, not self.context.options.encoding)
        lessons = self.query_one(LessonList)
        learned = self.context.learned
        its = [standing(one, learned, words.lang) for one in self.context.course.lessons]
        lessons.show(words, its, self._left())
        lessons.border_title = words("app.home.lessons")
        self.query_one(KeyLine).show(self.hints("home"), self.hint("help"))

    def on_lesson_list_opened(self, message: LessonList.Opened) -> None:
        """Open the lesson, once however fast enter was typed."""
        if self.is_current:
            self.context.routes.lesson(message.lesson)

    def action_open(self) -> None:
        """Open the chosen lesson."""
        self.query_one(LessonList).action_open()
