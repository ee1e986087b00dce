"""The learner's process: load the file, call its function on each input, send back what comes."""

import ast
import inspect
import linecache
import os
import sys
import types
import warnings
from collections.abc import Callable
from dataclasses import replace
from importlib.util import decode_source
from typing import Any

import numpy as np

from sandbox.exercises import isolation
from sandbox.exercises.failures import Mishap, mishap
from sandbox.exercises.isolation import Guard
from sandbox.exercises.limits import LIMITS
from sandbox.exercises.wire_frames import Header, pack, receive, send
from sandbox.exercises.wire_values import Encoder, ValueRefusedError, decode

MODULE = "exercise"


def serve(requests: int, answers: int) -> None:
    """Answer frames until they end: first the file, then the inputs one after the other."""
    setup, source = receive(requests)
    learner = _Learner(setup, source)
    send(answers, pack({"ready": os.getpid()}))
    said, body = learner.load(), b""
    while True:
        sys.stdout.flush()
        send(answers, pack(said, body))
        try:
            asked, inputs = receive(requests)
        except EOFError:
            return
        said, body = learner.call(asked["args"], inputs)


class _Learner:
    """A file, and the function in it."""

    def __init__(self, setup: Header, source: bytes) -> None:
        self._file: str = setup["file"]
        self._name: str = setup["function"]
        self._memory: int = setup["memory"]
        self._bytes = source
        self._source = ""
        self._function: Callable[..., Any] | None = None
        self._guard = Guard(self._file)
        np.random.seed(setup["seed"])
        # A line at a time, so that what was printed is there whatever ends the process.
        sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1)  # noqa: SIM115
        sys.stderr = sys.stdout
        warnings.simplefilter("ignore")
        # Loaded now, for it is loaded late by what a learner may well call.
        np.linalg.norm(np.eye(2))
        isolation.settle(setup["seconds"])
        self._guard.arm()

    def load(self) -> Header:
        """Run the file; whether it has the function."""
        try:
            # The file may say itself how it is encoded.
            self._source = decode_source(self._bytes)
        except (SyntaxError, UnicodeDecodeError):
            return {"mishap": _undecoded(self._bytes).table()}
        try:
            tree = ast.parse(self._bytes, self._file)
            code = compile(tree, self._file, "exec")
        except BaseException as error:
            wrong = self._mishap(error)
            if wrong.kind == "raised":
                wrong = replace(wrong, kind="syntax")
            return {"mishap": wrong.table()}
        lines = self._source.splitlines(keepends=True)
        linecache.cache[self._file] = (len(self._source), None, lines, self._file)
        module = types.ModuleType(MODULE)
        module.__file__ = self._file
        sys.modules[MODULE] = module
        wrong = self._guarded(lambda: exec(code, module.__dict__))
        if isinstance(wrong, Mishap):
            return {"mishap": wrong.table()}
        found = vars(module).get(self._name)
        if not callable(found):
            names = [name for name, thing in vars(module).items() if inspect.isfunction(thing)]
            values = {"names": names[:50], "inside": _inside(tree, self._name)}
            return {"mishap": Mishap("missing", values).table()}
        self._function = found
        return {"loaded": _parameters(found), "returns": _returns(tree, self._name)}

    def call(self, args: Any, body: bytes) -> tuple[Header, bytes]:
        """What the function makes of an input, and which of its arguments it changed."""
        function = self._function
        assert function is not None
        given = decode(args, body, markers=True)
        unfit = _unfit(function, given)
        if unfit is not None:
            return {"mishap": unfit.table()}, b""
        answer = self._guarded(lambda: function(*given))
        if isinstance(answer, Mishap):
            return {"mishap": answer.table()}, b""
        encoder = Encoder(LIMITS.max_answer_numbers)
        try:
            said = encoder.encode(answer)
        except ValueRefusedError:
            return {"mishap": Mishap("size", {}).table()}, b""
        changed, moved = _changed(given, args, body)
        return {"answer": said, "changed": changed, "moved": moved}, encoder.body

    def _guarded(self, work: Callable[[], Any]) -> Any:
        """What the work gives, or what went wrong."""
        self._guard.lifted(lambda: isolation.memory(self._memory))
        try:
            with np.errstate(all="ignore"):
                outcome = work()
        except BaseException as error:
            self._guard.lifted(lambda: isolation.memory(None))
            return self._mishap(error)
        self._guard.lifted(lambda: isolation.memory(None))
        first = self._guard.first
        return outcome if first is None else self._mishap(first)

    def _mishap(self, error: BaseException) -> Mishap:
        return mishap(self._guard.first or error, self._file, self._source)


def _undecoded(source: bytes) -> Mishap:
    """A file that is not in the encoding that it says, or says none and is not UTF-8."""
    try:
        source.decode("utf-8")
        start = 0  # so it is what it says that is wrong
    except UnicodeDecodeError as error:
        start = error.start
    message = "its letters are in no encoding that it names: save it as UTF-8"
    return Mishap("syntax", {"message": message}, source.count(b"\n", 0, start) + 1)


def _parameters(function: Callable[..., Any]) -> list[str]:
    try:
        return [name for name in inspect.signature(function).parameters if name.isidentifier()]
    except (TypeError, ValueError):
        return []


def _returns(tree: ast.Module, name: str) -> bool:
    """Whether the function of that name returns something anywhere; what cannot be told does."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
    if not found:
        return True
    return any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(found[-1]))


def _inside(tree: ast.Module, name: str) -> str:
    """The class or the function in which there is a function of that name, "" for none."""
    places = (n for n in ast.walk(tree) if isinstance(n, ast.ClassDef | ast.FunctionDef))
    return next(
        (
            place.name
            for place in places
            if any(isinstance(n, ast.FunctionDef) and n.name == name for n in place.body)
        ),
        "",
    )


def _unfit(function: Callable[..., Any], args: tuple[Any, ...]) -> Mishap | None:
    """A function that cannot be called with so many arguments."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    try:
        signature.bind(*args)
    except TypeError:
        takes = ", ".join(signature.parameters)
        return Mishap("signature", {"takes": takes or "-", "given": len(args)})
    return None


def _changed(given: tuple[Any, ...], args: Any, body: bytes) -> tuple[list[int], bool]:
    """The places of the arguments that are not as they were, and whether by rounding alone."""
    before = decode(args, body, markers=True)
    pairs = list(zip(given, before, strict=True))
    changed = [at for at, pair in enumerate(pairs) if _differ(*pair, _bits)]
    return changed, not any(_differ(*pair, _rounded) for pair in pairs)


Same = Callable[[Any, Any], bool]


def _bits(now: Any, then: Any) -> bool:
    return bool(now.tobytes() == then.tobytes())


def _rounded(now: Any, then: Any) -> bool:
    return bool(np.allclose(now, then, rtol=1e-12, atol=1e-15, equal_nan=True))


def _differ(now: Any, then: Any, same: Same) -> bool:
    if isinstance(then, np.ndarray):
        if not isinstance(now, np.ndarray) or (now.shape, now.dtype) != (then.shape, then.dtype):
            return True
        return not same(now, then)
    if isinstance(then, dict):
        if not isinstance(now, dict) or list(now) != list(then):
            return True
        return any(_differ(now[key], then[key], same) for key in then)
    if isinstance(then, list | tuple):
        if len(now) != len(then):
            return True
        return any(_differ(*pair, same) for pair in zip(now, then, strict=True))
    return False
