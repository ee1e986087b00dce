"""The way of a number through a pass, and through the same pass with other numbers."""

import numpy as np
import pytest

from sandbox.engine.provenance import Provenance
from sandbox.labs.experiments.classifier import Classifier
from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from sandbox.passes import path
from sandbox.passes.path import CellPath, CellRef
from sandbox.passes.recorded_step import RecordedStep

LAB = Propagation()


def taken(**texts: str) -> RecordedStep:
    run: RecordedStep = Session(LAB, parse_settings(LAB.knobs, texts), seed=0).state.taken
    return run


def line(run: RecordedStep, symbol: str) -> int:
    return next(i for i, shown in enumerate(run.shown) if shown.symbol == symbol)


def test_every_part_of_every_cell_is_a_spot_with_the_part_s_name_and_number() -> None:
    run = taken(batch="2", loss="cross-entropy", hidden="3,2")
    for step, shown in enumerate(run.shown):
        for index in np.ndindex(np.shape(shown.step.value)):
            for part in run.explain(step, index).parts:
                spot = CellRef.of_part(part, step)
                assert path.value(run, spot) == part.value
                # One of several values in a list is called by its own line's symbol.
                assert path.name(run, spot) == part.name


def test_following_the_first_part_ends_outside_and_the_way_leads_back() -> None:
    run = taken()
    way = CellPath.begin(run, CellRef.of_line(line(run, "∂J/∂W⁽²⁾"), (2, 1)))
    while way.here.origin.step is not None:
        parts = run.explain(way.here.origin.step, way.here.index).parts
        way = way.on(CellRef.of_part(parts[0], way.here.origin.step), "made-of")
    names = [path.name(run, stop.spot) for stop in way.stops]
    assert names == ["∂J/∂W⁽²⁾[2,1]", "∂L/∂W⁽²⁾[2,1]", "h[2]", "z[2]", "x[0]"]
    assert way.nodes() == ("W⁽²⁾", "W⁽²⁾", "h", "z", "x")
    for expected in reversed(names[:-1]):
        before = way.back()
        assert before is not None
        way = before
        assert path.name(run, way.here) == expected
    assert way.back() is None


def test_cells_beside_each_other_come_in_reading_order_and_end_at_the_corners() -> None:
    run = taken()
    way = CellPath.begin(run, CellRef.of_line(line(run, "∂J/∂W⁽²⁾"), (0, 1)))
    assert way.beside(1).here.index == (1, 0)
    assert way.beside(-1).here.index == (0, 0)
    assert way.beside(99).here.index == (2, 1)
    assert way.beside(-99).here.index == (0, 0)


def test_operands_are_spots_as_they_are_drawn() -> None:
    run = taken()
    step = line(run, "z")
    assert CellRef.of_operand(run, step, "W", (1, 2)).origin.kind == "parameter"
    assert path.name(run, CellRef.of_operand(run, step, "X", (0, 1))) == "x[1]"
    # A list is drawn as a row: each of its numbers was made by a line of its own.
    sizes = line(run, "s")
    assert path.name(run, CellRef.of_operand(run, sizes, "sizes", (0, 1))) == "‖W⁽²⁾‖²"
    assert CellRef.of_operand(run, sizes, "self.decay", (0, 0)).origin == Provenance(
        "setting", name="decay"
    )


def test_a_way_leads_through_the_pass_after_an_edit_and_not_through_another_network() -> None:
    run = taken()
    way = CellPath.begin(run, CellRef.of_line(line(run, "o"), (0, 1)))
    way = way.on(
        CellRef(Provenance("parameter", place=2, name="W"), (0, 1), line(run, "o")), "made-of"
    )
    edited = run.edited(way.here.origin, way.here.index, 2.0)
    moved = way.within(edited)
    assert moved is not None
    assert path.value(edited, moved.here) == 2.0
    assert way.within(taken(outputs="1")) is None
    assert way.within(taken(hidden="4,4")) is None


def test_what_the_optimiser_drew_or_remembers_is_found_where_it_was_met() -> None:
    lab = Classifier()
    texts = {"data": "garments", "n_train": "64", "batch": "4", "hidden": "5", "dropout": "0.5"}
    state = Session(lab, parse_settings(lab.knobs, texts), 0).state
    run = lab.recorded_step(state)
    step = line(run, "m")
    part = run.explain(step, (1, 2)).parts[0]
    assert part.origin.kind == "draw"
    assert path.value(run, CellRef.of_part(part, step)) == part.value
    with pytest.raises(LookupError):
        path.whole(run, CellRef(Provenance("memory", name="v"), (0, 0), step))
    with pytest.raises(LookupError):
        path.whole(run, CellRef.of_line(99, (0, 0)))
