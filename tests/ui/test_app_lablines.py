"""The lines below a lab's pictures."""

import math
from dataclasses import replace
from typing import Any

import pytest

from sandbox.course.glossary import LANGS, Glossary, GlossaryEntry, load_glossary
from sandbox.labs.catalogue import LABS
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import defaults
from sandbox.labs.lab import Lab
from sandbox.labs.pictures import Curves, Line
from sandbox.ui.terminal.glyphs import UNICODE
from sandbox.ui.terminal.text import wrap
from sandbox.ui.widgets.knobs import KnobPanel
from sandbox.ui.widgets.lab.commands import RunStatus
from sandbox.ui.widgets.lab.status_lines import StatusLines, metric_text
from sandbox.ui.words import Words
from tests.ui.golden import screen_text
from tests.ui.stage import on_stage

WORDS = {
    ("metric", id): GlossaryEntry(label) for id, label in [("a", "훈련 손실"), ("b", "정확도")]
}
GLOSSARY = Glossary("ko", WORDS, {})
BESIDE_A_TEXT = 68
"""Cells of these lines at 120×36."""
FRAME = Frame({"a": 0.5, "b": 0.25}, (), 1, 2, "epoch", {"train": "60000"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.002, "0.0020"),
        (0.84312, "0.8431"),
        (13.4444, "13.44"),
        (7.08e-06, "7.08e-06"),
        (123456.0, "1.23e+05"),
        (-0.5, "-0.5000"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, "-∞"),
    ],
)
def test_a_figure_is_short(value: float, text: str) -> None:
    assert metric_text(value) == text


async def drawn(
    width: int, sentence: str = "", bad: bool = False, frame: Frame = FRAME
) -> list[str]:
    """The lines as they stand in so many cells, which have a blank at either end."""
    lines = StatusLines(UNICODE)
    async with on_stage(lines, (width + 2, 4)) as pilot:
        lines.show(RunStatus("paused", frame), sentence, bad, GLOSSARY, Words("ko"), {})
        await pilot.pause()
        return [row.strip() for row in screen_text(pilot.app).splitlines()]


async def test_metrics_and_status_have_a_line_each() -> None:
    assert (await drawn(40))[:2] == ["훈련 손실 0.5000 · 정확도 0.2500", "‖ 멈춤 · train 60000"]


async def test_metrics_that_one_line_has_no_room_for_go_on_in_the_next() -> None:
    rows = await drawn(30, "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 열하나")
    assert rows[:3] == ["훈련 손실 0.5000", "정확도 0.2500", "‖ 멈춤 · train 60000"]
    assert rows[3].endswith("…")


async def test_a_sentence_of_two_lines_comes_before_the_last_facts() -> None:
    frame = replace(FRAME, facts={"n": "5", "test": "10000"})
    rows = await drawn(31, frame=frame)
    assert rows == ["훈련 손실 0.5000", "정확도 0.2500", "‖ 멈춤 · n 5 · test 10000"]
    rows = await drawn(31, "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열", frame=frame)
    assert rows[:2] == ["훈련 손실 0.5000", "정확도 0.2500 · ‖ 멈춤 · n 5"]
    assert " ".join(rows[2:]) == "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("lab", LABS, ids=lambda one: one.id)
def test_what_a_knob_does_is_said_in_two_lines_beside_a_text(lab: Lab[Any], lang: str) -> None:
    panel = KnobPanel(lab.knobs, defaults(lab.knobs), load_glossary(lang), UNICODE)
    for panel.chosen in range(len(lab.knobs)):
        assert len(wrap(panel.hint, BESIDE_A_TEXT)) <= 2, panel.knob.name


async def test_a_status_that_is_a_sentence_is_said_in_full() -> None:
    lines = StatusLines(UNICODE)
    async with on_stage(lines, (42, 4)) as pilot:
        lines.show(RunStatus("diverged", FRAME), "", False, GLOSSARY, Words("en"), {})
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
    assert f"✗ {Words('en')('app.lab.diverged')} · train 60000" in text


