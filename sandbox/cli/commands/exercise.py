"""The exercises of a course, and how the learner stands with them: for the command line."""

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import sleep, strftime

from sandbox.base.errors import closest_match
from sandbox.base.text_width import wrap
from sandbox.cli.errors import UsageError
from sandbox.cli.layout import columns, width
from sandbox.cli.parser import PROGRAM, CommandOptions
from sandbox.cli.process import StatusLine, print_json, print_program
from sandbox.cli.words import language, load_texts
from sandbox.course import toml_file
from sandbox.course.course import CourseError, open_course
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.learner_files import Workplace
from sandbox.course.pages import exercises_of
from sandbox.course.phrasing import fill
from sandbox.course.plain_text import prose_lines
from sandbox.course.progress import ExerciseRecord, LearnerRecord, Store, course_key, progress_file
from sandbox.course.trust import code_digest, trusted
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import Exercise, Verdict
from sandbox.exercises.checker import check

YES = ("y", "yes", "예", "네")


class ExerciseContext:
    """A course's exercises in one language. CourseError where the course cannot be read."""

    def __init__(self, folder: Path | None, lang: str) -> None:
        self._asked = folder
        self._course = open_course(folder)
        self.glossary = load_glossary(lang, folder)
        self.texts: Mapping[str, str] = load_texts(lang)
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

    def worked(self, exercise: Exercise) -> ExerciseRecord:
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

    def remember(self, change: Callable[[LearnerRecord], LearnerRecord]) -> None:
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


POLL_INTERVAL_S = 0.2
"""Seconds between two looks."""

_Stamp = tuple[int, int, int] | None


def changes(file: Path) -> Iterator[str]:
    """The time of day, at once and then whenever the file is another than before.

    An editor may take a file away and put another in its place: what is not there is not looked at.
    """
    before = _stamp(file)
    yield strftime("%H:%M:%S")
    while True:
        sleep(POLL_INTERVAL_S)
        now = _stamp(file)
        if now is not None and now != before:
            before = now
            yield strftime("%H:%M:%S")


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


NO_TRIES = ("broken", "stopped")
"""Verdicts that say nothing about what the learner has written."""


def run(options: CommandOptions) -> int:
    """Status 0, of a check that fails 1; UsageError where there is no such exercise or file."""
    try:
        assignment = ExerciseContext(options.course, language(options.lang))
        if options.exercise is None:
            _needs_a_name(options)
            return _list(assignment, options.json)
        exercise = assignment.find(options.exercise)
        if options.hint:
            return _hint(assignment, exercise)
        if options.solution:
            return _solution(assignment, exercise)
        if options.watch:
            return _watch(assignment, exercise, options)
        if options.file is not None:
            assignment.trust(options.trust)
            return _check(assignment, exercise, options.file, options)
        return _begin(assignment, exercise)
    except CourseError as error:
        raise UsageError.of(error) from error


def _needs_a_name(options: CommandOptions) -> None:
    for flag in ("hint", "solution", "watch"):
        if getattr(options, flag):
            raise UsageError(f"of which exercise? Write `{PROGRAM} exercise NAME --{flag}`")


def _list(assignment: ExerciseContext, as_json: bool) -> int:
    exercises, texts = assignment.exercises(), assignment.texts
    assignment.notices()
    if as_json:
        print_json({"exercises": assignment.tables()}, indent=2)
    elif not exercises:
        print(texts["no_exercises"])
    else:
        passed = sum(assignment.worked(exercise).passed for exercise in exercises)
        print(texts["exercises"].format(passed=passed, count=len(exercises)))
        print(columns([(each.id, assignment.state(each), each.title) for each in exercises]))
    return 0


def _begin(assignment: ExerciseContext, exercise: Exercise) -> int:
    """Make the learner's file where there is none, and say where it is and how to go on."""
    place, texts = assignment.place, assignment.texts
    there = place.file(exercise).exists()
    file = place.begin(exercise)
    print("\n".join([*wrap(exercise.title, width()), *prose_lines(exercise.task, width())]))
    print(f"\n{texts['file_there' if there else 'file_made']}\n    {file}")
    print(f"\n{texts['to_check']}\n    {assignment.command(exercise, str(file))}")
    return 0


def _hint(assignment: ExerciseContext, exercise: Exercise) -> int:
    """The next one; after the last, all of them again."""
    taken, count = assignment.worked(exercise).hints, len(exercise.hints)
    numbers = [taken + 1] if taken < count else range(1, count + 1)
    for number in numbers:
        print(assignment.texts["hint"].format(number=number, count=count))
        print("\n".join(prose_lines(exercise.hints[number - 1], width())))
    upto = max(numbers)
    where = assignment.key, exercise.lesson, exercise.id
    assignment.remember(lambda progress: progress.hinted(*where, upto))
    return 0


def _solution(assignment: ExerciseContext, exercise: Exercise) -> int:
    """What the course has, for those who have one of their own."""
    if not assignment.worked(exercise).passed:
        raise UsageError(assignment.texts["not_passed"].format(id=exercise.id))
    print_program(toml_file.read(exercise.solution))
    return 0


def _check(
    assignment: ExerciseContext, exercise: Exercise, file: Path, options: CommandOptions
) -> int:
    with StatusLine() as progress:
        progress.say(assignment.texts["checking"])
        verdict = check(exercise, file, seed=options.seed)
    if verdict.kind == "unreadable":
        raise UsageError(" ".join(verdict_lines(verdict, exercise, assignment.glossary, width())))
    if verdict.kind not in NO_TRIES:
        where = assignment.key, exercise.lesson, exercise.id
        assignment.remember(lambda progress: progress.working(*where, verdict.passed))
    if options.json:
        print_json(_table(assignment, exercise, verdict))
    else:
        print("\n".join(_said(assignment, exercise, verdict, file)), flush=True)
    return 0 if verdict.passed else 1


def _watch(assignment: ExerciseContext, exercise: Exercise, options: CommandOptions) -> int:
    """A check at every save, until Ctrl+C, which is how it is meant to end."""
    file = options.file or assignment.place.begin(exercise)
    assignment.trust(options.trust)
    try:
        for clock in changes(file):
            if not options.json:
                print(f"{clock}  {file}", flush=True)
            _check(assignment, exercise, file, options)
            if not options.json:
                print(f"{assignment.texts['watching']}\n", flush=True)
    except KeyboardInterrupt:
        print()
    return 0


def _said(
    assignment: ExerciseContext, exercise: Exercise, verdict: Verdict, file: Path
) -> list[str]:
    texts = assignment.texts
    lines = verdict_lines(verdict, exercise, assignment.glossary, width())
    if not verdict.passed:
        again = assignment.command(exercise, str(file), "--seed", str(verdict.seed))
        return [*lines, "", texts["same_inputs"], f"    {again}"]
    following = assignment.following(exercise)
    after = [] if following is None else ["", f"{texts['next']}: {assignment.command(following)}"]
    return [*lines, "", *prose_lines(exercise.why, width()), *after]


def _table(assignment: ExerciseContext, exercise: Exercise, verdict: Verdict) -> dict[str, object]:
    said = verdict_lines(verdict, exercise, assignment.glossary, 10**6)
    return {
        "exercise": exercise.id,
        "passed": verdict.passed,
        "kind": verdict.kind,
        "mistake": verdict.mistake or None,
        "said": said,
        "case": verdict.case or None,
        "inputs": dict(verdict.inputs),
        "got": verdict.got or None,
        "expected": verdict.expected or None,
        "line": verdict.line,
        "printed": verdict.printed,
        "seed": verdict.seed,
    }
