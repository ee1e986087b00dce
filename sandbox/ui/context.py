"""What every screen is given; a screen knows no app."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sandbox.base.errors import UserError
from sandbox.course.course import Course, Lesson
from sandbox.course.glossary import Glossary
from sandbox.course.progress import CourseRecord
from sandbox.course.search import Index
from sandbox.ui.cleanup import Cleanup
from sandbox.ui.language import Language
from sandbox.ui.learner_progress import LearnerProgress
from sandbox.ui.options import Options
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.words import Words


@dataclass(frozen=True)
class HelpTopic:
    """What the help is asked about: a lab with its views, and whose keys come first.

    The lab and its views are of rooms that load NumPy, which the first screen has no need of.
    """

    lab: Any = None
    views: Any = ()
    first: keys.Place = "lesson"


class Routes(Protocol):
    """Where one can go: each opens a screen over the one at hand."""

    def lesson(self, lesson: Lesson, page: int | None = None) -> None:
        """A lesson at a page, or where it was left."""

    def go_to(self, lesson: Lesson, page: int | None = None) -> None:
        """A lesson from wherever one is: another one that is open is left for it."""

    def link(self, target: str) -> None:
        """Where a link of a lesson leads."""

    def exercise(self, lesson: Lesson, id: str, left: Callable[[str], None]) -> None:
        """One of a lesson's exercises; `left` hears which one was at hand when it was left."""

    def solution(self, exercise: Any, typed: str) -> None:
        """A solution of an exercise beside what the learner has typed."""

    def train_with(self, exercise: Any, file: Path) -> None:
        """A run with the function in the learner's file, once it is checked."""

    def training_step(self, stepper: Any) -> None:
        """The training step that comes next in a run, line by line."""

    def terms(self, lab: Any, frame: Any, line: Any) -> None:
        """What the words on the screen mean."""

    def help(self, topic: HelpTopic) -> None:
        """Every key, and the knobs of the lab at hand."""

    def search(self) -> None:
        """Where to look for a word."""


@dataclass
class Context:
    """Options, course, words and progress, and the ways to other screens."""

    options: Options
    course: Course
    language: Language
    progress: LearnerProgress
    glyphs: Glyphs
    interval: float
    """Seconds between two frames of a run that goes on by itself."""
    cleanup: Cleanup
    routes: Routes = field(init=False)
    """Set by the app, as routes need the context themselves."""

    @property
    def words(self) -> Words:
        """The app's own words."""
        return self.language.words

    @property
    def lang(self) -> str:
        """The language of everything on the screen."""
        return self.language.lang

    @property
    def glossary(self) -> Glossary:
        """The words for what labs and engine have."""
        return self.language.glossary

    @property
    def index(self) -> Index:
        """Where to look for words."""
        return self.language.index

    @property
    def learned(self) -> CourseRecord:
        """What the learner has done in this course."""
        return self.progress.learned

    def told(self, refusal: UserError) -> str:
        """What is wrong, in the app's language."""
        return self.language.told(refusal)

    def offers(self, id: str) -> bool:
        """Whether an action is of use: a terminal that cannot show Korean has one language."""
        return id != "language" or not self.options.encoding
