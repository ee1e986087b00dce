"""What follows a blank: Korean particles by sound, English nouns by number."""

import re
from pathlib import Path

import pytest

from sandbox.course.phrasing import attached, fill, fillable

ROOT = Path(__file__).parents[2]

TOPICS = re.split(
    r"\s+",
    """40×10은 40×12는 0은 1은 2는 3은 4는 5는 6은 7은 8은 9는 10은 100은 1000은 20000은
1,000은 0.5는 0.50은 0.3은 −0.25는 1e-9는 W1은 L1은 W⁽²⁾는 z[0]은 h′은 x²은
50%는 λ는 ε은 σ는 unit은 weight는 bias는 layer는 network는 epoch는 batch는 dropout은
step은 gradient는 loss는 hidden은 kernel은 file은 relu.py는 ReLU는 MLP는 SGD는 dW는
L은 x는 stdin은 stdout은 vim은 nano는 값은 한국어는 입력은 출력은 값(value)은
네트워크(network)는""",
)

WAYS = re.split(
    r"\s+",
    """1로 2로 3으로 6으로 7로 8로 10으로 L1로 서울로 집으로 학교로 W로 file로 step으로""",
)


@pytest.mark.parametrize("said", TOPICS)
def test_the_particle_follows_the_last_sound(said: str) -> None:
    assert attached(said[:-1], "은") == said


@pytest.mark.parametrize("said", WAYS)
def test_after_l_the_way_is_as_after_a_vowel(said: str) -> None:
    word = said.removesuffix("로").removesuffix("으")
    assert attached(word, "으로") == said


def test_each_particle_of_a_pair() -> None:
    assert [attached("값", one) for one in ("은", "이", "을", "과")] == [
        "값은",
        "값이",
        "값을",
        "값과",
    ]
    assert [attached("4", one) for one in ("은", "이", "을", "과")] == ["4는", "4가", "4를", "4와"]
    assert attached("", "은") == "는"


def test_nouns_and_verbs_follow_the_number() -> None:
    sentence = "{wrong} of {count:cell|cells} {wrong:~is|are} wrong."
    assert fill(sentence, {"wrong": 1, "count": 25}) == "1 of 25 cells is wrong."
    assert fill(sentence, {"wrong": "0", "count": "1"}) == "0 of 1 cell are wrong."
    assert fill("{file:이} 바뀌었습니다.", {"file": "mine.py"}) == "mine.py가 바뀌었습니다."


def test_a_blank_that_cannot_be_filled_is_known_before() -> None:
    good = ("{a}", "{a:은} {b:x|y} {b:~is|are}", "{{}}", "no blank")
    assert all(map(fillable, good))
    bad = ("{", "{a.b}", "{0}", "{a!r}", "{a:.3f}", "{a:는}", "{a:x|y|z}", "{}")
    assert not any(map(fillable, bad))


BARE = re.compile(r"\{[a-z_]+\}(?:\w\((?:가|는|를)\)|(?:은|는|이|가|을|를|과|와)(?=[ ,.)]))")
"""A blank whose particle is right for some of what fills it alone."""


def test_no_korean_sentence_guesses_a_particle() -> None:
    files = [
        *ROOT.glob("lessons/**/ko.*"),
        *ROOT.glob("sandbox/**/*ko.toml"),
    ]
    assert len(files) > 20
    found = [
        f"{file.name}: {match.group()}"
        for file in files
        for match in BARE.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []
