"""Checks that are wrong, and a Python that does not start: not the learner's fault, and told so."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.exercises import Exercise
from sandbox.exercises.checker import check

CHECKS = {
    "not there": (None, "cannot be read", 1),
    "no Python": ("def cases(rng) pass", "SyntaxError", 1),
    "no cases": ("def reference(w): pass", "no function cases", 1),
    "no inputs": ("def cases(rng): return []\ndef reference(w): pass", "no input", 1),
    "odd inputs": ("def cases(rng): yield 3", "something else", 1),
    "no reference": ("def cases(rng): yield 'a', (1.0, 2.0, 3.0)", "neither reference", 1),
    "an exception": (
        "def cases(rng): yield 'a', (1.0, 2.0, 3.0)\ndef reference(*args):\n    return args[9]",
        "IndexError",
        3,
    ),
    "an end": ("import os; os._exit(3)", "the checks ended", 1),
}


@pytest.mark.parametrize("name", CHECKS)
def test_an_exercise_at_fault_is_not_the_learners_fault(
    name: str, shrink: Exercise, tmp_path: Path
) -> None:
    source, problem, line = CHECKS[name]
    checks = tmp_path / "checks.py"
    if source is not None:
        checks.write_text(source)
    verdict = check(replace(shrink, checks=checks), shrink.solution)
    assert (verdict.kind, verdict.values["file"], verdict.values["line"]) == (
        *("broken", str(checks)),
        line,
    )
    assert problem in str(verdict.values["problem"])


def test_a_python_that_does_not_start_is_not_the_learners_fault(
    shrink: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot = "raise ImportError('no numpy here')"
    monkeypatch.setattr("sandbox.exercises.processes._BOOT", boot)
    verdict = check(shrink, shrink.solution)
    assert (verdict.kind, verdict.passed) == ("broken", False)
    assert verdict.values["problem"] == "ImportError: no numpy here"
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    verdict = check(shrink, shrink.solution)
    assert (verdict.kind, verdict.values["problem"]) == ("broken", "no such file or directory")
