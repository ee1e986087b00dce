"""Learners' functions in the engine's place: run as they stand, watched line by line."""

import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from sandbox.engine.activations import ReLU, Sigmoid
from sandbox.engine.dropout import Dropout
from sandbox.engine.explain.cell import Explainer, UnexplainedError
from sandbox.engine.explain.formula import General
from sandbox.engine.initialisation import Normal
from sandbox.engine.layers import Linear
from sandbox.engine.learner.function import LearnerFunction
from sandbox.engine.learner.parts import (
    LearnerBothDropout,
    LearnerCrossEntropy,
    LearnerDropout,
    LearnerL2,
    LearnerReLU,
    LearnerSlopeSigmoid,
    LearnerXavier,
)
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.learner.source import LearnerFunctionError, LearnerSource
from sandbox.engine.learner.time_limit import TIME_LIMIT
from sandbox.engine.learner.whole import (
    LearnerNetwork,
    LearnerObjective,
    LearnerOptimiser,
    LearnerTrainer,
)
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.penalties import L2
from sandbox.engine.provenance import Origins
from sandbox.engine.recording import Recording, record
from sandbox.engine.replay import replay
from sandbox.engine.training import Trainer
from tests.engine.arrays import same_bits

SOLUTIONS = Path(__file__).parents[2] / "lessons" / "15-assignment" / "solutions"
RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(4, 2)), RNG.integers(0, 3, (4, 1))


def own(name: str, text: str = "") -> LearnerFunction:
    """The lesson's solution, or a function with this text."""
    path = SOLUTIONS / f"{name}.py"
    written = textwrap.dedent(text) or path.read_text(encoding="utf-8")
    return LearnerFunction(LearnerSource(name, written, str(path)), SLOTS[name])


def trained(layer, loss=None, penalty=None, optimiser=None, dtype=np.float64, **whole) -> Trainer:
    """Two inputs, three hidden units, three classes."""
    layers = (Linear(2, 3), *layer, Linear(3, 3))
    network = LearnerNetwork(layers, whole["there"]) if "there" in whole else Network(layers)
    parts = (network, loss or SoftmaxCrossEntropy(), penalty)
    objective = (
        LearnerObjective(*parts, own=whole["back"]) if "back" in whole else Objective(*parts)
    )
    return LearnerTrainer(objective, optimiser or sgd(0.1), 4, 0, dtype)


def step_by(optimiser: LearnerFunction, decay: float) -> LearnerOptimiser:
    plain = sgd(0.1)
    return LearnerOptimiser(plain.descent, plain.groups, optimiser, decay)


TRAINERS = {
    "relu": lambda: trained((LearnerReLU(own("relu")),)),
    "sigmoid_grad": lambda: trained((LearnerSlopeSigmoid(own("sigmoid_grad")),)),
    "softmax_cross_entropy": lambda: trained(
        (ReLU(),), LearnerCrossEntropy(own("softmax_cross_entropy"))
    ),
    "l2_penalty": lambda: trained((ReLU(),), penalty=LearnerL2(0.1, own("l2_penalty"))),
    "sgd_step": lambda: trained((ReLU(),), optimiser=step_by(own("sgd_step"), 0.1)),
    "dropout": lambda: trained(
        (ReLU(), LearnerBothDropout(0.4, own("dropout_layer"), own("dropout_backward")))
    ),
    "mlp_forward": lambda: trained((ReLU(),), there=own("mlp_forward")),
    "mlp_backward": lambda: trained((ReLU(),), penalty=L2(0.1), back=own("mlp_backward")),
    "both": lambda: trained(
        (ReLU(),), penalty=L2(0.1), there=own("mlp_forward"), back=own("mlp_backward")
    ),
}

each = pytest.mark.parametrize("name", TRAINERS)


def taken(trainer: Trainer) -> Recording:
    return record(trainer, trainer.start(Normal(0.7)), X.astype(trainer.dtype), Y)


@each
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_watched_and_plain_runs_agree_bit_for_bit(name, dtype):
    trainer = LearnerTrainer(**{**vars(TRAINERS[name]()), "dtype": dtype})
    recording = taken(trainer)
    after, forward = trainer.step(recording.before, recording.X, Y)
    assert same_bits(forward.J, recording.forward.J)
    for plain, watched in zip(after.params, recording.after.params, strict=True):
        for key, values in plain.items():
            assert same_bits(values, watched[key])
            assert values.dtype == dtype


@each
def test_every_line_is_a_step_whose_formula_gives_its_value_and_whose_cells_are_explained(name):
    recording = taken(TRAINERS[name]())
    lines = [step for step in recording.steps if step.own]
    assert lines
    assert not any(step.whole for step in lines)
    for step in recording.steps:
        explainer = Explainer(step)
        assert same_bits(np.asarray(explainer.rerun()), np.asarray(step.value))
        assert General(explainer).text().startswith(step.name)
        for index in np.ndindex(np.shape(step.value)):
            cell = explainer.cell(index)
            assert cell.recompute() == pytest.approx(cell.value, rel=1e-12, abs=1e-15)


@each
def test_what_a_line_is_made_of_can_be_followed(name):
    recording = taken(TRAINERS[name]())
    origins = Origins(recording)
    for number, step in enumerate(recording.steps):
        for operand, value in step.operands.items():
            if np.ndim(value) and not isinstance(value, list):
                origin = origins.of(operand, value)
                assert origin.kind in ("step", "input", "target", "parameter")
                assert origin.step is None or origin.step < number


@each
def test_the_step_is_the_engines(name):
    """Up to rounding. Dropout draws other numbers: there a p is taken that drops nothing."""
    trainer = TRAINERS[name]()
    engine = {
        "sigmoid_grad": (Sigmoid(),),
        "dropout": (ReLU(), Dropout(1e-12)),
    }.get(name, (ReLU(),))
    decay = L2(0.1) if name in ("l2_penalty", "sgd_step", "mlp_backward", "both") else None
    plain = Trainer(
        Objective(Network((Linear(2, 3), *engine, Linear(3, 3))), SoftmaxCrossEntropy(), decay),
        sgd(0.1), 4, 0, np.float64,
    )  # fmt: skip
    if name == "dropout":
        zero = LearnerBothDropout(1e-12, own("dropout_layer"), own("dropout_backward"))
        trainer = trained((ReLU(), zero))
    after, _ = trainer.step(trainer.start(Normal(0.7)), X, Y)
    expected, _ = plain.step(plain.start(Normal(0.7)), X, Y)
    places = [layer for layer in after.params if layer]
    due = [layer for layer in expected.params if layer]
    for layer, right in zip(places, due, strict=True):
        for key, values in right.items():
            np.testing.assert_allclose(layer[key], values, rtol=1e-10, atol=1e-12)


def test_a_mask_of_numbers_widens_nothing():
    text = """
    def dropout_layer(X, p, rng):
        mask = rng.binomial(1, 1 - p, X.shape)
        return X * mask / (1 - p), mask
    """
    dropout = LearnerDropout(0.5, own("dropout_layer", text))
    trainer = trained((ReLU(), dropout), dtype=np.float32)
    recording = taken(trainer)
    after, _ = trainer.step(recording.before, recording.X, Y)
    for plain, watched in zip(after.params, recording.after.params, strict=True):
        for key, values in plain.items():
            assert same_bits(values, watched[key])
            assert values.dtype == np.float32
    last = [step for step in recording.steps if step.id == "dropout.forward.mask"][-1]
    assert last.formula == "np.asarray(mask, np.bool)"


def test_a_start_is_the_learners():
    start = LearnerXavier(own("xavier_init"))
    W = start.draw(np.random.default_rng(3), 40, 60)
    again = start.draw(np.random.default_rng(3), 40, 60)
    assert same_bits(W, again)
    assert W.std() == pytest.approx(np.sqrt(2 / 100), rel=0.05)


RELUS = {
    "returned at once": ("return np.maximum(x, 0)", ["np.maximum(x, 0)"], ""),
    "a condition": (
        "if x.ndim == 2:\n    H = x * (x > 0)\nelse:\n    H = x\nreturn H",
        ["x * (x > 0)"],
        "",
    ),
    "a name given again": (
        "H = np.abs(x)\nH = H + x\nH = H / 2\nreturn H",
        ["np.abs(x)", "H + x", "H / 2"],
        "",
    ),
    "two names in a line": ("a, b = x > 0, x\nreturn a * b", ["x > 0", "a * b"], ""),
    "a function within": (
        "return half(np.abs(x) + x) * 1",
        ["np.abs(x) + x", "(v) / 2", "half(np.abs(x) + x) * 1"],
        "",
    ),
    "adding to a number": (
        "n, m = 0.0, 0.5\nfor k in range(3):\n    n += x.sum() * m\nreturn np.maximum(x, 0 * n)",
        ["n + x.sum() * m"] * 3 + ["np.maximum(x, 0 * n)"],
        "",
    ),
    "a list": (
        "both = [np.maximum(v, 0) for v in (x, x)]\nreturn both[0] - 0 * sum(w for w in both)",
        ["np.maximum(v, 0)", "np.maximum(v, 0)", "both[0] - 0 * sum(terms)"],
        "",
    ),
    "a list of rows": (
        "rows = [np.maximum(row, 0) for row in x]\nreturn np.stack(rows)",
        ["relu(x)"],
        "parts",
    ),
    "row by row": (
        "n = 0.0\nfor row in x:\n    n += row.sum()\nreturn np.maximum(x, 0 * n)",
        ["relu(x)"],
        "parts",
    ),
    "in place": ("H = x.copy()\nH[H < 0] = 0\nreturn H", ["relu(x)"], "in_place"),
    "in place by its name": ("H = x.copy()\nH *= x > 0\nreturn H", ["relu(x)"], "in_place"),
    "in place by a function": (
        "H = x.copy()\nnp.maximum(H, 0, out=H)\nreturn H",
        ["relu(x)"],
        "in_place",
    ),
    "cell by cell": (
        "H = [[max(cell, 0.0) for cell in row] for row in x]\nreturn np.array(H)",
        ["relu(x)"],
        "parts",
    ),
    "more lines than are shown": (
        "n = 0.0\nfor k in range(200):\n    n = n + 0.5\nreturn np.maximum(x, 0 * n)",
        ["relu(x)"],
        "many",
    ),
}


@pytest.mark.parametrize(("body", "formulas", "why"), RELUS.values(), ids=RELUS)
def test_other_ways_to_write_it_run_rightly_and_are_shown_as_far_as_they_can(body, formulas, why):
    text = (
        "import numpy as np\n\ndef half(v):\n    return (v) / 2\n\ndef relu(x):\n"
        + textwrap.indent(f'"""Mine."""\n{body}', "    ")
    )
    recording = taken(trained((LearnerReLU(own("relu", text)),)))
    lines = [step for step in recording.steps if step.own]
    assert [step.formula for step in lines] == formulas
    assert {step.whole for step in lines} == {why}
    assert lines[-1].id == "relu.forward.H"
    expected = taken(trained((ReLU(),)))
    assert same_bits(recording.forward.J, expected.forward.J)
    for step in lines:
        assert same_bits(np.asarray(Explainer(step).rerun()), np.asarray(step.value))


def test_a_dict_of_results_computed_in_place_is_a_step_for_each():
    text = """
    def sgd_step(params, grads, lr, decay):
        new = {name: w.copy() for name, w in params.items()}
        for name in new:
            new[name] -= lr * grads[name]
        return new
    """
    recording = taken(trained((ReLU(),), optimiser=step_by(own("sgd_step", text), 0.0)))
    lines = [step for step in recording.steps if step.own and step.whole]
    assert [step.formula for step in lines] == [
        f'sgd_step(params, grads, lr, decay)["{name}"]' for name in ("W1", "b1", "W2", "b2")
    ]
    (W1, *_) = lines
    assert W1.operands['params["W1"]'] is recording.before.params[0]["W"]
    for step in lines:
        assert same_bits(Explainer(step).rerun(), step.value)


