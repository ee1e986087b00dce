"""The course's figures as `run … --json` gives them at seed 0, each in the range that is usual.

What is usual over many seeds, tests/labs measures; here it is the way to them that is tested.
"""

import json

import pytest

FIGURES = [
    ("boundary epochs=120", {"test_acc": (0.4, 0.6)}),
    ("boundary hidden=8 epochs=400", {"train_acc": (1.0, 1.0)}),
    ("collapse activation=identity", {"gap": (0, 1e-12)}),
    ("collapse activation=tanh", {"gap": (0.1, 100)}),
    (
        "activation function=sigmoid x=0 depth=10",
        {"slope": (0.25, 0.25), "best_case": (9e-7, 1e-6)},
    ),
    ("capacity columns=2", {"train_loss": (1, 9), "test_loss": (3, 30)}),
    ("capacity columns=4", {"train_loss": (0.004, 0.013), "test_loss": (0.01, 0.03)}),
    ("capacity columns=8", {"train_loss": (0.003, 0.01), "test_loss": (0.01, 1e3)}),
    ("capacity columns=12", {"train_loss": (0.001, 0.008), "test_loss": (1e2, 1e9)}),
    ("norms p=1", {"a": (1, 1), "b": (1, 1)}),
    ("norms p=2", {"a": (0.583095, 0.583096), "b": (0.707106, 0.707107)}),
    ("norms p=0.5", {"a": (2.98564, 2.98565), "b": (2, 2)}),
    ("penalties penalty=l1 decay=10", {"zeros": (20, 20)}),
    ("penalties penalty=l2 decay=10", {"zeros": (0, 0)}),
    (
        "weight-decay decay=0",
        {"w_norm": (12.8, 15), "train_loss": (1e-7, 1e-4), "test_loss": (70, 112)},
    ),
    (
        "weight-decay decay=3",
        {"w_norm": (0.33, 0.42), "train_loss": (2e-4, 3e-3), "test_loss": (0.05, 0.15)},
    ),
    (
        "weight-decay form=concise decay=0",
        {"w_norm": (12.8, 15), "train_loss": (0, 1e-9), "test_loss": (140, 224)},
    ),
    ("weight-decay form=concise decay=3", {"w_norm": (0.33, 0.42), "test_loss": (0.1, 0.3)}),
    ("weight-decay decay=10", {"w_norm": (0.015, 0.035), "test_loss": (0.008, 0.015)}),
    ("weight-decay decay=0 init_std=0", {"test_loss": (0.008, 0.013)}),
    ("mask p=0.5 draws=10000", {"mean_error": (0, 0.5), "std_error": (0, 0.5)}),
    ("propagation", {"gradcheck": (0, 1e-8)}),
    ("products", {"max_abs": (1e21, 1e28)}),
    ("products dtype=float16", {"overflow_at": (12, 26)}),
    ("products n=250", {"overflow_at": (135, 180)}),
    (
        "depth activation=sigmoid init_std=0.01",
        {"first_grad": (3e-16, 3e-15), "last_grad": (0.4, 0.6)},
    ),
    ("depth activation=relu init_std=1", {"last_std": (5e6, 6e7)}),
    ("depth activation=relu init=xavier", {"last_std": (0.01, 0.04)}),
    ("depth activation=relu init=he", {"last_std": (0.4, 0.9)}),
    ("symmetry init=constant", {"distinct": (1, 1), "loss": (0.36, 0.38)}),
    ("symmetry init=constant-first", {"distinct": (8, 8), "loss": (0.2, 0.24)}),
    ("symmetry init=constant dropout=0.4", {"distinct": (8, 8), "loss": (0.27, 0.3)}),
    ("symmetry init=random", {"distinct": (8, 8), "loss": (0.05, 0.08)}),
]
"""A command, and for each of its metrics the least and the most that it may be."""


@pytest.mark.parametrize(("command", "within"), FIGURES, ids=lambda value: str(value)[:40])
def test_a_figure_of_the_course(cli, command: str, within: dict[str, tuple[float, float]]) -> None:
    result = cli("run", *command.split(), "--json")
    assert result.status == 0, result.err
    metrics = json.loads(result.out)["metrics"]
    for name, (least, most) in within.items():
        assert least <= metrics[name] <= most, (name, metrics[name])


def test_tanh_with_xavier_keeps_the_first_gradient_within_twice_the_last(cli) -> None:
    out = cli("run", "depth", "activation=tanh", "init=xavier", "--json").out
    metrics = json.loads(out)["metrics"]
    assert 0.5 < metrics["first_grad"] / metrics["last_grad"] < 2
