"""The ui's words: the same in both languages, and none without a use."""

import string
from pathlib import Path

import sandbox.ui
from sandbox.ui.widgets.lab.commands import Notice, Status
from sandbox.ui.words import Words

SOURCES = Path(sandbox.ui.__file__).parent


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    english, korean = Words("en"), Words("ko")
    assert english.keys() == korean.keys()
    for key in english.keys():  # noqa: SIM118 - not a mapping
        assert english(key)
        assert korean(key)
        assert blanks(english(key)) == blanks(korean(key)), key


def test_every_word_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    made = ("app.action.", "app.help.place_", "app.lab.")
    for key in Words("en").keys():  # noqa: SIM118 - not a mapping
        if key.startswith("app.") and not key.startswith(made) and key != "app.help.knobs":
            assert f'"{key}"' in source, key


def test_every_status_and_note_has_words() -> None:
    words = Words("en")
    for name in (*Status.__args__, *(note for note in Notice.__args__ if note)):
        # What a seed decides is the lab's to say, in the glossary's words.
        assert words.has(f"app.lab.{name}") or name == "reseeded", name


def test_a_blank_is_filled() -> None:
    assert Words("en")("app.lesson.page", page=3, pages=6) == "page 3/6"
