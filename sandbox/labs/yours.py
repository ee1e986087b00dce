"""A learner's own functions in a run: which there are, and where each has its place."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sandbox.base import files
from sandbox.base.errors import UserError
from sandbox.engine.activations import ACTIVATIONS, Activation, ReLU
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Initialiser
from sandbox.engine.layers import Layer, Linear
from sandbox.engine.learner.function import LearnerFunction
from sandbox.engine.learner.parts import (
    LearnerBackDropout,
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
from sandbox.engine.learner.whole import (
    LearnerNetwork,
    LearnerObjective,
    LearnerOptimiser,
    LearnerTrainer,
)
from sandbox.engine.losses import Loss, SoftmaxCrossEntropy
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import Optimiser
from sandbox.engine.penalties import L2, Penalty
from sandbox.engine.randomness import Seed
from sandbox.engine.training import Trainer

NEEDS: Mapping[str, str] = {
    "relu": "activation=relu",
    "sigmoid_grad": "activation=sigmoid",
    "softmax_cross_entropy": "loss=cross-entropy",
    "l2_penalty": "decay=0.01",
    "dropout_layer": "dropout=0.5",
    "dropout_backward": "dropout=0.5",
    "mlp_forward": "one hidden layer, activation=relu and no dropout",
    "mlp_backward": "one hidden layer, activation=relu, cross-entropy, no dropout",
    "sgd_step": "optimiser=sgd",
    "xavier_init": "init=xavier",
}
"""What a run has to have, in a lab that leaves the choice, for a function to be called."""


SHOWN: Mapping[str, Mapping[str, str]] = {
    "relu": {"activation": "relu"},
    "sigmoid_grad": {"activation": "sigmoid", "init": "xavier", "lr": "0.5"},
    "softmax_cross_entropy": {"loss": "cross-entropy"},
    "l2_penalty": {"decay": "0.001"},
    "sgd_step": {"decay": "0.001"},
    "dropout_layer": {"dropout": "0.5"},
    "dropout_backward": {"dropout": "0.5"},
    "mlp_forward": {"activation": "relu"},
    "mlp_backward": {"activation": "relu", "loss": "cross-entropy", "decay": "0.001"},
    "xavier_init": {"init": "xavier"},
}
"""Knobs that let a function be called, and show what it does."""


@dataclass(frozen=True)
class Yours:
    """The functions that a run is to take in the engine's place. With none it is the engine's.

    What a function says nothing of stays the engine's: relu's slope, the gradient of
    softmax_cross_entropy and of l2_penalty, the way back through mlp_forward.
    """

    functions: tuple[LearnerSource, ...] = ()

    def own(self, name: str) -> LearnerFunction | None:
        """The function of that name, in its slot."""
        for written in self.functions:
            if written.name == name:
                return LearnerFunction(written, SLOTS[name])
        return None

    def activation(self, name: str) -> Activation:
        """The activation of that name."""
        if name == "relu" and (own := self.own("relu")):
            return LearnerReLU(own)
        if name == "sigmoid" and (own := self.own("sigmoid_grad")):
            return LearnerSlopeSigmoid(own)
        return ACTIVATIONS[name]()

    def dropout(self, p: float) -> Dropout:
        """Dropout with that rate."""
        there, back = self.own("dropout_layer"), self.own("dropout_backward")
        if there and back:
            return LearnerBothDropout(p, there, back)
        if there:
            return LearnerDropout(p, there)
        return LearnerBackDropout(p, back) if back else Dropout(p)

    def network(self, layers: tuple[Layer, ...]) -> Network:
        """The layers one after another."""
        own = self.own("mlp_forward")
        if own is None or not _is_exercise(layers):
            return Network(layers)
        # What mlp_forward computes, no relu is asked for.
        plain = (ReLU() if isinstance(layer, ReLU) else layer for layer in layers)
        return LearnerNetwork(tuple(plain), own)

    def initialiser(self, start: Initialiser, name: str) -> Initialiser:
        """The start of that name."""
        own = self.own("xavier_init")
        return LearnerXavier(own) if own and name == "xavier" else start

    def trainer(
        self,
        network: Network,
        loss: Loss,
        penalty: Penalty | None,
        optimiser: Optimiser,
        batch_size: int,
        seed: Seed = 0,
        dtype: npt.DTypeLike = np.float32,
    ) -> Trainer:
        """All of it together.

        sgd_step decays the weights itself, in the place of an L2 penalty, unless there is a
        function of the learner's that the penalty belongs to.
        """
        if not self.functions:
            objective = Objective(network, loss, penalty)
            return Trainer(objective, optimiser, batch_size, seed, dtype)
        optimiser, penalty = self._optimiser(optimiser, penalty)
        objective = self._objective(network, loss, penalty)
        return LearnerTrainer(objective, optimiser, batch_size, seed, dtype)

    def _optimiser(
        self, optimiser: Optimiser, penalty: Penalty | None
    ) -> tuple[Optimiser, Penalty | None]:
        own, decay = self.own("sgd_step"), 0.0
        if own is None or any(group.rules or group.proximal for group in optimiser.groups):
            return optimiser, penalty
        if type(penalty) is L2 and not (self.own("l2_penalty") or self.own("mlp_backward")):
            decay, penalty = float(np.asarray(penalty.decay)), None
        return LearnerOptimiser(optimiser.descent, optimiser.groups, own, decay), penalty

    def _objective(self, network: Network, loss: Loss, penalty: Penalty | None) -> Objective:
        cross_entropy = isinstance(loss, SoftmaxCrossEntropy)
        if cross_entropy and (own := self.own("softmax_cross_entropy")):
            loss = LearnerCrossEntropy(own)
        if type(penalty) is L2 and (own := self.own("l2_penalty")):
            penalty = LearnerL2(penalty.decay, own)
        own, decays = self.own("mlp_backward"), penalty is None or isinstance(penalty, L2)
        if own and cross_entropy and decays and _is_exercise(network.layers):
            return LearnerObjective(network, loss, penalty, own=own)
        return Objective(network, loss, penalty)


NONE = Yours()


def read(name: str, path: Path) -> LearnerSource:
    """The function of that name as the file has it now. OSError where it cannot be read."""
    return LearnerSource(name, files.read(path).decode(), str(path))


def refusal(error: UserError | LearnerFunctionError) -> UserError:
    """What a learner's function has done, as labs refuse what they cannot do."""
    if isinstance(error, UserError):
        return error
    return UserError(str(error), f"yours_error_{error.reason}", **error.values)


