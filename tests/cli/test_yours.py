"""`--with relu=FILE`: only what passes its check goes in, and what it does there is shown."""

import json
from pathlib import Path

import pytest

SOLUTIONS = Path(__file__).parents[2] / "lessons" / "15-assignment" / "solutions"
RELU = f"relu={SOLUTIONS / 'relu.py'}"


def test_a_run_has_the_learners_lines_and_says_so(cli):
    plain = json.loads(cli("run", "propagation", "--json", "--steps").out)
    done = cli("run", "propagation", "--json", "--steps", "--with", RELU)
    assert (done.status, done.err) == (0, "")
    table = json.loads(done.out)
    assert table["metrics"] == pytest.approx(plain["metrics"], rel=1e-3)
    (line,) = (step for step in table["steps"] if "own" in step)
    assert (line["own"], line["formula"]) == ("relu", "np.maximum(x, 0)")
    assert [s["value"] for s in table["steps"]] == [s["value"] for s in plain["steps"]]


def test_it_is_told_in_both_languages_and_how_to_have_it_again(cli):
    english = cli("run", "propagation", "--with", RELU).out
    assert "your relu" in english
    assert f"--with {RELU}" in english
    korean = cli("run", "propagation", "--steps", "--lang", "ko", "--with", RELU).out
    assert "직접 쓴 함수 relu" in korean
    assert "직접 쓴 relu 함수의 3번째 줄입니다." in korean


def test_its_cells_are_explained(cli):
    said = cli("explain", "propagation", "--with", RELU, "h", "0,0").out
    assert "H = np.maximum(x, 0)" in said
    assert "Line 3 of your relu." in said


def test_what_does_not_pass_stays_out(cli, tmp_path: Path):
    file = tmp_path / "mine.py"
    file.write_text("def relu(x):\n    return abs(x)\n", encoding="utf-8")
    done = cli("run", "propagation", "--with", f"relu={file}")
    assert (done.status, done.out) == (2, "")
    assert "only a function that passes its check is put in" in done.err
    assert "mlp-sandbox exercise relu" in done.err
    korean = cli("run", "propagation", "--with", f"relu={file}", "--lang", "ko").err
    assert "채점을 통과한 함수만" in korean
    assert "mlp-sandbox exercise relu" in korean


def test_a_lab_without_a_place_is_told_in_korean(cli):
    assert "직접 쓴 relu 함수" in cli("run", "mask", "--with", RELU, "--lang", "ko").err


REFUSED = [
    (("run", "mask", "--with", RELU), "mask has no place for your relu: these have one: boundary"),
    (("run", "propagation", "--with", "reli=x"), "for a function reli: did you mean relu?"),
    (("run", "propagation", "--with", "relu"), "write --with relu=FILE"),
    (("run", "propagation", "--with", RELU, "--with", RELU), "relu is given twice"),
    (("export", "propagation", "--to", "numpy", "--with", RELU), "leave out --with"),
    (("run", "propagation", "activation=tanh", "--with", RELU), "give activation=relu"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_what_cannot_be_put_in_is_a_sentence(cli, words: tuple[str, ...], said: str):
    done = cli(*words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") == 1
