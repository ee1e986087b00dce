"""The runner: a session in a thread, commands in, newest news out."""

import time
from collections.abc import Iterator

import pytest

from sandbox.labs.knobs import defaults
from tests.ui.driving import Counting, Watched


@pytest.fixture
def watched() -> Iterator[Watched]:
    one = Watched(Counting(), defaults(Counting.knobs))
    yield one
    one.runner.stop()
    assert one.runner.join(5)


def total(watched: Watched) -> float:
    assert watched.news.frame is not None
    return watched.news.frame.metrics["total"]


def begun(watched: Watched) -> Watched:
    watched.until(lambda news: news.status == "paused")
    return watched


def test_the_first_news_is_that_it_is_preparing(watched: Watched) -> None:
    assert watched.until(lambda news: True).status == "preparing"
    assert begun(watched).news.frame is not None


def test_forward_goes_to_the_next_milestone_and_back_to_the_one_before(watched: Watched) -> None:
    begun(watched).runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 1)
    assert total(watched) == 4
    watched.runner.forward()
    watched.runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 3)
    watched.runner.back()
    watched.until(lambda news: news.frame.done == 2)
    assert total(watched) == 8


def test_back_at_the_beginning_says_so(watched: Watched) -> None:
    begun(watched).runner.back()
    assert watched.until(lambda news: news.note != "").note == "at_beginning"


def test_a_run_goes_on_until_it_is_paused(watched: Watched) -> None:
    begun(watched).runner.toggle()
    watched.until(lambda news: news.status == "running" and news.frame.done > 3)
    watched.runner.toggle()
    watched.until(lambda news: news.status == "paused")
    here = total(watched)
    watched.runner.turn({"most": 999})
    watched.until(lambda news: news.settings["most"] == 999)
    assert total(watched) == here


def test_a_run_ends_by_itself(watched: Watched) -> None:
    begun(watched).runner.turn({"most": 5})
    watched.runner.toggle()
    watched.until(lambda news: news.status == "done")
    assert total(watched) == 20
    watched.runner.toggle()
    again = watched.until(lambda news: news.note != "")
    assert again.note == "once_more"
    assert again.frame.done < 5
    watched.until(lambda news: news.status == "done")
    assert total(watched) == 20


def test_a_live_knob_acts_on_the_next_step(watched: Watched) -> None:
    begun(watched).runner.forward()
    watched.until(lambda news: news.frame.done == 1)
    watched.runner.turn({"by": 2.0})
    watched.runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 2)
    assert total(watched) == 4 + 8


def test_a_restarting_knob_begins_anew_and_undo_has_the_old_run_back(watched: Watched) -> None:
    begun(watched).runner.forward()
    watched.until(lambda news: news.frame.done == 1)
    watched.runner.turn({"start": 50})
    watched.until(lambda news: news.frame.done == 0)
    assert total(watched) == 50
    watched.runner.undo()
    news = watched.until(lambda news: news.note == "undone")
    assert (news.frame.done, news.settings["start"]) == (1, 0)
    assert total(watched) == 4


def test_undo_goes_back_through_a_reset(watched: Watched) -> None:
    begun(watched).runner.forward()
    watched.runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 2)
    watched.runner.reset()
    watched.until(lambda news: news.note == "again" and news.frame.done == 0)
    watched.runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 1)
    watched.runner.undo()
    watched.until(lambda news: news.frame.done == 0)
    watched.runner.undo()
    watched.until(lambda news: news.note == "undone" and news.frame.done == 2)
    for done in (1, 0):
        watched.runner.undo()
        watched.until(lambda news, done=done: news.frame.done == done)
    watched.runner.undo()
    assert watched.until(lambda news: news.note != "").note == "nothing_to_undo"


def test_undo_takes_back_knobs_that_were_turned_before_anything_ran(watched: Watched) -> None:
    runner = begun(watched).runner
    for settings in ({"by": 2.0}, {"by": 3.0}, {"start": 4}, {"by": 5.0}):
        runner.turn(settings)
    watched.until(lambda news: news.settings["by"] == 5)
    runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 1)
    assert total(watched) == 4 + 4 * 5
    runner.undo()
    watched.until(lambda news: news.frame.done == 0 and news.settings["by"] == 5)
    for by, start in ((3, 4), (3, 0), (1, 0)):
        runner.undo()
        watched.until(lambda news, by=by: news.note == "undone" and news.settings["by"] == by)
        assert (watched.news.settings["start"], total(watched)) == (start, start)
    runner.undo()
    watched.until(lambda news: news.note == "nothing_to_undo")
    runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 1)
    assert total(watched) == 4


