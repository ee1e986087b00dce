"""The affine map, with and without bias."""

from dataclasses import dataclass

from sandbox.engine.arrays import Array, Grads, Params
from sandbox.engine.layers import Cache, Layer


@dataclass(frozen=True)
class Linear(Layer):
    """Z = XW + b for rows of X, as the lecture's H = XW⁽¹⁾ + b⁽¹⁾."""

    inputs: int
    outputs: int

    def __post_init__(self) -> None:
        if self.inputs < 1 or self.outputs < 1:
            raise ValueError(
                f"{type(self).__name__} needs at least 1 input and 1 output, "
                f"not {self.inputs} and {self.outputs}"
            )

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """W (I, O) and b (1, O)."""
        return {"W": (self.inputs, self.outputs), "b": (1, self.outputs)}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Z (…, B, O) from X (…, B, I)."""
        W, b = params["W"], params["b"]
        Z = X @ W + b
        return Z, (X, W)

    def backward(self, cache: Cache, dZ: Array) -> Grads:
        """dW (…, I, O) and db (…, 1, O) from dZ (…, B, O)."""
        X, W = cache
        dW = X.mT @ dZ
        db = dZ.sum(axis=-2, keepdims=True)
        return {"W": dW, "b": db}

    def backward_input(self, cache: Cache, dZ: Array) -> Array:
        """dX (…, B, I) from dZ (…, B, O)."""
        X, W = cache
        dX = dZ @ W.mT
        return dX


@dataclass(frozen=True)
class LinearWithoutBias(Linear):
    """Z = XW, the layer of the lecture's hand-written page (z = W⁽¹⁾x there)."""

    @property
    def shapes(self) -> dict[str, tuple[int, int]]:
        """W (I, O)."""
        return {"W": (self.inputs, self.outputs)}

    def forward(self, params: Params, X: Array) -> tuple[Array, Cache]:
        """Z (…, B, O) from X (…, B, I)."""
        W = params["W"]
        Z = X @ W
        return Z, (X, W)

    def backward(self, cache: Cache, dZ: Array) -> Grads:
        """dW (…, I, O) from dZ (…, B, O)."""
        X, W = cache
        dW = X.mT @ dZ
        return {"W": dW}
