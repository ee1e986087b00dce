"""Lesson 15: starters fail, solutions and their equals pass, usual mistakes are known by name."""

import ast
import doctest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandbox.base.text_width import width
from sandbox.course.course import open_course
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.pages import exercises_of, pages_of
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import Exercise, Verdict
from sandbox.exercises.checker import check
from sandbox.exercises.verdict import judged
from tests.course.exercises.marking import Marked, checks_in, function_in, mark

LESSON = open_course().find("15-assignment")
EXERCISES = {exercise.id: exercise for exercise in exercises_of(LESSON, "en")}
KOREAN = {exercise.id: exercise for exercise in exercises_of(LESSON, "ko")}
GLOSSARIES = {lang: load_glossary(lang) for lang in LANGS}
HERE = Path(__file__).parent
FAULTY = sorted(HERE.glob("faulty/*/*.py"))
RIGHT = sorted(HERE.glob("right/*/*.py"))
SEEDS = range(3)
MANY = range(8)
DECIMAL = (np.dtype(np.float32), np.dtype(np.float64))
NUMERIC = (
    *("relu", "sigmoid_grad", "softmax_cross_entropy", "mlp_forward", "l2_penalty", "sgd_step"),
    *("dropout_backward", "mlp_backward"),
)
"""Exercises whose answers are compared number by number."""
EDITOR = 75
"""Cells beside the numbers of the lines and the scroll bar."""
FEW = {"N_TRAIN": 2000, "N_TEST": 500}
"""Pictures, where they are not to be learnt from."""

each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
each_file = {"ids": lambda file: f"{file.parent.name}-{file.stem}"}


