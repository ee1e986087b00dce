"""`export`: a script on stdout that repeats the run, or a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "sandbox")


def printed(out: str) -> dict[str, float]:
    rows = [line.rpartition(" ") for line in out.splitlines()]
    return {name: float(value) for name, _, value in rows}


def test_the_script_prints_what_the_run_came_to(cli, mini: Path, tmp_path: Path):
    words = ("concise", "units=16", "batch=50", "epochs=3", "--data", str(mini), "--seed", "5")
    exported = cli("export", *words, "--to", "numpy")
    assert (exported.status, exported.err) == (0, "")
    first = exported.out.splitlines()[0]
    assert first.startswith("# mlp-sandbox export concise units=16 batch=50 epochs=3 --seed 5 ")
    assert first.endswith(" --to numpy")
    file = tmp_path / "script.py"
    file.write_text(exported.out, encoding="utf-8")
    done = subprocess.run(
        (sys.executable, "-I", str(file), str(mini)), capture_output=True, text=True, check=True
    )
    assert f"{printed(done.stdout)['test accuracy']:.4g}" in cli("run", *words).out


def test_the_other_script_is_for_torch(cli, mini: Path):
    out = cli("export", "classifier", "hidden=9", "--data", str(mini), "--to", "torch").out
    assert "    nn.Linear(784, 9),\n" in out
    assert "sandbox" not in out.split("import torch")[1]


def test_a_script_is_utf_8_whatever_the_locale_is():
    done = subprocess.run(
        (*PROGRAM, "export", "weight-decay", "--to", "torch"),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "euc_kr", "PYTHONUTF8": "0"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    compile(done.stdout, "script.py", "exec")
    assert "Σ" in done.stdout.decode("utf-8")


def test_a_folder_with_an_odd_name_stays_in_its_comment(cli, mini: Path, tmp_path: Path):
    odd = tmp_path / "two\nlines"
    odd.symlink_to(mini)
    out = cli("export", "classifier", "hidden=4", "--data", str(odd), "--to", "torch").out
    assert out.splitlines()[1].startswith('"""A run of mlp-sandbox')


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "which lab? There are"),
        (("consice", "--to", "torch"), "did you mean concise"),
        (("weight-decay",), "which script? Give --to numpy or --to torch"),
        (("weight-decay", "--to", "touch"), "'touch': did you mean torch?"),
        (("weight-decay", "--to", "jax"), "'jax': give one of numpy, torch"),
        (("norms", "--to", "numpy"), "norms has no run to export; these have: boundary, clas"),
        (("weight-decay", "dcay=1", "--to", "numpy"), "did you mean decay"),
        (("classifier", "--data", "no/such", "--to", "numpy"), "there is no such folder"),
    ],
)
def test_mistakes_get_a_sentence(cli, home, words, says):
    result = cli("export", *words)
    assert (result.status, result.out) == (2, "")
    assert says in result.err
    assert result.err.count("\n") == 1
