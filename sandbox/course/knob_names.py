"""What a knob may be called beside its id: its labels, and words that mean the same."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sandbox.base.errors import closest_match
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.course.synonyms import comparable, load_synonyms
from sandbox.labs.knobs import (
    Choice,
    Integer,
    Knob,
    Toggle,
    Value,
    find,
    parse_settings,
    unknown,
)


def knob_names(knob: Knob) -> tuple[str, ...]:
    """All that a knob may be called: id, labels in every language, and what means the same."""
    synonyms = load_synonyms()
    labels = (load_glossary(lang).label("knob", knob.word) for lang in LANGS)
    return tuple(dict.fromkeys(chain.from_iterable(map(synonyms.of, (knob.name, *labels)))))


def called(knobs: Sequence[Knob], name: str) -> str | None:
    """The id of the knob that has this name, in whatever language; None where none has."""
    return _names(knobs).get(comparable(name))


def meant(knobs: Sequence[Knob], name: str) -> str | None:
    """The id of the knob that a name means, or nearly spells; None where it is none."""
    names, word = _names(knobs), comparable(name)
    found = word if word in names else closest_match(word, list(names))
    return None if found is None else names[found]


def as_written(knob: Knob, text: str) -> str:
    """The text that a knob takes for one that may be a word's label, in whatever language."""
    for lang in LANGS:
        glossary = load_glossary(lang)
        for word in _words(knob):
            if comparable(text) in (comparable(word), comparable(glossary.label("choice", word))):
                return word
    return text


def parse_typed(knobs: tuple[Knob, ...], texts: Mapping[str, str], whose: str) -> dict[str, Value]:
    """Every knob's value, some as a learner typed them; KnobError where one is wrong."""
    check_names(knobs, texts, whose)
    written = {name: as_written(find(knobs, name, whose), text) for name, text in texts.items()}
    return parse_settings(knobs, written, whose)


def check_names(knobs: tuple[Knob, ...], names: Iterable[str], whose: str) -> None:
    """KnobError for the first name that is no knob's, with the one that it may mean."""
    for name in names:
        if all(knob.name != name for knob in knobs):
            raise unknown(knobs, name, whose, meant(knobs, name))


def _words(knob: Knob) -> tuple[str, ...]:
    """The words among a knob's values."""
    if isinstance(knob, Choice):
        return knob.choices
    if isinstance(knob, Toggle):
        return "on", "off"
    return tuple(word for word, _ in knob.words) if isinstance(knob, Integer) else ()


def _names(knobs: Sequence[Knob]) -> dict[str, str]:
    """The id of the knob for each name; where two have one, it is the first one's."""
    names = {other: knob.name for knob in reversed(knobs) for other in knob_names(knob)}
    return names | {comparable(knob.name): knob.name for knob in knobs}
