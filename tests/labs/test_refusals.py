"""What labs refuse can be said in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import sandbox
from sandbox.base.errors import UserError
from sandbox.course.errors import AUTHORS
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.labs.catalogue import LABS, LabError, find_lab
from sandbox.labs.data import idx
from sandbox.labs.data.dataset import DataError
from sandbox.labs.data.sources import load
from sandbox.labs.knobs import KnobError, defaults, find
from sandbox.labs.lab import Resources
from sandbox.labs.session import Session

GLOSSARIES = {lang: load_glossary(lang) for lang in LANGS}
SOURCES = [path.read_text(encoding="utf-8") for path in Path(sandbox.__file__).parent.rglob("*.py")]
ID = re.compile("[a-z]+_[a-z]+")


def said(refusal: UserError) -> dict[str, str]:
    """In both languages, no blank left open."""
    texts = {lang: glossary.refused(refusal) for lang, glossary in GLOSSARIES.items()}
    for text in texts.values():
        assert "{" not in text
    assert texts["en"] != texts["ko"]
    assert re.search("[가-힣]", texts["ko"])
    return texts


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_a_wrong_value_of_any_knob_names_it_as_the_learner_knows_it(lab) -> None:
    for knob in lab.knobs:
        for text in ("nonsense", "-1e9", "nan", "", "9" * 12):
            try:
                knob.parse(text)
            except KnobError as error:
                for lang, sentence in said(error).items():
                    assert GLOSSARIES[lang].label("knob", knob.word) in sentence
                assert knob.name in str(error)


@pytest.mark.parametrize("word", ["hiden", "zzzz"])
def test_a_knob_or_a_lab_that_does_not_exist(word: str) -> None:
    (lab,) = [one for one in LABS if one.id == "classifier"]
    for look in (lambda: find(lab.knobs, word, lab.id), lambda: find_lab(f"classif{word}")):
        with pytest.raises((KnobError, LabError)) as caught:
            look()
        assert said(caught.value)["en"] == str(caught.value)


@pytest.mark.parametrize(
    ("lab", "settings"),
    [
        ("classifier", {"dropout": (0.1, 0.2)}),
        ("boundary", {"flip": 50, "n": 20}),
    ],
)
def test_knobs_that_do_not_go_together(lab: str, settings: dict[str, object]) -> None:
    (found,) = [one for one in LABS if one.id == lab]
    with pytest.raises(KnobError) as caught:
        Session(found, {**defaults(found.knobs), **settings}, 0, Resources()).frame()
    said(caught.value)


def test_files_that_are_not_what_they_should_be(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert all(str(tmp_path) in text for text in said(caught.value).values())
    damaged = tmp_path / "damaged"
    damaged.write_bytes(b"\x00\x00")
    for file in (damaged, tmp_path / "none"):
        with pytest.raises(DataError) as caught:
            idx.read_labels(file)
        assert all(str(file) in text for text in said(caught.value).values())


def ids(source: str) -> Iterator[str]:
    """The ids of all errors that a file raises: the second argument, or one called `id`."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Error"):
            named = [word.value for word in call.keywords if word.arg == "id"]
            for given in (*call.args[1:2], *named):
                if isinstance(given, ast.Constant) and ID.fullmatch(str(given.value)):
                    yield given.value
    yield from re.findall(r'return "(refused_[a-z]+)"', source)


def test_every_refusal_s_id_has_a_saying_in_both_languages() -> None:
    found = {id for source in SOURCES for id in ids(source)} | {AUTHORS}
    assert found > {"refused_number", "file_damaged", "fetch_late", "course_folder", "work_trouble"}
    for id in {*found, *(f"{id}_empty" for id in found)}:
        sayings = [glossary.sayings.get(id) for glossary in GLOSSARIES.values()]
        if id in found or any(sayings):
            blanks = [{name for _, name, _, _ in Formatter().parse(one) if name} for one in sayings]
            assert blanks[0] == blanks[1], id
