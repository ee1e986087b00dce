"""All answers of a check together: which mistake explains them, and what is said of them."""

import numpy as np

from sandbox.exercises.grading import Judge
from sandbox.exercises.wire_values import Encoder


def judged(answers, cases=2, **checks):
    """The verdict on answers to x = 1, 2, …, by these checks."""
    said = []
    for n in range(cases):
        encoder = Encoder()
        said.append((f"case {n}", encoder.encode((float(n + 1),)), encoder.body))
    filled = {"reference": None, "judge": None, "mistakes": {}, "own": None, "parameters": ("x",)}
    mishap = checks.pop("mishap", None)
    values = checks.pop("values", None)
    judge = Judge(said, **{**filled, **checks})
    for answer in answers:
        encoder = Encoder()
        judge.take(encoder.encode(answer), encoder.body)
    return judge.verdict(mishap, values)


def test_a_mistake_is_one_that_explains_every_answer():
    mistakes = {
        "same": (lambda x: x,),
        "one": (lambda x: 1.5, lambda x: 1.0),
        "raises": (lambda x: x.none,),
    }
    checks = {"reference": lambda x: x * x, "mistakes": mistakes}
    assert judged([1.0, 4.0], **checks)["kind"] == "passed"
    verdict = judged([1.0, 2.0], **checks)
    assert (verdict["kind"], verdict["mistake"], verdict["case"]) == ("mistake", "same", "case 1")
    assert (verdict["got"], verdict["expected"], verdict["numbers"]) == ("2", "4", {"x": 2.0})
    assert judged([1.0, 1.0], **checks)["mistake"] == "one"
    assert judged([1.0, 3.0], **checks)["kind"] == "different"
    assert judged([1.0, None], **checks)["kind"] == "none"


def test_a_judge_says_none_or_what_and_with_which_values():
    def judge(args, answer):
        (x,) = args
        return None if answer > x else ("too_low", {"wanted": np.float64(x)})

    assert judged([2.0, 3.0], judge=judge)["kind"] == "passed"
    verdict = judged([2.0, 1.0], judge=judge)
    assert (verdict["kind"], verdict["mistake"]) == ("mistake", "too_low")
    assert verdict["judged"] == {"wanted": 2.0}
    verdict = judged([2.0, 3.0], judge=lambda args, answer: ("passed", {"share": answer}))
    assert (verdict["kind"], verdict["judged"]) == ("passed", {"share": 3.0})
    verdict = judged([(1, 2)], judge=judge)
    assert verdict["kind"] == "odd"
    assert "TypeError" in verdict["values"]["problem"]


def test_recognise_is_asked_of_wrong_numbers_alone():
    def recognise(answered):
        halves = all(answer == x / 2 for (x,), answer in answered)
        return ("half", {"of": len(answered)}) if halves else None

    checks = {"reference": lambda x: x, "recognise": recognise}
    verdict = judged([0.5, 1.0], **checks)
    assert (verdict["mistake"], verdict["judged"], verdict["got"]) == ("half", {"of": 2}, "0.5")
    for answers in ([0.5, 9.0], [0.5, 2.0], [0.5, "x"]):
        assert judged(answers, **checks)["kind"] == "different"
    assert judged(["x", 1.0], **checks)["kind"] == "type"


def test_what_judge_cannot_explain_recognise_may():
    checks = {
        "judge": lambda args, answer: None if answer == args[0] else ("wrong", {}),
        "recognise": lambda answered: ("half", {}) if answered[1][1] == 1 else None,
    }
    assert judged([0.5, 1.0], **checks)["mistake"] == "wrong"
    assert judged([0.5, 1.0], unexplained=("wrong",), **checks)["mistake"] == "half"
    assert judged([0.5, 2.0], unexplained=("wrong",), **checks)["mistake"] == "wrong"


def test_a_mistake_may_be_known_by_what_it_raises():
    def by_name(x):
        return {1.0: 1.0}[x]

    checks = {"reference": lambda x: x, "mistakes": {"by_name": (by_name,)}, "mishap": "raised"}
    same = {"error": "KeyError", "message": "2.0"}
    assert judged([1.0], values=same, **checks)["mistake"] == "by_name"
    for values in ({**same, "message": "3.0"}, {**same, "error": "IndexError"}):
        assert judged([1.0], values=values, **checks)["kind"] == "raised"
    assert judged([], values=same, **checks)["kind"] == "raised"


def test_the_placeholder_is_seen_in_any_part():
    for answer in (..., (1.0, ...), {"W": [...]}):
        assert judged([answer], reference=lambda x: x)["kind"] == "unfinished"
