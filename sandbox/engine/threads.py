"""How many threads a matrix product is computed on: told to NumPy before it loads.

A sum that several threads share is added up in another order, so its last bits differ, and a run
that is near an edge takes another way. So it is one thread unless somebody asks for more: what the
machine is doing besides, or how it is reached, never changes a number.
"""

import os

VARIABLES = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""What the libraries behind NumPy and PyTorch ask, as they load."""

_asked: int | None = None


def settle(count: int | None) -> None:
    """Compute on so many threads, on one for None. It must come before NumPy loads.

    It says so in the environment, whatever that said before: what else is set there for other
    programs is no setting of a run.
    """
    global _asked
    _asked = count
    os.environ.update(dict.fromkeys(VARIABLES, str(used())))


def asked() -> int | None:
    """How many threads were asked for; None where nobody did."""
    return _asked


def used() -> int:
    """On how many threads a product is computed."""
    return 1 if _asked is None else _asked


def most() -> int:
    """How many there can be: as many as the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
