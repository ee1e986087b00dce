"""Whatever is typed wrong gets one sentence with the remedy, and status 2."""

import re
from pathlib import Path

import pytest

MISTAKES = {
    "no such command": (("lst",), "no command lst", "did you mean list?"),
    "nothing like a command": (("zzz",), "no command zzz", "list, read, run, explain"),
    "command after flags": (("--lang", "ko", "rum"), "rum", "did you mean run?"),
    "no such option": (("list", "--jsn"), "--jsn", "did you mean --json?"),
    "no such option of the app": (("--asci",), "--asci", "did you mean --ascii?"),
    "an option of the app": (("list", "--theme", "dark"), "--theme is for the app", "--json"),
    "a word too many": (("read", "11", "12"), "12", "leave it out"),
    "an option without its value": (("run", "weight-decay", "--seed"), "--seed", "argument"),
    "no such language": (("read", "11", "--lang", "kor"), "'kor'", "did you mean ko?"),
    "nothing like a language": (("list", "--lang", "fr"), "'fr'", "en, ko"),
    "no such lab": (("run", "clasifier"), "clasifier", "did you mean classifier?"),
    "no lab": (("run",), "which lab?", "classifier"),
    "no such knob": (("run", "classifier", "hiden=3"), "hiden", "did you mean hidden?"),
    "out of range": (("run", "classifier", "epochs=0"), "epochs=0", "a whole number from 1"),
    "no number": (("run", "weight-decay", "decay=x"), "decay=x", "a number from"),
    "not finite": (("run", "weight-decay", "decay=nan"), "decay=nan", "a number from"),
    "no such choice": (("run", "weight-decay", "form=scrach"), "scrach", "did you mean scratch?"),
    "no value": (("run", "weight-decay", "decay"), "decay is not", "knob=value"),
    "no name": (("run", "weight-decay", "=3"), "=3 is not", "knob=value"),
    "a knob as an option": (
        ("run", "boundary", "--lr", "0.1"),
        "no option --lr, but a knob lr",
        "write lr=0.1",
    ),
    "a knob as an option with =": (("run", "boundary", "--lr=0.1"), "a knob lr", "write lr=0.1"),
    "a knob's label as an option": (
        ("export", "boundary", "--learning-rate", "0.1"),
        "--learning-rate",
        "write lr=0.1",
    ),
    "a knob without its value": (("run", "boundary", "--lr", "--json"), "--lr", "lr=VALUE"),
    "nothing like an option": (("run", "boundary", "--bogus"), "no option --bogus", "it has --"),
    "nothing like the app's": (("--bogus",), "no option --bogus", "it has --lang"),
    "a knob's label": (("run", "boundary", "learning_rate=0.1"), "learning_rate", "mean lr?"),
    "a knob's usual name": (("run", "boundary", "eta=0.1"), "eta", "did you mean lr?"),
    "a knob's Korean name": (("run", "boundary", "학습률=0.1"), "학습률", "did you mean lr?"),
    "nothing like a knob": (("run", "boundary", "qqq=0.1"), "no knob qqq", "it has data"),
    "a fraction": (("run", "boundary", "lr=1/10"), "a fraction", "a number from"),
    "a decimal comma": (("run", "boundary", "lr=0,03"), "a comma where a decimal", "a number"),
    "no value after =": (("run", "boundary", "lr="), 'lr="" is empty', "a number from"),
    "not whole": (("run", "boundary", "epochs=1.5"), "not a whole number", "a whole number"),
    "help on nothing": (("help", "rum"), "no command rum", "did you mean run?"),
    "twice": (("run", "weight-decay", "decay=1", "decay=2"), "decay is given twice", "1 and 2"),
    "seed as a knob": (("run", "weight-decay", "seed=3"), "seed", "--seed 3"),
    "seed below 0": (("run", "weight-decay", "--seed", "-1"), "'-1'", "whole number from 0"),
    "seed no number": (("run", "weight-decay", "--seed", "x"), "'x'", "whole number from 0"),
    "seed in decimals": (("run", "weight-decay", "--seed", "1.5"), "'1.5'", "whole number"),
    "no steps": (("run", "outlier", "--steps"), "outlier solves its fit", "no lines to show"),
    "no such lesson": (("read", "propagatoin"), "propagatoin", "did you mean propagation?"),
    "no such number": (("read", "99"), "99", "1 to 16"),
    "no lesson": (("read",), "which lesson?", "11-propagation"),
    "no such action": (("data", "state"), "no action state", "did you mean status?"),
    "data missing": (("run", "classifier", "data=fashion-mnist"), "Fashion-MNIST is not", "data"),
    "no data folder": (("run", "classifier", "--data", "no/such"), "no/such", "no such folder"),
    "empty folder name": (("run", "classifier", "--data", ""), "--data", "give a folder"),
    "no course to list": (("list", "--course", "no/such"), "no/such", "course.toml"),
    "no course to read": (("read", "11", "--course", "no/such"), "no/such", "course.toml"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_sentence_and_status_2(cli, home, name):
    words, mistake, remedy = MISTAKES[name]
    result = cli(*words)
    assert result.status == 2
    assert result.out == ""
    assert result.err.startswith("mlp-sandbox: ")
    assert result.err.count("\n") == 1
    assert mistake in result.err
    assert remedy in result.err


KOREAN = {
    "lab": (("run", "clasifier"), "혹시 classifier입니까?"),
    "knob": (("run", "classifier", "hiden=3"), "혹시 hidden입니까?"),
    "number": (("run", "classifier", "epochs=0"), "epoch 수: 0 값은"),
    "comma": (("run", "classifier", "lr=0,3"), "0,3 값에 소수점 대신 쉼표가 있습니다."),
    "a label": (("run", "classifier", "학습률=0.3"), "혹시 lr입니까?"),
    "choice": (("run", "weight-decay", "form=scrach"), "scratch"),
    "data": (("run", "classifier", "--data", "no/such"), "no/such"),
    "line": (("explain", "propagation", "dZ3", "0,0"), "dZ3"),
    "cell": (("explain", "propagation", "14"), "`14 0,0`"),
    "lesson": (("read", "propagatoin"), "혹시 propagation입니까?"),
    "course": (("list", "--course", "no/such"), "course.toml"),
    "exercise": (("exercise", "rello"), "혹시 relu입니까?"),
    "address": (("data", "fetch", "--from", "nowhere"), "nowhere"),
    "the app": (("--plain", "--lesson", "99"), "99"),
}


@pytest.mark.parametrize("name", KOREAN)
def test_in_korean_it_is_a_korean_sentence(cli, home, name):
    words, remedy = KOREAN[name]
    result = cli(*words, "--lang", "ko")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("mlp-sandbox: ")
    assert result.err.count("\n") == 1
    assert re.search("[가-힣]", result.err)
    assert remedy in result.err


def test_the_locale_s_language_will_do(cli, home, monkeypatch):
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert "그런 실험은 없습니다" in cli("export", "clasifier", "--to", "numpy").err


def test_a_lesson_still_to_come(cli, home):
    words = 'title = {{ en = "T", ko = "T" }}\nsummary = {{ en = "S", ko = "S" }}\n'
    entry = '[[lesson]]\nid = "{}"\n' + words
    (home / "course.toml").write_text(entry.format("01-here") + entry.format("02-later"))
    (home / "01-here").mkdir()
    for lang in ("en", "ko"):
        (home / "01-here" / f"{lang}.md").write_text("# Title\n\nText.\n")
    result = cli("read", "2", "--course", str(home))
    assert (result.status, result.out) == (2, "")
    assert "lesson 02-later is still to come; ready to read: 01-here" in result.err


def test_damaged_pictures_are_named(cli, home, mini: Path):
    for file in mini.glob("*.gz"):
        (home / file.name).write_bytes(file.read_bytes()[:200])
    result = cli("run", "classifier", "data=fashion-mnist", "--data", str(home))
    assert result.status == 2
    assert "train-images-idx3-ubyte" in result.err
    assert result.err.count("\n") == 1


def test_data_folder_that_lacks_a_file(cli, home, mini: Path):
    for file in mini.glob("train*.gz"):
        (home / file.name).write_bytes(file.read_bytes())
    result = cli("run", "classifier", "--data", str(home))
    assert result.status == 2
    assert "t10k-images-idx3-ubyte" in result.err


def test_a_course_that_is_no_toml(cli, home):
    (home / "course.toml").write_text("[[lesson")
    result = cli("list", "--course", str(home))
    assert result.status == 2
    assert "course.toml, line 1" in result.err
