"""Letters behind Hangul: the keys work while a Korean input method is on.

On the 2-beolsik keyboard each letter key types a jamo (n types ㅜ), and the input method may join
several into one syllable before the terminal sees them (ㄴ, ㅏ: 나). `letters` undoes both.
"""

# The basic jamo by the key that types them, with and without shift.
_JAMO = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ" + "ㅃㅉㄸㄲㅆㅒㅖ"
_KEYS = dict(zip(_JAMO, "qwertyuiopasdfghjklzxcvbnm" + "QWERTOP", strict=True))

# Jamo that take two keys.
_JOINED = "ㅘㅙㅚㅝㅞㅟㅢㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ"
_PARTS = "ㅗㅏ ㅗㅐ ㅗㅣ ㅜㅓ ㅜㅔ ㅜㅣ ㅡㅣ ㄱㅅ ㄴㅈ ㄴㅎ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅂㅅ"
_PAIRS = dict(zip(_JOINED, _PARTS.split(), strict=True))

# A syllable's number in Unicode is (first · 21 + vowel) · 28 + last.
_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES = range(0xAC00, 0xD7A4)


def jamo_on(letter: str) -> tuple[str, ...]:
    """The jamo on a letter's key; none where it has none of its own."""
    return tuple(jamo for jamo, key in _KEYS.items() if key == letter)


def qwerty_for(character: str) -> str:
    """The letters on the keys that typed a Hangul character; "" for any other character."""
    jamo = character
    if len(character) == 1 and ord(character) in _SYLLABLES:
        number = ord(character) - _SYLLABLES.start
        first, rest = divmod(number, len(_VOWELS) * len(_LAST))
        vowel, last = divmod(rest, len(_LAST))
        jamo = (_FIRST[first] + _VOWELS[vowel] + _LAST[last]).strip()
    single = "".join(_PAIRS.get(one, one) for one in jamo)
    if not single or any(one not in _KEYS for one in single):
        return ""
    return "".join(_KEYS[one] for one in single)
