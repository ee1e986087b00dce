"""The words of `--plain`: the same in both languages, all of them used, none with two meanings."""

import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from sandbox.cli.plain import describe, repl
from sandbox.cli.plain.terminal import Output, speak_table_row
from sandbox.cli.plain.words import aliases, load_words
from sandbox.course.glossary import LANGS
from sandbox.labs.catalogue import LABS
from sandbox.labs.knobs import defaults
from sandbox.labs.lab import Resources

PACKAGE = Path(repl.__file__).parent


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_blanks():
    en, ko = (load_words(lang) for lang in LANGS)
    assert en.sayings.keys() == ko.sayings.keys()
    assert list(en.commands) == list(ko.commands)
    for id, sentence in en.sayings.items():
        assert blanks(sentence) == blanks(ko.sayings[id]), id


def test_every_sentence_is_said_somewhere():
    source = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.glob("*.py"))
    # Named by a knob's or a quiz's own word, or by what a loss has come to.
    made = {"live", "restart", "choice", "number", "risen", "guessed"}
    silent = [
        id
        for id in load_words("en").sayings
        if not re.search(rf"""["']{id}["']""", source)
        and id not in made
        and not id.startswith(("given_", "stepless_"))
    ]
    assert silent == []


def test_every_command_is_in_the_help_and_no_word_means_two():
    told = [*repl.READING, *repl.LAB, *repl.EXERCISE, *repl.ANYWHERE]
    assert sorted(told) == sorted(load_words("en").commands)
    words = Counter(
        word.casefold()
        for lang in LANGS
        for command in load_words(lang).commands.values()
        for word in command.words
    )
    assert words.most_common(1)[0][1] == 1
    assert set(aliases()) == set(words)


@pytest.mark.parametrize("lang", LANGS)
def test_every_picture_of_every_lab_is_told_in_words(lang):
    voice = Output(lang)
    for lab in LABS:
        if lab.id in ("classifier", "concise"):
            continue  # the pictures of clothes are drawn first, which takes seconds
        state = lab.start(defaults(lab.knobs), 0, Resources())
        for picture in lab.frame(state).pictures:
            told = list(describe.describe_picture(picture, voice))
            assert told[0]
            assert len(told) < 200
            assert not any("{" in sentence or "nan" in sentence for sentence in told[:1])


def test_a_table_is_told_cell_by_cell():
    assert speak_table_row("| ReLU | 0 and up | 1 |") == "ReLU, 0 and up, 1."
    assert speak_table_row("|---|:-:|") is None
    assert speak_table_row("a | b") == "a | b"
