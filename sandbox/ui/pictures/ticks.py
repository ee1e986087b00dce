"""Where the y axis has its ticks, and what is written there."""

from math import ceil, floor, log10

Tick = tuple[float, str]
"""A position on the axis and its label."""


def linear_ticks(low: float, high: float, count: int) -> list[Tick]:
    """About `count` round numbers from low to high; two at the least, or there is no scale."""
    if not high > low:
        return [(low, f"{low:g}")]
    step = _round_step((high - low) / max(count - 1, 1))
    first = ceil(low / step - 1e-9)
    last = floor(high / step + 1e-9)
    if first == last:
        return linear_ticks(low, high, count + 1)
    decimals = max(0, -floor(log10(step) + 1e-9))
    return [(n * step, _text(n * step, decimals)) for n in range(first, last + 1)]


def log_ticks(low: float, high: float, count: int) -> list[Tick]:
    """Powers of ten from 10**low to 10**high at their exponents.

    Where there are few, more in between, and all of them as the numbers they are.
    """
    first, last = ceil(low - 1e-9), floor(high + 1e-9)
    every = max(ceil((last - first + 1) / max(count, 1)), 1)
    ticks = [(float(n), f"1e{n}") for n in range(first, last + 1) if n % every == 0]
    if len(ticks) > 2 or every > 1:
        return ticks
    places = [n + log10(digit) for n in range(first - 1, last + 1) for digit in (1, 2, 5)]
    ticks = [(at, f"{10**at:.3g}") for at in places if low - 1e-9 <= at <= high + 1e-9]
    return ticks or linear_in_log(low, high)


def linear_in_log(low: float, high: float) -> list[Tick]:
    """The two ends, where the axis is too short for round numbers."""
    return [(end, f"{10**end:.3g}") for end in dict.fromkeys((low, high))]


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, … that is no smaller."""
    power = 10.0 ** floor(log10(step))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= step * (1 - 1e-9))


def _text(value: float, decimals: int) -> str:
    if decimals > 4 or abs(value) >= 1e5:
        return f"{value:.2g}" if value else "0"
    return f"{value:.{decimals}f}"
