"""The lecture's networks against PyTorch eager and against their bare matrix products."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sandbox.engine.arrays import settings
from sandbox.engine.batches import Examples, minibatch, steps_per_epoch
from sandbox.engine.initialisation import Normal, Xavier
from sandbox.engine.layers import Linear
from sandbox.engine.losses import HalfSquaredError, SoftmaxCrossEntropy, SquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.recording import record
from sandbox.engine.training import Trainer, train
from sandbox.labs.data.points import points
from sandbox.labs.data.regression import linear_data
from sandbox.labs.networks import mlp
from tests.benchmarks.timing import Row, faster, interleaved, seconds, within

try:
    import torch
except ImportError:
    torch = None  # type: ignore[assignment]

N, BATCH = 60_000, 256
PLAYGROUND = 470
"""Epochs a second of TensorFlow Playground's own engine for its largest network here."""


def pictures() -> Examples:
    """As many pictures as Fashion-MNIST has, in float32."""
    rng = np.random.default_rng(0)
    X = rng.random((N, 784), dtype=np.float32)
    return Examples(X, rng.integers(0, 10, (N, 1)))


def torch_epoch(network: "torch.nn.Module", lr: float, data: Examples, decay: float = 0.0):  # type: ignore[no-untyped-def]
    """A function that trains a PyTorch network for one epoch, on the same batches."""
    X, y = torch.from_numpy(data.X), torch.from_numpy(data.y[:, 0].copy())
    loss, optimiser = torch.nn.CrossEntropyLoss(), torch.optim.SGD(network.parameters(), lr)
    batches = [
        torch.from_numpy(minibatch(0, step, N, BATCH).copy())
        for step in range(steps_per_epoch(N, BATCH))
    ]

    def epoch() -> None:
        network.train()
        for rows in batches:
            optimiser.zero_grad()
            loss(network(X[rows]), y[rows]).backward()
            optimiser.step()

    return epoch


def our_epoch(trainer: Trainer, data: Examples):  # type: ignore[no-untyped-def]
    """A function that trains ours for one epoch."""
    state = trainer.start(Normal(0.01))

    def epoch() -> None:
        for _ in train(trainer, state, data, 1):
            pass

    return epoch


def bare_products(data: Examples):  # type: ignore[no-untyped-def]
    """The matrix products of an epoch of 784-256-10 and nothing else, into arrays made before."""
    rng = np.random.default_rng(0)
    X = data.X[:BATCH].copy()
    W1, W2 = (rng.random(shape, dtype=np.float32) for shape in ((784, 256), (256, 10)))
    Z1, H1, Z2, dH = (
        np.empty(shape, np.float32)
        for shape in ((BATCH, 256), (BATCH, 256), (BATCH, 10), (BATCH, 256))
    )
    dW1, dW2 = np.empty_like(W1), np.empty_like(W2)

    def epoch() -> None:
        for _ in range(steps_per_epoch(N, BATCH)):
            np.matmul(X, W1, out=Z1)
            np.matmul(H1, W2, out=Z2)
            np.matmul(H1.T, Z2, out=dW2)
            np.matmul(Z2, W2.T, out=dH)
            np.matmul(X.T, Z1, out=dW1)

    H1[:] = 0.5
    return epoch


def classifier(hidden: tuple[int, ...], dropout: tuple[float, ...], lr: float) -> Trainer:
    """The lecture's classifiers."""
    network = mlp((784, *hidden, 10), "relu", dropout)
    return Trainer(Objective(network, SoftmaxCrossEntropy()), sgd(lr), BATCH)


