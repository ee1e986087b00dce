"""Answers against right ones, without processes: how near is near, and what is said of the rest."""

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from sandbox.exercises.comparison import (
    DOUBLE,
    HALF,
    SINGLE,
    Tolerance,
    agree,
    brief,
    compare,
    number_pair,
    tolerance,
)
from sandbox.exercises.exercise import Function, Seed
from sandbox.exercises.wire_frames import FrameError, Frames, pack
from sandbox.exercises.wire_values import Encoder, Other, ValueRefusedError, decode

X = np.arange(6.0).reshape(2, 3)


def sent(value, markers=False):
    """A value as it is on the other side."""
    encoder = Encoder()
    said = encoder.encode(value)
    return decode(said, encoder.body, markers=markers)


@pytest.mark.parametrize(
    ("got", "expected", "kind"),
    [
        (X, X, ""),
        (X + 1e-12, X, ""),
        (X.astype(np.float32) * np.float32(1 + 3e-7), X, ""),
        (X.astype(np.float16), X, "dtype"),
        (X.astype(np.float32) + np.float32(0.1), X, "different"),
        (X + 1e-3, X, "different"),
        (X.T, X, "transposed"),
        (X[:, :2].T, X[:, :2], "transposed"),
        (X.ravel(), X, "shape"),
        (X.tolist(), X, "type"),
        (3.0, X, "shape"),
        ("3", 3.0, "type"),
        (None, X, "none"),
        (X.astype(int), X, "dtype"),
        (X > 0, (X > 0) * 1.0, "dtype"),
        ((X > 0) * 1.0, X > 0, ""),
        (X.astype(np.int32), X.astype(np.int64), ""),
        (0, 0.0, ""),
        (np.float64(2), 2.0, ""),
        (np.array([2.0]), 2.0, "shape"),
        (np.where(X > 4, np.nan, X), X, "nan"),
        (np.where(X > 4, -np.inf, X), X, "infinite"),
        (np.array([np.inf, np.nan]), np.array([np.inf, np.nan]), ""),
        (np.array([np.inf, 1.0]), np.array([-np.inf, 1.0]), "different"),
        ((X, 1.0), (X, 1.0), ""),
        ([X, 1.0], (X, 1.0), ""),
        ((X,), (X, 1.0), "count"),
        (X, (X, 1.0), "type"),
        ((X, 2.0), (X, 1.0), "different"),
        ({"W": X}, {"W": X}, ""),
        ({"w": X}, {"W": X}, "keys"),
        ({"W": X, "b": X}, {"W": X}, "keys"),
        (X, {"W": X}, "type"),
        (Other("set"), X, "type"),
        (np.zeros((0, 3)), np.zeros((0, 3)), ""),
    ],
)
def test_kinds_of_difference(got, expected, kind):
    assert compare(got, expected, DOUBLE).kind == kind


def test_what_is_wrong_is_told_by_part_and_cell():
    found = compare({"W": (X, X - X[1, 2:])}, {"W": (X, X)}, DOUBLE)
    assert (found.part, found.largest) == ('["W"][1]', 5)
    assert (found.got, found.expected, found.where) == ("-5", "0", (0, 0))
    spoilt = X.copy()
    spoilt[1, 0] += 0.5
    found = compare(spoilt, X, DOUBLE)
    assert (found.where, found.got, found.expected, found.largest) == ((1, 0), "3.5", "3", 0.5)
    assert found.values == {"wrong": 1, "count": 6}


@pytest.mark.parametrize("off", [0.0, 1e-13, 3e-9, 5e-7])
def test_more_than_the_rounding_of_float64_is_right_and_coarse(off):
    found = compare(X * (1 + off), X, DOUBLE)
    assert found.kind == ""
    assert found.coarse == (off > 1e-10)


def test_a_number_of_few_digits_is_as_near_as_it_can_be():
    third = np.full(3, 1 / 3)
    for dtype, near in ((np.float32, SINGLE), (np.float16, HALF)):
        off = np.abs(third.astype(dtype).astype(float) - third)
        assert (off <= near.allowed(third)).all()


