"""The exercises of a course, and how the learner stands with them: for the command line."""

import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sandbox.base.errors import closest_match
from sandbox.cli.errors import UsageError
from sandbox.cli.grammar import PROGRAM
from sandbox.cli.words import TEXTS
from sandbox.course.course import open_course
from sandbox.course.exercises import Exercise, Workplace, code_digest, trusted
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.pages import exercises_of
from sandbox.course.phrasing import fill
from sandbox.course.progress import Progress, Store, Worked, course_key, progress_file

YES = ("y", "yes", "예", "네")


class Assignment:
    """A course's exercises in one language. CourseError where the course cannot be read."""

    def __init__(self, folder: Path | None, lang: str) -> None:
        self._asked = folder
        self._course = open_course(folder)
        self.glossary = load_glossary(lang, folder)
        self.texts: Mapping[str, str] = TEXTS[lang]
        self.key = course_key(self._course.folder)
        self._store = Store(progress_file())
        self._store.load()

    @property
    def place(self) -> Workplace:
        """Where the learner's files are."""
        return Workplace.of(self._course.folder)

    def exercises(self, lang: str | None = None) -> list[Exercise]:
        """All of them, in the order of the lessons; lessons without any are not read."""
        lang = lang or self.glossary.lang
        return [
            exercise
            for lesson in self._course.lessons
            if lesson.outline(lang).exercises
            for exercise in exercises_of(lesson, lang)
        ]

    def find(self, name: str) -> Exercise:
        """The exercise of that id, with hyphens for underscores if one likes; else UsageError."""
        ids: list[str] = []
        for lesson in self._course.lessons:
            for id in lesson.outline(self.glossary.lang).exercises:
                if id == name.replace("-", "_"):
                    return next(e for e in exercises_of(lesson, self.glossary.lang) if e.id == id)
                ids.append(id)
        hint = closest_match(name, ids)
        others = f"there are {', '.join(ids)}" if ids else "the course has none"
        remedy = f"did you mean {hint}?" if hint else others
        sentence = f"there is no exercise {name}: {remedy}"
        raise UsageError(sentence, "work_unknown", word=name, hint=hint, others=", ".join(ids))

    def following(self, exercise: Exercise) -> Exercise | None:
        """The next one that has not passed yet, from the first again after the last."""
        exercises = self.exercises()
        at = [(e.lesson, e.id) for e in exercises].index((exercise.lesson, exercise.id))
        others = (*exercises[at + 1 :], *exercises[:at])
        return next((other for other in others if not self.worked(other).passed), None)

    def command(self, exercise: Exercise, *words: str) -> str:
        """What to type for an exercise of this course."""
        course = () if self._asked is None else ("--course", str(self._asked))
        return shlex.join([PROGRAM, "exercise", exercise.id, *words, *course])

    # Progress.

    def worked(self, exercise: Exercise) -> Worked:
        """How the learner stands with it."""
        return self._store.progress.course(self.key).worked(exercise.lesson, exercise.id)

    def state(self, exercise: Exercise) -> str:
        """The same in a word or two."""
        worked = self.worked(exercise)
        if worked.passed:
            return self.texts["passed"]
        if worked.tries:
            return fill(self.texts["tries"], {"tries": worked.tries})
        return self.texts["begun" if self.place.file(exercise).exists() else "not_begun"]

    def remember(self, change: Callable[[Progress], Progress]) -> None:
        """Keep something, and say on stderr what keeps it from being kept."""
        self._store.update(change)
        self.notices()

    def notices(self) -> None:
        """What there is to say of the file of progress."""
        for notice in self._store.notices():
            print(self.glossary.phrase(notice.id, notice.values), file=sys.stderr)

    def trust(self, given: bool) -> None:
        """Before a course's own Python runs for the first time, the learner says yes.

        UsageError where they do not, or cannot be asked and have not said so by --trust.
        """
        if trusted(self._course.folder, self._store.progress):
            return
        folder = str(self._course.folder.resolve())
        if not given:
            if not sys.stdin.isatty():
                raise UsageError(self.texts["trust_needed"].format(folder=folder))
            print(self.texts["trust_question"].format(folder=folder), end=" ", flush=True)
            if sys.stdin.readline().strip().lower() not in YES:
                raise UsageError(self.texts["trust_refused"])
        code = code_digest(self._course.folder)
        self.remember(lambda progress: progress.trusting(self.key, code))

    def tables(self) -> list[dict[str, object]]:
        """All exercises for JSON, with titles in every language."""
        titles = {lang: {e.id: e.title for e in self.exercises(lang)} for lang in LANGS}
        return [self._table(exercise, titles) for exercise in self.exercises()]

    def _table(
        self, exercise: Exercise, titles: Mapping[str, Mapping[str, str]]
    ) -> dict[str, object]:
        worked, file = self.worked(exercise), self.place.file(exercise)
        return {
            "id": exercise.id,
            "lesson": exercise.lesson,
            "function": exercise.function,
            "title": {lang: titles[lang].get(exercise.id) for lang in LANGS},
            "file": str(file) if file.exists() else None,
            "progress": {
                "passed": worked.passed,
                "tries": worked.tries,
                "hints": worked.hints,
                "of": len(exercise.hints),
            },
        }
