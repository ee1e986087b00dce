"""Ten layers before any training: what each start leaves of signals and gradients."""

from itertools import pairwise
from statistics import median

import pytest

from sandbox.labs.experiments.gradient_flow import GradientFlow
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = GradientFlow()


def passed(seed: int = 0, **texts: str) -> Frame:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed).frame()


def medians(**texts: str) -> dict[str, float]:
    runs = [passed(seed, **texts).metrics for seed in range(20)]
    return {name: median(run[name] for run in runs) for name in LAB.metrics}


def test_sigmoids_with_small_weights_leave_nothing_for_the_first_layer() -> None:
    got = medians(activation="sigmoid", init_std="0.01")
    assert 3e-16 < got["first_grad"] < 3e-15
    assert 0.4 < got["last_grad"] < 0.6


def test_relu_with_weights_of_1_explodes() -> None:
    got = medians(activation="relu", init_std="1")
    assert 1e7 < got["last_std"] < 4e7
    assert got["first_grad"] > 1e6


def test_tanh_with_xavier_keeps_its_gradients() -> None:
    for seed in range(20):
        got = passed(seed, activation="tanh", init="xavier").metrics
        assert 0.5 < got["first_grad"] / got["last_grad"] < 2


def test_relu_shrinks_with_xavier_and_holds_with_he() -> None:
    assert 0.01 < medians(activation="relu", init="xavier")["last_std"] < 0.04
    assert 0.4 < medians(activation="relu", init="he")["last_std"] < 0.8


def test_the_level_sigma_for_64_wide_layers_is_an_eighth() -> None:
    level = medians(activation="tanh", init_std="0.125")
    xavier = medians(activation="tanh", init="xavier")
    assert level == pytest.approx(xavier, rel=1e-9), "√(2 / (64 + 64)) = .125"
    ratios = {std: medians(activation="tanh", init_std=std) for std in ("0.06", "0.25")}
    assert ratios["0.06"]["last_std"] < xavier["last_std"] / 50
    assert ratios["0.25"]["first_grad"] > 3 * ratios["0.25"]["last_grad"]


def test_relu_alone_cures_neither() -> None:
    small = medians(activation="relu", init_std="0.01")
    assert small["first_grad"] == pytest.approx(1.6e-11, rel=0.2)
    assert small["last_grad"] == pytest.approx(1.6e-11, rel=0.4), "all have all matrices in them"
    level = medians(activation="relu", init_std="0.177")
    he = medians(activation="relu", init="he")
    assert level == pytest.approx(he, rel=0.05), "√(2 / 64) = .177"
    assert medians(activation="relu", init_std="0.1")["last_std"] < he["last_std"] / 50
    assert medians(activation="relu", init_std="0.3")["last_std"] > he["last_std"] * 50


def test_xavier_is_not_for_sigmoids() -> None:
    got = medians(activation="sigmoid", init="xavier")
    assert got["first_grad"] == pytest.approx(2e-6, rel=0.2)
    assert got["last_grad"] == pytest.approx(0.5, rel=0.2)


def test_the_loss_is_shared_evenly_by_the_layers() -> None:
    """Ten sigmoid layers: each takes about √64 · .01 · ¼ = .02, so the bars' ends are a line."""
    values = passed().picture("gradients").values  # type: ignore[attr-defined]
    factors = [below / above for below, above in pairwise(values[1:])]
    assert all(0.014 < factor < 0.026 for factor in factors)


def rows(frame: Frame) -> dict[str, tuple[float, float]]:
    table = frame.picture("derivation")
    assert table.columns == ("line", "theory", "measured")  # type: ignore[attr-defined]
    return {line: (theory, measured) for line, theory, measured in table.rows}  # type: ignore[attr-defined]


@pytest.mark.parametrize("activation", ["identity", "tanh", "relu", "sigmoid"])
@pytest.mark.parametrize("inputs", ["64", "256"])
def test_every_line_of_the_derivation_is_what_is_measured(activation: str, inputs: str) -> None:
    frame = passed(activation=activation, init="xavier", inputs=inputs, width="64")
    got = rows(frame)
    theory, measured = got.pop("E[o] = 0")
    assert theory == 0
    assert abs(measured) < 0.1
    assert len(got) == 6
    for line, (theory, measured) in got.items():
        assert measured == pytest.approx(theory, rel=0.2), line


def test_one_sigma_can_meet_both_conditions_only_where_the_widths_agree() -> None:
    square = rows(passed(init="xavier"))
    assert square["n_in σ² = Var[o]/γ²"][0] == pytest.approx(1)
    assert square["n_out σ² = Var[∂x]/Var[∂o]"][0] == pytest.approx(1)
    oblong = rows(passed(init="xavier", inputs="192", width="64"))
    assert oblong["n_in σ² = Var[o]/γ²"][0] == pytest.approx(1.5)
    assert oblong["n_out σ² = Var[∂x]/Var[∂o]"][0] == pytest.approx(0.5)
    assert oblong["½(n_in + n_out) σ²"][0] == pytest.approx(1)


def test_bars_have_the_numbers_of_the_metrics() -> None:
    frame = passed(layers="7", width="5", inputs="3")
    for name, metric in (("gradients", "grad"), ("activations", "std")):
        bars = frame.picture(name)
        assert bars.log  # type: ignore[attr-defined]
        assert bars.labels == ("1", "2", "3", "4", "5", "6", "7")  # type: ignore[attr-defined]
        assert bars.values[0] == frame.metrics[f"first_{metric}"]  # type: ignore[attr-defined]
        assert bars.values[-1] == frame.metrics[f"last_{metric}"]  # type: ignore[attr-defined]


def test_a_step_draws_other_weights_and_a_knob_keeps_them() -> None:
    session = Session(LAB, parse_settings(LAB.knobs, {}), 0)
    first = session.frame().metrics
    session.forward()
    second = session.frame().metrics
    assert second != first
    assert session.set_knob("init_std", 0.5)
    assert session.set_knob("init_std", 0.01)
    assert session.frame().metrics == second
    assert session.back()
    assert session.frame().metrics == first


def test_what_explodes_beyond_all_numbers_is_no_crash() -> None:
    frame = passed(activation="relu", init_std="10", layers="50", width="512", inputs="512")
    assert frame.metrics["last_std"] > 1e100