@pytest.fixture(autouse=True)
def few_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process; the real checker has them all."""
    for name, few in FEW.items():
        monkeypatch.setitem(checks_in(EXERCISES["train"].checks), name, few)


def marked(file: Path, exercise: Exercise, seed: int) -> Marked:
    return mark(exercise, function_in(file, exercise.function), seed)


def examples(file: Path, names: dict[str, object]) -> doctest.DocTest:
    """What the docstring of a starter shows, to be tried with the functions in `names`."""
    function = next(n for n in ast.parse(file.read_text()).body if isinstance(n, ast.FunctionDef))
    text = ast.get_docstring(function) or ""
    return doctest.DocTestParser().get_doctest(text, dict(names), file.stem, str(file), 0)


def test_there_are_the_twelve_of_the_curriculum_one_a_page() -> None:
    names = "relu sigmoid_grad softmax_cross_entropy mlp_forward l2_penalty sgd_step dropout_layer"
    names += " dropout_backward mlp_backward xavier_init gradient_check train"
    assert list(EXERCISES) == names.split() == list(KOREAN)
    titled = [page.title for page in pages_of(LESSON, "en") if page.exercise is not None]
    assert titled == list(EXERCISES)


@each
@pytest.mark.parametrize("words", [EXERCISES, KOREAN], ids=LANGS)
def test_a_starter_is_unfinished(exercise: Exercise, words: dict[str, Exercise]) -> None:
    assert marked(words[exercise.id].starter, exercise, 0)["kind"] == "unfinished"


@each
def test_starters_differ_in_language_alone(exercise: Exercise) -> None:
    bare = []
    for starter in (exercise.starter, KOREAN[exercise.id].starter):
        tree = ast.parse(starter.read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                assert ast.get_docstring(node)
                del node.body[0]
        bare.append(ast.dump(tree))
    assert bare[0] == bare[1]
    assert exercise.starter != KOREAN[exercise.id].starter


@each
@pytest.mark.parametrize("words", [EXERCISES, KOREAN], ids=LANGS)
def test_the_examples_in_a_docstring_are_what_the_solution_gives(
    exercise: Exercise, words: dict[str, Exercise]
) -> None:
    solved = {exercise.function: function_in(exercise.solution, exercise.function), "np": np}
    shown = examples(words[exercise.id].starter, solved)
    assert bool(shown.examples) == (exercise.id != "train")
    assert doctest.DocTestRunner(verbose=False).run(shown).failed == 0


@each
def test_a_solution_passes_in_the_real_checker(exercise: Exercise) -> None:
    verdict = check(exercise, exercise.solution, seed=1)
    assert verdict.passed, verdict


@each
def test_a_file_fits_the_editor_at_eighty_columns(exercise: Exercise) -> None:
    korean = KOREAN[exercise.id].starter
    for file in (exercise.starter, korean, exercise.solution):
        assert [line for line in file.read_text().split("\n") if width(line) > EDITOR] == []


@pytest.mark.parametrize("id", [id for id in EXERCISES if id != "train"])
def test_a_solution_passes_on_any_inputs(id: str) -> None:
    for seed in SEEDS:
        found = marked(EXERCISES[id].solution, EXERCISES[id], seed)
        assert found["kind"] == "passed", found


@pytest.mark.parametrize("file", RIGHT, **each_file)
def test_other_ways_are_right_as_well(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = EXERCISES[file.parent.name]
    # Of few pictures little can be learnt.
    monkeypatch.setitem(checks_in(EXERCISES["train"].checks), "WANTED", 0.4)
    for seed in SEEDS:
        found = marked(file, exercise, seed)
        assert found["kind"] == "passed", found


@pytest.mark.parametrize("double", [False, True], ids=["float32", "float64 of float32"])
@pytest.mark.parametrize("id", NUMERIC)
def test_single_precision_is_right_whatever_the_seed_and_is_told(id: str, double: bool) -> None:
    exercise = EXERCISES[id]
    for file in (exercise.solution, *(file for file in RIGHT if file.parent.name == id)):
        function = in_single(function_in(file, exercise.function), double)
        for seed in MANY:
            found = mark(exercise, function, seed)
            assert found["kind"] == "passed", (file, seed, found)
            assert found["precision"]
            for lang, own in (("en", exercise), ("ko", KOREAN[id])):
                verdict = judged(found, exercise, True, None)
                assert "float32" in "".join(verdict_lines(verdict, own, GLOSSARIES[lang], 10**6))


@pytest.mark.parametrize(
    "file", [file for file in FAULTY if file.parent.name in NUMERIC], **each_file
)
def test_single_precision_hides_no_mistake(file: Path) -> None:
    exercise = EXERCISES[file.parent.name]
    function = in_single(function_in(file, exercise.function), False)
    for seed in SEEDS:
        assert mark(exercise, function, seed)["kind"] != "passed"


@pytest.mark.parametrize(
    ("id", "head"),
    [
        (
            "xavier_init",
            "def xavier_init(n_in, n_out, rng): return rng.normal(0, 1, (n_in, n_out))",
        ),
        ("dropout_layer", "def dropout_layer(X, p, rng): return X, X > 0"),
        ("train", "def train(X, y, rng): return {n: X for n in ('W1', 'b1', 'W2', 'b2')}"),
    ],
)
def test_lists_are_no_arrays_however_many_numbers_are_in_them(id: str, head: str) -> None:
    names: dict[str, Any] = {}
    exec(head, names)

    def listed(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: listed(part) for name, part in value.items()}
        return tuple(map(listed, value)) if isinstance(value, tuple) else value.tolist()

    found = mark(EXERCISES[id], lambda *args: listed(names[id](*args)), 0)
    verdict = judged(found, EXERCISES[id], True, None)
    assert (verdict.kind, verdict.values["type"]) == ("type", "list")


def test_a_gradient_check_without_a_default_for_h_is_right_too() -> None:
    solution = function_in(EXERCISES["gradient_check"].solution, "gradient_check")
    assert (
        mark(EXERCISES["gradient_check"], lambda f, w, h: solution(f, w, h), 0)["kind"] == "passed"
    )
    for words in (EXERCISES, KOREAN):
        assert "`gradient_check(f, w, h=1e-5)`" in words["gradient_check"].task


def test_a_success_says_how_many_pictures_were_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = EXERCISES["train"]
    monkeypatch.setitem(checks_in(exercise.checks), "WANTED", 0.4)
    found = marked(exercise.solution, exercise, 0)
    verdict = judged(found, exercise, True, None)
    for lang, own in (("en", exercise), ("ko", KOREAN["train"])):
        said = "".join(verdict_lines(verdict, own, GLOSSARIES[lang], 10**6))
        assert f"{found['judged']['percent']}" in said
        assert str(FEW["N_TEST"]) in said


def in_single(function: Callable[..., Any], double: bool) -> Callable[..., Any]:
    """The function, computing in float32; what it gives as it is, or as float64 again."""

    def cast(value: Any, dtype: type) -> Any:
        if isinstance(value, dict):
            return {name: cast(part, dtype) for name, part in value.items()}
        if isinstance(value, float | np.floating):
            return dtype(value)
        return value.astype(dtype) if getattr(value, "dtype", None) in DECIMAL else value

    def single(*args: Any) -> Any:
        answer = cast(function(*(cast(arg, np.float32) for arg in args)), np.float32)
        return cast(answer, np.float64) if double else answer

    return single


@pytest.mark.parametrize("file", FAULTY, **each_file)
def test_a_usual_mistake_is_known_by_its_name(file: Path) -> None:
    exercise = EXERCISES[file.parent.name]
    for seed in SEEDS[:1] if exercise.id == "train" else SEEDS:
        found = marked(file, exercise, seed)
        assert found.get("mistake") == name_of(file), found
        for lang, own in (("en", exercise), ("ko", KOREAN[exercise.id])):
            lines = verdict_lines(verdict_of(found), own, GLOSSARIES[lang], 76)
            assert not {"{", "}"} & set("".join(lines)), lines


def name_of(file: Path) -> str:
    """The mistake that a file makes; one of several ways to make it is named after a hyphen."""
    return file.stem.partition("-")[0]


def verdict_of(found: Marked) -> Verdict:
    """The verdict that a mistake comes to."""
    values = {**found["numbers"], **found["values"], **found.get("judged", {})}
    shown = {key: found[key] for key in ("got", "expected", "where", "case")}
    return Verdict(False, "mistake", {**values, **shown}, mistake=found["mistake"])


@each
def test_mistakes_have_a_file_and_words_in_both_languages(exercise: Exercise) -> None:
    ids = {name_of(file) for file in FAULTY if file.parent.name == exercise.id}
    assert ids == set(exercise.mistakes) == set(KOREAN[exercise.id].mistakes)
    assert ids >= set(checks_in(exercise.checks).get("MISTAKES", {}))
    said = list(exercise.mistakes.values())
    assert len(set(said)) == len(said)


@each
def test_there_are_three_hints_and_the_last_is_nearly_the_line(exercise: Exercise) -> None:
    assert len(exercise.hints) == len(KOREAN[exercise.id].hints) == 3
    code = code_in(exercise.hints[2])
    assert code == code_in(KOREAN[exercise.id].hints[2])
    for line in code:
        ast.parse(f"{line} ..." if line.endswith(":") else f"def f():\n    {line}")


def code_in(hint: str) -> list[str]:
    """The lines of Python between its backticks."""
    return [" ".join(part.split()) for part in hint.split("`")[1::2]]
