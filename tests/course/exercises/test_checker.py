"""What a check answers: right, nearly right, and each way of being wrong."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent, indent
from time import monotonic, sleep

import pytest

from sandbox.base.text_width import width
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import KINDS, Exercise, Verdict
from sandbox.exercises.checker import check

ROOT = Path(__file__).parents[3]
RIGHT = "w - lr * decay * w"

ANSWERS = {
    "right": (f"return {RIGHT}", "passed", {}),
    "right, and reading files and printing": (
        f"print('hello'); open(__file__).read(); return {RIGHT}",
        "passed",
        {},
    ),
    "right, with randomness of its own": (f"np.random.rand(); return {RIGHT}", "passed", {}),
    "a thread that goes on": (
        f"threading.Thread(target=time.sleep, args=(99,)).start(); return {RIGHT}",
        "passed",
        {},
    ),
    "one that the exercise knows": ("return w - decay * w", "mistake", {}),
    "another": ("return 2 * w", "different", {"wrong": 4, "count": 4}),
    "in place": ("w -= lr * decay * w; return w", "in_place", {"what": "w"}),
    "the placeholder": ("return ...", "unfinished", {}),
    "counting with the placeholder": ("return w + ...", "unfinished", {}),
    "not implemented": ("raise NotImplementedError", "unfinished", {}),
    "no return": (f"v = {RIGHT}", "no_return", {}),
    "a return now and then": (f"if w.ndim == 2: return {RIGHT}", "none", {}),
    "a list": (f"return ({RIGHT}).tolist()", "type", {"type": "list", "wanted": "array"}),
    "a function": ("return print", "type", {"type": "builtin_function_or_method"}),
    "objects": (f"return ({RIGHT}).astype(object)", "type", {"type": "array of object"}),
    "a row": (f"return ({RIGHT})[None]", "shape", {"shape": "1×4", "wanted": "(4,)"}),
    "transposed": (f"return ({RIGHT}).T", "transposed", {}),
    "complex": (f"return ({RIGHT}).astype(complex)", "dtype", {"dtype": "complex128"}),
    "NaN": ("return w / 0 * 0", "nan", {"count": 4, "size": 4}),
    "infinity": ("return np.where(w == w[0], np.inf, w)", "infinite", {"count": 1}),
    "an exception": ("return w[99]", "raised", {"error": "IndexError"}),
    "an exception that cannot be said": ("raise Mute", "raised", {"error": "Mute", "message": ""}),
    "a late exception": (f"return {RIGHT} if w.ndim == 1 else w.none", "raised", {}),
    "half precision": (f"return ({RIGHT}).astype(np.float16)", "dtype", {"dtype": "float16"}),
    "whole numbers": ("return (w * 0).astype(int)", "different", {}),
    "a large list": (f"return [{RIGHT}] * 9999", "type", {"type": "list", "wanted": "array"}),
    "moved and put back": (
        f"v = {RIGHT}; w += 1e-5; w -= 2e-5; w += 1e-5; return v",
        "moved",
        {"what": "w"},
    ),
    "one answer of an array": (f"return max(0, {RIGHT})", "truth", {}),
    "an array for a number": ("return math.exp(w)", "scalar", {}),
    "rows without their column": (
        "M = np.ones((5, 3)); return M - M.max(axis=1)",
        "rows",
        {"rows": "5"},
    ),
    "shapes that do not fit": (
        "return np.ones((5, 3)) + np.ones((2, 3))",
        "broadcast",
        {"one": "(5,3)", "other": "(2,3)"},
    ),
    "a product that does not fit": (
        "return np.ones((4, 2)) @ np.ones((3, 4))",
        "product",
        {"columns": "2", "rows": "3"},
    ),
    "np.dot that does not fit": (
        "return np.dot(np.ones((4, 2)), np.ones((3, 4)))",
        "product",
        {"columns": "2", "rows": "3"},
    ),
    "a module that is not there": ("import numpyy", "import", {"module": "numpyy"}),
}
TOP = """
import math, threading, time
import numpy as np
class Mute(Exception):
    def __str__(self): raise self
