"""A training as a script for PyTorch, which draws weights and batches as the engine does."""

from sandbox.engine.activations import Activation
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Initialiser
from sandbox.engine.layers import Layer, Linear, LinearWithoutBias
from sandbox.engine.losses import HalfSquaredError, Loss, SoftmaxCrossEntropy, SquaredError
from sandbox.engine.optimisers import Adam, Momentum, Optimiser, WeightDecay
from sandbox.engine.penalties import L1, L2, Penalty
from sandbox.engine.training import Trainer
from sandbox.labs.exporting.preamble import ScriptData, beginning, draw_line

PACKAGES = ("import numpy as np", "import torch", "from torch import nn")


DROPOUT = '''class Dropout(nn.Dropout):
    """nn.Dropout whose draws are functions of the seed, the layer's place and the step."""

    def __init__(self, p, place):
        super().__init__(p)
        self.place, self.step = place, 0

    def forward(self, X):
        if not self.training:
            return X
        rng = generator({seed}, f"dropout {{self.place}}", self.step)
        U = torch.tensor(rng.random(X.shape, dtype=np.float32))
        self.step += 1
        return X * (U >= self.p) / (1 - self.p or 1)


'''


def script(trainer: Trainer, initialiser: Initialiser, epochs: int, origin: ScriptData) -> str:
    """A script that needs PyTorch and NumPy and repeats the run to rounding."""
    return (
        f"{beginning('PyTorch', origin, PACKAGES)}"
        f"{DROPOUT.format(seed=trainer.seed) if _drops(trainer) else ''}"
        f"{origin.lines}{_tensors(trainer, origin)}\n"
        f"{training(trainer, initialiser, epochs)}\n"
        "net.eval()\n"
        "with torch.no_grad():\n"
        f"    outputs = net(X_test)\n{_report(trainer)}"
    )


def training(trainer: Trainer, initialiser: Initialiser, epochs: int) -> str:
    """The network as nn.Sequential, and the loop that trains it."""
    penalty, optimiser = trainer.objective.penalty, trainer.optimiser
    weights = "weights = [layer.weight for layer in net if isinstance(layer, nn.Linear)]\n"
    grouped = any(isinstance(rule, WeightDecay) for rule in optimiser.groups[0].rules)
    return (
        f"{_start(trainer, initialiser)}\n"
        f"loss = {module_of_loss(trainer.objective.loss)}\n"
        f"{weights if grouped or penalty else ''}"
        f"{_optimiser(optimiser)}"
        f"n, batch = len(X), {trainer.batch_size}\n"
        f"for epoch in range({epochs}):\n"
        f'    order = generator({trainer.seed}, "shuffle", epoch).permutation(n)\n'
        "    for first in range(0, n, batch):\n"
        "        rows = torch.tensor(order[first : first + batch])\n"
        f"        J = loss(net(X[rows]), y[rows]){penalty_of(penalty)}\n"
        "        trainer.zero_grad()\n"
        "        J.backward()\n"
        "        trainer.step()\n"
    )


def sequential(layers: tuple[Layer, ...]) -> str:
    """The layers as nn.Sequential."""
    modules = (f"    {_module(layer, place)},\n" for place, layer in enumerate(layers))
    return f"nn.Sequential(\n{''.join(modules)})"


def module_of_loss(loss: Loss) -> str:
    """PyTorch's loss of the same value: of one output, where it is a mean over all of them."""
    match loss:
        case SoftmaxCrossEntropy():
            return "nn.CrossEntropyLoss()"
        case SquaredError():
            return "nn.MSELoss()"
        case HalfSquaredError():
            return "lambda o, y: (o - y).square().sum(dim=1).mean() / 2"
    raise TypeError(f"no loss of PyTorch's is known for {type(loss).__name__}")


def penalty_of(penalty: Penalty | None) -> str:
    """What is added to the loss."""
    if penalty is None:
        return ""
    sizes = {L2: "square", L1: "abs"}
    return f" + {penalty.decay!r} / 2 * sum(W.{sizes[type(penalty)]}().sum() for W in weights)"


def _start(trainer: Trainer, initialiser: Initialiser) -> str:
    """The network with the weights that the engine would draw."""
    layers = trainer.objective.network.layers
    linear = [place for place, layer in enumerate(layers) if layer.shapes]
    return (
        f"net = {sequential(layers)}\n"
        f"for place in {linear}:\n"
        f'    rng = generator({trainer.seed}, f"weights {{place}}")\n'
        "    outputs, inputs = net[place].weight.shape\n"
        f"    W = {draw_line(initialiser)}\n"
        "    net[place].weight.data = torch.tensor(W.T, dtype=torch.float32)\n"
        "    net[place].bias.data.zero_()\n"
    )


def _tensors(trainer: Trainer, origin: ScriptData) -> str:
    scale = " / 255" if origin.bytes else ""
    targets = "v[:, 0]" if trainer.objective.loss.labels else "v, dtype=torch.float32"
    return (
        f"X, X_test = (torch.tensor(v, dtype=torch.float32){scale} for v in (X, X_test))\n"
        f"y, y_test = (torch.tensor({targets}) for v in (y, y_test))\n"
    )


def _drops(trainer: Trainer) -> bool:
    layers = trainer.objective.network.layers
    return any(isinstance(layer, Dropout) and layer.active(training=True) for layer in layers)


def _module(layer: Layer, place: int) -> str:
    match layer:
        case LinearWithoutBias():
            return f"nn.Linear({layer.inputs}, {layer.outputs}, bias=False)"
        case Linear():
            return f"nn.Linear({layer.inputs}, {layer.outputs})"
        case Dropout() if layer.active(training=True):
            return f"Dropout({layer.p}, place={place})"
        case Dropout():
            return f"nn.Dropout({layer.p})"
        case Activation():
            return f"nn.{type(layer).__name__}()"
    raise TypeError(f"no module of PyTorch's is known for {type(layer).__name__}")


def _optimiser(optimiser: Optimiser) -> str:
    """SGD or Adam; weight decay acts on the weights alone, so they are a group of their own."""
    name, parameters, given = "SGD", "net.parameters()", [f"lr={optimiser.descent.lr!r}"]
    groups = ""
    for rule in optimiser.groups[0].rules:
        match rule:
            case Adam():
                name = "Adam"
            case Momentum():
                given.append(f"momentum={rule.beta!r}")
            case WeightDecay():
                parameters = "groups"
                groups = (
                    "biases = [layer.bias for layer in net if isinstance(layer, nn.Linear)]\n"
                    f'groups = [{{"params": weights, "weight_decay": {rule.decay!r}}}, '
                    '{"params": biases}]\n'
                )
    return f"{groups}trainer = torch.optim.{name}({parameters}, {', '.join(given)})\n"


def _report(trainer: Trainer) -> str:
    if trainer.objective.loss.labels:
        first = (
            "    hits = outputs.argmax(1) == y_test\n"
            '    print("test accuracy", hits.double().mean().item())\n'
        )
    else:
        first = '    print("norm of w", net[0].weight.norm().item())\n'
    return f'{first}    print("test loss", loss(outputs, y_test).item())\n'
