"""The app's language: its own words, those of labs and engine, and where to look for any."""

from pathlib import Path

from sandbox.base.errors import UserError
from sandbox.course.course import Course
from sandbox.course.errors import CourseError
from sandbox.course.glossary import Glossary, load_glossary
from sandbox.course.search import Index
from sandbox.ui.words import Words


class Language:
    """Words, all in one language."""

    def __init__(self, lang: str, own: Path | None, course: Course) -> None:
        self._own, self._course = own, course
        self.load(lang)

    def load(self, lang: str) -> None:
        """Have the words of a language, and those of the folder of a course of one's own.

        CourseError where that has none that can be read: nothing is changed then.
        """
        # The built-in words are read when first asked for: the list of lessons has no use for them.
        self._glossary = None if self._own is None else load_glossary(lang, self._own)
        self.words = Words(lang)
        self._index: Index | None = None

    @property
    def lang(self) -> str:
        """The language of everything on the screen."""
        return self.words.lang

    @property
    def glossary(self) -> Glossary:
        """The words for what labs and engine have."""
        if self._glossary is None:
            self._glossary = load_glossary(self.lang)
        return self._glossary

    def told(self, refusal: UserError) -> str:
        """What is wrong, in the app's language; in English where its words cannot be read."""
        try:
            return self.glossary.refused(refusal)
        except CourseError:
            return str(refusal)

    @property
    def index(self) -> Index:
        """Where to look for words; it is made for a language when first asked for."""
        if self._index is None:
            self._index = Index(self._course, self.glossary)
        return self._index
