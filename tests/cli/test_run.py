"""`run`: results in words and in JSON."""

import json
import math
import re
import shlex
from math import isfinite

import numpy as np
import pytest

from sandbox.labs.catalogue import LABS
from sandbox.labs.knobs import Sizes, defaults


def metrics_of(cli, *words: str) -> dict[str, float]:
    result = cli("run", *words, "--json")
    assert result.status == 0, result.err
    return json.loads(result.out)["metrics"]


def test_json_is_one_object_with_every_knob(cli):
    result = cli("run", "weight-decay", "decay=3", "epochs=2", "--seed", "7", "--json")
    assert result.status == 0
    assert result.err == ""
    table = json.loads(result.out)
    assert list(table) == ["lab", "seed", "threads", "knobs", "metrics"]
    assert (table["lab"], table["seed"]) == ("weight-decay", 7)
    lab = next(lab for lab in LABS if lab.id == "weight-decay")
    assert table["knobs"] == {**defaults(lab.knobs), "decay": 3, "epochs": 2}
    assert set(table["metrics"]) == set(lab.metrics)
    assert all(isfinite(value) for value in table["metrics"].values())


def test_lists_are_lists_in_json(cli):
    table = json.loads(cli("run", "propagation", "hidden=3,2", "--json").out)
    assert table["knobs"]["hidden"] == [3, 2]
    assert json.loads(cli("run", "propagation", "hidden=", "--json").out)["knobs"]["hidden"] == []


def test_options_may_stand_between_knobs(cli):
    between = metrics_of(cli, "weight-decay", "decay=3", "--seed", "1", "epochs=3")
    after = metrics_of(cli, "weight-decay", "decay=3", "epochs=3", "--seed=1")
    assert between == after


def test_the_seed_decides(cli):
    assert metrics_of(cli, "weight-decay", "epochs=1") != metrics_of(
        cli, "weight-decay", "epochs=1", "--seed", "1"
    )


