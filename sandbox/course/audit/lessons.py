"""A lesson's pages, its languages against each other, its exercises and their runs."""

import ast
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sandbox.base import files
from sandbox.base.errors import closest_match
from sandbox.base.text_width import width, wrap
from sandbox.course import inline_markdown, toml_file
from sandbox.course.audit.findings import Findings
from sandbox.course.course import Course, Lesson
from sandbox.course.errors import CourseError
from sandbox.course.exercise_fence import FILE
from sandbox.course.glossary import load_glossary
from sandbox.course.pages import Page
from sandbox.course.quizzes import Quiz
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import Verdict
from sandbox.exercises.checker import check as checked
from sandbox.exercises.exercise import (
    CHECKS,
    FIRST_LANG,
    SOLUTIONS,
    STARTERS,
    Exercise,
    starter_file,
)
from sandbox.labs.catalogue import LABS

MAX_LINES = 40
MAX_CELLS = 80


def check_pages(file: Path, pages: tuple[Page, ...], course: Course, found: Findings) -> None:
    """Complain of pages that are too long or too wide, and of links that are dead."""
    lines = toml_file.read(file).splitlines()
    for page in pages:
        length = len(page.markdown.split("\n")) + sum(map(_height, page.quizzes))
        length += _room(page.exercise)
        if length > MAX_LINES:
            problem = f"the page “{page.title}” has {length} lines"
            found.add(file, page.line, problem, f"make it {MAX_LINES} or fewer, or two pages")
        for text in page.markdown.split("\n"):
            if width(text) > MAX_CELLS:
                problem = f"a line is {width(text)} cells wide"
                line = _line_with(lines, text, page.line)
                found.add(file, line, problem, f"break it at {MAX_CELLS} or before")
        for target in inline_markdown.link_targets(page.markdown):
            _link(target, file, _line_with(lines, f"({target})", page.line), course, found)


def _link(target: str, file: Path, line: int, course: Course, found: Findings) -> None:
    if target.startswith(inline_markdown.LESSON_SCHEME):
        try:
            course.find(target.removeprefix(inline_markdown.LESSON_SCHEME))
        except CourseError as error:
            found.add(file, line, error.problem, error.remedy)
    elif not target.startswith(inline_markdown.WEB_SCHEMES):
        remedy = (
            f"write {inline_markdown.LESSON_SCHEME}09 for a lesson, https://… for a page elsewhere"
        )
        found.add(file, line, f"the link {target or 'to nothing'} leads nowhere", remedy)


def _height(quiz: Quiz) -> int:
    """How many lines a quiz takes, with an empty one before it."""
    texts = [quiz.question, *(option.text for option in quiz.options)]
    return 1 + sum(len(wrap(text, MAX_CELLS - 4)) for text in texts)


def _room(exercise: Exercise | None) -> int:
    """How many lines an exercise takes: its title, its task, its file and the key, and a gap."""
    if exercise is None:
        return 0
    return 4 + sum(len(wrap(line, MAX_CELLS - 4)) or 1 for line in exercise.task.split("\n"))


def _line_with(lines: list[str], text: str, after: int) -> int:
    """Where a text stands in the file, from a line on; that line where it comes from elsewhere."""
    for number, line in enumerate(lines[after - 1 :], start=after):
        if text in line:
            return number
    return after


Difference = tuple[int, str, str]
"""The line in the second language, the problem, the remedy."""


def check_languages(lesson: Lesson, read: Mapping[str, tuple[Page, ...]], found: Findings) -> None:
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
        problem = f"has {_lab_name(names[0])}, and {_lab_name(names[1])} in {there}"
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


def _lab_name(id: str | None) -> str:
    return f"the lab {id}" if id else "no lab"


def _list(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names) or "none"


MISTAKES = "MISTAKES"


