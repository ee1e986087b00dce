"""The glossary: a word for whatever the course's labs show, and none for what there is not."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sandbox import engine
from sandbox.base.errors import closest_match
from sandbox.course import toml_file
from sandbox.course.audit.findings import Findings
from sandbox.course.course import Course
from sandbox.course.errors import CourseError
from sandbox.course.folders import builtin_lessons
from sandbox.course.glossary import LANGS, Glossary, GlossaryWords, load_glossary, read_words
from sandbox.engine import learner
from sandbox.engine.house_style import StyleError
from sandbox.engine.instrument import lines
from sandbox.labs.catalogue import LABS, find_lab
from sandbox.labs.data.dataset import CLASS_KEYS
from sandbox.labs.knobs import Choice

Id = tuple[str, str]
"""A kind of word and an id of that kind."""


def check_glossary(course: Course, labs: set[str], found: Findings) -> None:
    """Complain of words that lack, in either language, and of words for what there is not."""
    read: dict[str, GlossaryWords] = {}
    before = len(found)
    for lang in LANGS:
        file = _file(course, lang)
        if not file.is_file():
            continue
        try:
            read[lang] = read_words(file, found.report)
        except CourseError as error:
            found.report(error)
    for lang, own in read.items():
        _orphans(_file(course, lang), own, found)
    if len(found) > before:
        return  # what lacks may be what could not be read
    _languages(course, read, found)
    for lang in LANGS:
        try:
            glossary = load_glossary(lang, course.folder)
        except CourseError as error:
            found.report(error)
        else:
            _gaps(course, glossary, labs, found)


def _file(course: Course, lang: str) -> Path:
    return course.folder / "glossary" / f"{lang}.toml"


def _gaps(course: Course, glossary: Glossary, labs: set[str], found: Findings) -> None:
    needed = {id for lab in labs for id in _shown(lab)}
    file = _file(course, glossary.lang)
    for kind, id in sorted(needed):
        entry = glossary.entries.get((kind, id))
        if entry is None or not entry.label:
            remedy = f'write [{kind}.{id}] with label = "…"'
            found.add(file, 1, f"there is no word for the {kind} {id}", remedy)
    if course.folder.resolve() == builtin_lessons().resolve():
        for id in sorted(step_ids()):
            if not glossary.help("step", id):
                remedy = f'write "{id}".help = "…" under [step]'
                found.add(file, 1, f"there is no sentence for the step {id}", remedy)


def _shown(lab: str) -> Iterator[Id]:
    """What a lab shows under a name."""
    its = find_lab(lab)
    yield "lab", lab
    yield "knob", "seed"
    yield from (("metric", name) for name in its.metrics)
    yield from (("picture", name) for name in its.pictures)
    for knob in its.knobs:
        yield "knob", knob.word
        if isinstance(knob, Choice):
            yield from (("choice", word) for word in knob.choices)


def _orphans(file: Path, own: GlossaryWords, found: Findings) -> None:
    text = toml_file.read(file)
    known: Mapping[str, frozenset[str]] = {
        "lab": frozenset(lab.id for lab in LABS),
        "knob": frozenset(knob.word for lab in LABS for knob in lab.knobs) | {"seed"},
        "metric": frozenset(name for lab in LABS for name in lab.metrics),
        "picture": frozenset(name for lab in LABS for name in lab.pictures),
        "class": frozenset(CLASS_KEYS),
        "step": step_ids(),
    }
    for kind, id in own.entries:
        if kind in known and id not in known[kind]:
            hint = closest_match(id, sorted(known[kind]))
            remedy = f"did you mean {hint}?" if hint else "take it out"
            start = toml_file.line_of(text, kind) or 1
            line = toml_file.line_of(text, id, start)
            found.add(file, line, f"there is no {kind} {id}", remedy)


def _languages(course: Course, read: Mapping[str, GlossaryWords], found: Findings) -> None:
    """A course's own words are there in every language or in none."""
    nothing = GlossaryWords({}, {})
    for lang in LANGS:
        for other in LANGS:
            ours, theirs = read.get(lang, nothing), read.get(other, nothing)
            lacking = [
                f"{kind} {id}" for kind, id in theirs.entries if (kind, id) not in ours.entries
            ]
            lacking += [f"saying {id}" for id in theirs.sayings if id not in ours.sayings]
            for what in lacking:
                problem = f"there is no word for the {what}, which {other}.toml has"
                found.add(_file(course, lang), 1, problem, "write it in both")


@cache
def step_ids() -> frozenset[str]:
    """`class.method.name` of each line of each watched method: "linear.backward.dW"."""
    return frozenset(id for cls in _classes() for id in _lines(cls))


def _classes() -> Iterator[type]:
    for package in (engine, learner):
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            for cls in vars(module).values():
                if inspect.isclass(cls) and cls.__module__ == module.__name__:
                    yield cls


def _lines(cls: type) -> list[str]:
    methods = [name for name in getattr(cls, "watched", ()) if hasattr(cls, name)]
    try:
        return [
            f"{getattr(cls, 'title', cls.__name__.lower())}.{method}.{line.name}"
            for method in methods
            for line in lines(cls, method)
        ]
    except StyleError:
        return []  # it only says what its subclasses must write
