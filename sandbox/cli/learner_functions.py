"""`--with relu=FILE`: a learner's own function in the engine's place, once it has passed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sandbox.cli.errors import UsageError
from sandbox.cli.parser import suggestion
from sandbox.course.course import CourseError, open_course
from sandbox.course.glossary import load_glossary
from sandbox.course.learner_functions import check_and_load
from sandbox.course.pages import exercises_of
from sandbox.course.verdict_lines import verdict_lines
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.learner.source import LearnerFunctionError, LearnerSource
from sandbox.exercises import Exercise
from sandbox.labs.catalogue import LABS
from sandbox.labs.frames import Frame
from sandbox.labs.lab import Lab
from sandbox.labs.yours import NEEDS, NONE, Yours, refusal


def parse_functions(words: Sequence[str], lab: Lab[Any], lang: str) -> Yours:
    """The functions that the words `NAME=FILE` put in; UsageError where one cannot go in.

    `lang` is the language in which it says why.
    """
    if not words:
        return NONE
    files: dict[str, Path] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals or not text:
            raise UsageError(f"--with {word} is no function with a file: write --with relu=FILE")
        if name in files:
            raise UsageError(f"--with {name} is given twice: give it once")
        _check_replaceable(name, lab)
        files[name] = Path(text).expanduser()
    return Yours(tuple(_passed(_exercise(name), file, lang) for name, file in files.items()))


def check_used(own: Yours, frame: Frame) -> None:
    """Nothing, where the run has a place for all of them; UsageError where it has none for one."""
    used = frame.facts.get("own", "").split(", ")
    for written in own.functions:
        if written.name not in used:
            needed = NEEDS[written.name]
            raise UsageError.of(
                refusal(LearnerFunctionError("unused", name=written.name, remedy=needed))
            )


def _check_replaceable(name: str, lab: Lab[Any]) -> None:
    if name not in SLOTS:
        others = f"there is one for {', '.join(SLOTS)}"
        raise UsageError(
            f"there is no place for a function {name}: {suggestion(name, tuple(SLOTS), others)}"
        )
    if name not in lab.replaceable:
        labs = ", ".join(other.id for other in LABS if name in other.replaceable)
        raise UsageError.of(
            refusal(LearnerFunctionError("unfit", lab=lab.id, name=name, labs=labs))
        )


def _exercise(name: str) -> Exercise:
    try:
        for lesson in open_course(None).lessons:
            for exercise in exercises_of(lesson, "en"):
                if exercise.function == name:
                    return exercise
    except CourseError as error:
        raise UsageError.of(error) from error
    raise UsageError(f"the course has no exercise {name} to check your function with")


def _passed(exercise: Exercise, file: Path, lang: str) -> LearnerSource:
    verdict, written = check_and_load(exercise, file)
    if written is not None:
        return written
    said = " ".join(verdict_lines(verdict, exercise, load_glossary(lang), width=10_000)[:1])
    raise UsageError(
        f"only a function that passes its check is put in, and {file} does not: {said} "
        f"(`mlp-sandbox exercise {exercise.id} {file}` says more)",
        "work_unproven",
        file=file,
        said=said,
        exercise=exercise.id,
    )
