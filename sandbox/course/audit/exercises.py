"""A lesson's exercises: their files, their words, and the same code in every language's starter.

Nothing of the course is run here; `running` does that.
"""

import ast
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sandbox.base import files
from sandbox.base.errors import closest_match
from sandbox.course.audit.complaints import Complaints
from sandbox.course.course import Lesson
from sandbox.course.exercise_fence import FILE
from sandbox.course.pages import Page
from sandbox.exercises.exercise import (
    CHECKS,
    FIRST_LANG,
    SOLUTIONS,
    STARTERS,
    Exercise,
    starter_file,
)
from sandbox.labs.catalogue import LABS

MISTAKES = "MISTAKES"


def check(
    lesson: Lesson, read: Mapping[str, tuple[Page, ...]], found: Complaints
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
        _lab(exercise, found)
        for lang, others in of.items():
            for other in others:
                if other.id == exercise.id:
                    _words(other, lesson.folder / f"{lang}.md", trees, found)
        if len(found) == before:
            sound.append(exercise)
    known = {exercise.id for exercises in of.values() for exercise in exercises}
    _strays(lesson.folder, known, found)
    return tuple(sound)


def twice(exercises: list[Exercise], found: Complaints) -> None:
    """Complain of ids that two lessons share: a command names an exercise by its id alone."""
    seen: dict[str, Exercise] = {}
    for exercise in exercises:
        other = seen.setdefault(exercise.id, exercise)
        if other.folder != exercise.folder:
            problem = f"exercise {exercise.id} is in lesson {other.lesson} too"
            found.add(exercise.folder / FILE, 1, problem, "give each an id of its own")


def _files(
    exercise: Exercise, page: Path, langs: tuple[str, ...], found: Complaints
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


def _tree(file: Path, found: Complaints) -> ast.Module | None:
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


def _functions(exercise: Exercise, trees: Mapping[Path, ast.Module], found: Complaints) -> None:
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


def _lab(exercise: Exercise, found: Complaints) -> None:
    labs = [lab.id for lab in LABS]
    if exercise.lab is not None and exercise.lab not in labs:
        hint = closest_match(exercise.lab, labs)
        remedy = f"did you mean {hint}?" if hint else f"give one of {', '.join(labs)}"
        problem = f"exercise {exercise.id} names the lab {exercise.lab}, and there is none"
        found.add(exercise.folder / FILE, 1, problem, remedy)


def _words(
    exercise: Exercise, page: Path, trees: Mapping[Path, ast.Module], found: Complaints
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


def _strays(folder: Path, known: set[str], found: Complaints) -> None:
    """Files of exercises that no page sets."""
    for room in (STARTERS, SOLUTIONS, CHECKS):
        for file in sorted((folder / room).rglob("*.py")):
            if file.stem not in known and "__pycache__" not in file.parts:
                hint = closest_match(file.stem, sorted(known))
                remedy = f"did you mean {hint}?" if hint else "take it out"
                found.add(file, 1, f"no page sets the exercise {file.stem}", remedy)
