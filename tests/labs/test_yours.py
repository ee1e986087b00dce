"""A learner's functions in the labs: where they go, what is said, and that a wrong one shows."""

import textwrap
from pathlib import Path

import numpy as np
import pytest

from sandbox.engine.learner.source import LearnerFunctionError, LearnerSource
from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.experiments.boundary import Boundary
from sandbox.labs.experiments.classifier import Classifier
from sandbox.labs.experiments.gradient_flow import GradientFlow
from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Steps
from sandbox.labs.session import Session
from sandbox.labs.stepper import Stepper
from sandbox.labs.yours import SLOTS, Yours, read
from sandbox.passes.comparison import Comparison
from sandbox.passes.recorded_step import RecordedStep

SOLUTIONS = Path(__file__).parents[2] / "lessons" / "15-assignment" / "solutions"


class Few(Resources):
    """A handful of pictures of noise."""

    def images(self, kind: str) -> ImageDataset:
        rng = np.random.default_rng(0)
        pixels = rng.integers(0, 256, (40, 28, 28)).astype(np.uint8)
        labels = (np.arange(40) % 10).astype(np.uint8)
        return ImageDataset("garments", pixels, labels, pixels, labels, "noise")


def yours(*names: str, **texts: str) -> Yours:
    """The lesson's solutions, and functions with these texts."""
    solutions = [read(name, SOLUTIONS / f"{name}.py") for name in names]
    own = [LearnerSource(name, textwrap.dedent(text), f"{name}.py") for name, text in texts.items()]
    return Yours((*solutions, *own))


def session(lab: Lab, own: Yours, **texts: str) -> Session:
    return Session(lab, parse_settings(lab.knobs, texts), 0, Few(own=own))


def same_numbers(lab: Lab, own: Yours, steps: int, **knobs: str) -> None:
    """After so many steps, all weights are those of the engine's run, up to rounding."""
    runs = [session(lab, functions, **knobs) for functions in (own, Yours())]
    for run in runs:
        for _ in range(steps):
            run.step()
    for layer, expected in zip(*(run.state.state.params for run in runs), strict=True):
        for name, values in expected.items():
            np.testing.assert_allclose(layer[name], values, rtol=1e-3, atol=1e-5)


CLASSIFIED = {
    "relu": {},
    "sigmoid_grad": {"activation": "sigmoid"},
    "softmax_cross_entropy": {},
    "l2_penalty": {"decay": "0.1"},
    "sgd_step": {"decay": "0.1"},
    "mlp_forward": {},
    "mlp_backward": {"decay": "0.1"},
}


@pytest.mark.parametrize(("name", "knobs"), CLASSIFIED.items(), ids=CLASSIFIED)
def test_a_classifier_trains_with_a_function_of_the_learners(
    name: str, knobs: dict[str, str]
) -> None:
    small = {"hidden": "8", "batch": "10", "init": "xavier", **knobs}
    run = session(Classifier(), yours(name), **small)
    assert run.frame().facts["own"] == name
    same_numbers(Classifier(), yours(name), 5, **small)


def test_all_of_them_at_once() -> None:
    names = ("relu", "softmax_cross_entropy", "l2_penalty", "sgd_step")
    rest = ("dropout_layer", "dropout_backward", "xavier_init")
    own = yours(*names, *rest)
    run = session(Boundary(), own, hidden="4", activation="relu", dropout="0.5", init="xavier",
                  decay="0.01")  # fmt: skip
    assert set(run.frame().facts["own"].split(", ")) == {*names, *rest}
    run.step()
    assert np.isfinite(run.frame().metrics["train_loss"])
    assert "dropout_layer" not in session(Boundary(), own).frame().facts["own"]


