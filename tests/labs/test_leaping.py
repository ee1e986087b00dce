"""A session leaps over whole rounds of milestones, back and on, and nothing is lost by it."""

import time

from sandbox.engine.provenance import Provenance
from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = Propagation()


def session(**texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed=0)


def place(one: Session) -> tuple[int, int]:
    """The update and the line."""
    return one.state.taken.recording.before.step, one.state.cursor


def test_leaps_keep_the_line_and_end_at_the_beginning() -> None:
    one = session()
    lines = len(one.state.taken.shown)
    for _ in range(5):
        one.forward()
    assert one.jump(lines)
    assert one.jump(lines)
    assert place(one) == (2, 5)
    assert one.jump(-lines)
    assert place(one) == (1, 5)
    assert one.undo_extent == (lines + 5, lines)
    one.jump(-lines)
    assert place(one) == (0, 5)
    assert one.jump(-lines)
    assert place(one) == (0, 0)
    assert not one.jump(-lines)


def test_a_leap_on_goes_where_what_was_undone_has_been() -> None:
    one = session()
    lines = len(one.state.taken.shown)
    one.jump(2 * lines)
    there = [mark.state for mark in one.checkpoints]
    one.jump(-2 * lines)
    one.jump(lines)
    assert one.state is there[lines]
    one.jump(lines)
    assert one.state is there[2 * lines]
    one.jump(lines)
    assert place(one) == (3, 0)


def test_an_edit_is_no_line_of_its_own() -> None:
    one = session()
    lines = len(one.state.taken.shown)
    one.forward()
    one.push(LAB.with_value(one.state, Provenance("input"), (0, 0), 2.0))
    edited = one.state
    one.jump(lines)
    assert place(one) == (1, 1)
    one.jump(-lines)
    assert one.state is edited
    one.jump(-lines)
    assert place(one) == (0, 0)
    one.jump(1)
    assert one.state is edited, "what was set by hand at a line belongs to it"


def test_hundreds_of_updates_are_scrubbed_without_lag() -> None:
    one = session()
    lines = len(one.state.taken.shown)
    one.jump(300 * lines)
    assert place(one) == (300, 0)
    times = []
    for move in (-lines, lines):
        for _ in range(150):
            begin = time.process_time()
            one.jump(move)
            times.append(time.process_time() - begin)
    assert place(one) == (300, 0)
    assert sorted(times)[len(times) // 2] < 0.005