def test_a_diverged_run_is_a_result(cli):
    result = cli("run", "weight-decay", "lr=1", "decay=5", "--json")
    assert result.status == 0
    table = json.loads(result.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert table["diverged"] is True
    assert table["metrics"]["test_loss"] is None


def test_a_diverged_run_is_said_in_words(cli):
    result = cli("run", "weight-decay", "lr=1", "decay=5")
    assert result.status == 0
    assert "The run diverged: ‖w‖, train loss, test loss" in result.out
    assert "nan" not in result.out.lower()


@pytest.mark.parametrize(
    "knobs, remedy",
    [
        (("classifier", "n_train=500", "lr=0.001", "init_std=1", "epochs=1"), "init_std."),
        (("weight-decay", "lr=1", "decay=5"), "decay, lr."),
        (("weight-decay", "lr=1"), "lr."),
        (("products", "std=100"), "std."),
    ],
)
def test_what_to_turn_down_is_a_knob_that_is_turned_up(cli, knobs, remedy):
    out = " ".join(cli("run", *knobs).out.split())
    assert f"The usual remedy is a smaller value for: {remedy}" in out


def test_a_loss_that_ends_above_where_it_began_is_said(cli):
    rising = cli("run", "boundary", "lr=50", "epochs=30")
    assert rising.status == 0
    out = " ".join(rising.out.split())
    loss = re.search(r"train_loss ([0-9.]+)", out)[1]
    first = re.search(f"the loss ended at {loss}, above the ([0-9.]+) of the beginning", out)[1]
    assert float(first) < float(loss) and "a smaller value for: lr." in out
    assert "of the beginning" not in cli("run", "boundary", "epochs=30").out


def test_a_loss_that_fell_but_ended_above_that_of_guessing_is_said(cli):
    out = " ".join(cli("run", "classifier", "n_train=500", "lr=50", "epochs=4").out.split())
    loss = re.search(r"train_loss ([0-9.]+)", out)[1]
    assert float(loss) > math.log(10)
    assert f"The loss ended at {loss}: guessing" in out
    assert f"has {math.log(10):.4g}." in out and "smaller value for: lr." in out
    assert "guessing" not in cli("run", "classifier", "n_train=500", "epochs=2").out


def test_steps_are_the_lines_that_ran(cli):
    table = json.loads(cli("run", "propagation", "--steps", "--json").out)
    steps = table["steps"]
    assert all(
        list(step) == ["place", "name", "formula", "shape", "value"]
        and list(np.shape(step["value"])) == step["shape"]
        for step in steps
    )
    (gradient,) = [s for s in steps if s["formula"] == "X.mT @ dZ" and s["place"] == "layer 2"]
    (hidden,) = [s for s in steps if s["name"] == "H"]
    (error,) = [s for s in steps if s["name"] == "dO"]
    expected = np.array(hidden["value"]).T @ np.array(error["value"])
    np.testing.assert_array_equal(gradient["value"], expected)


def test_steps_of_a_lab_that_trains_are_those_of_the_step_that_would_come_next(cli):
    words = ("run", "boundary", "hidden=4", "n=20", "epochs=3", "--json")
    steps = json.loads(cli(*words, "--steps").out)["steps"]
    (one,) = [s for s in steps if s["formula"] == "X.mT @ dZ" and s["place"] == "layer 0"]
    assert one["shape"] == [2, 4]
    assert "steps" not in json.loads(cli(*words).out)


def test_steps_in_words(cli):
    out = cli("run", "propagation", "--steps").out
    assert "layer 2  dW = X.mT @ dZ  [∂L/∂W⁽²⁾]" in out
    assert "X.mT @ dZ" not in cli("run", "propagation").out


def test_words_end_with_the_command_that_repeats_the_run(cli):
    words = ("weight-decay", "decay=0.5", "epochs=2", "--seed", "3")
    first = cli("run", *words).out
    said = first.rstrip().rpartition(": ")[2]
    program, *again = shlex.split(said)
    assert program == "mlp-sandbox"
    assert cli(*again).out == first


def test_words_in_korean(cli):
    out = cli("run", "weight-decay", "epochs=2", "--lang", "ko").out
    assert "같은 실행을 다시 하려면: mlp-sandbox run weight-decay epochs=2 --seed 0" in out
    assert "The same run" not in out


def test_the_locale_decides_the_language(cli, monkeypatch):
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert "같은 실행" in cli("run", "weight-decay", "epochs=1").out
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "The same run" in cli("run", "weight-decay", "epochs=1").out


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_help_of_a_lab_lists_its_knobs(cli, lab):
    result = cli("run", lab.id, "--help")
    assert result.status == 0
    said = " ".join(result.out.split())
    for knob in lab.knobs:
        assert f"{knob.name}={knob.format(knob.default)}" in said
        if not isinstance(knob, Sizes):
            assert knob.range in said
    assert max(map(len, result.out.splitlines())) <= 80


def test_progress_is_for_terminals_only(cli, monkeypatch):
    monkeypatch.setattr("sandbox.cli.commands.run.STATUS_INTERVAL_S", 0.0)
    assert cli("run", "weight-decay", "epochs=3").err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    told = cli("run", "weight-decay", "epochs=3").err
    assert "epoch 2/3 · ‖w‖" in told
    assert told.endswith("\r\x1b[K")


def test_learns_from_the_real_pictures(cli, mini):
    words = ("data=fashion-mnist", "hidden=256", "batch=50", "epochs=60", "--data", str(mini))
    metrics = metrics_of(cli, "classifier", *words)
    assert metrics["test_acc"] >= 0.76
    assert 0 < metrics["seconds"] < 30


def test_says_which_pictures_it_learnt_from(cli, mini):
    out = cli("run", "classifier", "epochs=1", "--data", str(mini)).out
    assert "Fashion-MNIST" in out.splitlines()[0]
    assert out.rstrip().endswith(f"--data {mini}")
