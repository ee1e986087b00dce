"""Sentences with blanks, and the Korean particle that follows what fills one."""

import re
import unicodedata
from collections.abc import Mapping
from string import Formatter
from typing import Any

PAIRS = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
}
"""By the first of each pair, which follows a consonant, the second a vowel."""

_SYLLABLES = range(0xAC00, 0xD7A4)
_FINALS = 28
_L = 8
"""Which of a syllable's final consonants is ㄹ; 0 is none."""

_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_TENS = ("일", "십", "백", "천", "만", "만", "만", "만", "억", "억", "억", "억", "조")
"""How a whole number ends that has so many zeros at its end."""

_LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "이비시디이프지치이이이엘엠엔오피큐르스티유이유스이트",
        strict=True,
    )
)
"""The last syllable of a letter's name, or one that ends alike."""

_SIGNS = {"%": "트", "′": "임", "∞": "대", "°": "도", "ε": "론", "ο": "론", "υ": "론", "½": "일"}
"""As above; other Greek letters end in a vowel."""

_CONSONANT = re.compile(
    r"(ng|[lmn]|[aeiou][lmn]e|[^aeiou]le|(^|[^aeiou])[aeiou][bckpt]|[aeiou]ck|out|ook)$"
)
"""English words that end in a consonant when Koreans say them: unit, step, file, but not weight."""


def attached(word: str, particle: str) -> str:
    """The word with the particle of that pair: `attached("4", "은")` is "4는"."""
    after_consonant, after_vowel = PAIRS[particle]
    final = _final(word)
    closed = final not in (0, _L) if particle == "으로" else final != 0
    return word + (after_consonant if closed else after_vowel)


def _final(word: str) -> int:
    """The number of the final consonant that a word is read with; 0 for none."""
    spoken = _spoken(word)
    if not spoken:
        return 0
    last = ord(_last_syllable(spoken))
    return (last - _SYLLABLES.start) % _FINALS if last in _SYLLABLES else 0


def _spoken(word: str) -> str:
    """What of a word is read last: without marks, and without what stands in brackets after it."""
    word = word.rstrip("’”\"'`.,!? ")
    if word.endswith(")") and (start := word.rfind("(")) > 0:
        word = word[:start]
    word = word.rstrip("’”\"'`.,!?)]} ")
    if word[-1:] in ("²", "³"):
        return "제곱"
    return word if word[-1:] in _SIGNS else unicodedata.normalize("NFKC", word)


def _last_syllable(spoken: str) -> str:
    last = spoken[-1]
    if last in _DIGITS:
        number = re.search(r"[\d.,]+$", spoken)
        digits = number.group().replace(",", "") if number else last
        zeros = len(digits) - len(digits.rstrip("0"))
        tens = zeros if "." not in digits and zeros < len(digits) else 0
        return _TENS[min(tens, len(_TENS) - 1)] if tens else _DIGITS[last]
    if last in _SIGNS:
        return _SIGNS[last]
    letters = re.search(r"[A-Za-z]+$", spoken)
    if letters is None:
        return last
    said = letters.group()
    if len(said) == 1 or said[-1].isupper():
        return _LETTERS[said[-1].lower()]
    if not _CONSONANT.search(said.lower()):
        return "이"
    return "을" if re.search("le?$", said.lower()) else "은"


class _Sentences(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in PAIRS:
            return attached(str(value), format_spec)
        if "|" in format_spec:
            one, many = format_spec.removeprefix("~").split("|")
            word = one if str(value) == "1" else many
            return word if format_spec.startswith("~") else f"{value} {word}"
        return str(super().format_field(value, format_spec))


def fill(sentence: str, values: Mapping[str, Any]) -> str:
    """The sentence with its blanks filled; KeyError where a value is missing."""
    return _Sentences().vformat(sentence, (), values)


def fillable(sentence: str) -> bool:
    """Whether every blank is a name alone, or one with a particle or with nouns."""
    try:
        blanks = [(name, spec, how) for _, name, spec, how in Formatter().parse(sentence)]
    except ValueError:
        return False
    return all(
        name is None or (name.isidentifier() and not how and _known(spec or ""))
        for name, spec, how in blanks
    )


def _known(spec: str) -> bool:
    return not spec or spec in PAIRS or spec.count("|") == 1
