"""A lab's settings as one dataclass: each field is a knob, so that both are one table."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from typing import ParamSpec, Protocol, Self, TypeVar

from sandbox.labs.knobs import Acts, Choice, Integer, Knob, Number, Rates, Settings, Sizes, Toggle

P = ParamSpec("P")
C = TypeVar("C", bound=str)
V_co = TypeVar("V_co", covariant=True)


class _Defaulted(Protocol[V_co]):
    @property
    def default(self) -> V_co: ...


def _field_of(kind: Callable[P, _Defaulted[V_co]]) -> Callable[P, V_co]:
    """The function that makes a field of KnobSettings from what that kind of knob is made from."""

    def knob(*args: P.args, **kwargs: P.kwargs) -> V_co:
        made = kind(*args, **kwargs)
        return field(default=made.default, metadata={"knob": made})

    return knob


number = _field_of(Number)
integer = _field_of(Integer)
toggle = _field_of(Toggle)
sizes = _field_of(Sizes)
rates = _field_of(Rates)


def choice(default: C, choices: tuple[C, ...], *, acts: Acts = "restart", entry: str = "") -> C:
    """As those above; of a Literal's words it is that Literal."""
    knob = Choice(default, choices, acts=acts, entry=entry)
    return field(default=default, metadata={"knob": knob})


@dataclass(frozen=True)
class KnobSettings:
    """What a lab's knobs stand at. A subclass is a frozen dataclass of fields such as

    lr: float = number(0.03, low=1e-4, high=10.0, log=True, acts="live")
    """

    @classmethod
    def knobs(cls) -> tuple[Knob, ...]:
        """The knobs in the fields' order, each named by its field."""
        return tuple(replace(one.metadata["knob"], name=one.name) for one in fields(cls))

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The settings, typed; TypeError where one has no field."""
        return cls(**settings)
