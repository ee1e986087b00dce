"""`list` and `read`."""

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from sandbox.base.text_width import width
from sandbox.course.course import open_course
from sandbox.course.glossary import LANGS
from sandbox.course.pages import pages_of
from sandbox.course.progress import Store, course_key
from sandbox.labs.catalogue import LABS

OWN = Path(__file__).parents[1] / "course" / "own-course"
READY = [lesson.id for lesson in open_course().lessons if lesson.ready]


def test_list_names_every_lesson_and_lab(cli):
    result = cli("list")
    assert result.status == 0
    for lesson in open_course().lessons:
        state = "ready" if lesson.ready else "to come"
        (line,) = [line for line in result.out.splitlines() if lesson.id in line]
        assert re.search(rf"{lesson.id} +{state} +{re.escape(lesson.title('en'))}", line)
    assert all(f"  {lab.id}  " in result.out for lab in LABS)


@pytest.mark.parametrize("lang", LANGS)
def test_list_stands_straight(cli, lang):
    lines = cli("list", "--lang", lang).out.splitlines()
    lessons = [line for line in lines if re.match(r"  \d\d-", line)]
    starts = {
        width(line[: line.index(lesson.title(lang))])
        for line, lesson in zip(lessons, open_course().lessons, strict=True)
    }
    assert len(starts) == 1
    assert all(width(line) <= 80 for line in lines)


def test_list_as_json(cli):
    table = json.loads(cli("list", "--json").out)
    assert [lesson["number"] for lesson in table["lessons"]] == list(range(1, 17))
    assert [lesson["id"] for lesson in table["lessons"] if lesson["ready"]] == READY
    assert [lab["id"] for lab in table["labs"]] == [lab.id for lab in LABS]
    for entry in table["lessons"] + table["labs"]:
        assert all(entry["title"][lang] and entry["summary"][lang] for lang in LANGS)


def test_list_of_another_course(cli, tmp_path):
    (tmp_path / "course.toml").write_text(
        '[[lesson]]\nid = "01-mine"\ntitle.en = "Mine"\ntitle.ko = "내 것"\n'
        'summary.en = "My own."\nsummary.ko = "내가 썼습니다."\n'
    )
    out = cli("list", "--course", str(tmp_path)).out
    assert "01-mine" in out
    assert "11-propagation" not in out
    assert out == cli("--course", str(tmp_path), "list").out


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("lesson", READY)
def test_read_has_every_page(cli, lesson, lang):
    result = cli("read", lesson, "--lang", lang)
    assert result.status == 0
    found = open_course().find(lesson)
    assert found.title(lang) in result.out
    for page in pages_of(found, lang):
        assert page.title in result.out
    assert "```" not in result.out
    # A command is there to be copied: it is never broken.
    lines = [x for x in result.out.splitlines() if not x.startswith("    mlp-sandbox run ")]
    assert all(width(line) <= 100 for line in lines)


def test_read_takes_number_slug_and_id(cli):
    texts = {cli("read", word).out for word in ("11", "propagation", "11-propagation")}
    assert len(texts) == 1
    assert "" not in texts


def test_read_shows_labs_as_commands_that_run(cli):
    out = cli("read", "11").out
    said = re.findall(r"^    mlp-sandbox (run propagation.*)$", out, re.M)
    assert said
    assert all(one != other for one, other in pairwise(said))
    for command in said:
        assert cli(*shlex.split(command), "--json").status == 0


def test_list_shows_how_far_the_learner_is(cli, progress, tmp_path):
    store = Store(progress)
    pages = len(pages_of(open_course().find("11"), "en"))
    for page in range(pages):
        store.update(lambda p, page=page: p.reading("built-in", "11-propagation", page))
    store.update(lambda p: p.reading("built-in", "09-weight-decay", 2))
    store.update(lambda p: p.reading(str(tmp_path), "04-mlp-scratch", 2))
    table = json.loads(cli("list", "--json").out)
    standing = {lesson["id"]: lesson["progress"] for lesson in table["lessons"]}
    quizzes = standing["11-propagation"]["quizzes"]
    assert standing["11-propagation"] == {
        "pages": pages,
        "read": pages,
        "quizzes": quizzes,
        "right": 0,
        "exercises": 0,
        "passed": 0,
        "finished": not quizzes,
    }
    assert (standing["09-weight-decay"]["read"], standing["04-mlp-scratch"]["read"]) == (1, 0)
    pages = standing["09-weight-decay"]["pages"]
    assert re.search(rf"09-weight-decay +1/{pages} read", cli("list").out)
    assert re.search(rf"09-weight-decay +{pages}쪽 중 1쪽", cli("list", "--lang", "ko").out)
    assert re.search("04-mlp-scratch +ready", cli("list").out)


def test_a_lesson_is_finished_when_its_pages_are_read_and_its_quizzes_right(cli, progress):
    key = course_key(OWN)
    store = Store(progress)
    for page in range(3):
        store.update(lambda p, page=page: p.reading(key, "01-slopes", page))
    store.update(lambda p: p.answering(key, "01-slopes", "steepest", True))
    assert "01-slopes  3/3 read" in cli("list", "--course", str(OWN)).out
    store.update(lambda p: p.answering(key, "01-slopes", "sigmoid", True))
    assert "01-slopes  finished" in cli("list", "--course", str(OWN)).out


def test_list_with_a_damaged_progress_says_so_and_lists(cli, progress):
    progress.parent.mkdir()
    progress.write_text("oops")
    result = cli("list", "--json")
    assert (result.status, result.err.count("\n")) == (0, 1)
    assert str(progress.with_name("progress.json.damaged-1")) in result.err
    assert json.loads(result.out)["lessons"]
