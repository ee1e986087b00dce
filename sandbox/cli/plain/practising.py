"""The exercise of a page: the learner's file, its hints, its check and the course's solution."""

from sandbox.cli.plain.reading import Reading
from sandbox.cli.plain.voice import Voice
from sandbox.course import tables
from sandbox.course.exercises import Exercise, Workplace, check, code_digest, trusted, verdict_lines
from sandbox.course.plain import prose_lines
from sandbox.course.progress import Worked

NO_TRIES = ("unreadable", "broken", "stopped")
"""Verdicts that say nothing about what the learner has written."""


class Practising:
    """The words for exercises."""

    def __init__(self, reading: Reading, voice: Voice) -> None:
        self._reading = reading
        self._voice = voice

    def begin(self) -> None:
        """Make the learner's file where there is none, and say where it is."""
        exercise = self._exercise()
        try:
            file = self._place.begin(exercise)
        except OSError as error:
            raise self._voice.refuse("no_file", reason=error.strerror or str(error)) from None
        self._voice.say("file", function=exercise.function)
        self._voice.lines([str(file)])

    def hint(self) -> None:
        """The next hint; after the last one, that one again."""
        exercise = self._exercise()
        count = len(exercise.hints)
        number = min(self._worked(exercise).hints + 1, count)
        self._voice.say("hint", number=number, count=count)
        self._voice.lines(prose_lines(exercise.hints[number - 1], self._voice.width))
        where = self._reading.key, exercise.lesson, exercise.id
        self._reading.keep(lambda kept: kept.hinted(*where, number))

    def check(self, text: str) -> None:
        """Run the learner's file and say what is right; a course of one's own is asked for once."""
        exercise = self._exercise()
        self._trust(exercise, text)
        self._voice.say("checking")
        verdict = check(exercise, self._place.file(exercise))
        self._voice.lines(verdict_lines(verdict, exercise, self._voice.glossary, self._voice.width))
        where = self._reading.key, exercise.lesson, exercise.id
        if verdict.kind not in NO_TRIES:
            self._reading.keep(lambda kept: kept.working(*where, verdict.passed))
        if verdict.passed:
            self._voice.lines(prose_lines(exercise.why, self._voice.width))
            self._voice.say("solution_earned")

    def solution(self) -> None:
        """What the course has, for those who have one of their own."""
        exercise = self._exercise()
        if not self._worked(exercise).passed:
            raise self._voice.refuse("solution_later")
        self._voice.lines(tables.read(exercise.solution).splitlines())

    @property
    def _place(self) -> Workplace:
        return Workplace.of(self._reading.course.folder)

    def _exercise(self) -> Exercise:
        exercise = self._reading.exercise
        if exercise is None:
            raise self._voice.refuse("no_exercise")
        return exercise

    def _worked(self, exercise: Exercise) -> Worked:
        return self._reading.learned.worked(exercise.lesson, exercise.id)

    def _trust(self, exercise: Exercise, text: str) -> None:
        if trusted(exercise.course, self._reading.progress):
            return
        if text.casefold() not in ("yes", "예", "네"):
            raise self._voice.refuse("trust", folder=exercise.course.resolve())
        code = code_digest(exercise.course)
        self._reading.keep(lambda kept: kept.trusting(self._reading.key, code))
