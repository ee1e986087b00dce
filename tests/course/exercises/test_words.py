"""What is said to a verdict: one of a thing is one, and nothing is a riddle."""

import pytest

from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.verdict_lines import verdict_lines
from sandbox.exercises import Exercise, Verdict

SAID = [
    (Verdict(True, "passed", cases=1), "Right."),
    (Verdict(True, "passed", cases=1, exact=True), "Right, to the last bit."),
    (Verdict(True, "passed", cases=3), "Right on all 3 inputs."),
    (Verdict(False, "different", {"wrong": 1, "count": 25}), "1 of 25 cells is wrong."),
    (Verdict(False, "different", {"wrong": 2, "count": 25}), "2 of 25 cells are wrong."),
    (Verdict(False, "different", {"wrong": 1, "count": 1}), "The number is wrong."),
    (Verdict(False, "count", {"count": 1, "wanted": 2}), "1 value came back, and 2 are wanted."),
    (
        Verdict(False, "signature", {"takes": "-", "given": 1}),
        "The function takes (-), and is called with 1 value.",
    ),
    (
        Verdict(False, "shape", {"shape": "(1,)", "wanted": "()"}),
        "An array of shape (1,) came back, and a single number is wanted.",
    ),
    (
        Verdict(False, "shape", {"shape": "()", "wanted": "(3,)"}),
        "A single number came back, and an array of shape (3,) is wanted.",
    ),
    (
        Verdict(False, "keys", {"missing": "", "extra": "dW"}),
        "The dict has keys that are not wanted: dW.",
    ),
    (
        Verdict(False, "keys", {"missing": "W1, b1", "extra": ""}),
        "Keys are missing in the dict: W1, b1.",
    ),
    (
        Verdict(False, "timeout", {"seconds": 1.0}),
        "It takes longer than a second. Is there a loop that never ends?",
    ),
    (
        Verdict(False, "missing", {"near": "SHRINK"}),
        "The file has no function shrink. Is SHRINK meant?",
    ),
    (
        Verdict(False, "missing", {"near": "", "inside": "Layer"}),
        "shrink is inside Layer. It has to be a function of the file itself: begin its def at the "
        "left margin.",
    ),
]


@pytest.mark.parametrize(
    ("verdict", "sentence"), SAID, ids=lambda value: getattr(value, "kind", "")
)
def test_one_is_one_and_nothing_is_a_riddle(
    verdict: Verdict, sentence: str, shrink: Exercise
) -> None:
    first, *_ = verdict_lines(verdict, shrink, load_glossary("en"), 10**6)
    assert first == sentence


@pytest.mark.parametrize("lang", LANGS)
def test_each_form_of_a_sentence_is_there_in_both_languages(lang: str, shrink: Exercise) -> None:
    for verdict, _ in SAID:
        first, *_ = verdict_lines(verdict, shrink, load_glossary(lang), 10**6)
        assert "check_" not in first
        assert "{" not in first
