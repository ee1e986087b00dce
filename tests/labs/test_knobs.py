"""Knobs: text and value are each other's inverse, ranges hold, mistakes are named."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.labs.catalogue import LABS
from sandbox.labs.knobs import (
    Choice,
    Integer,
    Knob,
    KnobError,
    Number,
    Rates,
    Sizes,
    Slider,
    Toggle,
    defaults,
    parse_settings,
)

LR = Number(name="lr", default=0.1, low=1e-4, high=100.0, top=1.0, log=True)
DECAY = Number(name="decay", default=0.0, low=0.0, high=1000.0, top=10.0)
FLIP = Integer(name="flip", default=0, low=0, high=1000, top=100)
COUNT = Integer(name="n_train", default=0, low=0, high=60_000, log=True, words=(("all", 0),))
ACT = Choice(name="activation", default="relu", choices=("relu", "sigmoid", "tanh"))
BIAS = Toggle(name="bias", default=True)
HIDDEN = Sizes(name="hidden", default=(256,))
RATES = Rates(name="dropout", default=(0.0,))
EVERY = (LR, DECAY, FLIP, COUNT, ACT, BIAS, HIDDEN, RATES)
ALL_KNOBS = [knob for lab in LABS for knob in lab.knobs]


@given(st.floats(0.0, 1000.0))
def test_a_number_comes_back_from_its_text(value: float) -> None:
    assert DECAY.parse(DECAY.format(value)) == value


@given(st.lists(st.integers(1, 4096), max_size=12))
def test_sizes_come_back_from_their_text(sizes: list[int]) -> None:
    assert HIDDEN.parse(HIDDEN.format(tuple(sizes))) == tuple(sizes)


@pytest.mark.parametrize("knob", [*EVERY, *ALL_KNOBS], ids=lambda knob: knob.name)
def test_the_default_is_a_value_and_can_be_nudged(knob: Knob) -> None:
    assert knob.parse(knob.format(knob.default)) == knob.default
    for notches in (-1000, -10, -1, 1, 10, 1000):
        moved = knob.nudge(knob.default, notches)
        assert knob.parse(knob.format(moved)) == moved
        position = knob.position(moved)
        assert position is None or 0 <= position <= 1


@pytest.mark.parametrize("knob", [LR, DECAY, FLIP, COUNT], ids=lambda knob: knob.name)
def test_a_slider_goes_from_one_end_to_the_other(knob: Knob) -> None:
    low, high = knob.nudge(knob.default, -1000), knob.nudge(knob.default, 1000)
    assert (knob.position(low), knob.position(high)) == (0.0, 1.0)
    places = [knob.position(low)]
    value = low
    while value != high:
        value = knob.nudge(value, 1)
        places.append(knob.position(value))
    assert places == sorted(set(places)), "every notch moves it, and one way"
    assert 40 <= len(places) <= 200


SLIDERS = [knob for knob in ALL_KNOBS if isinstance(knob, Slider)]


def round_to(number: float, digits: int) -> bool:
    return number == float(f"{number:.{digits}g}")


@pytest.mark.parametrize("knob", [*SLIDERS, LR, COUNT, DECAY], ids=lambda knob: knob.name)
def test_a_slider_stops_at_round_numbers_and_reaches_each_from_anywhere(knob: Slider[Any]) -> None:
    """Two digits at most where logarithmic, and a coarse step goes 1, 2, 5; else whole notches."""
    own = {knob.low, knob.end, knob.default}
    for coarse in (False, True):
        value, met = knob.low, [knob.low]
        while value != knob.end:
            before, value = value, knob.nudge(value, 1, coarse)
            assert value > before
            met.append(value)
        if knob.log:
            firsts = {float(f"{stop:e}".split("e")[0]) for stop in set(met) - own}
            assert all(round_to(stop, 2) for stop in set(met) - own)
            assert firsts <= {1.0, 2.0, 5.0} or not coarse
            far, least = (2.51 if coarse else 1.51), int(isinstance(knob.low, int))
            assert all(b <= max(a * far, a + least) for a, b in pairwise(met))
            back = [knob.nudge(value, -1, coarse) for value in met[1:]]
            assert back == met[:-1]
    for share in (0.0, 0.13, 0.5, 0.77, 1.0):
        assert abs(knob.position(knob.at(share)) - share) <= 0.13
    assert (knob.at(0), knob.at(1)) == (knob.low, knob.end)


@pytest.mark.parametrize("log", [False, True])
def test_a_step_from_a_number_that_is_not_round_goes_to_the_next_that_is(log: bool) -> None:
    knob = Number(name="lr", default=0.1, low=0.01, high=100.0, top=1.0, log=log, by=0.01)
    typed = knob.parse("0.0347")
    assert typed == 0.0347
    assert (knob.nudge(typed, 1), knob.nudge(typed, -1)) == (0.04, 0.03)
    assert (knob.nudge(50.0, 1), knob.nudge(50.0, -1)) == (50.0, 1.0)


def test_a_coarse_step_goes_one_two_five() -> None:
    value, met = 1e-4, [1e-4]
    while (value := LR.nudge(value, 1, coarse=True)) < 0.1:
        met.append(value)
    assert met == [1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2]


def test_a_logarithmic_slider_spends_as_long_on_each_power_of_ten() -> None:
    assert LR.position(1e-4) == 0
    assert LR.position(1e-2) == pytest.approx(0.5)
    assert LR.position(1.0) == LR.position(50.0) == 1


def test_what_lies_beyond_the_slider_can_be_typed() -> None:
    assert DECAY.parse("700") == 700
    with pytest.raises(KnobError, match=r"decay=1001 .* from 0 to 1000"):
        DECAY.parse("1001")
    assert FLIP.parse("700") == 700
    assert FLIP.position(700) == 1
    with pytest.raises(KnobError, match=r"flip=1001 .* from 0 to 1000"):
        FLIP.parse("1001")


@pytest.mark.parametrize(
    ("knob", "text", "says"),
    [
        (LR, "0", "lr=0 is outside its range: give a number from 0.0001 to 100"),
        (LR, "fast", "lr=fast is not a number: give"),
        (LR, "nan", "lr=nan is not a finite number: give"),
        (LR, "inf", "lr=inf is not a finite number: give"),
        (LR, "1e999", "lr=1e999 is not a finite number: give"),
        (LR, "", 'lr="" is empty: give'),
        (LR, " ", 'lr="" is empty: give'),
        (LR, "1/10", "lr=1/10 is a fraction, not a decimal number: give"),
        (LR, "0,03", "lr=0,03 has a comma where a decimal point belongs: give"),
        (LR, "1/x", "lr=1/x is not a number: give"),
        (LR, "a,b", "lr=a,b is not a number: give"),
        (COUNT, "some", "n_train=some is not a number: give"),
        (COUNT, "some", "or all"),
        (COUNT, "1.5", "n_train=1.5 is not a whole number: give a whole number"),
        (COUNT, "1,5", "has a comma"),
        (COUNT, "", 'n_train="" is empty'),
        (COUNT, "1e9", "n_train=1e9 is outside its range"),
        (ACT, "", 'activation="" is not known'),
        (HIDDEN, "16,x", "hidden=16,x is not a number"),
        (HIDDEN, "16,", "hidden=16, is empty"),
        (RATES, "0.2,1/2", "is a fraction"),
        (COUNT, "-1", "from 0 to 60000"),
        (ACT, "rleu", "did you mean relu"),
        (BIAS, "perhaps", "on or off"),
        (HIDDEN, "256;256", "commas between"),
        (HIDDEN, "0", "from 1 to 4096"),
        (HIDDEN, ",".join("1" * 13), "12 at the most"),
        (RATES, "0.2,1.5", "from 0 to 1"),
        (RATES, "", "from 0 to 1"),
    ],
)
def test_a_wrong_value_is_named_with_its_remedy(knob: Knob, text: str, says: str) -> None:
    with pytest.raises(KnobError) as error:
        knob.parse(text)
    assert says in str(error.value)
    assert knob.name in str(error.value)


def test_a_whole_number_may_be_written_in_any_way() -> None:
    assert [COUNT.parse(text) for text in ("1000", "1e3", "1000.0", "1E+3")] == [1000] * 4
    assert HIDDEN.parse("1e2,16") == (100, 16)


@given(st.sampled_from(EVERY), st.text(max_size=12))
def test_any_text_is_a_value_in_range_or_a_knob_error(knob: Knob, text: str) -> None:
    try:
        value = knob.parse(text)
    except KnobError:
        return
    assert knob.parse(knob.format(value)) == value


def test_settings_are_every_knob_and_an_unknown_one_is_an_error() -> None:
    assert parse_settings(EVERY, {"lr": "0.5"}) == {**defaults(EVERY), "lr": 0.5}
    with pytest.raises(KnobError, match="has no knob dropuot: did you mean dropout"):
        parse_settings(EVERY, {"dropuot": "0.5"}, "classifier")
    with pytest.raises(KnobError, match="classifier has no knob zzz: it has lr, decay"):
        parse_settings(EVERY, {"zzz": "1"}, "classifier")


def test_words_stand_for_numbers() -> None:
    assert COUNT.parse("all") == 0
    assert COUNT.format(0) == "all"
    assert COUNT.format(12) == "12"


def test_a_rate_is_shown_with_as_many_digits_as_it_has() -> None:
    assert [RATES.format(RATES.parse(text)) for text in (".2,.50", ".1000001")] == [
        "0.2,0.5",
        "0.1000001",
    ]