def test_numbers_have_the_digits_that_tell_them_apart():
    assert number_pair(1.0, 1.0000001) == ("1", "1.0000001")
    assert number_pair(np.float64(0.25), 0.5) == ("0.25", "0.5")
    assert number_pair(True, 2) == ("True", "2")
    assert number_pair(1.0, -0.0) == ("1", "0")


def test_right_is_exact_or_tells_how_near():
    assert compare(X, X, DOUBLE).exact
    found = compare(X + 1e-13, X, DOUBLE)
    assert not found.exact
    assert found.largest == pytest.approx(1e-13, rel=0.01)


def test_near_depends_on_the_numbers_that_went_in():
    single = X.astype(np.float32)
    assert tolerance((X,), X) == DOUBLE
    assert tolerance((single,), 1.0) == tolerance((X,), single) == SINGLE
    assert tolerance(({"W": (single,)},), 1.0) == SINGLE
    assert tolerance((X,), X, 1e-2) == Tolerance(1e-2, 1e-4, 1e-6)


def test_mistakes_agree_whatever_their_dtype():
    assert agree(X > 0, (X > 0) * 1.0, DOUBLE)
    assert agree(np.array([np.nan]), np.array([np.nan]), DOUBLE)
    assert not agree(X, X + 1, DOUBLE)
    assert not agree(X, None, DOUBLE)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats()
    | st.text(max_size=20)
    | arrays.arrays(
        arrays.scalar_dtypes().filter(lambda dtype: dtype.kind in "biufc"),
        arrays.array_shapes(min_dims=0, min_side=0, max_side=3),
    ),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.lists(parts, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5), parts, max_size=3)
    ),
    max_leaves=6,
)


def same(one, other):
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape) == (other.dtype, other.shape) and (
            one.tobytes() == other.tobytes()
        )
    if isinstance(one, list | tuple):
        return type(one) is type(other) and all(map(same, one, other)) and len(one) == len(other)
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and (one == other or one != one)


@settings(max_examples=50, deadline=None)
@given(PLAIN)
def test_plain_values_come_over_as_they_are(value):
    assert same(value, sent(value))


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.none() | st.text() | st.integers() | st.floats(), st.lists), st.binary())
def test_whatever_is_sent_is_a_value_or_refused(said, body):
    with contextlib.suppress(ValueRefusedError):
        decode(said, body)


def test_markers_are_for_inputs_alone():
    seed, doubled = sent((Seed(7), Function("lambda w: a * w", a=2.0)), markers=True)
    assert seed.random() == np.random.default_rng(7).random()
    assert doubled(3) == 6
    for said in (["seed", 7], ["function", "print", ["dict", {}]]):
        with pytest.raises(ValueRefusedError):
            decode(said, b"")


def test_arrays_that_come_over_can_be_changed():
    array = sent(X)
    array += 1
    assert array[0, 0] == 1


@given(st.lists(st.binary(max_size=30), max_size=4), st.integers(1, 7))
def test_frames_come_whole_however_they_are_cut(bodies, size):
    data = b"".join(pack({"n": n}, body) for n, body in enumerate(bodies))
    frames = Frames()
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    received = [frame for chunk in chunks for frame in frames.feed(chunk)]
    assert received == [({"n": n}, body) for n, body in enumerate(bodies)]


@given(st.binary(min_size=16))
def test_bytes_that_are_no_frame_are_refused_or_waited_on(data):
    with contextlib.suppress(FrameError):
        list(Frames().feed(data))


def test_inputs_are_shown_in_few_words():
    assert brief(np.array([[1.0, -2.5], [1 / 3, 0.0]])) == "[[1, -2.5], [0.3333, 0]]"
    assert brief(np.zeros((20, 30))) == "20×30 float64"
    assert brief(np.ones((5, 4)), (1, 2), (5, 4)) == "5×4 float64, [1, 2] = 1"
    assert brief({"W": np.ones((5, 4)), "b": np.ones(2)}) == "{W: 5×4, b: [1, 1]}"
    assert (brief(0.1 + 0.2), brief(True), brief("a")) == ("0.3", "True", "'a'")
    assert (brief(np.random.default_rng(1)), brief(np.sum)) == ("rng", "f")
    assert len(brief({str(n): n for n in range(99)})) == 64
