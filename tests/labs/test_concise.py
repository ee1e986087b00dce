"""Written out and as a list of layers: the same numbers to the last bit."""

from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.experiments import scratch
from sandbox.labs.experiments.api_vs_scratch import ApiVsScratch
from sandbox.labs.knobs import KnobError, parse_settings
from sandbox.labs.lab import Resources
from sandbox.labs.pictures import Code, Curves
from sandbox.labs.session import Session

LAB = ApiVsScratch()
REAL = Path(__file__).parents[3] / "shared" / "data" / "fashion-mnist-mini"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="fashion-mnist-mini is not here")


class Drawn(Resources):
    """A few plain pictures of ten classes, learnt in a moment."""

    def images(self, kind: str) -> ImageDataset:
        rng = np.random.default_rng(0)

        def draw(n: int) -> tuple[np.ndarray, np.ndarray]:
            labels = np.arange(n) % 10
            pixels = rng.integers(0, 120, (n, 28, 28))
            pixels[np.arange(n), labels * 2 + 3] += 130
            return pixels.astype(np.uint8), labels.astype(np.uint8)

        return ImageDataset("garments", *draw(200), *draw(60), "drawn for a test")


def session(sources: Resources | None = None, seed: int = 0, **texts: str) -> Session:
    texts = {"units": "16", "batch": "20", "epochs": "12", **texts}
    return Session(LAB, parse_settings(LAB.knobs, texts), seed, sources or Drawn())


def finish(run: Session) -> Session:
    while not run.finished:
        run.forward()
    return run


def curves(run: Session) -> tuple[tuple[float, ...], ...]:
    picture = run.frame().picture("accuracies")
    assert isinstance(picture, Curves)
    return tuple(line.y for line in picture.lines)


def test_the_difference_stays_zero_while_the_accuracy_climbs() -> None:
    run = finish(session())
    assert [row.max_difference for row in run.state.rows] == [0.0] * 13
    assert run.frame().metrics["scratch_acc"] >= 0.9
    written, listed = curves(run)
    assert written == listed
    assert written[0] < 0.4


@needs_real
def test_on_real_pictures_too() -> None:
    run = finish(session(Resources(REAL), seed=3, batch="50", units="32"))
    assert {row.max_difference for row in run.state.rows} == {0.0}
    written, listed = curves(run)
    assert written == listed
    assert written[-1] >= 0.4
    assert run.frame().facts == {"data": "fashion-mnist", "train": "500"}


def test_both_move_and_both_move_alike() -> None:
    run = session()
    before = run.state.written
    run.step()
    listed = [run.state.state.params[place][name] for place in (0, 2) for name in ("W", "b")]
    for W, now, other in zip(before, run.state.written, listed, strict=True):
        assert now.shape == W.shape
        assert (now != W).any()
        assert np.array_equal(now, other)


def test_a_slip_in_the_written_out_gradient_would_show(monkeypatch: pytest.MonkeyPatch) -> None:
    right = scratch.gradients

    def slip(X: np.ndarray, y: np.ndarray, weights: scratch.Weights) -> scratch.Weights:
        dW1, db1, dW2, db2 = right(X, y, weights)
        return dW1, db1, dW2, 2 * db2

    monkeypatch.setattr(scratch, "gradients", slip)
    run = session(epochs="1")
    run.forward()
    assert run.frame().metrics["max_difference"] > 1e-4


def test_the_learning_rate_acts_live_on_both() -> None:
    run = session()
    run.forward()
    assert run.set_knob("lr", 1.0)
    run.step()
    half = run.state.written
    run.back()
    run.set_knob("lr", 0.1)
    run.step()
    assert not np.array_equal(half[0], run.state.written[0])
    finish(run)
    assert {row.max_difference for row in run.state.rows} == {0.0}


def test_a_learning_rate_too_high_ends_the_run() -> None:
    run = finish(session(lr="1e6", units="400", batch="200", epochs="200"))
    frame = run.frame()
    assert frame.diverged
    assert frame.done < 200
    assert np.isnan(frame.metrics["max_difference"])


def test_units_that_have_died_have_died_in_both() -> None:
    run = finish(session(lr="5"))
    assert set(curves(run)[0][-3:]) == {0.1}
    assert {row.max_difference for row in run.state.rows} == {0.0}


def test_three_ways_to_write_it() -> None:
    frame = session(units="64", lr="0.5", epochs="3").frame()
    texts = {}
    for name in ("scratch", "concise", "torch"):
        picture = frame.picture(name)
        assert isinstance(picture, Code)
        assert max(map(len, picture.text.splitlines())) <= 72, name
        texts[name] = picture.text
    assert "dW2 = H.T @ dO" in texts["scratch"]
    assert "    Linear(784, 64),\n    ReLU(),\n    Linear(64, 10),\n" in texts["concise"]
    assert "optimiser = sgd(0.5)" in texts["concise"]
    assert "    nn.Linear(784, 64),\n    nn.ReLU(),\n    nn.Linear(64, 10),\n" in texts["torch"]
    assert "torch.optim.SGD(net.parameters(), lr=0.5)" in texts["torch"]


def test_fewer_pictures_and_too_many() -> None:
    assert session(n_train="50").frame().facts["train"] == "50"
    with pytest.raises(KnobError, match="n_train=201 is more than there are: give 200 or fewer"):
        session(n_train="201")


def test_a_training_step_can_be_asked_about() -> None:
    taken = LAB.recorded_step(session().state)
    assert taken.trainer.objective.network.layers[0].outputs == 16
    assert taken.recording.before.step == 0
