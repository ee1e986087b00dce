"""A learner's function in the engine's place: checked at every call, and shown line by line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sandbox.engine.arrays import Array
from sandbox.engine.instrument import Record, RecordedLine
from sandbox.engine.learner.source import LearnerSource
from sandbox.engine.learner.trace import CannotTraceError, copied, trace, whole
from sandbox.engine.learner.validation import Expected, validated


class SlotLine(NamedTuple):
    """What one of the function's results is: a line that the course has words for."""

    id: str
    """Class, method and name: "relu.forward.H"."""
    name: str
    """What it is called where the function returns it as it is computed."""


@dataclass(frozen=True)
class Slot:
    """A place in the engine for a function: what is due there, and what it is called."""

    expects: Callable[..., Expected]
    """What the function's arguments make due."""
    line: Callable[[Any], SlotLine]
    """What a result is, by its key: None for the only one, else its place or name."""


@dataclass(frozen=True)
class LearnerFunction:
    """A function of the learner's, in a slot.

    Calling it runs the function as it stands and validates the result. LearnerFunctionError where
    that has the wrong shape or type, is NaN on finite arguments, or does not come in time.
    """

    written: LearnerSource
    slot: Slot = field(repr=False)

    def __call__(self, *args: Any) -> Any:
        """The result, as the engine needs it."""
        result = self.written.call(self.written.function, args)
        return validated(self.written.name, result, self.slot.expects(*args), args)

    def recording(self, place: str, record: Record) -> "TracedLearnerFunction":
        """The same function, its lines also recorded."""
        return TracedLearnerFunction(self.written, self.slot, place, record)


@dataclass(frozen=True)
class TracedLearnerFunction(LearnerFunction):
    """Records each of the function's lines; where they cannot be shown, the function as one."""

    place: str = ""
    record: Record = field(default=lambda step: None, repr=False)

    def __call__(self, *args: Any) -> Any:
        """The same result, bit for bit."""
        function = self.written.function
        try:
            result, steps = trace(self.written, args)
        except CannotTraceError as error:
            result = self.written.call(function, copied(args))
            parts = parts_of(result)
            steps = [
                replace(step, name=self.slot.line(key).name)
                for key, step in zip(
                    parts, whole(self.written, args, parts, error.reason), strict=True
                )
            ]
        turned: list[tuple[str, Any, Array]] = []
        due = self.slot.expects(*args)
        fitted = validated(self.written.name, result, due, args, lambda *how: turned.append(how))
        given = {id(value): key for key, value in parts_of(result).items()}
        for formula, before, after in turned:
            name = self.slot.line(given.get(id(before))).name
            made = next((step.name for step in steps if step.value is before), "")
            name = made if made.isidentifier() else name
            steps.append(self._turning(name, formula, before, after))
        keys = {id(value): key for key, value in parts_of(fitted).items()}
        for step in steps:
            self.record(self._placed(step, keys))
        return fitted

    def _turning(self, name: str, formula: str, before: Any, after: Array) -> RecordedLine:
        """What gave a result the shape and the type that the engine needs."""
        return RecordedLine(
            id="",
            place="",
            method="",
            name=name,
            formula=formula.format(name),
            operands={name: before},
            value=after,
            number=1,
            source=formula.format(name),
        )

    def _placed(self, step: RecordedLine, keys: Mapping[int, Any]) -> RecordedLine:
        """The step where it belongs; one of the results has the id of a line of the engine."""
        key = keys.get(id(step.value), next(iter(keys.values())))
        line = self.slot.line(key)
        given = step.name not in ("", str(key)) and step.own in ("", self.written.name)
        return replace(
            step,
            id=line.id if id(step.value) in keys else step.id,
            place=self.place,
            method=line.id.split(".")[1],
            name=step.name if given else line.name,
        )


def parts_of(result: Any) -> dict[Any, Any]:
    """A function's results by their keys; the only one has None."""
    if isinstance(result, Mapping):
        return dict(result)
    return dict(enumerate(result)) if isinstance(result, tuple) else {None: result}
