"""The checks' process: fresh inputs from checks/ID.py, and the verdict on what came of them."""

import inspect
import traceback
import types
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from sandbox.base import files
from sandbox.exercises.grading import Judge
from sandbox.exercises.wire_frames import Header, pack, receive, send
from sandbox.exercises.wire_values import Encoder, ValueRefusedError


class ChecksError(Exception):
    """The exercise itself is at fault: what is wrong, and the line of its checks."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.line = line


def serve(requests: int, answers: int) -> None:
    """Send the inputs, one frame each, receive the answers, and send the verdict."""
    setup, _ = receive(requests)
    file = Path(setup["file"])
    try:
        checks = _load(file)
        said: list[tuple[str, Any, bytes]] = []
        for name, args in _cases(checks, setup["seed"]):
            encoder = Encoder()
            table, body = encoder.encode(args), encoder.body
            said.append((name, table, body))
            send(answers, pack({"case": name, "args": table}, body))
        if not said:
            raise ChecksError("cases yields no input")
        send(answers, pack({"cases": len(said)}))
        judge = _judge(checks, said)
        while True:
            header, body = receive(requests)
            if "answer" not in header:
                break
            judge.take(header["answer"], body)
        judge.parameters = judge.parameters or tuple(header["parameters"])
        send(answers, pack({"verdict": judge.verdict(header["mishap"], header["values"])}))
    except EOFError:
        return
    except BaseException as error:
        send(answers, pack({"broken": _broken(error, file)}))


def _load(file: Path) -> Mapping[str, Any]:
    try:
        source = files.read(file)
    except OSError as error:
        raise ChecksError(f"cannot be read ({(error.strerror or str(error)).lower()})") from None
    module = types.ModuleType("checks")
    module.__file__ = str(file)
    exec(compile(source, str(file), "exec"), module.__dict__)
    return vars(module)


def _cases(checks: Mapping[str, Any], seed: int) -> Any:
    cases = checks.get("cases")
    if not callable(cases):
        raise ChecksError("there is no function cases(rng)")
    for case in cases(np.random.default_rng(seed)):
        if not (isinstance(case, tuple) and len(case) == 2 and isinstance(case[1], tuple)):
            raise ChecksError("cases yields something else than a name and a tuple of arguments")
        yield str(case[0]), case[1]


def _judge(checks: Mapping[str, Any], said: list[tuple[str, Any, bytes]]) -> Judge:
    reference: Callable[..., Any] | None = checks.get("reference")
    judge: Callable[..., Any] | None = checks.get("judge")
    if reference is None and judge is None:
        raise ChecksError("there is neither reference(*args) nor judge(args, answer)")
    recognise: Callable[..., Any] | None = checks.get("recognise")
    mistakes = checks.get("MISTAKES", {})
    ways = {
        id: way if isinstance(way, tuple) else (way,)
        for id, way in (mistakes.items() if isinstance(mistakes, dict) else ())
    }
    if not isinstance(mistakes, dict) or not all(map(callable, chain(*ways.values()))):
        raise ChecksError("MISTAKES is no table of functions by their ids")
    own = checks.get("TOLERANCE")
    unexplained = checks.get("UNEXPLAINED", ())
    return Judge(said, reference, judge, ways, own, _names(reference), recognise, unexplained)


def _names(function: Callable[..., Any] | None) -> tuple[str, ...]:
    """The parameters' names, where each is one."""
    if function is None:
        return ()
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return ()
    plain = all(p.kind is p.POSITIONAL_OR_KEYWORD for p in parameters)
    return tuple(p.name for p in parameters) if plain else ()


def _broken(error: BaseException, file: Path) -> Header:
    """What is wrong with the checks, and where."""
    if isinstance(error, ChecksError):
        return {"problem": str(error), "line": error.line}
    if isinstance(error, ValueRefusedError):
        return {"problem": f"an input cannot be sent: {error}", "line": None}
    line = error.lineno if isinstance(error, SyntaxError) else None
    for frame, at in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == str(file):
            line = at
    said = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return {"problem": said, "line": line}
