"""Exported scripts: what they print is what the run came to."""

import ast
import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sandbox.engine import optimisers, threads
from sandbox.labs.catalogue import LABS, find_lab
from sandbox.labs.data import idx
from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.data.sources import FILES
from sandbox.labs.experiments.weight_decay import WeightDecayLab
from sandbox.labs.exporting import TARGETS, as_layers, script
from sandbox.labs.exporting.preamble import pictures
from sandbox.labs.knobs import parse_settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.session import Session

REAL = Path(__file__).parents[3] / "shared" / "data" / "fashion-mnist-mini"


def draw(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Plain pictures of ten classes."""
    rng = np.random.default_rng(n)
    labels = np.arange(n) % 10
    pixels = rng.integers(0, 120, (n, 28, 28))
    pixels[np.arange(n), labels * 2 + 3] += 130
    return pixels.astype(np.uint8), labels.astype(np.uint8)


DRAWN = ImageDataset("fashion-mnist", *draw(200), *draw(60), "drawn for a test")


class Drawn(Resources):
    """A few plain pictures, learnt in a moment."""

    def images(self, kind: str) -> ImageDataset:
        return DRAWN


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn pictures as files, some of them packed."""
    path = tmp_path_factory.mktemp("pictures")
    parts = (DRAWN.train_images, DRAWN.train_labels, DRAWN.test_images, DRAWN.test_labels)
    for number, (name, part) in enumerate(zip(FILES, parts, strict=True)):
        packed = number % 2 == 0
        idx.write(path / (name + ".gz" * packed), part, compress=packed)
    return path


def finished(lab: str, texts: dict[str, str], sources: Resources | None = None) -> Session:
    run = Session(find_lab(lab), parse_settings(find_lab(lab).knobs, texts), 7, sources or Drawn())
    while not run.finished:
        run.forward()
    return run


def exported(run: Session, to: str) -> str:
    text = run.lab.export(run.state, to)
    assert text is not None
    return text


def imported(text: str) -> set[str]:
    """The packages that a script imports."""
    nodes = list(ast.walk(ast.parse(text)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {
        name.partition(".")[0]
        for name in plain | {str(n.module) for n in nodes if isinstance(n, ast.ImportFrom)}
    }


def printed(out: str) -> dict[str, float]:
    """The numbers of a script's report."""
    rows = [line.rpartition(" ") for line in out.splitlines()]
    return {name: float(value) for name, _, value in rows}


def alone(text: str, where: Path, *arguments: str) -> str:
    """What a script prints in a process of its own."""
    assert imported(text) - set(sys.stdlib_module_names) == {"numpy"}
    file = where / "script.py"
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        (sys.executable, "-I", "-W", "error", str(file), *arguments),
        cwd=where,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


def in_torch(text: str, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What a script for PyTorch prints, run here as PyTorch takes long to load."""
    pytest.importorskip("torch")
    assert imported(text) - set(sys.stdlib_module_names) == {"numpy", "torch"}
    monkeypatch.setattr(sys, "argv", ["script.py", *arguments])
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(text, "script.py", "exec"), {"__name__": "__main__"})
    return out.getvalue()


CLOTHES = {
    "lecture": {"hidden": "16", "init_std": "0.1"},
    "two hidden layers": {"hidden": "16,12", "activation": "tanh", "init": "xavier"},
    "no hidden layer": {"hidden": "", "init": "zero"},
    "decay": {"hidden": "16", "activation": "sigmoid", "init": "he", "decay": "0.01"},
    "constant": {"hidden": "4", "activation": "identity", "init": "constant", "n_train": "50"},
}
QUICK = {"batch": "32", "epochs": "3", "lr": "0.1"}
DROPOUT = {"hidden": "16,12", "init": "he", "dropout": "0.2,0.5", **QUICK}


@pytest.mark.parametrize("case", CLOTHES)
def test_numpy_repeats_a_run_to_the_bit(case: str, folder: Path, tmp_path: Path) -> None:
    run = finished("classifier", {**CLOTHES[case], **QUICK})
    got = printed(alone(exported(run, "numpy"), tmp_path, str(folder)))
    assert got == {
        "test accuracy": run.frame().metrics["test_acc"],
        "test loss": run.state.test_loss,
    }


@pytest.mark.parametrize("case", CLOTHES)
def test_torch_repeats_it_to_rounding(
    case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished("classifier", {**CLOTHES[case], **QUICK})
    got = printed(in_torch(exported(run, "torch"), monkeypatch, str(folder)))
    one_picture = 1 / 60 + 1e-9
    assert got["test accuracy"] == pytest.approx(run.frame().metrics["test_acc"], abs=one_picture)
    assert got["test loss"] == pytest.approx(run.state.test_loss, rel=1e-4)


DROPPED = {
    "classifier": ("classifier", DROPOUT),
    "classifier, one layer in two": ("classifier", {**DROPOUT, "dropout": "0,0.5"}),
    "classifier, all": ("classifier", {**DROPOUT, "dropout": "1"}),
    "boundary": ("boundary", {"hidden": "8,6", "dropout": "0.5,0.2", "epochs": "15", "n": "60"}),
    "boundary, adam": (
        "boundary",
        {"dropout": "0.3", "optimiser": "adam", "data": "moons", "epochs": "15", "decay": "0.01"},
    ),
}


@pytest.mark.parametrize("case", DROPPED)
def test_dropout_drops_the_same_cells_in_both(
    case: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab, texts = DROPPED[case]
    run = finished(lab, texts)
    metrics = run.frame().metrics
    loss = run.state.test_loss if lab == "classifier" else metrics["test_loss"]
    got = printed(alone(exported(run, "numpy"), tmp_path, str(folder)))
    assert got == {"test accuracy": metrics["test_acc"], "test loss": loss}
    got = printed(in_torch(exported(run, "torch"), monkeypatch, str(folder)))
    assert got["test loss"] == pytest.approx(loss, rel=1e-4)
    assert got["test accuracy"] == pytest.approx(metrics["test_acc"], abs=1 / 60 + 1e-9)


def test_every_lab_with_dropout_that_exports_is_among_these() -> None:
    able = {
        lab.id
        for lab in LABS
        if type(lab).export is not Lab.export and any(knob.name == "dropout" for knob in lab.knobs)
    }
    assert able == {lab for lab, _ in DROPPED.values()}


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize("lab", ["weight-decay", "propagation"])
@pytest.mark.parametrize("count", [None, 2])
def test_a_script_computes_on_as_many_threads_as_its_run(
    to: str, lab: str, count: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "_asked", count)
    text = exported(finished(lab, {"epochs": "1"} if lab == "weight-decay" else {}), to)
    before = text[: text.index("import numpy")]
    said: dict[str, Any] = {}
    for name in threads.VARIABLES:
        monkeypatch.setenv(name, "7")
    exec(compile(before, "script.py", "exec"), said)
    assert {os.environ[name] for name in threads.VARIABLES} == {str(count or 1)}


@pytest.mark.skipif(not REAL.is_dir(), reason="fashion-mnist-mini is not here")
def test_real_pictures_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished("concise", {"units": "32", "batch": "50", "epochs": "8"}, Resources(REAL))
    for file in REAL.glob("*.gz"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    got = printed(alone(exported(run, "numpy"), tmp_path))
    assert got["test accuracy"] == run.frame().metrics["concise_acc"]
    assert got["test accuracy"] == run.frame().metrics["scratch_acc"]
    got = printed(in_torch(exported(run, "torch"), monkeypatch, str(REAL)))
    assert got["test accuracy"] == pytest.approx(run.frame().metrics["concise_acc"], abs=0.011)


@pytest.mark.parametrize("form", ["scratch", "concise"])
def test_regression_draws_its_own_data(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished("weight-decay", {"form": form, "decay": "3", "epochs": "20"})
    metrics = run.frame().metrics
    got = printed(alone(exported(run, "numpy"), tmp_path))
    assert got == {"norm of w": metrics["w_norm"], "test loss": metrics["test_loss"]}
    text = exported(run, "torch")
    assert ("weight_decay" in text) == (form == "concise")
    got = printed(in_torch(text, monkeypatch))
    assert got["norm of w"] == pytest.approx(metrics["w_norm"], rel=1e-4)
    assert got["test loss"] == pytest.approx(metrics["test_loss"], rel=1e-3)


POINTS = {
    "momentum and lasso": {"optimiser": "momentum", "penalty": "l1", "decay": "0.01"},
    "adam": {"optimiser": "adam", "decay": "0.01", "data": "moons", "noise": "0.1"},
    "mislabelled": {"flip": "12", "data": "spirals", "init": "xavier"},
}


@pytest.mark.parametrize("case", POINTS)
def test_points_too(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = finished("boundary", {"hidden": "8", "epochs": "15", "n": "60", **POINTS[case]})
    metrics = run.frame().metrics
    got = printed(alone(exported(run, "numpy"), tmp_path))
    assert got == {"test accuracy": metrics["test_acc"], "test loss": metrics["test_loss"]}
    got = printed(in_torch(exported(run, "torch"), monkeypatch))
    assert got["test loss"] == pytest.approx(metrics["test_loss"], rel=1e-3)
    assert got["test accuracy"] == pytest.approx(metrics["test_acc"], abs=0.0021)


STEPS: dict[str, dict[str, str]] = {
    "lecture": {},
    "deeper": {"hidden": "4,3", "batch": "3", "activation": "tanh", "decay": "0"},
    "classes": {"loss": "cross-entropy", "outputs": "4", "activation": "sigmoid"},
}


@pytest.mark.parametrize("case", STEPS)
def test_a_training_step_and_its_gradients(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished("propagation", STEPS[case])
    run.forward()  # The second training step, whose weights are no round numbers.
    taken = run.state.taken
    grads = taken.trainer.objective.backward(taken.recording.before.params, taken.recording.forward)
    right = [dW.tolist() for layer in grads for dW in layer.values()]
    first, *rest = alone(exported(run, "numpy"), tmp_path).splitlines()
    assert float(first.removeprefix("J ")) == run.frame().metrics["J"]
    assert [ast.literal_eval(line) for line in rest] == right
    first, *rest = in_torch(exported(run, "torch"), monkeypatch).splitlines()
    assert float(first.removeprefix("J ")) == pytest.approx(run.frame().metrics["J"], rel=1e-12)
    for line, dW in zip(rest, right, strict=True):
        np.testing.assert_allclose(ast.literal_eval(line), dW, rtol=1e-9, atol=1e-12)


def test_weights_that_have_diverged_are_still_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished("propagation", {"lr": "100"})
    for _ in range(20):
        while not run.finished:
            run.forward()
        run.forward()
    assert not np.isfinite(run.state.taken.recording.before.params[0]["W"]).all()
    for to in TARGETS:
        ast.parse(exported(run, to))
    assert "np.nan" in exported(run, "numpy")


def test_a_live_knob_counts_from_the_first_step_on() -> None:
    run = finished("weight-decay", {"epochs": "2"})
    assert "\ndecay = 0.0\n" in exported(run, "numpy")
    run.set_knob("decay", 3.0)
    assert "\ndecay = 3.0\n" in exported(run, "numpy")


@pytest.mark.parametrize(
    "optimiser",
    [
        optimisers.sgd(0.1),
        optimisers.sgd(0.1, 0.9),
        optimisers.sgd(0.1, 0.5, decay=3.0),
        optimisers.sgd(1e-05, decay=0.0),
        optimisers.adam(0.01),
        optimisers.adam(0.01, decay=0.1),
    ],
)
def test_the_declared_optimiser_is_the_one_that_runs(optimiser: optimisers.Optimiser) -> None:
    lab = find_lab("weight-decay")
    setup = lab.start(parse_settings(lab.knobs, {}), 0, Resources()).setup
    trainer = WeightDecayLab().trainer_for(setup, 0)
    trainer = type(trainer)(trainer.objective, optimiser, 5)
    lines = as_layers.declaration(trainer).splitlines()
    (line,) = [line for line in lines if line.startswith("optimiser = ")]
    assert eval(line.removeprefix("optimiser = "), dict(vars(optimisers))) == optimiser


def test_where_the_garments_are_said() -> None:
    assert "mlp-sandbox data save FOLDER" in pictures("garments", 0).about
    assert "Fashion-MNIST" in pictures("fashion-mnist", 0).about
    assert "X[:50]" in pictures("garments", 50).lines


def test_another_target_is_refused() -> None:
    lab = find_lab("weight-decay")
    state: Any = lab.start(parse_settings(lab.knobs, {}), 0, Resources())
    with pytest.raises(ValueError, match="one of numpy, torch, not to jax"):
        lab.export(state, "jax")
    assert script.__doc__


def test_labs_without_a_run_export_nothing() -> None:
    able = {lab.id for lab in LABS if type(lab).export is not Lab.export}
    assert able == {"boundary", "classifier", "concise", "weight-decay", "propagation"}
    norms = find_lab("norms")
    state = norms.start(parse_settings(norms.knobs, {}), 0, Resources())
    assert norms.export(state, "numpy") is None
