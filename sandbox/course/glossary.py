"""The words of a language: labels, help and sentences for every id that labs and engine use."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any, Protocol

from sandbox.base.errors import UserError, closest_match
from sandbox.course import toml_file
from sandbox.course.errors import CourseError, Report, stop
from sandbox.course.folders import builtin_lessons
from sandbox.course.phrasing import fill, fillable

LANGS = ("en", "ko")

KINDS = (
    "lab",
    "knob",
    "metric",
    "picture",
    "line",
    "axis",
    "class",
    "unit",
    "fact",
    "choice",
    "step",
    "phase",
    "symbol",
)

BLANKS = {
    "name": "picture",
    "x_name": "axis",
    "truth": "class",
    "guess": "class",
    "lab": "lab",
    "least_of": "line",
    "most_of": "line",
    "lines": "line",
    "beyond": "line",
    "knob": "knob",
    "choices": "choice",
}
"""Blanks of a saying that take an id: the kind of that id."""


SAID = ("why", "draws")
"""Blanks of a saying that take the id of another, or several."""


class _Blanks(dict[str, str]):
    """What fills a sentence's blanks; one that nothing fills stays as it is written."""

    def __missing__(self, blank: str) -> str:
        return f"{{{blank}}}"


class RunLine(Protocol):
    """A line that has run, as far as it is said what it is for: lines bring NumPy with them, and
    the home screen needs words without it."""

    @property
    def id(self) -> str:
        """Class, method and name: "linear.backward.dW"."""

    @property
    def own(self) -> str:
        """The learner's function that it is a line of; "" for the engine's lines."""

    @property
    def whole(self) -> str:
        """Why a learner's function is one line; "" where it is not."""

    @property
    def number(self) -> int:
        """Its line in the source, from 1."""


class PictureSaying(Protocol):
    """What a picture says of itself: a sentence's id and what goes into it."""

    @property
    def id(self) -> str:
        """The sentence."""

    @property
    def values(self) -> Mapping[str, Any]:
        """Its blanks."""


@dataclass(frozen=True)
class GlossaryEntry:
    """An id's short name, and a sentence about it."""

    label: str = ""
    help: str = ""


@dataclass(frozen=True)
class Glossary:
    """One language's words. Where there is none for an id, the id itself is shown."""

    lang: str
    entries: Mapping[tuple[str, str], GlossaryEntry] = field(repr=False)
    """By kind and id."""
    sayings: Mapping[str, str] = field(repr=False)
    """Sentences with blanks, by id."""

    def label(self, kind: str, id: str) -> str:
        """The short name of a thing; the id where there is none."""
        return self.entries.get((kind, id), GlossaryEntry()).label or id

    def help(self, kind: str, id: str) -> str:
        """A sentence about a thing; "" where there is none."""
        return self.entries.get((kind, id), GlossaryEntry()).help

    def about(self, step: RunLine) -> str:
        """What a line of a pass is for; of a learner's own line also which it is."""
        help = self.help("step", step.id)
        if not step.own:
            return help
        said = self.phrase(f"yours_{step.whole or 'line'}", {"name": step.own, "line": step.number})
        return f"{said} {help}".rstrip()

    def has(self, kind: str, id: str) -> bool:
        """Whether there is a word or a sentence for it."""
        return (kind, id) in self.entries

    def say(self, saying: PictureSaying) -> str:
        """What a picture says of itself, in this language."""
        return self.phrase(saying.id, saying.values)

    def refused(self, refusal: UserError) -> str:
        """Why something was refused, in this language; in English where there is no saying."""
        said = refusal.id in self.sayings
        return self.phrase(refusal.id, refusal.values) if said else str(refusal)

    def phrase(self, id: str, values: Mapping[str, Any]) -> str:
        """A sentence with its blanks filled in; the id where there is no such sentence.

        Where a value is missing or empty, the sentence `ID_empty` is said if there is one.
        """
        missing = any(value is None or value in ("", {}, ()) for value in values.values())
        sentence = self.sayings.get(id, id)
        if missing:
            sentence = self.sayings.get(f"{id}_empty", sentence)
        return fill(sentence, _Blanks({k: self._fill(k, v) for k, v in values.items()}))

    def fill(self, sentence: str, values: Mapping[str, Any]) -> str:
        """A sentence of a lesson with its blanks filled in; one that nothing fills stays."""
        return fill(sentence, _Blanks({k: self._fill("", v) for k, v in values.items()}))

    def _fill(self, blank: str, value: Any) -> str:
        if isinstance(value, Mapping):
            said = (f"{self.label('line', k)} {self._fill('', v)}" for k, v in value.items())
            return ", ".join(said)
        if isinstance(value, tuple):
            return ", ".join(self._fill(blank, part) for part in value)
        if isinstance(value, float):
            unlimited = self.sayings.get("not_finite", str(value))
            return f"{value:.4g}" if isfinite(value) else unlimited
        if blank in SAID:
            return self.sayings.get(str(value), str(value))
        return self.label(BLANKS[blank], str(value)) if blank in BLANKS else str(value)