@pytest.mark.parametrize(
    ("loss", "said"), [(math.nan, "diverged"), (2.0, "done: the loss ended above")]
)
async def test_what_went_wrong_names_what_to_turn_down(loss: float, said: str) -> None:
    curves = Curves(name="c", lines=(Line("loss", (0.0, 1.0), (1.0, loss)),), x_name="epoch")
    frame = Frame({"loss": loss}, (curves,), 1, 1, "epoch", remedies={"lr": "lr"})
    lines = StatusLines(UNICODE)
    async with on_stage(lines, (60, 4)) as pilot:
        status = "diverged" if math.isnan(loss) else "done"
        lines.show(RunStatus(status, frame), "", False, load_glossary("en"), Words("en"), {})
        await pilot.pause()
        text = " ".join(screen_text(pilot.app).split())
    assert said in text and "turn down: learning rate." in text


async def test_a_status_that_is_a_sentence_comes_before_what_a_knob_does() -> None:
    lines = StatusLines(UNICODE)
    async with on_stage(lines, (56, 4)) as pilot:
        frame = replace(FRAME, metrics={"a": math.nan, "b": 0.25, "loss of the others": 0.125})
        lines.show(RunStatus("diverged", frame), "one two", False, GLOSSARY, Words("en"), {})
        await pilot.pause()
        rows = [row.strip() for row in screen_text(pilot.app).splitlines()]
    assert rows[:2] == ["훈련 손실 NaN · 정확도 0.2500", "loss of the others 0.1250"]
    said = f"✗ {Words('en')('app.lab.diverged')} · train 60000"
    assert " ".join(rows[2:]) == said


async def test_a_0_that_means_none_is_a_word() -> None:
    for value, said in [(0, "없음"), (18, "18")]:
        rows = await drawn(40, frame=replace(FRAME, metrics={"overflow_at": value}))
        assert rows[0] == f"overflow_at {said}"


async def test_status_goes_on_behind_them_where_there_is_room() -> None:
    rows = await drawn(31, frame=replace(FRAME, facts={}))
    assert rows[1] == "정확도 0.2500 · ‖ 멈춤"


async def test_what_went_wrong_is_said_before_the_metrics_are() -> None:
    rows = await drawn(30, "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열", bad=True)
    assert rows[0] == "훈련 손실 0.5000"
    assert " ".join(rows[2:]) == "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열"


async def test_a_fact_is_left_out_before_a_number_is_cut_and_a_cut_line_says_so() -> None:
    assert (await drawn(16, "하나"))[2:] == ["‖ 멈춤", "하나"]
    assert (await drawn(12))[0] == "훈련 손실 0…"


async def test_what_went_wrong_has_its_lines_and_the_data_its_place_before_the_other_facts() -> (
    None
):
    frame = replace(FRAME, facts={"n": "5", "train": "60000", "test": "10000"})
    rows = await drawn(34, "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉", True, frame)
    assert rows[:2] == ["훈련 손실 0.5000 · 정확도 0.2500", "‖ 멈춤 · n 5 · train 60000"]
    assert " ".join(rows[2:]) == "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉"


async def test_what_one_line_has_no_room_for_takes_another_before_it_is_cut() -> None:
    assert (await drawn(16))[2:] == ["‖ 멈춤", "train 60000"]


async def test_a_sentence_is_broken_between_its_parts_where_they_fit() -> None:
    assert (await drawn(30, "초기화 첫 층만 상수 · epoch 수 2000"))[
        3
    ] == "초기화 첫 층만 상수 · epoch…"
    rows = await drawn(30, "초기화 첫 층만 상수 · epoch 수 2000", frame=replace(FRAME, metrics={}))
    assert rows[2:] == ["초기화 첫 층만 상수", "epoch 수 2000"]
