"""Networks, optimisers and starts from what knobs say."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from sandbox.engine.activations import ACTIVATIONS
from sandbox.engine.initialisation import Constant, He, Initialiser, Normal, Xavier, Zero
from sandbox.engine.layers import Layer, Linear, LinearWithoutBias
from sandbox.engine.network import Network
from sandbox.engine.optimisers import Optimiser, adam, sgd
from sandbox.labs.knobs import KnobError
from sandbox.labs.yours import NONE, Yours

_STARTS: dict[str, Callable[[float], Initialiser]] = {
    "normal": Normal,
    "zero": lambda _: Zero(),
    "constant": Constant,
    "xavier": lambda _: Xavier(),
    "he": lambda _: He(),
}
INITIALISERS = tuple(_STARTS)
"""The names that an `init` knob offers."""

ACTIVATION_NAMES = tuple(ACTIVATIONS)
"""The names that an `activation` knob offers."""

OPTIMISERS = ("sgd", "momentum", "adam")
"""The names that an `optimiser` knob offers."""


def initialiser(name: str, std: float, own: Yours = NONE) -> Initialiser:
    """The start of that name; `std` is the normal's, and the constant's value."""
    return own.initialiser(_STARTS[name](std), name)


def optimiser(name: str, lr: float) -> Optimiser:
    """The optimiser of that name, with PyTorch's usual settings; momentum's β is .9."""
    return adam(lr) if name == "adam" else sgd(lr, 0.9 if name == "momentum" else 0.0)


def mlp(
    sizes: Sequence[int],
    activation: str,
    dropout: Sequence[float] = (),
    *,
    bias: bool = True,
    own: Yours = NONE,
) -> Network:
    """Linear layers of these widths, input first, with the activation (and dropout) between.

    `dropout` has a rate for each hidden layer, or none at all. A layer with rate 0 is there too:
    its rate can be turned up while the network trains. `own` has functions of the learner's.
    """
    linear = Linear if bias else LinearWithoutBias
    layers: list[Layer] = []
    for hidden, (inputs, outputs) in enumerate(pairwise(sizes)):
        if hidden:
            layers.append(own.activation(activation))
            if dropout:
                layers.append(own.dropout(dropout[hidden - 1]))
        layers.append(linear(inputs, outputs))
    return own.network(tuple(layers))


def rates_for(rates: Sequence[float], hidden: Sequence[int]) -> tuple[float, ...]:
    """A dropout rate for each hidden layer: as they are given, or the only one for all."""
    if len(rates) == 1:
        return tuple(rates) * len(hidden)
    if len(rates) != len(hidden):
        given = ",".join(f"{rate:g}" for rate in rates)
        raise KnobError(
            f"dropout={given} has {len(rates)} rates for {len(hidden)} hidden layers: "
            "give one for each, or one for all",
            "refused_dropout",
            given=given,
            rates=len(rates),
            layers=len(hidden),
        )
    return tuple(rates)
