"""Fill in the blank: values stay hidden until they are told, and an answer gets a reply."""

import numpy as np
import pytest

from sandbox.passes.prediction import Verdict
from sandbox.ui.words import Words
from tests.ui.asking import Asked, asked

LANGS = ("en", "ko")


def opening(verdict: str, lang: str) -> str:
    """What the words for a verdict begin with, up to the first blank."""
    text = Words(lang)(f"asking.verdict.{verdict}").split("{")[0]
    return " ".join(text.split())


def exactly(number: float) -> str:
    return f"{number:.9f}"


def numbers(one: Asked) -> dict[str, tuple[str, tuple[int, int], str]]:
    """For every verdict a line, a cell and an answer that deserves it."""

    def value(symbol: str) -> np.ndarray:
        array: np.ndarray = one.taken.shown[one.line(symbol)].step.value
        return array

    J, L = value("∂J/∂W⁽²⁾"), value("∂L/∂W⁽²⁾")
    new, old = value("W⁽²⁾ ←")[0, 1], one.taken.recording.before.params[2]["W"][0, 1]
    e = value("½‖o − y‖²")
    return {
        "exact": ("∂J/∂W⁽²⁾", (0, 1), exactly(J[0, 1])),
        "approximate": ("∂J/∂W⁽²⁾", (0, 1), exactly(J[0, 1] * 1.01)),
        "right-sign": ("∂J/∂W⁽²⁾", (0, 1), "+" if J[0, 1] > 0 else "-"),
        "right-shape": ("x", (0, 0), "2x2"),
        "wrong-sign": ("∂J/∂W⁽²⁾", (0, 1), exactly(-J[0, 1])),
        "no-sign": ("zero", (0, 0), "+"),
        "transposed": ("∂J/∂W⁽²⁾", (0, 1), exactly(J[1, 0])),
        "other-cell": ("∂J/∂W⁽²⁾", (0, 1), exactly(J[0, 0])),
        "forgot-penalty": ("∂J/∂W⁽²⁾", (0, 1), exactly(L[0, 1])),
        "forgot-mean": ("∂J/∂o", (1, 1), exactly(2 * value("∂J/∂o")[1, 1])),
        "forgot-slope": ("∂J/∂z", (0, 1), exactly(value("∂J/∂h")[0, 1])),
        "forgot-rate": ("W⁽²⁾ ←", (0, 1), exactly(old - J[0, 1])),
        "uphill": ("W⁽²⁾ ←", (0, 1), exactly(2 * old - new)),
        "factor-two": ("½‖o − y‖²", (0, 0), exactly(e[0, 0] / 2)),
        "swapped-shape": ("½‖o − y‖²", (0, 0), "1x2"),
        "different": ("∂J/∂W⁽²⁾", (0, 1), "77"),
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verdict", Verdict.__args__)
async def test_every_verdict_is_reached_and_said(verdict: str, lang: str) -> None:
    activation = "relu" if verdict == "no-sign" else "tanh"
    async with asked(lang=lang, batch="2", hidden="2", activation=activation) as one:
        symbol, index, answer = numbers(one)[verdict]
        if verdict == "right-shape":
            symbol = "∂J/∂W⁽²⁾"
        if verdict == "no-sign":
            symbol = "h"
            index = tuple(int(i) for i in np.argwhere(one.taken.shown[1].step.value == 0)[0])
        await one.at(symbol, index)
        await one.press("f")
        one.view.block.grid.go(*index)
        await one.type(answer)
        judgement, cell = one.view.model.prediction.reply
        assert judgement.verdict == verdict
        assert cell == index
        assert opening(verdict, lang) in one.text
        assert not one.view.model.hidden
        right = verdict in ("exact", "approximate", "right-sign", "right-shape")
        score = Words(lang)("asking.predict.score", right=int(right), asked=1)
        assert score in one.text


async def test_neither_numbers_nor_shape_are_shown_before_they_are_told() -> None:
    async with asked() as one:
        await one.at("∂J/∂W⁽²⁾", (2, 1))
        await one.press("f")
        assert "dJ ?×?" in one.text
        assert "████" in one.text
        assert "0.501" not in one.text
        assert "dJ[2,1]" in one.text or "dJ[0,0]" in one.text
        await one.press("down")
        assert "dJ[1,0] ████" in one.text


async def test_where_from_who_used_it_and_checks_wait_for_the_answer() -> None:
    async with asked() as one:
        await one.press("f", "w")
        assert one.view.model.inspection is None
        assert "First say what Z[0,0] is" in one.text
        await one.press("g")
        assert one.view.model.inspection is None
        await one.press("enter")
        assert one.view.model.entry is not None
        await one.press("escape")
        assert one.view.model.entry is None
        await one.type("0.426")
        await one.press("enter")
        assert one.view.model.inspection.name == "z[0]"


async def test_the_next_line_is_a_blank_again_and_what_was_told_stays() -> None:
    async with asked() as one:
        await one.press("f")
        await one.type("+")
        one.show(one.taken, 1)
        assert one.view.model.hidden
        one.show(one.taken, 0)
        assert not one.view.model.hidden
        one.show(one.taken, 1)
        await one.press("f")
        assert not one.view.model.hidden
        assert "That was fill in the blank: 1 of 1 right." in one.text


async def test_lines_before_the_blank_can_be_followed_and_later_ones_not() -> None:
    async with asked() as one:
        await one.at("o")
        await one.press("f")
        await one.type("-")
        await one.press("enter", "enter")
        assert one.view.model.inspection.name == "h[0]"
        await one.press("escape", "w", "enter")
        assert one.view.model.line == one.line("o"), "o − y has still to be told"
        assert "First say what (o − y)[0] is" in one.text


async def test_what_is_no_answer_is_said_and_can_be_mended() -> None:
    async with asked() as one:
        await one.press("f")
        await one.type("3x")
        assert "Give a number, a sign (+ or -) or a shape (3x2)." in one.text
        assert one.view.model.prediction.asked == 0
        await one.type("1")
        judgement, _ = one.view.model.prediction.reply
        assert judgement.verdict == "swapped-shape"
        assert one.view.model.prediction.asked == 1


async def test_an_edit_hides_the_line_again() -> None:
    from sandbox.engine.provenance import Provenance

    async with asked() as one:
        await one.press("f")
        await one.type("+")
        assert not one.view.model.hidden
        one.show(one.taken.edited(Provenance("input"), (0, 0), 2.0), 0)
        assert one.view.model.hidden


def test_every_verdict_has_words_in_both_languages() -> None:
    for lang in LANGS:
        words = Words(lang)
        for verdict in Verdict.__args__:
            said = words(f"asking.verdict.{verdict}", cell="dW[0,0]", truth="1", shape="3×2")
            assert "{" not in said
