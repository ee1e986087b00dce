"""The engine is NumPy and the standard library, also when it is imported on its own."""

import json
import subprocess
import sys
from pathlib import Path

from tests.engine.classes import MODULES

ROOT = Path(__file__).parents[2]


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages that a fresh Python has loaded after importing these."""
    code = (
        "import sys, json, importlib; before = {m.partition('.')[0] for m in sys.modules}\n"
        f"for name in {list(modules)!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules} - before)))"
    )
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    return set(json.loads(run.stdout))


def test_the_engine_and_the_knobs_load_no_screen():
    loaded = loaded_by(*MODULES, "sandbox.labs.knobs")
    assert not loaded & {"textual", "rich", "plotext", "platformdirs"}
    assert "sandbox" in loaded


def test_the_engine_is_numpy_and_the_standard_library():
    numpys_own = loaded_by("numpy", "numpy.random")
    assert "numpy" in numpys_own
    assert loaded_by(*MODULES) - numpys_own - sys.stdlib_module_names == {"sandbox"}
