"""An activation function: its curve, its slope, and what becomes of slopes through many layers."""

from dataclasses import dataclass

import numpy as np

from sandbox.engine.activations import ACTIVATIONS
from sandbox.engine.arrays import Array
from sandbox.labs.frames import Frame
from sandbox.labs.lab import Query, StatelessLab
from sandbox.labs.pictures import Curves, Line
from sandbox.labs.settings import KnobSettings, choice, integer, number

XS = np.arange(-80, 81) / 10
"""−8 … 8 in steps of .1."""

FUNCTIONS = tuple(name for name in ACTIVATIONS if name != "identity")
"""Those whose curve is no straight line."""

DEEPEST = 50


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    function: str = choice("relu", FUNCTIONS, acts="live")
    x: float = number(0.0, low=-8.0, high=8.0, by=0.1, acts="live")
    depth: int = integer(1, low=1, high=DEEPEST, acts="live")


class Activations(StatelessLab[Setup]):
    """h = φ(x) and its slope φ′(x), both by the engine's own layer.

    `best_case` is the largest slope there is to the power `depth`: what is left at best of a
    gradient that comes back through so many layers, weights aside.
    """

    id = "activation"
    metrics = ("value", "slope", "best_case")
    pictures = ("function", "gradient", "layers")
    setup = Setup
    knobs = Setup.knobs()

    def frame(self, state: Query[Setup]) -> Frame:
        """The curve with its tangent at x, the slope everywhere, and its powers."""
        setup = state.setup
        xs = np.union1d(XS, setup.x)
        H, slopes = evaluated(setup.function, xs)
        (value,), (slope,) = evaluated(setup.function, np.array([setup.x]))
        best = float(evaluated(setup.function, XS)[1].max())
        return Frame(
            metrics={
                "value": float(value),
                "slope": float(slope),
                "best_case": best**setup.depth,
            },
            pictures=(
                Curves(
                    name="function",
                    lines=(
                        _line("value", xs, H),
                        _line("slope", xs, slopes),
                        _tangent(setup, xs, value, slope),
                    ),
                    x_name="x",
                    x_limits=(float(XS[0]), float(XS[-1])),
                    y_limits=limits(setup.function),
                    cursor=setup.x,
                ),
                Curves(
                    name="gradient",
                    lines=(_line("slope", xs, slopes),),
                    x_name="x",
                    x_limits=(float(XS[0]), float(XS[-1])),
                    y_limits=(min(0.0, 1.1 * float(slopes.min())), 1.1 * best),
                    cursor=setup.x,
                ),
                _layers(setup, best, slope),
            ),
            done=1,
            total=1,
            unit=self.unit,
        )


def evaluated(function: str, x: Array) -> tuple[Array, Array]:
    """φ(x) and φ′(x) for x (N,), by the layer's forward and backward pass."""
    layer = ACTIVATIONS[function]()
    H, cache = layer.forward({}, x[:, None])
    slopes = layer.backward_input(cache, np.ones_like(H))
    return H[:, 0], slopes[:, 0]


def limits(function: str) -> tuple[float, float]:
    """What of the vertical axis shows the function well."""
    H = evaluated(function, XS)[0].round(1)
    low, high = float(H.min()), float(H.max())
    # One with bounds is seen to keep them; one that goes on upwards needs no room there.
    return (low - 0.2, high + 0.2) if high <= 1 else (low - 1, high)


def _tangent(setup: Setup, xs: Array, value: float, slope: float) -> Line:
    """The straight line through the curve at x with its slope there, as far as it can be seen."""
    y = value + slope * (xs - setup.x)
    low, high = limits(setup.function)
    seen = (y >= low) & (y <= high)
    return _line("tangent", xs[seen], y[seen])


def _layers(setup: Setup, best: float, slope: float) -> Curves:
    """What slopes come to through 1, 2, 3 … layers: the largest one, and the one at x."""
    depths = np.arange(1, DEEPEST + 1)
    return Curves(
        name="layers",
        lines=(_line("best_case", depths, best**depths), _line("slope", depths, slope**depths)),
        x_name="depth",
        log_y=True,
        x_limits=(1.0, float(DEEPEST)),
        # From 1 down to what sigmoid leaves at best: a slope in its flat parts goes on below.
        y_limits=(0.25**DEEPEST, 1.0),
        cursor=float(setup.depth),
    )


def _line(name: str, x: Array, y: Array) -> Line:
    return Line(name, tuple(x.tolist()), tuple(y.tolist()))
