"""The code on the page is the code that runs."""

import inspect
import re
import textwrap

import pytest

from sandbox.course.course import Lesson, open_course
from sandbox.course.pages import pages_of
from sandbox.course.sources import UnknownSourceError, source, targets
from sandbox.engine.activations import ReLU
from sandbox.engine.layers import Linear, LinearWithoutBias
from sandbox.engine.training import train

READY = [lesson for lesson in open_course().lessons if lesson.ready]


def test_a_source_is_what_stands_in_the_file() -> None:
    assert source("Linear.forward") == textwrap.dedent(inspect.getsource(Linear.forward)).rstrip()
    assert source("train") == inspect.getsource(train).rstrip()


def test_an_inherited_method_is_found_where_it_is_written() -> None:
    assert LinearWithoutBias.backward_input is Linear.backward_input
    assert source("LinearWithoutBias.backward_input") == source("Linear.backward_input")


def test_a_source_follows_the_class(monkeypatch: pytest.MonkeyPatch) -> None:
    targets.cache_clear()
    monkeypatch.setattr(ReLU, "forward", Linear.backward)
    assert source("ReLU.forward") == source("Linear.backward")
    monkeypatch.undo()
    targets.cache_clear()
    assert "np.maximum" in source("ReLU.forward")


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("Linear.foward", "did you mean Linear.forward"),
        ("relu.forward", "did you mean ReLU.forward"),
        ("trains", "did you mean train"),
        ("Linear.__init__", "the engine has no Linear.__init__"),
        ("zzzzzz", "name one as Class.method or function"),
    ],
)
def test_an_unknown_target_gets_the_nearest(target: str, hint: str) -> None:
    with pytest.raises(UnknownSourceError, match=hint):
        source(target)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("lesson", READY, ids=lambda lesson: lesson.id)
def test_the_code_in_a_lesson_is_the_engines(lesson: Lesson, lang: str) -> None:
    named = re.findall(
        r"^```code (\S+)$", (lesson.folder / f"{lang}.md").read_text(encoding="utf-8"), re.M
    )
    shown = [
        block
        for page in pages_of(lesson, lang)
        for block in re.findall(r"^```python\n(.*?)\n```$", page.markdown, re.M | re.S)
    ]
    assert shown == [
        textwrap.dedent(inspect.getsource(targets()[target])).rstrip() for target in named
    ]