def load_glossary(lang: str, folder: Path | None = None) -> Glossary:
    """A language's words: the built-in tables, and on top of them those of the course in `folder`.

    CourseError where there is no such language or a table is not as it should be.
    """
    if lang not in LANGS:
        hint = closest_match(lang, LANGS)
        remedy = f"did you mean {hint}?" if hint else f"give one of {', '.join(LANGS)}"
        raise CourseError(f"there is no language {lang}", remedy)
    files = [builtin_lessons() / "glossary" / f"{lang}.toml"]
    if folder is not None and folder != builtin_lessons():
        own = folder / "glossary" / f"{lang}.toml"
        files += [own] if os.path.lexists(own) else []
    entries: dict[tuple[str, str], GlossaryEntry] = {}
    sayings: dict[str, str] = {}
    for file in files:
        words = read_words(file)
        entries |= words.entries
        sayings |= words.sayings
    return Glossary(lang, entries, sayings)


def told(refusal: UserError, lang: str) -> str:
    """What is wrong, in a language; in English where its words are what cannot be read."""
    try:
        return load_glossary(lang).refused(refusal)
    except CourseError:
        return str(refusal)


@dataclass(frozen=True)
class GlossaryWords:
    """What one file of a glossary has."""

    entries: Mapping[tuple[str, str], GlossaryEntry]
    sayings: Mapping[str, str]


def read_words(file: Path, report: Report = stop) -> GlossaryWords:
    """The words of one file; one that is not as it should be is reported and left out."""
    text = toml_file.read(file)
    table = toml_file.parse(text, file)
    entries: dict[tuple[str, str], GlossaryEntry] = {}
    sayings = _sayings(table.pop("saying", {}), text, file, report)
    for kind, ids in table.items():
        entries |= _entries(kind, ids, text, file, report)
    return GlossaryWords(entries, sayings)


def _entries(
    kind: str, ids: Any, text: str, file: Path, report: Report
) -> dict[tuple[str, str], GlossaryEntry]:
    if kind not in KINDS:
        remedy = f"give one of {', '.join(KINDS)}, saying"
        line = toml_file.line_of(text, kind)
        report(CourseError(f"there is no kind of word {kind}", remedy, file, line))
        return {}
    if not isinstance(ids, dict):
        line = toml_file.line_of(text, kind)
        report(CourseError(f"{kind} is not a table", f"write [{kind}.ID]", file, line))
        return {}
    found: dict[tuple[str, str], GlossaryEntry] = {}
    for id, entry in ids.items():
        said = isinstance(entry, dict) and all(isinstance(v, str) for v in entry.values())
        if said and {"label", "help"}.issuperset(entry):
            found[kind, id] = GlossaryEntry(**entry)
            continue
        problem = f"the words for {kind} {id} are not as they should be"
        remedy = "give it `label`, `help` or both, each a text"
        report(CourseError(problem, remedy, file, toml_file.line_of(text, id)))
    return found


def _sayings(table: Any, text: str, file: Path, report: Report) -> dict[str, str]:
    if not isinstance(table, dict):
        line = toml_file.line_of(text, "saying")
        report(CourseError("saying is not a table", "write [saying]", file, line))
        return {}
    found: dict[str, str] = {}
    for id, sentence in table.items():
        if isinstance(sentence, str) and fillable(sentence):
            found[id] = sentence
            continue
        remedy = "write a sentence whose blanks are names in braces: {name}"
        place = toml_file.line_of(text, id)
        report(CourseError(f"the saying {id} cannot be filled in", remedy, file, place))
    return found
