"""One processor where others need the rest, all of them else, and the user's word before both."""

import os
import subprocess
import sys

import pytest

from sandbox.cli.processors import VARIABLES, share

ONE = dict.fromkeys(VARIABLES, "1")


@pytest.mark.parametrize(
    ("environ", "load", "cores", "settled"),
    [
        ({}, 0.1, 2, {}),
        ({}, 0.9, 2, {}),
        ({}, 1.1, 2, ONE),
        ({}, 1.1, 8, {}),
        ({"SSH_CONNECTION": "here there"}, 0.0, 8, ONE),
        ({"OMP_NUM_THREADS": "4", "SSH_CONNECTION": "here there"}, 9.0, 2, {}),
    ],
)
def test_who_shares(environ, load, cores, settled):
    before = dict(environ)
    share(environ, load, cores)
    assert environ == before | settled


def test_it_is_settled_before_numpy_loads():

    code = (
        "import os, sys; sys.argv = ['x', 'list']\n"
        "os.getloadavg = lambda: (99.0, 99.0, 99.0)\n"
        "from sandbox.cli.main import main\n"
        "assert 'numpy' not in sys.modules\n"
        "main()\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    environ = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True
    )
    assert ran.stdout.endswith("\n1\n")