def used(*things: Any) -> tuple[str, ...]:
    """The names of the learner's functions in a trainer or a start, in the slots' order."""
    found = {own.written.name for own in functions_in(things)}
    return tuple(name for name in SLOTS if name in found)


def facts(*things: Any) -> dict[str, str]:
    """What a frame says of them: nothing where there are none."""
    names = used(*things)
    return {"own": ", ".join(names)} if names else {}


def functions_in(thing: Any) -> list[LearnerFunction]:
    """The learner's functions in a trainer, a layer, a start or several, wherever they are."""
    if isinstance(thing, LearnerFunction):
        return [thing]
    if isinstance(thing, tuple):
        return [own for part in thing for own in functions_in(part)]
    if isinstance(thing, Dropout) and not thing.active(training=True):
        return []
    if is_dataclass(thing) and not isinstance(thing, type):
        parts = (getattr(thing, field.name) for field in fields(thing))
        return [own for part in parts for own in functions_in(part)]
    return []


def _is_exercise(layers: tuple[Layer, ...]) -> bool:
    """Whether it is the network of the exercises: one hidden layer, ReLU, no dropout."""
    linear = sum(isinstance(layer, Linear) for layer in layers)
    drops = any(isinstance(layer, Dropout) and layer.active(training=True) for layer in layers)
    return linear == 2 and any(isinstance(layer, ReLU) for layer in layers) and not drops
