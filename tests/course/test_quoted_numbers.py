"""The numbers that lessons quote from a lab are read out of both languages and had from the lab."""

import re
from functools import cache

import pytest

from sandbox.course.course import open_course
from sandbox.course.glossary import LANGS
from sandbox.course.pages import lab_at, pages_of
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from tests.course.quotes import QUOTES, Quote, Settings
from tests.course.test_lessons import said
from tests.labs.test_penalties import best

Texts = tuple[tuple[str, str], ...]
"""Settings as they can be kept in a cache."""

NUMBER = r"(\d*\.?\d+(?:e-?\d+)?)"


def read(lesson: str, page: int, lang: str, words: str) -> str:
    """The one number that stands on that page at the {} of these words."""
    text = " ".join(said(pages_of(open_course().find(lesson), lang)[page - 1]).split())
    before, after = map(re.escape, words.split("{}"))
    found = re.findall(rf"{before}(?<![\d.]){NUMBER}{after}", text)
    assert len(set(found)) == 1, f"{lesson}, page {page}, {lang}: {words!r} is there {found}"
    return str(found[0])


def half_a_digit(number: str) -> float:
    """Half a unit of its last digit: as far off as rounding can be."""
    digits, _, exponent = number.partition("e")
    return 0.5 * 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))


def kept(settings: Settings) -> Texts:
    return tuple(sorted(settings.items()))


@cache
def metrics(
    lab: str, seed: int, texts: Texts, until: int | None, live: tuple[tuple[int, Texts], ...]
) -> dict[str, float]:
    """What the lab shows at the end of a run, or after so many epochs of it."""
    knobs = find_lab(lab).knobs
    session = Session(find_lab(lab), parse_settings(knobs, dict(texts)), seed)
    turns = dict(live)
    while not session.finished:
        done = session.frame().done if until is not None or turns else 0
        if done == until:
            break
        if done in turns:
            session.set_knobs(parse_settings(knobs, dict(texts) | dict(turns.pop(done))))
        session.forward()
    return dict(session.frame().metrics)


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: f"{quote.lesson}-{quote.en}")
def test_a_quoted_number_is_what_the_lab_shows(quote: Quote) -> None:
    english, korean = (
        read(quote.lesson, quote.page, lang, words)
        for lang, words in zip(LANGS, (quote.en, quote.ko), strict=True)
    )
    assert english == korean
    use = lab_at(pages_of(open_course().find(quote.lesson), "en"), quote.page - 1)
    assert use is not None
    texts = kept({**use.presets, **quote.turned})
    live = tuple((done, kept(turned)) for done, turned in quote.live.items())
    shown = quote.of(
        [metrics(use.lab, seed, texts, quote.until, live)[quote.metric] for seed in quote.seeds]
    )
    within = quote.rough * abs(shown) + half_a_digit(english)
    assert float(english) == pytest.approx(shown, rel=0, abs=within)


@pytest.mark.parametrize(("words", "relevant"), [("5 matter", 5), ("20 matter", 20)])
def test_the_least_losses_of_lasso_and_ridge_are_those_of_the_table(
    words: str, relevant: int
) -> None:
    english = said(pages_of(open_course().find("08"), "en")[4])
    korean = said(pages_of(open_course().find("08"), "ko")[4])
    (row,) = re.findall(rf"{words} +{NUMBER} +{NUMBER}", english)
    assert row == re.findall(rf"{relevant}개가 쓸모 +{NUMBER} +{NUMBER}", korean)[-1]
    for quoted, penalty in zip(row, ("l1", "l2"), strict=True):
        assert float(quoted) == pytest.approx(best(penalty, relevant), rel=0, abs=0.0005)


def test_always_answering_the_mean_has_the_loss_that_lesson_nine_quotes() -> None:
    """Half the variance of y: 200 inputs of weight .01 and the noise."""
    half = (200 * 0.01**2 + 0.01**2) / 2
    for page, words in ((6, "look at x, gets {} on"), (8, "beat {}, the mean")):
        assert float(read("09", page, "en", words)) == pytest.approx(half, abs=0.0005)