WRONG = {
    "raised": ("def relu(x):\n    y = 1\n    return x[7, 7]\n", "raised IndexError.* in line 3"),
    "ended": ("import sys\n\ndef relu(x):\n    sys.exit()\n", "raised SystemExit in line 4"),
    "shape": ("def relu(x):\n    return x[0]\n", r"gave the shape \(3,\) where \(4, 3\) is due"),
    "type": ("def relu(x):\n    return 'x'\n", "gave str where ndarray is due"),
    "nothing": ("def relu(x):\n    x * 2\n", "gave None where ndarray is due"),
    "nan": ("def relu(x):\n    return x / 0 * 0\n", "gave NaN for numbers that are all finite"),
    "missing": ("def rely(x):\n    return x\n", "has no function relu"),
    "broken": ("def relu(x:\n", "does not load"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_a_function_that_cannot_go_on_ends_the_run_with_a_sentence(text, said):
    trainer = trained((LearnerReLU(own("relu", text)),))
    state = trainer.start(Normal(0.7))
    with pytest.raises(LearnerFunctionError, match=said):
        trainer.step(state, X, Y)
    with pytest.raises(LearnerFunctionError, match=said), np.errstate(all="ignore"):
        record(trainer, state, X, Y)


def test_not_a_number_in_is_not_the_functions_fault():
    relu = own("relu")
    assert np.isnan(relu(np.array([[np.nan, 1.0]]))).any()


def test_what_it_prints_goes_nowhere(capsys):
    own("relu", "def relu(x):\n    print('here')\n    return x\n")(X)
    assert capsys.readouterr().out == ""


def test_an_endless_loop_is_ended_and_its_thread_goes_on(monkeypatch):
    monkeypatch.setattr(TIME_LIMIT, "seconds", 0.2)
    relu = own("relu", "def relu(x):\n    while True:\n        x = x + 0\n")
    said: list[object] = []

    def run():
        for _ in range(2):
            try:
                relu(X)
            except LearnerFunctionError as error:
                said.append(error.reason)
        said.append("on")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert said == ["slow", "slow", "on"]


def test_what_a_function_makes_nothing_of_is_no_number_when_a_pass_is_run_again(monkeypatch):
    monkeypatch.setattr(TIME_LIMIT, "seconds", 0.2)
    text = """
    import numpy as np

    def relu(x):
        while np.isnan(x).any():
            pass
        if (x > 1e6).any():
            raise ValueError("too large")
        H = x.copy()
        H[H < 0] = 0
        return H
    """
    recording = taken(trained((LearnerReLU(own("relu", text)),)))
    (line,) = (step for step in recording.steps if step.own)
    (z,) = line.operands.values()
    for cell in (np.nan, 1e7):
        moved = z.copy()
        moved[0, 0] = cell
        changed = replay([line], {id(z): moved})
        assert np.isnan(changed[id(line.value)]).all()


def test_numbers_that_are_no_cell_by_cell_matter_are_refused_an_explanation():
    text = "import numpy as np\n\ndef relu(x):\n    return np.nan_to_num(x * (x > 0))\n"
    recording = taken(trained((LearnerReLU(own("relu", text)),)))
    (line,) = (step for step in recording.steps if step.own)
    with pytest.raises(UnexplainedError, match="nan_to_num"):
        Explainer(line).cell((0, 0))


SPELLINGS = {
    "np.clip(x, 0, None)": "H[i,j] = max(x[i,j], 0)",
    "x.clip(0, 9)": "H[i,j] = min(max(x[i,j], 0), 9)",
    "x.clip(0)": "H[i,j] = max(x[i,j], 0)",
    "np.dot(x, np.eye(3))": "H[i,j] = Σₖ x[i,k]·0",
    "x.dot(np.eye(3))": "H[i,j] = Σₖ x[i,k]·0",
}


@pytest.mark.parametrize("formula", SPELLINGS)
def test_other_spellings_are_explained_as_what_they_are(formula):
    relu = own("relu", f"import numpy as np\n\ndef relu(x):\n    return {formula}\n")
    recording = taken(trained((LearnerReLU(relu),)))
    (line,) = (step for step in recording.steps if step.own)
    assert line.formula == formula
    assert General(Explainer(line)).text() == SPELLINGS[formula]
    for index in np.ndindex(line.value.shape):
        cell = Explainer(line).cell(index)
        assert cell.recompute() == pytest.approx(line.value[index])


SLEEPER = "import time\nif __name__ == 'yours': time.sleep(1e6)\ndef relu(x):\n    return x\n"
LOADS = {
    "sleeps": (SLEEPER, "asleep"),
    "loops": ("while True: pass\n", "asleep"),
    "ignores": ("while True:\n try:\n  while True: pass\n except Exception: pass\n", "asleep"),
    "leaves": ("class E(BaseException): pass\nraise E('no')\n", "broken"),
    "interrupts": ("raise KeyboardInterrupt\n", "broken"),
    "exits": ("raise SystemExit(3)\n", "broken"),
    "deep": ("x = " + "(" * 5000 + ")" * 5000 + "\n", "broken"),
}


@pytest.mark.parametrize("kind", LOADS)
def test_a_file_that_does_not_load_is_said_and_not_waited_for(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, reason = LOADS[kind]
    monkeypatch.setattr(TIME_LIMIT, "seconds", 0.3)
    start = time.monotonic()
    with pytest.raises(LearnerFunctionError) as raised:
        _ = LearnerSource("relu", text, f"{kind}.py").function
    assert raised.value.reason == reason
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("error", ["E('no')", "SystemExit(3)", "GeneratorExit()"])
def test_whatever_a_function_raises_is_its_own_mistake(error: str) -> None:
    text = f"class E(BaseException): pass\ndef relu(x):\n    raise {error}\n"
    written = LearnerSource("relu", text, "relu.py")
    with pytest.raises(LearnerFunctionError) as raised:
        written.call(written.function, (1,))
    assert raised.value.reason == "raised"
    assert raised.value.values["line"] == "3"


def test_what_ends_the_program_is_none_of_a_functions_doing() -> None:
    written = LearnerSource("relu", "def relu(x):\n    raise KeyboardInterrupt\n", "relu.py")
    with pytest.raises(KeyboardInterrupt):
        written.call(written.function, (1,))
