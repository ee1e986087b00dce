"""The dropout mask: the lecture's 2×8 matrix, dropped out again and again."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.dropout import Dropout
from sandbox.engine.instrument import source
from sandbox.engine.randomness import generator
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Code, Matrix, Table
from sandbox.labs.settings import KnobSettings, integer, number

X = np.arange(16.0).reshape(2, 8)
X.flags.writeable = False

BLOCK = 1000
"""How many draws' random numbers are made at a time."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    p: float = number(0.5, entry="drop_p", low=0.0, high=1.0, acts="live")
    draws: int = integer(1, low=1, high=100_000, log=True, acts="live")


@dataclass(frozen=True)
class Run:
    """The draws so far: how many, the latest, and what mean and spread are made from."""

    setup: Setup
    seed: int
    count: int
    latest: Array
    total: Array
    squares: Array

    @property
    def mean(self) -> Array:
        """The mean of all draws (2, 8), which goes to X unless p is 1."""
        return np.asarray(self.total / self.count)

    @property
    def spread(self) -> Array:
        """The standard deviation of all draws (2, 8)."""
        variance = self.squares / self.count - self.mean**2
        return np.asarray(np.sqrt(np.maximum(variance, 0)))


class DropoutMask(Lab[Run]):
    """Dropout of arange(16): a draw, the mean of all draws, and how far they spread.

    The random numbers of a draw do not depend on p, so turning p has the same draws again with
    another p: cells that p = .4 drops are dropped by p = .5 too.
    """

    id = "mask"
    drawn = ("drawn_masks",)
    metrics = ("mean_error", "std_error")
    pictures = ("draw", "mean", "spread", "cells", "code")
    step_delay_s = 0.002
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """The first draw."""
        return _drawn(Setup.of(settings), seed, 1)

    def step(self, run: Run, settings: Settings) -> Run:
        """One more draw."""
        setup = Setup.of(settings)
        Y = dropped(setup.p, uniforms(run.seed, run.count, run.count + 1))[0]
        return replace(
            run,
            setup=setup,
            count=run.count + 1,
            latest=Y,
            total=run.total + Y,
            squares=run.squares + Y * Y,
        )

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """The same draws with the new p."""
        return _drawn(Setup.of(settings), run.seed, run.count)

    def is_done(self, run: Run) -> bool:
        """When there are as many draws as were asked for."""
        return run.count >= run.setup.draws

    def nbytes(self, run: Run) -> int:
        """Three matrices."""
        return run.latest.nbytes + run.total.nbytes + run.squares.nbytes

    def frame(self, run: Run) -> Frame:
        """The latest draw, the mean and the spread, and every cell beside what theory says."""
        mean, spread, theory = run.mean, run.spread, expected_spread(run.setup.p)
        cells = (X, run.latest, mean, spread, theory)
        metrics = {"mean_error": float(np.abs(mean - X).max())}
        # One draw has no spread, and at p = 1 there is none to compare it with.
        if run.count > 1 and run.setup.p < 1:
            metrics["std_error"] = float(np.abs(spread - theory).max())
        return Frame(
            metrics=metrics,
            pictures=(
                Matrix(name="draw", values=run.latest, heat=True),
                Matrix(name="mean", values=mean, heat=True),
                Matrix(name="spread", values=spread, heat=True),
                Table(
                    name="cells",
                    columns=("x", "latest", "mean", "spread", "expected_spread"),
                    rows=tuple(zip(*(cell.ravel().tolist() for cell in cells), strict=True)),
                ),
                Code(name="code", text=source(Dropout, "forward").rstrip()),
            ),
            done=run.count,
            total=max(run.setup.draws, run.count),
            unit="draw",
        )


def expected_spread(p: float) -> Array:
    """x·√(p/(1−p)), the standard deviation of a cell x; infinite at p = 1 unless x is 0."""
    return X * sqrt(p / (1 - p)) if p < 1 else np.where(X > 0, np.inf, 0.0)


def uniforms(seed: int, first: int, last: int) -> Array:
    """The random numbers U (last − first, 2, 8) in [0, 1) of draws first … last − 1, from 0."""
    blocks = [_block(seed, block) for block in range(first // BLOCK, -(-last // BLOCK))]
    start = first // BLOCK * BLOCK
    return np.concatenate(blocks)[first - start : last - start]


@lru_cache(maxsize=128)
def _block(seed: int, block: int) -> Array:
    return generator(seed, "mask", block).random((BLOCK, *X.shape))


def dropped(p: float, U: Array) -> Array:
    """What the network's own dropout layer makes of X in each draw: (N, 2, 8)."""
    Y, _ = Dropout(p).forward({"U": U}, X)
    return Y


def _drawn(setup: Setup, seed: int, count: int) -> Run:
    """The first `count` draws at once."""
    Y = dropped(setup.p, uniforms(seed, 0, count))
    return Run(setup, seed, count, Y[-1], Y.sum(axis=0), (Y * Y).sum(axis=0))
