"""PyTorch as the oracle: an engine's trainer again, made of torch.nn and torch.optim.

Importing this module skips the tests that do where PyTorch is not installed.
"""

from dataclasses import dataclass

import numpy as np
import pytest

from sandbox.engine.arrays import Array, Grads, Params
from sandbox.engine.dropout import Dropout
from sandbox.engine.layers import Layer, Linear
from sandbox.engine.losses import HalfSquaredError, Loss, SoftmaxCrossEntropy, SquaredError
from sandbox.engine.optimisers import Adam, Momentum, Optimiser, Rule, WeightDecay
from sandbox.engine.penalties import L1, L2, Penalty
from sandbox.engine.randomness import Noise
from sandbox.engine.training import State, Trainer

torch = pytest.importorskip("torch", reason="PyTorch is the oracle of this test")
torch.set_num_threads(1)

DISTANCES = {L1: torch.nn.L1Loss, L2: torch.nn.MSELoss}
"""A penalty on W is torch's distance of W from 0, summed up."""


@dataclass(frozen=True)
class Values:
    """One step of torch's: the objective's three numbers, gradients, and parameters afterwards."""

    L: float
    s: float
    J: float
    grads: tuple[Grads, ...]
    params: tuple[Grads, ...]


class GivenMask(torch.nn.Module):
    """Dropout with the mask that the engine draws: torch's own generator is another one."""

    def __init__(self, layer: Dropout, place: int, seed: int) -> None:
        super().__init__()
        self.p, self.place, self.seed, self.step = float(layer.p), place, seed, 0

    def forward(self, x):
        U = Noise(self.seed, self.step).uniform(self.place, x.detach().numpy())
        return x * tensor(self.p <= U).to(x.dtype) / (1 - self.p)


class Twin:
    """What torch makes of a trainer without replicas, from the weights of its first state."""

    def __init__(self, trainer: Trainer, start: State) -> None:
        layers = trainer.objective.network.layers
        modules = [
            module(layer, params) for layer, params in zip(layers, start.params, strict=True)
        ]
        for place, layer in enumerate(layers):
            if isinstance(layer, Dropout):
                modules[place] = GivenMask(layer, place, trainer.seed)
        self.model = torch.nn.Sequential(*modules)
        self.loss = loss(trainer.objective.loss)
        self.penalty = trainer.objective.penalty
        self.optimiser = optimiser(trainer.optimiser, self.model)

    def step(self, X: Array, y: Array) -> Values:
        """One training step of torch's, on the same batch."""
        self.optimiser.zero_grad()
        L = self.loss(self.model(tensor(X)), tensor(y))
        s = penalty(self.penalty, self.model)
        J = L + s
        J.backward()
        grads = tuple(gradients(each) for each in self.model)
        self.optimiser.step()
        for each in self.model:
            if isinstance(each, GivenMask):
                each.step += 1
        params = tuple(parameters(each) for each in self.model)
        return Values(L.item(), s.item(), J.item(), grads, params)


def tensor(values: Array):
    """A tensor of its own with these values."""
    return torch.from_numpy(np.array(values))


def module(layer: Layer, params: Params):
    """The torch.nn module of a layer, its parameters copied over; nn.Dropout for dropout."""
    if isinstance(layer, Dropout):
        return torch.nn.Dropout(float(layer.p))
    if not isinstance(layer, Linear):
        return getattr(torch.nn, type(layer).__name__)()
    made = torch.nn.Linear(layer.inputs, layer.outputs, bias="b" in params)
    made.weight = torch.nn.Parameter(tensor(params["W"].T))
    if "b" in params:
        made.bias = torch.nn.Parameter(tensor(params["b"][0]))
    return made


def parameters(made) -> Grads:
    """A module's parameters, named and shaped as the engine's."""
    found = {"W": getattr(made, "weight", None), "b": getattr(made, "bias", None)}
    return {name: engine_shaped(name, p.detach()) for name, p in found.items() if p is not None}


def gradients(made) -> Grads:
    """The gradients of a module's parameters, named and shaped as the engine's."""
    found = {"W": getattr(made, "weight", None), "b": getattr(made, "bias", None)}
    return {name: engine_shaped(name, p.grad) for name, p in found.items() if p is not None}


def engine_shaped(name: str, values) -> Array:
    """torch keeps W as (O, I) and b as (O,), the engine as (I, O) and (1, O)."""
    copied = values.numpy().copy()
    return copied.T if name == "W" else copied[None]


def loss(of: Loss):
    """torch's loss as a function of outputs and targets, averaged over examples."""
    if isinstance(of, SoftmaxCrossEntropy):
        entropy = torch.nn.CrossEntropyLoss()
        return lambda O, y: entropy(O, y[..., 0])
    squares = torch.nn.MSELoss(reduction="sum")
    factor = {HalfSquaredError: 0.5, SquaredError: 1.0}[type(of)]
    return lambda O, y: factor * squares(O, y) / O.shape[0]


def penalty(of: Penalty | None, model):
    """λ/2 times the distance of all weights from 0; 0 without a penalty."""
    if of is None:
        return torch.zeros(())
    distance = DISTANCES[type(of)](reduction="sum")
    weights = [each.weight for each in model if isinstance(each, torch.nn.Linear)]
    return float(of.decay) / 2 * sum(distance(w, torch.zeros_like(w)) for w in weights)


def optimiser(of: Optimiser, model):
    """torch's optimiser with the engine's rules; what decays is the weights, never the biases."""
    rules = {name: group.rules for group in of.groups for name in group.names}
    decays = [rule for rule in rules["W"] if isinstance(rule, WeightDecay)]
    others = [rule for rule in rules["W"] if not isinstance(rule, WeightDecay)]
    groups: dict[str, list] = {"weight": [], "bias": []}
    for name, parameter in model.named_parameters():
        groups[name.rpartition(".")[2]].append(parameter)
    decay = sum(float(rule.decay) for rule in decays)
    given = [{"params": groups["weight"], "weight_decay": decay}, {"params": groups["bias"]}]
    return optimiser_of_rules(others, [g for g in given if g["params"]], float(of.descent.lr))


def optimiser_of_rules(rules: list[Rule], groups: list[dict], lr: float):
    """torch.optim.SGD for no rule or momentum, torch.optim.Adam for Adam."""
    match rules:
        case []:
            return torch.optim.SGD(groups, lr=lr)
        case [Momentum(beta=beta)]:
            return torch.optim.SGD(groups, lr=lr, momentum=float(beta))
        case [rule] if rule == Adam():
            return torch.optim.Adam(groups, lr=lr)  # Whether the defaults agree shows here too.
        case [Adam(beta1=beta1, beta2=beta2, eps=eps)]:
            return torch.optim.Adam(groups, lr=lr, betas=(beta1, beta2), eps=eps)
    raise NotImplementedError(f"no torch.optim is known for {rules}: add it to tests/engine/oracle")