def check_exercises(
    lesson: Lesson, read: Mapping[str, tuple[Page, ...]], found: Findings
) -> tuple[Exercise, ...]:
    """Complain of what can be seen without running anything; the exercises that are sound."""
    sound: list[Exercise] = []
    of = {lang: [page.exercise for page in pages if page.exercise] for lang, pages in read.items()}
    first = next(iter(of), FIRST_LANG)
    for exercise in of.get(first, []):
        before = len(found)
        page = lesson.folder / f"{first}.md"
        trees = _files(exercise, page, tuple(read), found)
        _functions(exercise, trees, found)
        _check_lab(exercise, found)
        for lang, others in of.items():
            for other in others:
                if other.id == exercise.id:
                    _words(other, lesson.folder / f"{lang}.md", trees, found)
        if len(found) == before:
            sound.append(exercise)
    known = {exercise.id for exercises in of.values() for exercise in exercises}
    _strays(lesson.folder, known, found)
    return tuple(sound)


def twice(exercises: list[Exercise], found: Findings) -> None:
    """Complain of ids that two lessons share: a command names an exercise by its id alone."""
    seen: dict[str, Exercise] = {}
    for exercise in exercises:
        other = seen.setdefault(exercise.id, exercise)
        if other.folder != exercise.folder:
            problem = f"exercise {exercise.id} is in lesson {other.lesson} too"
            found.add(exercise.folder / FILE, 1, problem, "give each an id of its own")


def _files(
    exercise: Exercise, page: Path, langs: tuple[str, ...], found: Findings
) -> dict[Path, ast.Module]:
    """The trees of all of an exercise's files, as far as there are such."""
    folder, name = exercise.folder, f"{exercise.id}.py"
    wanted = {
        folder / STARTERS / name: "starter",
        **{folder / STARTERS / lang / name: f"starter in {lang}" for lang in langs},
        folder / SOLUTIONS / name: "solution",
        folder / CHECKS / name: "checks",
    }
    wanted.pop(folder / STARTERS / FIRST_LANG / name, None)
    trees: dict[Path, ast.Module] = {}
    for file, what in wanted.items():
        if not os.path.lexists(file):
            remedy = f"write {file.relative_to(folder)}"
            found.add(page, exercise.line, f"exercise {exercise.id} has no {what}", remedy)
            continue
        tree = _tree(file, found)
        if tree is not None:
            trees[file] = tree
    model = trees.get(folder / STARTERS / name)
    for lang in langs:
        own = starter_file(folder, exercise.id, lang)
        if model is not None and own in trees and _code(trees[own]) != _code(model):
            problem = f"the starter differs from {STARTERS}/{name} in more than its words"
            found.add(own, 1, problem, "give both the same code")
    return trees


def _tree(file: Path, found: Findings) -> ast.Module | None:
    try:
        return ast.parse(files.read(file), str(file))
    except SyntaxError as error:
        found.add(file, error.lineno, f"this is not Python ({error.msg})", "mend it")
    except OSError as error:
        found.add(file, 1, f"this cannot be read ({error.strerror or error})", "see to the file")
    except (ValueError, RecursionError, MemoryError) as error:
        found.add(file, 1, f"this cannot be read ({error})", "save it as UTF-8 text")
    return None


def _code(tree: ast.Module) -> str:
    """What a starter does, without what it says: docstrings."""
    bare = ast.parse(ast.unparse(tree))
    for node in ast.walk(bare):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            said = ast.get_docstring(node, clean=False) is not None
            node.body = node.body[1:] if said else node.body
    return ast.dump(bare)


def _functions(exercise: Exercise, trees: Mapping[Path, ast.Module], found: Findings) -> None:
    for file, tree in trees.items():
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        if file != exercise.checks:
            if exercise.function not in names:
                problem = f"there is no function {exercise.function}"
                remedy = f"write it, or mend its name in {FILE}"
                found.add(file, 1, problem, remedy)
            continue
        names |= {name for name, _ in _assigned(tree)}
        if "cases" not in names:
            found.add(file, 1, "there is no function cases", "write cases(rng)")
        if not names & {"reference", "judge"}:
            remedy = "write reference(*args), which gives the right answer"
            found.add(file, 1, "there is neither reference nor judge", remedy)