def test_the_code_that_is_shown_is_the_learners() -> None:
    own = yours("l2_penalty", "sgd_step", "mlp_forward", "mlp_backward")
    knobs = {"hidden": "4", "activation": "relu", "decay": "0.01"}
    code = session(Boundary(), own, **knobs).frame().picture("code").text
    heads = [line for line in code.splitlines() if line.startswith("# ")]
    assert heads == [
        "# mlp_forward.py",
        "# l2_penalty.py",
        "# mlp_backward.py",
        "# sgd_step.py",
        "# SoftmaxCrossEntropy.forward",
        "# Total.forward",
    ]
    assert "def sgd_step(params, grads, lr, decay):" in code


def test_a_start_of_the_learners_holds_the_sizes_through_many_layers() -> None:
    knobs = {"activation": "tanh", "init": "xavier"}
    run, plain = (session(GradientFlow(), own, **knobs) for own in (yours("xavier_init"), Yours()))
    assert run.frame().facts == {"own": "xavier_init"}
    for name, value in plain.frame().metrics.items():
        assert run.frame().metrics[name] == pytest.approx(value, rel=0.5)


def test_what_has_no_place_is_not_said_to_be_in_use() -> None:
    run = session(Propagation(), yours("relu"), activation="tanh")
    assert "own" not in run.frame().facts
    run.set_knob("activation", "relu")
    assert run.frame().facts["own"] == "relu"


def steps(run: Session) -> Steps:
    picture = run.frame().picture("steps")
    assert isinstance(picture, Steps)
    return picture


def test_the_stepper_has_the_learners_lines_in_the_lectures_notation() -> None:
    run = session(Propagation(), yours("relu"), batch="3")
    plain = session(Propagation(), Yours(), batch="3")
    (line,) = (shown for shown in steps(run).steps if shown.step.own)
    assert (line.symbol, line.notation, line.phase) == ("h", "φ(z)", "forward")
    assert line.step.formula == "np.maximum(x, 0)"
    assert line.operand_symbols == {"x": "z"}
    assert [s.symbol for s in steps(run).steps] == [s.symbol for s in steps(plain).steps]
    for one, other in zip(steps(run).steps, steps(plain).steps, strict=True):
        assert np.array_equal(one.step.value, other.step.value)


def test_each_cell_of_a_learners_line_is_explained_and_followed() -> None:
    own = yours("mlp_forward", "mlp_backward")
    run = session(Propagation(), own, loss="cross-entropy", batch="2")
    taken = run.state.taken
    symbols = [shown.symbol for shown in taken.shown]
    for symbol in ("z", "h", "o", "∂J/∂W⁽¹⁾", "∂J/∂W⁽²⁾"):
        assert symbol in symbols
    for number, shown in enumerate(taken.shown):
        for index in np.ndindex(np.shape(shown.step.value)):
            explanation = taken.explain(number, index)
            assert not explanation.unexplained
            assert explanation.value == np.asarray(shown.step.value)[index]
    last = symbols.index("∂J/∂W⁽¹⁾")
    chain = taken.chain(last, (0, 0))
    assert len(chain) > 1
    compared = taken.check(last, (0, 0))
    assert isinstance(compared, Comparison)
    assert compared.difference < 1e-6 or compared.kink


def test_the_gradient_check_passes_what_is_right_and_catches_what_is_wrong() -> None:
    knobs = {"loss": "cross-entropy", "batch": "4"}
    right = session(Propagation(), yours("mlp_backward"), **knobs)
    assert right.frame().metrics["gradcheck"] < 1e-7
    text = (SOLUTIONS / "mlp_backward.py").read_text(encoding="utf-8")
    for wrong in (text.replace(" * (Z > 0)", ""), text.replace("+ decay * W2", "")):
        assert wrong != text
        run = session(Propagation(), yours(mlp_backward=wrong), **knobs)
        assert run.frame().metrics["gradcheck"] > 1e-3
    slope = "import numpy as np\n\ndef sigmoid_grad(x):\n    return 1 / (1 + np.exp(-x))\n"
    run = session(Propagation(), yours(sigmoid_grad=slope), activation="sigmoid")
    assert run.frame().metrics["gradcheck"] > 1e-3


