"""Linear problems whose weights a penalty shrinks, solved for many strengths λ at once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sandbox.engine.arrays import Array, Params, Setting, settings
from sandbox.engine.batches import Examples
from sandbox.engine.layers import Linear, LinearWithoutBias
from sandbox.engine.losses import HalfSquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import proximal_sgd, sgd
from sandbox.engine.penalties import L1, L2
from sandbox.engine.randomness import generator
from sandbox.engine.training import State, Trainer

STEPS = 2000
"""Steps on all examples at once, from w = 0: enough for the weights to have arrived."""
SHORTER = 0.1
"""How long a subgradient's steps are beside the others': about 0 they overshoot by their length."""

INPUTS, N_TRAIN, N_TEST = 20, 30, 1000
STRENGTH, BIAS, NOISE = 3.0, 1.0, 0.7
"""‖w‖ of the true weights whatever their number, the true bias, and the noise's deviation."""

TWO_WEIGHTS, TWO_N, TWO_NOISE = (0.6, 1.8), 40, 0.5
OVERLAP = 0.5
"""The correlation of the two inputs: it tilts the ellipses."""


@dataclass(frozen=True)
class How:
    """Which penalty is on the weights (l1, l2 or none), and how its minimum is sought."""

    penalty: str
    method: str = "proximal"
    """For l1, proximal or subgradient; nothing else needs a choice."""


@dataclass(frozen=True)
class Problem:
    """Examples to fit: `relevant` of twenty inputs matter; or, where None, there are just two."""

    seed: int
    relevant: int | None

    @property
    def bias(self) -> bool:
        """Two weights are all there is where they are to be drawn in the plane."""
        return self.relevant is not None

    def examples(self, purpose: str) -> Examples:
        """Those to learn from ("train"), or to be tested by ("test")."""
        if self.relevant is None:
            return _two(self.seed)
        return _twenty(self.relevant, self.seed, purpose)


@lru_cache(maxsize=16)
def _twenty(relevant: int, seed: int, purpose: str) -> Examples:
    n = N_TRAIN if purpose == "train" else N_TEST
    rng = generator(seed, f"penalties.{purpose}")
    X = rng.standard_normal((n, INPUTS))
    noise = NOISE * rng.standard_normal((n, 1))
    return Examples(X, BIAS + X @ true_weights(relevant) + noise)


@lru_cache(maxsize=4)
def _two(seed: int) -> Examples:
    rng = generator(seed, "penalties.two")
    U = rng.standard_normal((TWO_N, 2))
    X = np.stack([U[:, 0], OVERLAP * U[:, 0] + np.sqrt(1 - OVERLAP**2) * U[:, 1]], axis=-1)
    noise = TWO_NOISE * rng.standard_normal((TWO_N, 1))
    return Examples(X, X @ np.array(TWO_WEIGHTS)[:, None] + noise)


def true_weights(relevant: int) -> Array:
    """W (INPUTS, 1): +, −, +, … of one size for those that matter, 0 for the others."""
    place = np.arange(INPUTS)[:, None]
    signs = np.where(place % 2, -1.0, 1.0)
    return np.where(place < relevant, signs * STRENGTH / np.sqrt(relevant), 0.0)


def trainer(problem: Problem, how: How, decay: Setting) -> Trainer:
    """Training on all examples, with about the longest steps that are safe.

    `decay` is λ, or (R, 1, 1) of them for as many replicas.
    """
    data = problem.examples("train")
    layer = (Linear if problem.bias else LinearWithoutBias)(data.X.shape[-1], 1)
    columns = np.hstack([data.X, np.ones((len(data), 1))]) if problem.bias else data.X
    steepest = float(np.linalg.eigvalsh(columns.T @ columns / len(data))[-1])
    penalty: L1 | L2 | None = None
    if how.penalty == "l2":
        penalty, optimiser = L2(decay), sgd(1 / (steepest + decay))
    elif how.penalty == "none":
        optimiser = sgd(1 / steepest)
    elif how.method == "proximal":
        optimiser = proximal_sgd(1 / steepest, decay)
    else:
        penalty, optimiser = L1(decay), sgd(SHORTER / steepest)
    objective = Objective(Network((layer,)), HalfSquaredError(), penalty)
    return Trainer(objective, optimiser, len(data), dtype=np.float64)


@lru_cache(maxsize=64)
def solved(problem: Problem, how: How, decays: tuple[float, ...]) -> Params:
    """The parameters after STEPS steps, for each λ: W (R, I, 1), and b (R, 1, 1) if any."""
    of, data = trainer(problem, how, settings(decays, np.float64)), problem.examples("train")
    (layer,) = of.objective.network.layers
    start = {name: np.zeros((len(decays), *shape)) for name, shape in layer.shapes.items()}
    state = State((start,))
    for _ in range(STEPS):
        state, _ = of.step(state, data.X, data.y)
    return state.params[0]
