"""Wrong arguments: a sentence that names the mistake and, where there is a choice, the remedy."""

import numpy as np
import pytest

from sandbox.engine.activations import ReLU
from sandbox.engine.batches import Examples
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Initialiser, Normal
from sandbox.engine.layers import Layer, Linear, LinearWithoutBias
from sandbox.engine.losses import Loss
from sandbox.engine.network import Network
from sandbox.engine.optimisers import Descent, Rule, WeightDecay, adam, sgd
from sandbox.engine.penalties import L1, L2, Penalty
from sandbox.engine.randomness import generator
from tests.engine.cases import trainer

nan = float("nan")
two = np.array([0.5, -1.0]).reshape(2, 1, 1)

MISTAKES = {
    "no inputs": (lambda: Linear(0, 3), "Linear needs at least 1 input .* not 0 and 3"),
    "no outputs": (
        lambda: LinearWithoutBias(2, 0),
        "LinearWithoutBias needs at least 1 .* not 2 and 0",
    ),
    "layers that do not fit": (
        lambda: Network((Linear(4, 256), ReLU(), Linear(128, 10))),
        "256 outputs is followed by one with 128 inputs: make the two numbers equal",
    ),
    "dropout above 1": (lambda: Dropout(1.5), "between 0 and 1, not 1.5"),
    "dropout below 0": (lambda: Dropout(-0.1), "between 0 and 1, not -0.1"),
    "dropout not a number": (lambda: Dropout(nan), "between 0 and 1, not nan"),
    "dropout of one replica": (lambda: Dropout(two), r"(?s)between 0 and 1, not .*-1\."),
    "negative L2": (lambda: L2(-0.1), "strength of a penalty is 0 or more, not -0.1"),
    "negative L1": (lambda: L1(-3.0), "strength of a penalty is 0 or more, not -3.0"),
    "penalty of one replica": (lambda: L2(two), r"(?s)0 or more, not .*-1\."),
    "penalty not a number": (lambda: L2(nan), "0 or more, not nan"),
    "negative weight decay": (lambda: WeightDecay(-1.0), "weight decay is 0 or more, not -1.0"),
    "negative weight decay, sgd": (lambda: sgd(0.1, decay=-1.0), "weight decay is 0 or more"),
    "negative weight decay, adam": (lambda: adam(0.1, decay=-1.0), "weight decay is 0 or more"),
    "negative learning rate": (lambda: Descent(-0.1), "learning rate is 0 or more, not -0.1"),
    "momentum below 0": (lambda: sgd(0.1, momentum=-1.0), "momentum is 0 or more and below 1"),
    "momentum of 1": (lambda: sgd(0.1, momentum=1.0), "momentum is 0 or more and below 1, not 1"),
    "a parameter in no group": (
        lambda: sgd(0.1).update(({"V": two},), ({"V": two},), {}, 1),
        "no group has the parameter V: add it to one",
    ),
    "learning rate not a number": (lambda: sgd(nan), "learning rate is 0 or more, not nan"),
    "negative standard deviation": (lambda: Normal(-1.0), "deviation is 0 or more, not -1.0"),
    "an empty batch": (lambda: trainer((Linear(2, 1),), batch_size=0), "at least 1 .*, not 0"),
    "labels without a column": (
        lambda: Examples(np.zeros((5, 2)), np.zeros(5)),
        r"not shapes \(5, 2\) and \(5,\): give .* as a column, y\[:, None\]",
    ),
    "targets missing": (
        lambda: Examples(np.zeros((5, 2)), np.zeros((4, 1))),
        "5 inputs and 4 targets: every example needs one of each",
    ),
}


@pytest.mark.parametrize(("mistake", "message"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_wrong_argument(mistake, message):
    with pytest.raises(ValueError, match=message):
        mistake()


@pytest.mark.parametrize(
    "good",
    [
        lambda: Linear(1, 1),
        lambda: Network((Linear(4, 8), ReLU(), Dropout(0.5), Linear(8, 2))),
        lambda: Network(()),
        lambda: (Dropout(0.0), Dropout(1.0), Dropout(abs(two) / 2)),
        lambda: (L2(0.0), L1(0.0), L2(abs(two)), WeightDecay(0.0), Descent(0.0), Normal(0.0)),
    ],
)
def test_the_ends_of_the_ranges_are_allowed(good):
    good()


def test_a_subclass_is_told_what_it_lacks():
    class Half(Layer):
        pass

    class Odd(Loss):
        pass

    class Plain(Penalty):
        pass

    class Still(Rule):
        pass

    class Random(Initialiser):
        pass

    X = np.zeros((1, 1))
    for lacking, message in (
        (lambda: Half().forward({}, X), "Half needs a forward method"),
        (lambda: Half().backward_input((), X), "Half needs a backward_input method"),
        (lambda: Odd().forward(X, X), "Odd needs a forward method"),
        (lambda: Odd().backward((), X), "Odd needs a backward method"),
        (lambda: Plain(1.0).size(X), "Plain needs a size method"),
        (lambda: Plain(1.0).backward(X, X, X), "Plain needs a backward method"),
        (lambda: Still().apply(X, X, {}, 1), "Still needs an apply method"),
        (lambda: Random().draw(generator(0, "test"), 1, 1), "Random needs a draw method"),
    ):
        with pytest.raises(NotImplementedError, match=message):
            lacking()
