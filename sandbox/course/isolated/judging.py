"""The answers to all inputs of a check: the first that is wrong, and what mistake that is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from sandbox.course.isolated.comparing import Difference, Tolerance, agree, compare, tolerance
from sandbox.course.isolated.showing import brief
from sandbox.course.isolated.values import Other, ValueRefusedError, decode

Function = Callable[..., Any]

VALUES = ("different", "nan", "infinite")
"""Kinds of difference where the answer has the right form, and other numbers in it."""

NO_VALUES = ("unfinished", "none")
"""Kinds where there is no answer yet, and so no mistake in it."""


class Judge:
    """Inputs as they were sent, and what came back, in the same order."""

    def __init__(
        self,
        cases: list[tuple[str, Any, bytes]],
        reference: Function | None,
        judge: Function | None,
        mistakes: Mapping[str, Function],
        own: float | None,
        parameters: tuple[str, ...],
        recognise: Function | None = None,
    ) -> None:
        self._cases = cases
        self._reference = reference
        self._judge = judge
        self._mistakes = mistakes
        self._own = own
        self._recognise = recognise
        self.parameters = parameters
        """What the arguments are called."""
        self._answers: list[Any] = []

    def take(self, said: Any, body: bytes) -> None:
        """The next answer; what is none is something else than was asked for."""
        try:
            self._answers.append(decode(said, body))
        except ValueRefusedError:
            self._answers.append(Other("?"))

    def verdict(self, mishap: str | None = None) -> dict[str, Any]:
        """A Verdict's fields: of the first wrong answer, else of the input that had a mishap."""
        largest, exact = 0.0, True
        for at, answer in enumerate(self._answers):
            found = self._compared(at, answer)
            if found.kind:
                named = self._reference is not None and found.kind not in NO_VALUES
                mistake = self._mistake() if named else ""
                recognised = None if mistake else self._recognised(at, answer, found.kind)
                return recognised or self._said(at, found, mistake)
            largest, exact = max(largest, found.largest), exact and found.exact
            judged = self._judged(at, answer)
            if judged is not None:
                return judged
        if mishap is not None:
            return self._said(min(len(self._answers), len(self._cases) - 1), Difference(mishap), "")
        return {"kind": "passed", "difference": largest, "exact": exact and bool(self._reference)}

    def _args(self, at: int) -> tuple[Any, ...]:
        """The arguments of an input, fresh, so that nobody can spoil them for the next."""
        _, said, body = self._cases[at]
        args: tuple[Any, ...] = decode(said, body, markers=True)
        return args

    def _compared(self, at: int, answer: Any) -> Difference:
        if unfinished(answer):
            return Difference("unfinished")
        if self._reference is None:
            return Difference("none" if answer is None else "")
        expected = self._right(self._reference, at)
        return compare(answer, expected, self._near(at, expected))

    def _judged(self, at: int, answer: Any) -> dict[str, Any] | None:
        """What `judge` says of an answer, None if it is right."""
        if self._judge is None:
            return None
        try:
            said = self._judge(self._args(at), answer)
        except Exception as error:
            # Nothing that `judge` expects: a number in place of a pair, an array of another shape.
            problem = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            return self._said(at, Difference("odd", {"problem": problem}), "")
        return None if said is None else self._named(at, Difference("mistake"), *said)

    def _recognised(self, at: int, answer: Any, kind: str) -> dict[str, Any] | None:
        """What `recognise` says of a wrong answer that no mistake's function gives."""
        if self._recognise is None or kind not in VALUES:
            return None
        with np.errstate(all="ignore"):
            said = self._recognise(self._args(at), answer)
        if said is None:
            return None
        return self._named(at, self._compared(at, answer), *said)

    def _named(
        self, at: int, found: Difference, id: str, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        plain = {str(name): _plain(value) for name, value in values.items()}
        return {**self._said(at, found, id), "judged": plain}

    def _near(self, at: int, expected: Any) -> Tolerance:
        return tolerance(self._args(at), expected, self._own)

    def _right(self, function: Function, at: int) -> Any:
        with np.errstate(all="ignore"):
            return function(*self._args(at))

    def _mistake(self) -> str:
        """The usual mistake that explains every answer, "" where none does."""
        return next((id for id in self._mistakes if all(self._agreeing(id))), "")

    def _agreeing(self, id: str) -> Iterator[bool]:
        for at, answer in enumerate(self._answers):
            try:
                said = self._right(self._mistakes[id], at)
            except Exception:
                # On this input the mistake has no answer, and the learner has.
                yield False
                return
            yield agree(answer, said, self._near(at, said))

    def _said(self, at: int, found: Difference, mistake: str) -> dict[str, Any]:
        args = self._args(at)
        names = self.parameters[: len(args)] if len(self.parameters) >= len(args) else ()
        named = dict(zip(names or [f"#{n}" for n in range(1, len(args) + 1)], args, strict=True))
        shape = np.shape(self._answers[at]) if found.where is not None and not found.part else ()
        numbers = {name: _plain(value) for name, value in named.items() if _is_number(value)}
        return {
            "kind": "mistake" if mistake else found.kind,
            "mistake": mistake,
            "values": dict(found.values),
            "numbers": numbers if names else {},
            "case": self._cases[at][0],
            "number": at,
            "inputs": [[name, brief(v, found.where, shape)] for name, v in named.items()],
            "part": found.part,
            "got": found.got,
            "expected": found.expected,
            "difference": None if found.where is None else found.largest,
            "where": ", ".join(map(str, found.where or ())),
            "grids": found.grids,
        }


def unfinished(answer: Any) -> bool:
    """Whether a starter's placeholder is left anywhere in an answer."""
    if isinstance(answer, tuple | list | dict):
        return any(map(unfinished, answer.values() if isinstance(answer, dict) else answer))
    return answer is Ellipsis


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _plain(value: Any) -> str | int | float:
    if isinstance(value, np.generic | np.ndarray) and np.ndim(value) == 0:
        value = value.item()
    return value if isinstance(value, str | int | float) else str(value)