def test_undo_brings_back_a_run_that_knobs_were_turned_after(watched: Watched) -> None:
    runner = begun(watched).runner
    runner.turn({"by": 2.0})
    runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 1)
    runner.reset()
    for value in range(1, 12):
        runner.turn({"by": float(value % 5), "start": value})
        runner.turn({"by": 1.5})
    watched.until(lambda news: news.settings["by"] == 1.5 and news.settings["start"] == 11)
    for _ in range(22):
        runner.undo()
    watched.until(lambda news: news.settings["start"] == 0 and news.settings["by"] == 2)
    runner.undo()
    watched.until(lambda news: news.frame.done == 1)
    assert total(watched) == 8
    runner.undo()
    watched.until(lambda news: news.frame.done == 0 and news.settings["by"] == 2)
    runner.undo()
    watched.until(lambda news: news.note == "undone" and news.settings["by"] == 1)


def test_reset_repeats_the_run_and_reseed_does_not(watched: Watched) -> None:
    begun(watched).runner.forward()
    first = watched.until(lambda news: news.status == "paused" and news.frame.done == 1)
    watched.runner.reset()
    watched.runner.forward()
    again = watched.until(lambda news: news.note == "" and news.frame.done == 1)
    assert again.frame.metrics == first.frame.metrics
    watched.runner.reseed()
    other = watched.until(lambda news: news.note == "reseeded")
    assert other.seed == 1
    assert other.frame.metrics["total"] == 0.001


def test_several_knobs_are_turned_at_once(watched: Watched) -> None:
    begun(watched).runner.turn({"start": 5, "by": 3.0})
    news = watched.until(lambda news: news.settings["start"] == 5)
    assert news.settings["by"] == 3.0


def test_a_knob_that_does_not_fit_is_told_and_the_run_stays(watched: Watched) -> None:
    begun(watched).runner.forward()
    watched.until(lambda news: news.frame.done == 1)
    watched.runner.turn({"start": 13})
    news = watched.until(lambda news: news.trouble != "")
    assert str(news.trouble) == "start=13 brings bad luck: give another"
    assert news.settings["start"] == 0
    assert total(watched) == 4


def test_a_lab_that_fails_is_told_and_goes_on_when_it_can(watched: Watched) -> None:
    begun(watched).runner.turn({"by": 7.0})
    watched.runner.toggle()
    assert watched.until(lambda news: news.trouble != "").trouble == "crashed"
    watched.runner.turn({"by": 1.0})
    watched.runner.forward()
    watched.until(lambda news: news.status == "paused" and news.frame.done == 1)


def test_a_lab_that_cannot_begin_begins_when_the_knob_is_right() -> None:
    watched = Watched(Counting(), {**defaults(Counting.knobs), "start": 13})
    news = watched.until(lambda news: news.status == "failed")
    assert (news.frame, str(news.trouble)) == (None, "start=13 brings bad luck: give another")
    watched.runner.turn({"start": 2})
    assert watched.until(lambda news: news.frame is not None).status == "paused"
    assert total(watched) == 2
    watched.runner.stop()
    assert watched.runner.join(5)


def test_a_run_that_diverges_stops_and_says_so(watched: Watched) -> None:
    begun(watched).runner.turn({"by": 9.0})
    watched.runner.toggle()
    here = watched.until(lambda news: news.status == "diverged")
    watched.runner.turn({"most": 999})
    there = watched.until(lambda news: news.settings["most"] == 999)
    assert there.frame.done == here.frame.done


def test_news_is_not_made_while_the_last_was_not_fetched(watched: Watched) -> None:
    begun(watched).runner.toggle()
    watched.until(lambda news: news.status == "running")
    frames = []
    lab_frame = watched.runner.lab.frame
    watched.runner.lab.frame = lambda state: frames.append(state) or lab_frame(state)
    end = time.monotonic() + 5
    while watched.runner._slot is None and time.monotonic() < end:
        time.sleep(0.001)
    told, drawn = watched.told, len(frames)
    watched.runner.turn({"most": 9999})
    time.sleep(0.02)
    assert watched.told == told
    assert len(frames) == drawn
    newest = watched.until(lambda news: news.settings["most"] == 9999)
    assert newest.frame.done > 0


def test_stopping_ends_the_thread_in_the_middle_of_a_run(watched: Watched) -> None:
    begun(watched).runner.turn({"most": 10_000})
    watched.runner.toggle()
    watched.until(lambda news: news.status == "running")
    watched.runner.stop()
    assert watched.runner.join(1)
