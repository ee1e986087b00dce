"""Every lab at the ends of its knobs: numbers run away, and nothing is raised."""

import math
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.labs.catalogue import LABS
from sandbox.labs.data import garments
from sandbox.labs.knobs import Integer, Knob, KnobError, Number, Rates, Sizes, defaults
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.session import Session

STEPS = 6
WIDE = 12
"""Units and examples that are enough: what takes long is another test's."""
KNOBS = [(lab, knob) for lab in LABS for knob in lab.knobs]
ENDED = [(lab, knob) for lab, knob in KNOBS if isinstance(knob, Number | Integer | Sizes | Rates)]


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """Few garments, drawn once."""
    drawn = garments.make(0, 60, 20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(garments, "load_or_make", lambda *_: drawn)
        yield


def ends(knob: Knob) -> list[Any]:
    """The least and the most that can be typed."""
    if isinstance(knob, Integer):
        # More than this is slow or large, which is all there is to it.
        return [knob.low, min(knob.high, 50)]
    if isinstance(knob, Number):
        return [knob.low, knob.high]
    if isinstance(knob, Sizes):
        return [(1,), (WIDE, 1, WIDE)]
    assert isinstance(knob, Rates)
    return [knob.parse("0"), knob.parse("1")]


def calm(lab: Lab[Any]) -> dict[str, Any]:
    """The lab's defaults, but small."""
    values = dict(defaults(lab.knobs))
    for knob in lab.knobs:
        if isinstance(knob, Sizes):
            values[knob.name] = tuple(min(size, WIDE) for size in values[knob.name])
        elif knob.name in ("n_train", "batch"):
            values[knob.name] = min(max(values[knob.name], knob.low), 30) or 30
    return values


def live(lab: Lab[Any], values: dict[str, Any]) -> None:
    """A few steps with these values, every picture said; a value may be refused in a sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            session = Session(lab, values, 0, Resources(environ={}))
            for _ in range(STEPS):
                if not session.finished:
                    session.step()
        except KnobError as error:
            assert "\n" not in str(error)
            return
        frame = session.frame()
        for picture in frame.pictures:
            assert picture.describe()
        bad = [value for value in frame.metrics.values() if not math.isfinite(value)]
        assert frame.diverged or not bad


@pytest.mark.parametrize(("lab", "knob"), ENDED, ids=lambda one: getattr(one, "name", "") or one.id)
def test_a_knob_at_its_ends_raises_nothing(lab: Lab[Any], knob: Knob) -> None:
    for value in ends(knob):
        live(lab, {**calm(lab), knob.name: value})


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_all_numbers_at_once_raise_nothing(lab: Lab[Any]) -> None:
    for end in (0, -1):
        numbers = {knob.name: ends(knob)[end] for knob in lab.knobs if isinstance(knob, Number)}
        live(lab, {**calm(lab), **numbers})


@settings(deadline=None, max_examples=400)
@given(
    st.sampled_from(KNOBS),
    st.text(max_size=12)
    | st.sampled_from(("1e6", "1e999", "-1e999", "nan", "inf", "-inf", "1e-999", "٣", "1_0", "0x1"))
    | st.floats().map(str)
    | st.integers(-(10**400), 10**400).map(str)
    | st.lists(st.integers(-9, 99999), max_size=20).map(lambda sizes: ",".join(map(str, sizes))),
)
def test_whatever_is_typed_at_a_knob_is_a_value_or_a_sentence(
    one: tuple[Lab[Any], Knob], text: str
) -> None:
    _, knob = one
    try:
        value = knob.parse(text)
    except KnobError as error:
        assert str(error)
    else:
        assert knob.parse(knob.format(value)) == value
        assert knob.position(value) is None or 0 <= knob.position(value) <= 1
        knob.nudge(value, 1)
        knob.nudge(value, -10)
