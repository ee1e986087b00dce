"""The answers to all inputs of a check: the first that is wrong, and what mistake that is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sandbox.exercises.comparison import (
    Difference,
    Grid,
    Tolerance,
    agree,
    brief,
    compare,
    grid,
    is_single,
    tolerance,
)
from sandbox.exercises.failures import kind_and_values
from sandbox.exercises.wire_values import Other, ValueRefusedError, decode

Function = Callable[..., Any]

VALUES = ("different", "nan", "infinite")
"""Kinds of difference where the answer has the right form, and other numbers in it."""

PASSED, ODD = "passed", "odd"
"""Kinds for what `judge` says: right, with values worth telling; and nothing it can judge."""

NO_VALUES = ("unfinished", "none")
"""Kinds where there is no answer yet, and so no mistake in it."""


class Judge:
    """Inputs as they were sent, and what came back, in the same order."""

    def __init__(
        self,
        cases: list[tuple[str, Any, bytes]],
        reference: Function | None,
        judge: Function | None,
        mistakes: Mapping[str, Sequence[Function]],
        own: float | None,
        parameters: tuple[str, ...],
        recognise: Function | None = None,
        unexplained: Sequence[str] = (),
    ) -> None:
        self._cases = cases
        self._reference = reference
        self._judge = judge
        self._mistakes = mistakes
        self._own = own
        self._recognise = recognise
        self._unexplained = unexplained
        self.parameters = parameters
        """What the arguments are called."""
        self._answers: list[Any] = []

    def take(self, said: Any, body: bytes) -> None:
        """The next answer; what is none is something else than was asked for."""
        try:
            self._answers.append(decode(said, body))
        except ValueRefusedError:
            self._answers.append(Other("?"))

    def verdict(
        self, mishap: str | None = None, values: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """A Verdict's fields: of the first wrong answer, else of the input that had a mishap.

        `values` are the mishap's own: of what was raised, its name and its message.
        """
        largest, exact, coarse = 0.0, True, False
        passed: Mapping[str, Any] = {}
        for at, answer in enumerate(self._answers):
            found = self._compared(at, answer)
            if found.kind:
                return self._wrong(at, found)
            largest, exact = max(largest, found.largest), exact and found.exact
            coarse = coarse or found.coarse
            id, said = self._judged(at, answer) or (PASSED, {})
            if id == ODD:
                return self._said(at, Difference(ODD, said), "")
            if id != PASSED:
                recognised = self._recognised(at) if id in self._unexplained else None
                return recognised or self._named(at, Difference("mistake"), id, said)
            passed = {**passed, **_plainly(said)}
        if mishap is not None:
            at = min(len(self._answers), len(self._cases) - 1)
            return self._said(at, Difference(mishap), self._mistake(mishap, values or {}))
        return {
            "kind": PASSED,
            "difference": largest,
            "exact": exact and bool(self._reference),
            "precision": "single" if self._single() else "coarse" if coarse else "",
            "judged": passed,
        }

    def _wrong(self, at: int, found: Difference) -> dict[str, Any]:
        """What is said of a wrong answer: the mistake by its name, or where it differs."""
        mistake = "" if found.kind in NO_VALUES else self._mistake()
        recognised = None if mistake or found.kind not in VALUES else self._recognised(at)
        return recognised or self._said(at, found, mistake)

    def _single(self) -> bool:
        """Whether an answer has fewer digits than what it was made of."""
        return any(
            is_single(answer) and not is_single(self._args(at))
            for at, answer in enumerate(self._answers)
        )

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

    def _judged(self, at: int, answer: Any) -> tuple[str, Mapping[str, Any]] | None:
        """What `judge` says of an answer, None if it is right."""
        if self._judge is None:
            return None
        try:
            said: tuple[str, Mapping[str, Any]] | None = self._judge(self._args(at), answer)
        except Exception as error:
            # Nothing that `judge` expects: a number in place of a pair, an array of another shape.
            problem = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            return ODD, {"problem": problem}
        return said

    def _recognised(self, at: int) -> dict[str, Any] | None:
        """What `recognise` says of all answers together, of which this one is wrong."""
        if self._recognise is None or not all(map(self._has_numbers, range(len(self._answers)))):
            return None
        answered = [(self._args(n), answer) for n, answer in enumerate(self._answers)]
        try:
            with np.errstate(all="ignore"):
                said = self._recognise(answered)
        except Exception:
            # A later answer that is nothing of what was asked for has its own cause.
            said = None
        if said is None:
            return None
        found = self._compared(at, self._answers[at])
        return self._named(at, found if found.kind else Difference("mistake"), *said)

    def _has_numbers(self, at: int) -> bool:
        """Whether an answer has the right form, whatever its numbers."""
        return self._compared(at, self._answers[at]).kind in ("", "dtype", *VALUES)

    def _named(
        self, at: int, found: Difference, id: str, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {**self._said(at, found, id), "judged": _plainly(values)}

    def _near(self, at: int, expected: Any) -> Tolerance:
        return tolerance(self._args(at), expected, self._own)

    def _right(self, function: Function, at: int) -> Any:
        with np.errstate(all="ignore"):
            return function(*self._args(at))

    def _mistake(self, mishap: str = "", values: Mapping[str, Any] | None = None) -> str:
        """The usual mistake that explains every answer, and the mishap after them; "" for none."""
        if self._reference is None:
            return ""
        return next(
            (
                id
                for id, ways in self._mistakes.items()
                if any(
                    all(self._agreeing(way)) and (not mishap or self._fails(way, mishap, values))
                    for way in ways
                )
            ),
            "",
        )

    def _agreeing(self, way: Function) -> Iterator[bool]:
        for at, answer in enumerate(self._answers):
            try:
                said = self._right(way, at)
            except Exception:
                # On this input the mistake has no answer, and the learner has.
                yield False
                return
            yield agree(answer, said, self._near(at, said))

    def _fails(self, way: Function, mishap: str, values: Mapping[str, Any] | None) -> bool:
        """Whether a mistake comes to the same mishap on the input after the answers."""
        at = len(self._answers)
        if not self._answers or at >= len(self._cases):
            return False
        try:
            self._right(way, at)
        except Exception as error:
            return kind_and_values(error) == (mishap, values)
        return False

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
            "given": _given(args, found.grids[0]),
        }


def _given(args: tuple[Any, ...], came: Grid) -> Grid:
    """The input that an answer has the form of, in rows and columns as it is."""
    form = [len(row) for row in came]
    grids = (grid(arg) for arg in args if isinstance(arg, np.ndarray) and came)
    return next((rows for rows in grids if [len(row) for row in rows] == form), [])


def _plainly(values: Mapping[str, Any]) -> dict[str, str | int | float]:
    return {str(name): _plain(value) for name, value in values.items()}


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
