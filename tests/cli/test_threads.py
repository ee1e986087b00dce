"""A run's numbers depend on its settings, its seed and its threads, and on nothing around it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sandbox.engine.threads import VARIABLES, most
from sandbox.labs.data import idx
from sandbox.labs.data.sources import FILES

RUN = ("run", "classifier", "hidden=64", "batch=100", "epochs=2", "lr=0.5", "--json", "--data")
LAST_BITS = "train_loss"

FREE = {name: value for name, value in os.environ.items() if name not in VARIABLES}

two = pytest.mark.skipif(most() < 2, reason="there is one processor")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of noisy pictures, enough of them for a product that threads share."""
    folder, rng = tmp_path_factory.mktemp("pictures"), np.random.default_rng(0)
    for name, n in zip(FILES, (2000, 2000, 200, 200), strict=True):
        shape = (n, 28, 28) if "images" in name else (n,)
        most = 256 if "images" in name else 10
        idx.write(folder / name, rng.integers(0, most, shape, np.uint8), compress=False)
    return folder


def came_to(pictures: Path, *words: str, program: str = "", **environ: str) -> dict[str, float]:
    """What the run came to in a process of its own, but for how long it took."""
    start = ("-c", program) if program else ("-m", "sandbox")
    done = subprocess.run(
        (sys.executable, *start, *RUN, str(pictures), *words),
        env={**FREE, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    metrics: dict[str, float] = json.loads(done.stdout)["metrics"]
    del metrics["seconds"]
    return metrics


BUSY = (
    "import os, sys; os.getloadavg = lambda: (99.0, 99.0, 99.0)\n"
    "from sandbox.cli.main import main; sys.exit(main())"
)


@two
def test_what_is_around_a_run_changes_no_bit_of_it(pictures: Path):
    right = came_to(pictures)
    around: list[dict[str, str]] = [
        {"SSH_CONNECTION": "here there"},
        dict.fromkeys(VARIABLES, "2"),
        {"program": BUSY},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "COLUMNS": "40", "LINES": "10"},
        {"PYTHONHASHSEED": "2", "LANG": "ko_KR.UTF-8", "LC_ALL": "C", "TERM": "dumb"},
    ]
    for environ in around:
        assert came_to(pictures, **environ) == right, environ
    other = came_to(pictures, "--threads", "2")
    assert other[LAST_BITS] != right[LAST_BITS], "this run could not tell"
    assert came_to(pictures, "--threads", "2", SSH_CONNECTION="here") == other


@two
@pytest.mark.parametrize("words", ["list", "run norms --threads 2", "--plain --threads 2"])
def test_it_is_settled_before_numpy_loads(words: str):
    code = (
        "import os, sys\n"
        "from sandbox.cli.main import main\n"
        "class Watch:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'numpy': print(os.environ['OPENBLAS_NUM_THREADS'], file=sys.stderr)\n"
        "sys.meta_path.insert(0, Watch())\n"
        "main()\n"
        "import numpy"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words.split()],
        env=FREE,
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert ran.stderr.split()[0] == ("2" if "2" in words else "1")


@pytest.fixture
def settings(progress: Path) -> Path:
    """The learner's config.toml, which is still to be written."""
    progress.parent.mkdir(exist_ok=True)
    return progress.parent / "config.toml"


def test_nobody_asked(cli):
    words = ("run", "weight-decay", "epochs=2")
    assert json.loads(cli(*words, "--json").out)["threads"] == 1
    said = cli(*words).out
    assert "threads" not in said
    assert said.endswith("mlp-sandbox run weight-decay epochs=2 --seed 0\n")


@two
def test_who_asks_is_told_and_can_have_it_again(cli):
    words = ("weight-decay", "epochs=2", "--threads", "2")
    assert json.loads(cli("run", *words, "--json").out)["threads"] == 2
    said = cli("run", *words).out
    assert "threads 2" in said.splitlines()[0]
    assert said.endswith("mlp-sandbox run weight-decay epochs=2 --seed 0 --threads 2\n")
    script = cli("export", *words, "--to", "numpy").out
    assert "--threads 2" in script.splitlines()[0]
    assert '    os.environ[name] = "2"\n' in script.split("import numpy")[0]


@two
def test_the_settings_ask_for_all_and_the_command_line_wins(cli, settings: Path):
    settings.write_text("threads = 2\n")
    for command in ("run weight-decay epochs=2", "explain propagation dJ/dW2 2,1"):
        assert cli(*command.split()).status == 0
        assert os.environ["OPENBLAS_NUM_THREADS"] == "2"
    assert cli("list").status == 0
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    said = cli("run", "weight-decay", "epochs=2", "--threads", "1").out
    assert said.endswith(" --threads 1\n")
    assert cli("run", "weight-decay", "epochs=2").out.endswith(" --threads 2\n")


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "many", str(most() + 1), "9" * 5000])
def test_threads_that_cannot_be(cli, number: str):
    told = cli("run", "norms", f"--threads={number}")
    assert (told.status, told.out) == (2, "")
    assert f"a whole number from 1 to {most()}" in told.err


def test_settings_that_are_wrong_are_told(cli, settings: Path):
    settings.write_text(f"threads = {most() + 1}\n")
    told = cli("run", "norms")
    assert (told.status, told.out) == (2, "")
    assert f"config.toml, line 1: threads is a whole number from 1 to {most()}" in told.err
    assert "1부터" in cli("run", "norms", "--lang", "ko").err
    assert cli("run", "norms", "--threads", "1").status == 0


@two
def test_the_dialogue_says_it_too():
    ran = subprocess.run(
        [sys.executable, "-m", "sandbox", "--plain", "--lang", "en", "--threads", "2"],
        input="9\n2\nstate\n",
        env=FREE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "threads 2." in ran.stdout.splitlines()