"""

FILES = {
    "nothing": ("", "missing", {"near": ""}),
    "another name": ("def shrnk(w): pass", "missing", {"near": "shrnk"}),
    "other capitals": ("def SHRINK(w): pass", "missing", {"near": "SHRINK"}),
    "inside a class": (
        "class Layer:\n    def shrink(self, w): return w",
        "missing",
        {"inside": "Layer"},
    ),
    "no function": ("shrink = 3", "missing", {}),
    "too few parameters": ("def shrink(w): return w", "signature", {"takes": "w", "given": 3}),
    "no Python": ("def shrink(w, lr, decay)\n  return w", "syntax", {"message": "expected ':'"}),
    "a tab and spaces": ("def f():\n\treturn 1\n        return 2", "syntax", {}),
    "an encoding that is not there": ("# coding: nonsense", "syntax", {}),
    "zeros": ("def shrink(w): \0", "syntax", {}),
    "brackets without end": ("(" * 100_000, "syntax", {}),
    "an exception at the top": ("1 / 0", "raised", {"error": "ZeroDivisionError"}),
}


@pytest.fixture(scope="module")
def verdicts(
    shrink: Exercise, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Verdict]]:
    """All of them checked, a few at a time."""
    folder = tmp_path_factory.mktemp("answers")
    sources = {name: source for name, (source, _, _) in FILES.items()}
    for name, (body, _, _) in ANSWERS.items():
        sources[name] = f"{TOP}def shrink(w, lr, decay):\n{indent(dedent(body), '    ')}\n"

    def checked(name: str) -> Verdict:
        file = folder / f"{list(sources).index(name)}.py"
        file.write_text(sources[name], encoding="utf-8")
        return check(shrink, file, seed=3)

    with ThreadPoolExecutor(4) as pool:
        yield dict(zip(sources, pool.map(checked, sources), strict=True))


@pytest.mark.parametrize("name", [*ANSWERS, *FILES])
def test_each_answer_has_its_verdict(name: str, verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts[name]
    _, kind, values = {**ANSWERS, **FILES}[name]
    assert verdict.kind == kind, verdict
    assert verdict.passed is (kind == "passed")
    assert values.items() <= verdict.values.items()
    assert verdict.kind in KINDS


@pytest.mark.parametrize("lang", LANGS)
def test_each_verdict_is_said_in_lines_that_fit(
    lang: str, verdicts: dict[str, Verdict], shrink: Exercise
) -> None:
    glossary = load_glossary(lang)
    for verdict in verdicts.values():
        lines = verdict_lines(verdict, shrink, glossary, 60)
        assert lines[0].strip()
        assert all(width(line) <= 60 for line in lines), lines
        assert not any("{" in line and "}" in line for line in lines), lines
        assert "check_" not in lines[0]


@pytest.mark.parametrize("lang", LANGS)
def test_there_are_words_for_every_kind(lang: str) -> None:
    sayings = load_glossary(lang).sayings
    assert [kind for kind in KINDS if f"check_{kind}" not in sayings] == []


def test_a_verdict_shows_what_came_on_which_input(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["another"]
    assert (verdict.case, verdict.number, verdict.cases) == ("a vector", 0, 3)
    assert [name for name, _ in verdict.inputs] == ["w", "lr", "decay"]
    w = [float(cell) for cell in dict(verdict.inputs)["w"].strip("[]").split(", ")]
    lr, decay = (float(dict(verdict.inputs)[name]) for name in ("lr", "decay"))
    at = int(verdict.where)
    assert float(verdict.got) == pytest.approx(2 * w[at], rel=1e-2)
    assert float(verdict.expected) == pytest.approx((1 - lr * decay) * w[at], rel=1e-2, abs=1e-2)
    assert verdict.difference == pytest.approx(abs((1 + lr * decay) * w[at]), rel=1e-2)
    assert verdict.difference == pytest.approx(max(abs((1 + lr * decay) * v) for v in w), rel=1e-2)


def test_an_exception_has_the_learners_own_line(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["an exception"]
    assert (verdict.line, verdict.code) == (7, "return w[99]")
    late = verdicts["a late exception"]
    assert (late.case, late.number, late.values["error"]) == ("a matrix", 1, "AttributeError")


def test_right_is_exact_or_nearly_so(
    verdict_on: Callable[[str], Verdict], verdicts: dict[str, Verdict]
) -> None:
    exact = verdict_on("def shrink(w, lr, decay): return (1 - lr * decay) * w")
    assert (exact.passed, exact.exact, exact.difference) == (True, True, 0)
    near = verdicts["right"]
    assert (near.passed, near.exact) == (True, False)
    assert 0 < (near.difference or 0) < 1e-15


@pytest.mark.parametrize(
    ("dtype", "precision"), [("np.float64", ""), ("np.float32", "single")], ids=["double", "single"]
)
def test_a_right_answer_in_single_precision_is_right_and_told(
    dtype: str, precision: str, verdict_on: Callable[[str], Verdict], shrink: Exercise
) -> None:
    verdict = verdict_on(
        "import numpy as np\n"
        f"def shrink(w, lr, decay): return {dtype}(w) - {dtype}(lr * decay) * {dtype}(w)"
    )
    assert (verdict.passed, verdict.precision) == (True, precision)
    (said,) = verdict_lines(verdict, shrink, load_glossary("en"), 10**6)
    assert ("float32 came back" in said) == (precision == "single")


def test_a_function_of_nearly_the_same_name_is_named(
    verdicts: dict[str, Verdict], shrink: Exercise
) -> None:
    (said,) = verdict_lines(verdicts["other capitals"], shrink, load_glossary("en"), 10**6)
    assert said == "The file has no function shrink. Is SHRINK meant?"


def test_what_is_printed_is_told(verdicts: dict[str, Verdict]) -> None:
    assert verdicts["right, and reading files and printing"].printed == "hello\n" * 3


def test_inputs_are_fresh_each_time_and_the_same_for_a_seed(
    shrink: Exercise, tmp_path: Path
) -> None:
    file = tmp_path / "mine.py"
    file.write_text("def shrink(w, lr, decay): return 2 * w")
    one, two, other = check(shrink, file, seed=4), check(shrink, file, seed=4), check(shrink, file)
    assert one == two
    assert (one.seed, other.seed) != (4, 4)
    assert one.inputs != other.inputs
    assert check(shrink, file, seed=other.seed) == other


def test_a_file_that_cannot_be_read(shrink: Exercise, tmp_path: Path) -> None:
    assert check(shrink, tmp_path / "none.py").kind == "unreadable"
    assert check(shrink, tmp_path).kind == "unreadable"
    large = tmp_path / "large.py"
    large.write_bytes(b"#" * (2 << 20))
    assert check(shrink, large).kind == "size"


KILLED = """
import sys
from dataclasses import replace
from pathlib import Path
from sandbox.course.course import open_course
from sandbox.exercises.checker import check
from sandbox.course.pages import exercises_of
shrink = exercises_of(open_course(Path(sys.argv[1])).find("decay"), "en")[0]
check(replace(shrink, seconds=60), Path(sys.argv[2]))
"""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are told by /proc")
def test_nothing_outlives_an_app_that_is_killed(tmp_path: Path) -> None:
    loop = tmp_path / "loop.py"
    loop.write_text("print('here')\nwhile True: pass")
    own = ROOT / "tests" / "course" / "own-course"
    app = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(own), str(loop)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )

    def others() -> list[str]:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                mine = f"TMPDIR={tmp_path}".encode() in (process / "environ").read_bytes()
            except OSError:
                continue
            if mine and int(process.name) != app.pid:
                found.append(process.name)
        return found

    until = monotonic() + 20
    while len(others()) < 3 and monotonic() < until:
        sleep(0.05)
    # The keeper, and the two that it keeps.
    assert len(others()) == 3
    app.send_signal(signal.SIGKILL)
    app.wait()
    while others() and monotonic() < until:
        sleep(0.05)
    assert others() == []
