"""`exercise`: the coding assignment without the app: list, begin, check, hint, solution."""

from pathlib import Path

from sandbox.cli.assignment import Assignment
from sandbox.cli.errors import UsageError
from sandbox.cli.grammar import PROGRAM, Options
from sandbox.cli.layout import columns, width
from sandbox.cli.streams import Progress, print_json, print_program
from sandbox.cli.watching import saves
from sandbox.cli.words import language
from sandbox.course import tables
from sandbox.course.cells import wrap
from sandbox.course.course import CourseError
from sandbox.course.exercises import Exercise, Verdict, check, verdict_lines
from sandbox.course.plain import prose_lines

NO_TRIES = ("broken", "stopped")
"""Verdicts that say nothing about what the learner has written."""


def run(options: Options) -> int:
    """Status 0, of a check that fails 1; UsageError where there is no such exercise or file."""
    try:
        assignment = Assignment(options.course, language(options.lang))
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


def _needs_a_name(options: Options) -> None:
    for flag in ("hint", "solution", "watch"):
        if getattr(options, flag):
            raise UsageError(f"of which exercise? Write `{PROGRAM} exercise NAME --{flag}`")


def _list(assignment: Assignment, as_json: bool) -> int:
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


def _begin(assignment: Assignment, exercise: Exercise) -> int:
    """Make the learner's file where there is none, and say where it is and how to go on."""
    place, texts = assignment.place, assignment.texts
    there = place.file(exercise).exists()
    file = place.begin(exercise)
    print("\n".join([*wrap(exercise.title, width()), *prose_lines(exercise.task, width())]))
    print(f"\n{texts['file_there' if there else 'file_made']}\n    {file}")
    print(f"\n{texts['to_check']}\n    {assignment.command(exercise, str(file))}")
    return 0


def _hint(assignment: Assignment, exercise: Exercise) -> int:
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


def _solution(assignment: Assignment, exercise: Exercise) -> int:
    """What the course has, for those who have one of their own."""
    if not assignment.worked(exercise).passed:
        raise UsageError(assignment.texts["not_passed"].format(id=exercise.id))
    print_program(tables.read(exercise.solution))
    return 0


def _check(assignment: Assignment, exercise: Exercise, file: Path, options: Options) -> int:
    with Progress() as progress:
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


def _watch(assignment: Assignment, exercise: Exercise, options: Options) -> int:
    """A check at every save, until Ctrl+C, which is how it is meant to end."""
    file = options.file or assignment.place.begin(exercise)
    assignment.trust(options.trust)
    try:
        for clock in saves(file):
            if not options.json:
                print(f"{clock}  {file}", flush=True)
            _check(assignment, exercise, file, options)
            if not options.json:
                print(f"{assignment.texts['watching']}\n", flush=True)
    except KeyboardInterrupt:
        print()
    return 0


def _said(assignment: Assignment, exercise: Exercise, verdict: Verdict, file: Path) -> list[str]:
    texts = assignment.texts
    lines = verdict_lines(verdict, exercise, assignment.glossary, width())
    if not verdict.passed:
        again = assignment.command(exercise, str(file), "--seed", str(verdict.seed))
        return [*lines, "", texts["same_inputs"], f"    {again}"]
    following = assignment.following(exercise)
    after = [] if following is None else ["", f"{texts['next']}: {assignment.command(following)}"]
    return [*lines, "", *prose_lines(exercise.why, width()), *after]


def _table(assignment: Assignment, exercise: Exercise, verdict: Verdict) -> dict[str, object]:
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
