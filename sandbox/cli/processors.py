"""How many processors NumPy's matrix products may take: settled before NumPy loads."""

import os
from collections.abc import MutableMapping

VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What the libraries behind NumPy ask; one of them set already is the user's word."""

BUSY = 0.5
"""Runnable processes a processor beyond which a second thread mostly waits for its turn."""


def share(environ: MutableMapping[str, str], load: float, cores: int) -> None:
    """Keep to one processor where others need the rest: on a server, or on a busy machine.

    The threads of a matrix product wait for each other without giving way: where a processor is
    taken, a product on two is many times slower than on one, and so is everybody else's.
    """
    if any(name in environ for name in VARIABLES):
        return
    if "SSH_CONNECTION" in environ or load > BUSY * cores:
        environ.update(dict.fromkeys(VARIABLES, "1"))


def settle() -> None:
    """As the machine is now."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    share(os.environ, load, os.cpu_count() or 1)