def _check_lab(exercise: Exercise, found: Findings) -> None:
    labs = [lab.id for lab in LABS]
    if exercise.lab is not None and exercise.lab not in labs:
        hint = closest_match(exercise.lab, labs)
        remedy = f"did you mean {hint}?" if hint else f"give one of {', '.join(labs)}"
        problem = f"exercise {exercise.id} names the lab {exercise.lab}, and there is none"
        found.add(exercise.folder / FILE, 1, problem, remedy)


def _words(
    exercise: Exercise, page: Path, trees: Mapping[Path, ast.Module], found: Findings
) -> None:
    """Complain of mistakes without words, and of words for mistakes that the checks do not know."""
    tree = trees.get(exercise.checks)
    if tree is None:
        return
    for id in _named(tree):
        if id not in exercise.mistakes:
            problem = f"mistake {id} of exercise {exercise.id} has no words"
            found.add(page, exercise.line, problem, f'write mistake.{id} = "…"')
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    for id in exercise.mistakes:
        if id not in texts:
            known = [text for text in texts if isinstance(text, str)]
            hint = closest_match(id, known)
            remedy = f"did you mean {hint}?" if hint else "take it out, or name it there"
            problem = f"the checks of exercise {exercise.id} know no mistake {id}"
            found.add(page, exercise.line, problem, remedy)


def _named(tree: ast.Module) -> Iterator[str]:
    """The ids that MISTAKES has, as far as they are written out."""
    for name, value in _assigned(tree):
        if name == MISTAKES and isinstance(value, ast.Dict):
            for key in value.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value


def _strays(folder: Path, known: set[str], found: Findings) -> None:
    """Files of exercises that no page sets."""
    for room in (STARTERS, SOLUTIONS, CHECKS):
        for file in sorted((folder / room).rglob("*.py")):
            if file.stem not in known and "__pycache__" not in file.parts:
                hint = closest_match(file.stem, sorted(known))
                remedy = f"did you mean {hint}?" if hint else "take it out"
                found.add(file, 1, f"no page sets the exercise {file.stem}", remedy)


AT_ONCE = 2
"""Checks; each is two processes."""
_WIDE = 10**6

_NOT_RUN = ("raised", "syntax", "import", "missing", "signature", "recursion", "crashed", "exit")
"""Kinds of verdict on a file that does not even run."""


def check_runs(exercises: Sequence[Exercise], found: Findings) -> None:
    """Complain of starters that pass or do not run, solutions that fail, checks that break."""
    works = [(each, file) for each in exercises for file in (each.starter, each.solution)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = list(pool.map(lambda work: checked(*work), works))
    for (exercise, file), verdict in zip(works, verdicts, strict=True):
        _judge(exercise, file, verdict, found)


def _judge(exercise: Exercise, file: Path, verdict: Verdict, found: Findings) -> None:
    id, starter = exercise.id, file == exercise.starter
    said = " ".join(verdict_lines(verdict, exercise, load_glossary("en"), _WIDE)).rstrip(".")
    if verdict.kind == "broken":
        problem = f"the checks of exercise {id} break: {verdict.values['problem']}"
        found.add(exercise.checks, int(verdict.values["line"]), problem, "mend them")
    elif starter and verdict.passed:
        problem = f"the starter of exercise {id} passes"
        found.add(file, 1, problem, "take out what the learner is to write")
    elif starter and verdict.kind in _NOT_RUN:
        problem = f"the starter of exercise {id} does not run: {said}"
        found.add(file, verdict.line, problem, "let it return ... where the answer belongs")
    elif not starter and not verdict.passed:
        problem = f"the solution of exercise {id} fails: {said}"
        found.add(file, verdict.line, problem, "mend it, or its checks")
