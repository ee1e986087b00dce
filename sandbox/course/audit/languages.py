"""A lesson's languages against each other: the same pages, with the same directives on each."""

from collections.abc import Iterator, Mapping

from sandbox.course.audit.complaints import Complaints
from sandbox.course.course import Lesson
from sandbox.course.pages import Page
from sandbox.course.quizzes import Quiz
from sandbox.exercises.exercise import Exercise

Difference = tuple[int, str, str]
"""The line in the second language, the problem, the remedy."""


def check(lesson: Lesson, read: Mapping[str, tuple[Page, ...]], found: Complaints) -> None:
    """Complain where another language is not as the first one."""
    (first, model), *others = read.items()
    for lang, pages in others:
        file = lesson.folder / f"{lang}.md"
        if len(pages) != len(model):
            problem = f"{len(pages)} pages here, and {len(model)} in {first}.md"
            found.add(file, 1, problem, "give both languages the same pages")
            continue
        for ours, theirs in zip(pages, model, strict=True):
            for line, problem, remedy in _differences(ours, theirs, f"{first}.md"):
                found.add(file, line, f"the page “{ours.title}” {problem}", remedy)


def _differences(ours: Page, theirs: Page, there: str) -> Iterator[Difference]:
    yield from _labs(ours, theirs, there)
    yield from _exercises(ours.exercise, theirs.exercise, ours.line, there)
    if ours.codes != theirs.codes:
        shown = f"shows the code {_list(ours.codes)}, and {_list(theirs.codes)} in {there}"
        yield ours.line, shown, "name the same code in both"
    asked, other = ([quiz.id for quiz in page.quizzes] for page in (ours, theirs))
    if asked != other:
        asks = f"asks the quizzes {_list(asked)}, and {_list(other)} in {there}"
        yield ours.line, asks, "ask the same in both"
        return
    for quiz, model in zip(ours.quizzes, theirs.quizzes, strict=True):
        if _letters(quiz) != _letters(model):
            offers = (
                f"offers {_list(_letters(quiz))} in quiz {quiz.id}, "
                f"and {_list(_letters(model))} in {there}"
            )
            yield quiz.line, offers, "give it the same options in both"


def _labs(ours: Page, theirs: Page, there: str) -> Iterator[Difference]:
    lab, model = ours.lab, theirs.lab
    line = lab.line if lab else ours.line
    names = [use.lab if use else None for use in (lab, model)]
    if names[0] != names[1]:
        problem = f"has {_lab(names[0])}, and {_lab(names[1])} in {there}"
        yield line, problem, "place the same lab in both"
    elif lab and model and lab.view != model.view:
        shown = f"shows the view {lab.view or 'none'}, and {model.view or 'none'} in {there}"
        yield line, shown, "show the same in both"
    if lab and model and names[0] == names[1]:
        for name in sorted({*lab.presets, *model.presets}):
            here, other = (use.presets.get(name, "as it was") for use in (lab, model))
            if here != other:
                sets = f"sets {name} to {here}, and to {other} in {there}"
                yield line, sets, "set the same in both"


def _exercises(
    ours: Exercise | None, theirs: Exercise | None, line: int, there: str
) -> Iterator[Difference]:
    ids = [exercise.id if exercise else "none" for exercise in (ours, theirs)]
    if ids[0] != ids[1]:
        yield line, f"sets the exercise {ids[0]}, and {ids[1]} in {there}", "set the same in both"
    elif ours and theirs:
        if len(ours.hints) != len(theirs.hints):
            counts = f"{len(ours.hints)} hints, and {len(theirs.hints)} in {there}"
            yield ours.line, f"gives {counts}", "give as many in both"
        if set(ours.mistakes) != set(theirs.mistakes):
            here, other = (_list(sorted(each.mistakes)) for each in (ours, theirs))
            names = f"has words for the mistakes {here}, and for {other} in {there}"
            yield ours.line, names, "name the same in both"


def _letters(quiz: Quiz) -> list[str]:
    return [option.id for option in quiz.options]


def _lab(id: str | None) -> str:
    return f"the lab {id}" if id else "no lab"


def _list(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
