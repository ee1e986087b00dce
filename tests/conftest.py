"""What holds for all tests, before any of them loads NumPy."""

import os

if "PYTEST_XDIST_WORKER" in os.environ:
    # Workers share the cores: matrix products on several threads each would wait for each other.
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
