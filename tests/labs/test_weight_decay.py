"""Weight decay comes out as the lecture's own code prints it, over ten seeds."""

from statistics import median

import numpy as np
import pytest

from sandbox.labs.data.regression import linear_data
from sandbox.labs.experiments.weight_decay import WeightDecayLab, epochs_within
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = WeightDecayLab()


def finished(seed: int = 0, **texts: str) -> Session:
    session = Session(LAB, parse_settings(LAB.knobs, texts), seed)
    while not session.finished:
        session.forward()
    return session


def medians(**texts: str) -> dict[str, float]:
    runs = [finished(seed, **texts).frame().metrics for seed in range(10)]
    return {name: median(run[name] for run in runs) for name in LAB.metrics}


# form, decay, then the range that the median over ten seeds must lie in.
TABLE = [
    ("scratch", "0", (12.8, 15.0), (3e-6, 4e-5), (70, 112)),
    ("scratch", "3", (0.348, 0.404), (4e-4, 1.5e-3), (0.057, 0.15)),
    ("concise", "0", (12.8, 15.0), (1e-12, 1e-9), (140, 220)),
    ("concise", "3", (0.348, 0.404), (2.5e-4, 1e-3), (0.11, 0.25)),
]


@pytest.mark.parametrize(("form", "decay", "w_norm", "train", "test"), TABLE)
def test_the_table_of_the_lecture(
    form: str,
    decay: str,
    w_norm: tuple[float, float],
    train: tuple[float, float],
    test: tuple[float, float],
) -> None:
    got = medians(form=form, decay=decay)
    assert w_norm[0] <= got["w_norm"] <= w_norm[1]
    assert train[0] <= got["train_loss"] <= train[1]
    assert test[0] <= got["test_loss"] <= test[1]


def test_without_the_half_the_losses_are_twice_as_large() -> None:
    scratch, concise = medians(form="scratch", decay="0"), medians(form="concise", decay="0")
    assert concise["test_loss"] == pytest.approx(2 * scratch["test_loss"], rel=0.02)


def test_a_large_decay_forgets_the_start_and_a_start_at_zero_needs_none() -> None:
    strong = medians(decay="10")
    assert strong["w_norm"] == pytest.approx(0.024, rel=0.25)
    assert strong["test_loss"] == pytest.approx(0.011, rel=0.25)
    from_zero = medians(decay="0", init_std="0")
    assert from_zero["test_loss"] == pytest.approx(0.0103, rel=0.15)


def test_a_step_multiplies_the_weights_by_one_less_lr_times_decay() -> None:
    """So beyond lr·λ = 2 they grow without end, which is said and not raised."""
    calm = finished(decay="600", epochs="20").frame()
    assert not calm.diverged
    wild = finished(decay="1000", epochs="400")
    assert wild.finished
    assert wild.frame().diverged
    assert wild.frame().done < 400, "a run whose numbers are gone has come to its end"


def test_decay_acts_live_and_the_run_goes_on() -> None:
    session = finished(decay="0", epochs="50")
    before = session.frame().metrics["w_norm"]
    assert session.set_knob("epochs", 100)
    assert session.set_knob("decay", 3.0)
    assert session.frame().done == 50
    while not session.finished:
        session.forward()
    assert session.frame().metrics["w_norm"] < before / 2
    assert not session.set_knob("init_std", 0.0), "a new start restarts the run"
    assert session.frame().done == 0


def test_the_frame_shows_what_the_run_has_come_to() -> None:
    frame = finished(epochs="3").frame()
    losses = frame.picture("losses")
    assert [line.name for line in losses.lines] == ["train_loss", "test_loss"]
    assert losses.lines[0].x == (0.0, 1.0, 2.0, 3.0)
    assert losses.lines[1].y[-1] == frame.metrics["test_loss"]
    assert frame.picture("norm").lines[0].y[-1] == frame.metrics["w_norm"]
    weights = frame.picture("weights").values
    assert weights.shape == (10, 20)
    assert np.linalg.norm(weights) == pytest.approx(frame.metrics["w_norm"], rel=1e-6)
    code = frame.picture("code").text
    assert "    Z1 = X @ W1 + b1\n" in code
    assert "    W1_new = W1 - lr * dJ_W1\n" in code
    assert "Z = X @ W + b" in code
    assert "dsW = ds * self.decay * W" in code
    assert (
        "d = g + self.decay * w"
        in finished(epochs="1", form="concise").frame().picture("code").text
    )


def test_odd_shapes_are_shown_too() -> None:
    weights = finished(epochs="1", inputs="23").frame().picture("weights").values
    assert weights.shape == (2, 20)
    assert np.isnan(weights).sum() == 17
    one = finished(epochs="1", inputs="1", n_train="1").frame().picture("weights")
    assert one.values.shape == (1, 1)


def test_a_strength_of_the_sweep_is_the_run_with_that_strength() -> None:
    run = finished(seed=4)
    sweep = run.frame().picture("sweep")
    losses, norms = (line.y for line in sweep.lines)
    assert len(losses) == len(norms) == 64, "the mark, at 0, is one of them"
    for place in (0, 7, 19, 63):
        alone = finished(seed=4, decay=repr(sweep.lines[0].x[place])).frame().metrics
        assert losses[place] == pytest.approx(alone["test_loss"], rel=1e-4)
        assert norms[place] == pytest.approx(alone["w_norm"], rel=1e-4)


def test_the_slider_is_a_mark_on_the_sweep() -> None:
    run = finished(epochs="2", form="concise")
    before = run.frame().picture("sweep")
    assert before.cursor == 0
    assert run.set_knob("decay", 4.0)
    after = run.frame().picture("sweep")
    assert after.cursor == 4
    for line, old in zip(after.lines, before.lines, strict=True):
        assert set(zip(old.x, old.y, strict=True)) < set(zip(line.x, line.y, strict=True))


@pytest.mark.parametrize("decay", ["0.07", "3", "20", "400"])
def test_the_mark_on_the_sweep_has_the_runs_own_values(decay: str) -> None:
    """0.07 lies between two strengths, and 400 beyond the slider's end."""
    frame = finished(decay=decay).frame()
    sweep = frame.picture("sweep")
    assert sweep.cursor == float(decay) <= sweep.x_limits[1]
    for line in sweep.lines:
        assert sweep.value(line) == pytest.approx(frame.metrics[line.name], rel=1e-4)


def test_the_sweep_reaches_its_least_test_loss_where_the_knob_does() -> None:
    """Up to the slider's end it only falls; and what always answers the mean, .05, is worse."""
    slider, beyond = (finished(decay=d).frame().picture("sweep").lines[0] for d in ("10", "100"))
    assert int(np.argmin(slider.y)) == len(slider.y) - 1
    best = int(np.argmin(beyond.y))
    assert 10 < beyond.x[best] < 100
    _, y = linear_data(200, 100, 0, "test")
    assert beyond.y[best] < float(((y - 0.05) ** 2).mean() / 2)


def test_a_sweep_over_much_data_is_of_fewer_epochs() -> None:
    assert epochs_within(2.5e8, 200, 20, 100) == 100
    assert epochs_within(2.5e8, 2000, 10_000, 100) == 1
