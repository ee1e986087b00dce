"""Words: complete for whatever engine and labs name, and nothing that they do not."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import numpy as np
import pytest

from sandbox import engine
from sandbox.course.errors import CourseError
from sandbox.course.glossary import KINDS, LANGS, Glossary, load_glossary
from sandbox.engine import learner
from sandbox.engine.house_style import StyleError
from sandbox.engine.instrument import lines
from sandbox.engine.learner.source import LearnerFunctionError
from sandbox.engine.learner.trace import Reason
from sandbox.labs.catalogue import LABS
from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Choice, Integer, defaults
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Curves, Matrix, Saying, Steps, Table
from sandbox.labs.session import Session

each_language = pytest.mark.parametrize("lang", LANGS)
each_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)


class Few(Resources):
    """A handful of pictures of noise, so that a classifier's frames are there at once."""

    def images(self, kind: str) -> ImageDataset:
        rng = np.random.default_rng(0)
        pixels = rng.integers(0, 256, (40, 28, 28)).astype(np.uint8)
        labels = (np.arange(40) % 10).astype(np.uint8)
        return ImageDataset("garments", pixels, labels, pixels, labels, "noise")


def step_ids() -> set[str]:
    """All lines of all watched methods in the engine; what is abstract has none."""
    found: set[str] = set()
    for cls in classes():
        title = getattr(cls, "title", cls.__name__.lower())
        for method in getattr(cls, "watched", ()):
            if hasattr(cls, method) and not abstract(cls):
                found |= {f"{title}.{method}.{line.name}" for line in lines(cls, method)}
    return found


def classes() -> Iterator[type]:
    """All classes of the engine, those for learners' functions included."""
    for package in (engine, learner):
        for info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{info.name}")
            for cls in vars(module).values():
                if inspect.isclass(cls) and cls.__module__ == module.__name__:
                    yield cls


def abstract(cls: type) -> bool:
    """Whether a watched method only says that a subclass must write it."""
    for method in cls.watched:  # type: ignore[attr-defined]
        try:
            if hasattr(cls, method):
                lines(cls, method)
        except StyleError:
            return True
    return False


def frames(lab: Lab[Any]) -> Iterator[Frame]:
    """The first frame of a lab and the one after its first milestone."""
    session = Session(lab, defaults(lab.knobs), 0, Few())
    yield session.frame()
    session.forward()
    yield session.frame()


def ids(glossary: Glossary, kind: str) -> set[str]:
    return {id for k, id in glossary.entries if k == kind}


def test_there_are_steps_to_be_explained() -> None:
    assert {"linear.backward.dW", "adam.direction.d", "descent.update.w_new"} <= step_ids()
    assert not {id for id in step_ids() if id.startswith(("loss.", "layer.", "penalty."))}


@each_language
def test_every_step_has_a_sentence_and_every_sentence_a_step(lang: str) -> None:
    glossary = load_glossary(lang)
    assert ids(glossary, "step") == step_ids()
    for id in step_ids():
        sentence = glossary.help("step", id)
        assert sentence.rstrip().endswith("."), id


@each_language
def test_every_knob_has_words_and_every_word_a_knob(lang: str) -> None:
    glossary = load_glossary(lang)
    knobs = {knob.word for lab in LABS for knob in lab.knobs}
    assert ids(glossary, "knob") == knobs | {"seed"}
    for name in knobs | {"seed"}:
        assert glossary.help("knob", name), name
    for lab in LABS:
        for knob in lab.knobs:
            words = knob.choices if isinstance(knob, Choice) else ()
            words += tuple(w for w, _ in knob.words) if isinstance(knob, Integer) else ()
            assert all(glossary.has("choice", word) for word in words), knob.name


@each_language
def test_metrics_and_labs_have_words(lang: str) -> None:
    glossary = load_glossary(lang)
    assert ids(glossary, "metric") == {name for lab in LABS for name in lab.metrics}
    assert ids(glossary, "lab") == {lab.id for lab in LABS}
    assert ids(glossary, "picture") == {name for lab in LABS for name in lab.pictures}
    assert ids(glossary, "class") == set(CLASS_KEYS)
    for kind in ("metric", "lab", "picture"):
        assert all(glossary.help(kind, id) for id in ids(glossary, kind))


@each_language
@each_lab
def test_all_that_a_frame_names_has_words(lab: Lab[Any], lang: str) -> None:
    glossary = load_glossary(lang)
    for frame in frames(lab):
        assert glossary.has("unit", frame.unit)
        assert all(glossary.has("fact", name) for name in frame.facts)
        assert all(
            value.isdecimal() or glossary.has("choice", value) for value in frame.facts.values()
        )
        assert tuple(picture.name for picture in frame.pictures) == lab.pictures
        for picture in frame.pictures:
            if isinstance(picture, Curves):
                assert glossary.has("axis", picture.x_name)
                assert all(glossary.has("line", line.name) for line in picture.lines)
            if isinstance(picture, Table):
                assert all(glossary.has("line", column) for column in picture.columns)
            if isinstance(picture, Matrix):
                names = {picture.row_name, picture.column_name} - {""}
                assert all(glossary.has("axis", name) for name in names)
            if isinstance(picture, Steps):
                assert all(glossary.has("phase", shown.phase) for shown in picture.steps)