def test_lines_that_cannot_be_shown_are_one_step_that_says_so() -> None:
    text = "def relu(x):\n    h = x.copy()\n    h[h < 0] = 0\n    return h\n"
    run = session(Propagation(), yours(relu=text))
    taken = run.state.taken
    number, line = next((n, s) for n, s in enumerate(taken.shown) if s.step.own)
    assert (line.symbol, line.step.formula, line.step.whole) == ("h", "relu(x)", "in_place")
    explanation = taken.explain(number, (0, 0))
    assert explanation.unexplained
    assert explanation.value == line.step.value[0, 0]
    gradient = next(n for n, s in enumerate(taken.shown) if s.symbol == "∂J/∂z")
    compared = taken.check(gradient, (0, 0))
    assert isinstance(compared, Comparison)
    assert compared.difference < 1e-6
    assert taken.uses(taken.shown[0].step.value, (0, 0))


def test_the_next_training_step_of_a_classifier_is_stepped_through_by_the_learners_lines() -> None:
    run = session(Classifier(), yours("relu", "sgd_step"), hidden="8", batch="10")
    first = run.lab.recorded_step(run.state)
    stepper = Stepper(run.lab, run.state, run.settings, run.lab.training(run.state))
    frame = stepper.frame(stepper.start(stepper.settings, 0, Resources()))
    assert frame.facts["own"] == "relu, sgd_step"
    symbols = [shown.symbol for shown in first.shown if shown.phase == "update"]
    assert {"W⁽¹⁾ ←", "W⁽²⁾ ←", "b⁽¹⁾ ←", "b⁽²⁾ ←"} <= set(symbols)


RIGHT = Path(__file__).parents[1] / "course" / "exercises" / "right"
WAYS = [path for path in sorted(RIGHT.glob("*/*.py")) if path.parent.name in SLOTS]


@pytest.mark.parametrize("path", WAYS, ids=[f"{p.parent.name}-{p.stem}" for p in WAYS])
def test_other_right_ways_to_write_it_train_and_can_be_asked(path: Path) -> None:
    name = path.parent.name
    own = Yours((read(name, path),))
    knobs = {"activation": "relu", **Boundary().presets_for(name), "hidden": "3", "n": "8"}
    run = session(Boundary(), own, **knobs)
    assert run.frame().facts["own"] == name
    trainer = Boundary().trainer_for(run.state.setup, 0, own)
    X, y = trainer.batch(0, run.state.train)
    taken = RecordedStep.record(trainer, run.state.state, X, y)
    after, _ = trainer.step(run.state.state, X, y)
    for layer, watched in zip(after.params, taken.recording.after.params, strict=True):
        assert all(np.array_equal(values, watched[key]) for key, values in layer.items())
    assert any(step.own for step in taken.recording.steps) or name == "xavier_init"
    for number, shown in enumerate(taken.shown):
        first = (0,) * np.ndim(shown.step.value)
        for index in {first, tuple(n - 1 for n in np.shape(shown.step.value))}:
            explanation = taken.explain(number, index)
            assert shown.step.own or not explanation.unexplained
            for part in explanation.parts:
                assert part.origin.kind != "memory"
        taken.uses(shown.step.value, first)
        compared = taken.check(number, first)
        if isinstance(compared, Comparison) and not compared.kink:
            assert abs(compared.analytic - compared.numeric) < 1e-3


def test_a_function_that_fails_in_the_middle_leaves_the_run_where_it_was() -> None:
    text = """
    calls = []

    def relu(x):
        calls.append(1)
        return x * (x > 0) if len(calls) < 9 else x[0]
    """
    run = session(Classifier(), yours(relu=text), hidden="8", batch="10")
    with pytest.raises(LearnerFunctionError, match="your relu gave the shape"):
        for _ in range(20):
            state = run.state
            run.step()
    assert run.state is state
