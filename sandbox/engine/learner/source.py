"""A learner's function as it stands in a file, and what can go wrong with it."""

import builtins
import inspect
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from queue import Empty, SimpleQueue
from threading import Thread
from types import CodeType, FunctionType
from typing import Any, ClassVar

from sandbox.engine.learner.time_limit import TIME_LIMIT, TooLongError

GRACE_S = 1.0
"""Seconds for what is to end to have ended."""


class LearnerFunctionError(ValueError):
    """A learner's function cannot go on. `reason` and `values` are for other languages."""

    REASONS: ClassVar[dict[str, str]] = {
        "missing": "{path} has no function {name}: define one",
        "broken": "{path} does not load: {error}",
        "asleep": "{path} had not loaded after {seconds} seconds: leave out what waits in it",
        "raised": "your {name} raised {error} in line {line}: check it on input like this",
        "shape": "your {name} gave the shape {got} where {expected} is due",
        "type": "your {name} gave {got} where {expected} is due",
        "keys": "your {name} gave {got} where {expected} are due",
        "nan": "your {name} gave NaN for numbers that are all finite",
        "slow": "your {name} had not come back after {seconds} seconds and was stopped",
        "unfit": "{lab} has no place for your {name}: these have one: {labs}",
        "unused": "your {name} has no place in this run: give {remedy}",
    }

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(self.REASONS[reason].format(**values))
        self.reason = reason
        self.values = values


@dataclass(frozen=True)
class LearnerSource:
    """A function's name, the text of its file, and where that is."""

    name: str
    text: str = field(repr=False)
    path: str

    @property
    def source(self) -> str:
        """The function's own text."""
        lines = self.text.splitlines(keepends=True)
        return "".join(inspect.getblock(lines[self.function.__code__.co_firstlineno - 1 :]))

    @property
    def function(self) -> Any:
        """The function; LearnerFunctionError where the file does not load or does not define it."""
        found = plain(self).get(self.name)
        if not isinstance(found, FunctionType):
            raise LearnerFunctionError("missing", name=self.name, path=self.path)
        return found

    def call(self, function: Any, args: tuple[Any, ...]) -> Any:
        """The function's result; LearnerFunctionError where it raises or takes too long."""
        try:
            return TIME_LIMIT.call(function, args)
        except TooLongError:
            raise LearnerFunctionError(
                "slow", name=self.name, seconds=f"{TIME_LIMIT.seconds:g}"
            ) from None
        except BaseException as error:
            if _from_outside(error):
                raise
            said = f"{type(error).__name__}: {error}".rstrip(": ")
            raise LearnerFunctionError(
                "raised", name=self.name, error=said, line=self._line(error)
            ) from error

    def _line(self, error: BaseException) -> str:
        """The innermost line of the file that the error came through."""
        trace, line = error.__traceback__, 0
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == self.path:
                line = trace.tb_lineno
            trace = trace.tb_next
        return str(line)


@lru_cache(maxsize=32)
def plain(written: LearnerSource) -> dict[str, Any]:
    """All names of the file, loaded as it stands."""
    try:
        code = compile(written.text, written.path, "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise LearnerFunctionError("broken", path=written.path, error=str(error)) from error
    return loaded(written, code)


def loaded(written: LearnerSource, code: CodeType, **names: Any) -> dict[str, Any]:
    """The names that the code defines, `names` being there already.

    What it prints goes nowhere: a function of a training loop is called thousands of times.
    """
    own = {**vars(builtins), "print": lambda *args, **options: None}
    namespace = {"__name__": "yours", "__file__": written.path, "__builtins__": own, **names}
    # In a thread of its own, which can be left behind: what sleeps is not to be woken.
    ended: SimpleQueue[BaseException | None] = SimpleQueue()

    def load() -> None:
        try:
            TIME_LIMIT.call(exec, (code, namespace))
        except BaseException as error:
            ended.put(error)
        else:
            ended.put(None)

    Thread(target=load, name="loading", daemon=True).start()
    try:
        error = ended.get(timeout=TIME_LIMIT.seconds + GRACE_S)
    except Empty:
        error = TooLongError()
    if isinstance(error, TooLongError):
        raise LearnerFunctionError("asleep", path=written.path, seconds=f"{TIME_LIMIT.seconds:g}")
    if error is not None:
        said = f"{type(error).__name__}: {error}".rstrip(": ")
        raise LearnerFunctionError("broken", path=written.path, error=said) from error
    return namespace


def _from_outside(error: BaseException) -> bool:
    """Whether it is no doing of the learner's: Ctrl+C, or a signal that ends the program."""
    if threading.current_thread() is not threading.main_thread():
        return False
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    raised_in = "" if trace is None else str(trace.tb_frame.f_globals.get("__name__"))
    return isinstance(error, KeyboardInterrupt) or (
        isinstance(error, SystemExit) and raised_in.startswith("sandbox.")
    )
