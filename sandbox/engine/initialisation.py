"""What weights start from."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from sandbox.engine.arrays import Array


@dataclass(frozen=True)
class Initialiser:
    """Draws one weight matrix (I, O) in float64. Biases start at 0 whatever it is."""

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        raise NotImplementedError(f"{type(self).__name__} needs a draw method")

    def sigma(self, inputs: int, outputs: int) -> float | None:
        """The standard deviation that it asks for; None where only a draw can tell."""
        return None


@dataclass(frozen=True)
class Constant(Initialiser):
    """Every weight the same, which leaves the hidden units indistinguishable."""

    value: float = 0.5

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        return np.full((inputs, outputs), self.value)


@dataclass(frozen=True)
class Zero(Initialiser):
    """Every weight 0."""

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        return np.zeros((inputs, outputs))


@dataclass(frozen=True)
class Normal(Initialiser):
    """N(0, std²), the lecture's choice with std .01."""

    std: float = 0.01

    def __post_init__(self) -> None:
        if not self.std >= 0:
            raise ValueError(f"a standard deviation is 0 or more, not {self.std}")

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        return rng.normal(0.0, self.std, (inputs, outputs))

    def sigma(self, inputs: int, outputs: int) -> float:
        """The same whatever the sizes."""
        return self.std


@dataclass(frozen=True)
class Xavier(Initialiser):
    """N(0, 2 / (I + O)): keeps both outputs and gradients from growing (Glorot & Bengio, 2010)."""

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        return rng.normal(0.0, sqrt(2 / (inputs + outputs)), (inputs, outputs))

    def sigma(self, inputs: int, outputs: int) -> float:
        """From the mean of the two sizes."""
        return sqrt(2 / (inputs + outputs))


@dataclass(frozen=True)
class He(Initialiser):
    """N(0, 2 / I): makes up for the half that ReLU cuts away (He et al., 2015)."""

    def draw(self, rng: np.random.Generator, inputs: int, outputs: int) -> Array:
        """W (I, O)."""
        return rng.normal(0.0, sqrt(2 / inputs), (inputs, outputs))

    def sigma(self, inputs: int, outputs: int) -> float:
        """From the inputs alone."""
        return sqrt(2 / inputs)