@each_language
@each_lab
def test_every_picture_can_say_itself(lab: Lab[Any], lang: str) -> None:
    glossary = load_glossary(lang)
    for frame in frames(lab):
        for picture in frame.pictures:
            saying = picture.describe()
            said = glossary.say(saying)
            assert said.startswith(glossary.label("picture", picture.name))
            assert "{" not in said
            blanks = {b for _, b, _, _ in Formatter().parse(glossary.sayings[saying.id]) if b}
            assert blanks <= set(saying.values)


def test_both_languages_have_words_for_the_same_things() -> None:
    english, korean = (load_glossary(lang) for lang in LANGS)
    assert set(english.entries) == set(korean.entries)
    for key, entry in english.entries.items():
        other = korean.entries[key]
        assert (bool(entry.label), bool(entry.help)) == (bool(other.label), bool(other.help)), key
    assert set(english.sayings) == set(korean.sayings)
    for id, sentence in english.sayings.items():
        blanks = [
            {b for _, b, _, _ in Formatter().parse(s) if b} for s in (sentence, korean.sayings[id])
        ]
        assert blanks[0] == blanks[1], id


@each_language
def test_what_a_learners_function_does_has_words(lang: str) -> None:
    sayings = load_glossary(lang).sayings
    assert all(f"yours_{reason}" in sayings for reason in get_args(Reason))
    typed = {"unfit", "unused"}  # Said of a command, which is in English.
    assert all(
        f"yours_error_{reason}" in sayings for reason in LearnerFunctionError.REASONS.keys() - typed
    )


def test_a_saying_is_filled_with_words_and_short_numbers() -> None:
    glossary = load_glossary("en")
    last = {"train_loss": 0.123456, "test_loss": float("inf")}
    values = {"name": "losses", "x_name": "epoch", "at": 3.0, "last": last}
    assert glossary.say(Saying("curves", values)) == (
        "train and test loss: at epoch 3, train loss 0.1235, test loss no finite number."
    )
    values |= {"at": None, "last": {}}
    assert glossary.say(Saying("curves", values)) == "train and test loss: nothing to draw yet."
    assert glossary.say(Saying("unheard", {"a": 1})) == "unheard"


def test_what_has_no_word_is_shown_as_its_id() -> None:
    glossary = load_glossary("ko")
    assert glossary.label("knob", "unheard") == "unheard"
    assert glossary.help("knob", "unheard") == ""
    assert not glossary.has("knob", "unheard")


def write(folder: Path, text: str) -> Path:
    (folder / "glossary").mkdir()
    (folder / "glossary" / "en.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_course_has_its_own_words_on_top(tmp_path: Path) -> None:
    own = "[knob]\nlr.label = 'pace'\n[saying]\ngraph_empty = '{name} {other}'"
    glossary = load_glossary("en", write(tmp_path, own))
    assert glossary.label("knob", "lr") == "pace"
    assert glossary.label("knob", "data") == "data"
    assert glossary.phrase("graph_empty", {"name": "graph"}) == "graph {other}"


WRONG = [
    ("[knob]\nlr = 1", 2, "words for knob lr"),
    ("[knob]\n\nlr.name = 'x'", 3, "words for knob lr"),
    ("[knob.data]\nlabel = 'x'\n[knob.lr]\nlabel = 2", 3, "words for knob lr"),
    ("[step]\n'a.b'.help = 2", 2, "words for step a.b"),
    ("[knobs.lr]\nlabel = 'x'", 1, "no kind of word knobs"),
    ("knob = 1", 1, "knob is not a table"),
    ("saying = 1", 1, "saying is not a table"),
    ("[saying]\na = 1", 2, "saying a"),
    ("[saying]\na = '{'", 2, "saying a"),
    ("[saying]\na = '{x.y}'", 2, "saying a"),
    ("[saying]\na = '{x:.2f}'", 2, "saying a"),
    ("[knob]\nlr = \n", 2, "not TOML"),
]


@pytest.mark.parametrize(("text", "line", "problem"), WRONG)
def test_each_mistake_in_the_tables_is_named(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    with pytest.raises(CourseError) as caught:
        load_glossary("en", write(tmp_path, text))
    error = caught.value
    assert problem in error.problem
    assert error.remedy
    assert (error.line, error.file) == (line, tmp_path / "glossary" / "en.toml")


def test_an_unknown_language_gets_the_ones_there_are() -> None:
    with pytest.raises(CourseError, match="there is no language kr: give one of en, ko"):
        load_glossary("kr")
    with pytest.raises(CourseError, match="there is no language fr: give one of en, ko"):
        load_glossary("fr")


def test_kinds_are_those_of_the_tables() -> None:
    kinds = {kind for kind, _ in load_glossary("en").entries}
    assert kinds == set(KINDS)
