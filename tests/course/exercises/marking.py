"""A check without its two processes: the same inputs, the same judge, in this one."""

import types
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sandbox.exercises import Exercise, learner_process, reference_process
from sandbox.exercises.failures import mishap
from sandbox.exercises.limits import LIMITS
from sandbox.exercises.wire_values import Encoder, decode

Marked = dict[str, Any]
"""What a judge's verdict says, or a mishap; of an input that was changed the kind alone."""


@cache
def checks_in(file: Path) -> dict[str, Any]:
    """The names in checks/ID.py."""
    names: dict[str, Any] = reference_process._load(file)
    return names


def function_in(file: Path, name: str) -> Callable[..., Any]:
    """The function of that name in a file."""
    module = types.ModuleType(file.stem)
    exec(compile(file.read_bytes(), str(file), "exec"), module.__dict__)
    return vars(module)[name]


def mark(exercise: Exercise, function: Callable[..., Any], seed: int) -> Marked:
    """The verdict on a function, with the inputs of a seed."""
    checks = checks_in(exercise.checks)
    np.random.seed(seed)
    said = [(name, *encoded(args)) for name, args in reference_process._cases(checks, seed)]
    judge = reference_process._judge(checks, said)
    raised: Marked | None = None
    for _, table, body in said:
        args = decode(table, body, markers=True)
        try:
            with np.errstate(all="ignore"):
                answer = function(*args)
        except Exception as error:
            raised = mishap(error, "", "").table()
            break
        changed, moved = learner_process._changed(args, table, body)
        if changed:
            return {"kind": "moved" if moved else "in_place"}
        judge.take(*encoded(answer, LIMITS.max_answer_numbers))
    if raised is None:
        return judge.verdict()
    verdict = judge.verdict(raised["kind"], raised["values"])
    return raised if verdict["kind"] == raised["kind"] else verdict


def encoded(value: Any, many: int = LIMITS.max_value_parts) -> tuple[Any, bytes]:
    """A value as it goes through a pipe; of an answer, with `max_answer_numbers`."""
    encoder = Encoder(many)
    table = encoder.encode(value)
    return table, encoder.body