def pictures_rows() -> Iterator[Row]:
    """784-256-10, and 784-256-256-10 with dropout."""
    data = pictures()
    plain = our_epoch(classifier((256,), (), 0.1), data)
    ours, bare = interleaved(plain, bare_products(data), 5)
    if torch is not None:
        nn = torch.nn
        sequence = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
        mine, other = interleaved(plain, torch_epoch(sequence, 0.1, data), 5)
        yield faster("784-256-10, an epoch of 60 000", "PyTorch eager", 1.5, mine, other)
    yield within("784-256-10, an epoch of 60 000", "its bare matrix products", 1.35, ours, bare)
    if torch is not None:
        deep = nn.Sequential(
            nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.2),
            nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5), nn.Linear(256, 10),
        )  # fmt: skip
        noisy = our_epoch(classifier((256, 256), (0.2, 0.5), 0.5), data)
        mine, other = interleaved(noisy, torch_epoch(deep, 0.5, data), 3)
        yield faster("784-256-256-10, dropout .2/.5", "PyTorch eager", 1.6, mine, other)


def regression_rows() -> Iterator[Row]:
    """The lecture's weight decay, alone and as a sweep of 64 strengths at once."""
    X, y = linear_data(200, 20, 0, "train")
    data = Examples(X.astype(np.float32), y.astype(np.float32))
    network = Network((Linear(200, 1),))

    def trainer(decay: float | np.ndarray) -> Trainer:
        return Trainer(Objective(network, SquaredError()), sgd(0.003, decay=decay), 5)

    def run(one: Trainer) -> None:
        for _ in train(one, one.start(Normal(1.0)), data, 100):
            pass

    if torch is None:
        return

    def theirs() -> None:
        net = torch.nn.Linear(200, 1)
        torch.nn.init.normal_(net.weight)
        optimiser = torch.optim.SGD(
            [{"params": net.weight, "weight_decay": 3.0}, {"params": net.bias}], lr=0.003
        )
        loss = torch.nn.MSELoss()
        tX, ty = torch.from_numpy(data.X), torch.from_numpy(data.y)
        for step in range(400):
            rows = torch.from_numpy(minibatch(0, step, 20, 5).copy())
            optimiser.zero_grad()
            loss(net(tX[rows]), ty[rows]).backward()
            optimiser.step()

    mine, other = interleaved(lambda: run(trainer(3.0)), theirs, 9)
    yield faster("weight decay, 100 epochs of 4 batches", "PyTorch eager", 12, mine, other)
    strengths = settings(np.linspace(0, 10, 64))
    mine, other = interleaved(lambda: run(trainer(strengths)), theirs, 9)
    yield faster("its sweep of 64 strengths as replicas", "64 PyTorch runs", 300, mine, other * 64)


def playground_row() -> Row:
    """2-8-8-8-8-8-8-1 tanh on 250 points in batches of 30."""
    X, y = points("circles", 250, 0.1, 0)
    data = Examples(X.astype(np.float32), (2 * y - 1).astype(np.float32))
    objective = Objective(mlp((2, *[8] * 6, 1), "tanh"), HalfSquaredError())
    trainer = Trainer(objective, sgd(0.03), 30)
    state, epochs = trainer.start(Xavier()), 100

    def run() -> None:
        for _ in train(trainer, state, data, epochs):
            pass

    run()
    best = min(seconds(run) for _ in range(5))
    rate = epochs / best
    return Row(
        "2-8-8-8-8-8-8-1 tanh, batch 30, 250 points", "Playground's engine (470 epochs/s)",
        rate / PLAYGROUND, 3, True, f"{rate:.0f} epochs/s",
    )  # fmt: skip


def recording_row() -> Row:
    """A training step of 784-256-10 with every line kept, against the plain step."""
    trainer = classifier((256,), (), 0.1)
    state = trainer.start(Normal(0.01))
    data = replace(pictures(), X=pictures().X[:BATCH], y=pictures().y[:BATCH])
    X, y = trainer.batch(0, data)
    watched, plain = interleaved(
        lambda: [record(trainer, state, X, y) for _ in range(50)],
        lambda: [trainer.step(state, X, y) for _ in range(50)],
        7,
    )
    return within("recording a pass of 784-256-10, batch 256", "the plain pass", 2, watched, plain)


def rows() -> Iterator[Row]:
    """All rows about the engine."""
    yield from pictures_rows()
    yield from regression_rows()
    yield playground_row()
    yield recording_row()
