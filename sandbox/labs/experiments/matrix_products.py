"""Long products: of random matrices, which leave what a number can hold, and of probabilities."""

from dataclasses import dataclass, replace
from math import inf, log, log10, sqrt

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.randomness import generator
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Curves, Line, Matrix, Table
from sandbox.labs.settings import KnobSettings, choice, integer, number

DECADES = 12
"""How far the axis of the product goes up and down at the least, in powers of ten."""
LEAST, MOST = 323, 308
"""The powers of ten down to which and up to which there are numbers at all."""

DTYPES = ("float16", "float32", "float64")


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    n: int = integer(100, entry="times", low=1, high=400, log=True, acts="live")
    std: float = number(1.0, low=0.0, high=100.0, top=2.0, acts="live")
    dtype: str = choice("float32", DTYPES, acts="live")
    size: int = integer(4, low=1, high=64, log=True, acts="live")
    prob: float = number(0.01, low=1e-6, high=0.5, log=True, acts="live")


@dataclass(frozen=True)
class Run:
    """The product so far, and the largest absolute value in it after each multiplication."""

    setup: Setup
    seed: int
    M: Array
    sizes: tuple[float, ...]
    """From the first matrix alone on."""

    @property
    def done(self) -> int:
        """How many multiplications there were."""
        return len(self.sizes) - 1


class MatrixProducts(Lab[Run]):
    """The lecture's M = torch.mm(M, …), n times, in the number format that the knob says.

    As there, a first matrix is multiplied by n others, all with entries from N(0, std²). The
    probabilities are multiplied in all three formats, beside the sum of their logarithms.
    """

    id = "products"
    drawn = ("drawn_matrices",)
    metrics = ("max_abs", "overflow_at")
    pictures = ("growth", "product", "probabilities")
    destabilising = ("std",)
    step_delay_s = 0.03
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """The first matrix."""
        setup = Setup.of(settings)
        first = factor(setup, seed, 0)
        return Run(setup, seed, first, (_largest(first),))

    def step(self, run: Run, settings: Settings) -> Run:
        """One multiplication."""
        return _multiplied(replace(run, setup=Setup.of(settings)))

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """As many multiplications as before, under the new settings, n at the most."""
        again = self.start(settings, run.seed, Resources())
        for _ in range(min(run.done, again.setup.n)):
            again = _multiplied(again)
        return again

    def is_done(self, run: Run) -> bool:
        """After n multiplications."""
        return run.done >= run.setup.n

    def nbytes(self, run: Run) -> int:
        """The product and its history."""
        return run.M.nbytes + 8 * len(run.sizes)

    def frame(self, run: Run) -> Frame:
        """The growth on a log axis between the format's limits, M itself, the probabilities."""
        return Frame(
            metrics={"max_abs": run.sizes[-1], "overflow_at": overflow_at(run.sizes)},
            pictures=(
                _growth(run),
                Matrix(name="product", values=run.M, heat=True),
                probabilities(run.setup.prob),
            ),
            done=run.done,
            total=max(run.setup.n, run.done),
            unit="product",
        )


def factor(setup: Setup, seed: int, number: int) -> Array:
    """Matrix number `number` of the product (size, size), in the format: N(0, std²)."""
    drawn = generator(seed, "factor", number).standard_normal((setup.size, setup.size))
    return (setup.std * drawn).astype(setup.dtype)


def overflow_at(sizes: tuple[float, ...]) -> int:
    """The multiplication that first gave something infinite or no number; 0 where none did."""
    lost = (k for k, size in enumerate(sizes) if not np.isfinite(size))
    return next(lost, 0)


def probabilities(prob: float) -> Table:
    """probᵏ multiplied out in each format, and k·log prob, at the k where something happens."""
    columns = {dtype: _powers(prob, dtype) for dtype in DTYPES}
    # The last power that is not 0, and the first that is.
    ends = {k for powers in columns.values() for k in (len(powers) - 1, len(powers))}
    return Table(
        name="probabilities",
        columns=("k", *DTYPES, "log_sum"),
        rows=tuple(
            (
                float(k),
                *(powers[k - 1] if k <= len(powers) else 0.0 for powers in columns.values()),
                k * log(prob),
            )
            for k in sorted({1, 2} | ends)
        ),
    )


@np.errstate(all="ignore")
def _powers(prob: float, dtype: str) -> list[float]:
    """prob, prob², … as repeated multiplication gives them, up to the first that is 0."""
    kind = np.dtype(dtype).type
    powers = [kind(prob)]
    while powers[-1] > 0:
        powers.append(powers[-1] * powers[0])
    return [float(power) for power in powers]


@np.errstate(all="ignore")  # What overflows is the lesson.
def _multiplied(run: Run) -> Run:
    M = run.M @ factor(run.setup, run.seed, run.done + 1)
    return replace(run, M=M, sizes=(*run.sizes, _largest(M)))


def _largest(M: Array) -> float:
    """The largest absolute value; what is infinite or no number counts as infinite."""
    largest = float(np.abs(M).max())
    return largest if np.isfinite(largest) else float("inf")


def _room(sizes: list[float]) -> tuple[float, float]:
    """As far up as down from 1, in steps that are coarse: so a slope can be seen."""
    reach, far = DECADES, max((abs(log10(size)) for size in sizes), default=0.0)
    while reach < far:
        reach *= 2
    return 10.0 ** -min(reach, LEAST), 10.0 ** min(reach, MOST)


def _growth(run: Run) -> Curves:
    """The largest entry after each multiplication, and the format's limits where they are near."""
    n = float(max(run.setup.n, run.done))
    limits = np.finfo(run.setup.dtype)
    largest, smallest = float(limits.max), float(limits.smallest_subnormal)
    lines = [Line("max_abs", tuple(map(float, range(len(run.sizes)))), run.sizes)]
    # Half of the way up or down, as the logarithmic axis has it: farther off they would flatten it.
    if max(run.sizes) > sqrt(largest):
        lines.append(Line("largest", (0.0, n), (largest, largest)))
    if min(run.sizes) < sqrt(smallest):
        lines.append(Line("smallest", (0.0, n), (smallest, smallest)))
    return Curves(
        name="growth",
        lines=tuple(lines),
        x_name="multiplication",
        log_y=True,
        x_limits=(0.0, n),
        y_room=_room([y for line in lines for y in line.y if 0 < y < inf]),
    )
