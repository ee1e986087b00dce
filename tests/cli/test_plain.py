"""`--plain`: the dialogue in lines, piped."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.course.glossary import LANGS, load_glossary
from sandbox.labs.catalogue import find_lab
from sandbox.labs.knobs import Choice

ROOT = Path(__file__).parents[2]


@pytest.fixture
def talk(cli, monkeypatch):
    """Pipe lines into the dialogue: what it said, less the list of lessons it begins with."""

    def type_in(*lines: str, options: tuple[str, ...] = ("--lang", "en")) -> str:
        typed = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        result = cli("--plain", *options)
        assert (result.status, result.err) == (0, "")
        _, found, told = result.out.partition("16. ")
        return told.partition("\n")[2] if found else result.out

    return type_in


def flat(text: str) -> str:
    """Wrapped lines as one."""
    return " ".join(text.split())


def test_the_end_of_the_input_is_the_end(cli, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b""), "utf-8"))
    result = cli("--plain", "--lang", "en")
    assert (result.status, result.err) == (0, "")
    assert "11. Forward and backward propagation\n" in result.out


def test_from_the_lessons_to_a_page_and_its_lab(talk):
    out = talk("11", "2", "step", "", "step 2")
    assert "Lesson 11: Forward and backward propagation\n" in out
    assert "2. Forward, line by line\n" in out
    assert "Page 2 of 8: Forward, line by line\n" in out
    assert "Lab: Forward and backward propagation." in out
    assert (
        "steps: line 2 of 24, h: H = np.maximum(Z, 0)\nh: φ(z).\nRow 0: 0.426, 0, 0.601.\n" in out
    )
    assert "steps: line 4 of 24" in out


def test_pages_are_remembered_and_gone_on_with(talk, progress):
    first = talk("continue", "11", "next", "next", "previous", "previous")
    assert "Nothing has been begun yet" in first
    assert first.count("Page 1 of 8") == 2
    assert "This is the first page" in first
    kept = json.loads(progress.read_text())["courses"]["built-in"]
    assert kept["pages"]["11-propagation"] == [0, 1]
    second = talk("continue", "lesson 11", "next", "page 8", "next")
    assert second.startswith("You were in lesson 11, page 1.")
    assert "1. One pass, one picture, read\n" in second
    assert "Page 3 of 8" in second
    assert "This is the last page" in second
    assert "Type lesson 12" in second


def test_a_question_is_answered_by_typing(talk, progress):
    out = talk("11", "3", "0.2", "answer x", ".3", "page", "4", "lesson 14", "4", "a", "z")
    assert "No. " in out
    assert "x is no number" in out
    assert "Right. λ/2 · 6" in out
    assert "You have answered this one rightly before." in out
    quizzes = json.loads(progress.read_text())["courses"]["built-in"]["quizzes"]
    assert list(quizzes["11-propagation"].values()) == [{"right": True, "tries": 2}]


def test_letters_answer_where_a_question_waits_and_drive_the_lab_elsewhere(talk):
    out = flat(talk("6", "3", "b", "lesson 11", "1", "n", "b"))
    assert "Type one of a, b" in out
    assert "No. " in out or "Right. " in out
    assert "line 2 of 24" in out.split("Lesson 11")[1]
    assert "line 1 of 24" in out.split("line 2 of 24")[1]


def test_where_a_number_came_from_is_followed_by_number(talk):
    out = talk("11", "5", "where dJ/dW2[2,1]", "2", "where", "where x[0,1]", "where h 0,0")
    assert "∂J/∂W⁽²⁾[2,1] is " in out
    assert "Any cell of it: ∂J/∂W⁽²⁾[i,j] = ∂L/∂W⁽²⁾[i,j] + ∂s/∂W⁽²⁾[i,j]" in flat(out)
    assert "Central differences give" in out
    assert "∂s/∂W⁽²⁾[2,1] is " in out
    assert "say which cell, as where" in out
    assert ": an input." in out
    assert "It is computed by line 2 of 24, forward: H" in out


def test_a_name_that_several_lines_have_is_the_last_one_stepped_to(talk):
    out = flat(talk("11", "5", "where dW[2,1]", "run", "where dW[1,1]"))
    assert "dW is computed by 2 lines" in out
    assert "∂L/∂W⁽¹⁾[1,1] is " in out


def test_one_number_set_by_hand_changes_what_follows(talk):
    out = talk(
        "11", "2", "where z[0]", "W1[0,0]=2", "where z[0]", "undo", "where z[0]", "set z[0]=1"
    )
    before, after, undone = (
        line for line in out.splitlines() if line.startswith("z[0] is ") or " z[0] is " in line
    )
    assert before == undone != after
    assert "There is no weight, input or target z to set: give one of x, y, W1, W2." in flat(out)


def test_knobs_are_turned_and_told(talk):
    out = flat(talk("11", "2", "knobs", "lr=0.5 decay=1", "lr", "learning rate = 0.25", "hidden=2"))
    assert "learning rate, lr=0.1, acts at once." in out
    assert "learning rate is 0.5 now. decay λ is 1 now." in out  # λ acts on the step at hand
    assert "learning rate is 0.5: a number from 0.0001 to 100." in out
    assert "learning rate is 0.25 now" in out
    assert "hidden units is 2 now." in out


@pytest.mark.parametrize(
    ("place", "run", "typed", "said"),
    [
        (("16", "1"), "run 5", "lr=0.3", "learning rate is 0.3 now, from the next step on."),
        (("16", "1"), "run 5", "decay=0.02", "decay λ is 0.02 now, from the next step on."),
        (("16", "1"), "run 5", "noise=0.3", "noise is 0.3 now; the run has begun anew."),
        (("16", "1"), "frame", "noise=0.3", "noise is 0.3 now."),
        (("16", "1"), "", "noise=0.3", "noise is 0.3 now."),
        (("16", "1"), "", "lr=0.3", "learning rate is 0.3 now, from the next step on."),
        (("11", "2"), "step 3", "lr=0.3", "learning rate is 0.3 now, from the next step on."),
        (("3", "1"), "", "x=0.5", "x is 0.5 now."),
    ],
)
def test_when_a_turned_knob_acts_is_told_as_it_is(talk, place, run, typed, said):
    out = flat(talk(*place, run, typed))
    assert said in out
    if "begun anew" not in said:
        assert "begun anew" not in out


def test_a_run_goes_on_after_a_live_knob(talk):
    assert "epoch 5 of 1000." in flat(talk("16", "1", "run 5", "lr=0.3", "frame"))[-900:]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("학습률=0.3", "learning rate is 0.3 now"),
        ("eta=0.3", "learning rate is 0.3 now"),
        ("learning_rate=0.3", "learning rate is 0.3 now"),
        ("lerning rate=0.3", "did you mean lr?"),
        ("lr=1/10", "learning rate: 1/10 is a fraction"),
        ("lr=0,3", "learning rate: 0,3 has a comma"),
        ("epochs=1e2", "epochs is 100 now"),
    ],
)
def test_a_knob_by_another_name(talk, typed, said):
    assert said in flat(talk("16", "1", typed))


@pytest.mark.parametrize("word", ["학습률", "learning_rate", "learning rate"])
def test_help_knows_other_names(talk, word):
    assert talk(f"help {word}") == talk("help learning rate")


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_that_is_told_can_be_typed(talk, lang):
    glossary = load_glossary(lang)
    lab = find_lab("boundary")
    typed, told = [], []
    for knob in lab.knobs:
        for choice in getattr(knob, "choices", ()):
            label = glossary.label("choice", choice)
            typed.append(f"{glossary.label('knob', knob.word)}={label}")
            told.append(f"({label})" if label != choice else choice)
    ranges = [knob.name for knob in lab.knobs if isinstance(knob, Choice)]
    out = flat(talk("16", "1", *ranges, *typed, options=("--lang", lang)))
    assert all(one in out for one in told)
    assert "will not do" not in out
    assert "쓸 수 없습니다" not in out


def test_a_choice_by_another_language_s_label(talk):
    assert "is spirals now" in flat(talk("16", "1", "데이터=나선"))
    assert "is all now" in flat(talk("4", "1", "n_train=전체"))


def test_several_knobs_with_blanks_in_their_names(talk):
    out = flat(talk("16", "1", "learning rate = 0.3 hidden units=4 decay λ=0.1 hidden=", "knobs"))
    assert "lr=0.3," in out
    assert "decay=0.1," in out
    assert "hidden=, " in out


@pytest.mark.parametrize(
    ("lang", "lesson", "said"),
    [
        ("en", "3", "Seed 7: with these settings nothing is drawn, so all is as it was."),
        ("ko", "3", "seed 7: 이 설정에서는 뽑는 것이 없어 모두 그대로입니다."),
        ("ko", "16", "seed 7: 새로 뽑은 점, weight, batch를 씁니다."),
        ("ko", "12", "seed 7: 새로 뽑은 행렬을 씁니다."),
    ],
)
def test_another_seed_is_said_to_draw_what_the_lab_draws(talk, lang, lesson, said):
    options = ("--lang", lang)
    assert said in flat(talk(f"lesson {lesson}", "1", "seed 7", options=options))


def test_in_korean_to_begin_again_is_not_the_word_for_how_weights_begin(talk):
    out = flat(talk("강의 16", "1", "run 2", "초기화", options=("--lang", "ko")))
    assert "epoch 1000 가운데 2." in out
    assert "초기화: normal" in out
    assert "epoch 1000 가운데 0." not in out.partition("초기화: ")[2]
    assert "epoch 1000 가운데 0." in flat(
        talk("강의 16", "1", "run 2", "처음부터", options=("--lang", "ko"))
    )


def test_undo_takes_back_knobs_one_turn_after_the_other(talk):
    out = flat(talk("9", "2", "back", "lr=0.5", "lr=0.25", "undo", "lr", "undo", "lr", "undo"))
    assert out.count("Taken back.") == 2
    assert out.index("learning rate is 0.5: a number") < out.index("learning rate is 0.003: a")
    assert out.endswith("There is nothing to take back.")


def test_a_run_goes_on_back_and_anew(talk):
    out = flat(
        talk("9", "2", "run 3", "back", "again", "run", "run", "reset", "undo", "seed", "seed 5")
    )
    assert "at epoch 3, train loss" in out
    assert "epoch 2 of 100" in out
    assert "epoch 100 of 100" in out
    assert out.count("The run is at its end") >= 2
    assert "Begun anew; the same seed" in out
    assert "Taken back. epoch 100 of 100" in out
    assert "Seed 1: other examples, weights, batches." in out
    assert "Seed 5: other examples, weights, batches." in out
    assert out.count("epoch 0 of 100") >= 2


def test_a_run_that_diverges_says_so(talk):
    out = flat(talk("9", "2", "lr=10", "run 60"))
    assert "The run has diverged: " in out


def test_labs_that_answer_at_once_and_labs_without_an_end(talk):
    out = flat(talk("7", "1", "step", "run", "2", "2", "run"))
    assert out.count("There is nothing to step through here") >= 2
    assert "it went on by 10 steps" in flat(talk("14", "3", "run"))


def test_pictures_are_listed_picked_and_told_in_full(talk):
    out = flat(
        talk("9", "2", "run 10", "picture", "1", "picture norm", "picture ‖w‖", "picture nrm")
    )
    assert "1. train and test loss" in out
    assert "train loss: " in out
    assert out.count("‖w‖: at epoch 10") == 2
    assert "There is no picture nrm here: did you mean norm?" in out


def test_a_number_is_for_what_was_told_last(talk):
    assert "Page 4 of 8" in talk("11", "2", "4")
    assert "Page 4 of 8" not in talk("11", "3", "4", "page 2")


def test_the_next_training_step_of_any_lab_can_be_stepped_through(talk):
    out = flat(talk("9", "2", "step", "inspect", "step", "why", "leave", "leave", "step"))
    assert "The next training step of this lab, line by line." in out
    assert "steps: line 2 of" in out
    assert "Back in the lab." in out
    assert "You are in the lab itself already." in out
    assert "at epoch 2" in out


def test_why_help_and_find_say_what_things_mean(talk):
    out = flat(talk("11", "2", "why", "help lr", "help step", "?dropot", "find weight decay", "1"))
    assert "Each unit adds up all inputs times their weights" in out
    assert "learning rate: How long a step against the gradient is" in out
    assert "step, n, 진행: 5 steps on" in out
    assert "There is no help on dropot: did you mean dropout" in out
    assert "1. Lesson 9: Weight decay" in out
    assert out.count("Lesson 9: Weight decay") == 2
    assert "Nothing has qwx in it." in flat(talk("/qwx"))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("stpe", "I do not know stpe: did you mean step?"),
        ("zzzzz", "I do not know zzzzz: help tells what can be typed."),
        ("dcay=2", "has no knob dcay: did you mean decay?"),
        ("lr=500", "learning rate: 500 will not do. Give a number from 0.0001 to 100."),
        ("lr=", 'learning rate: "" is empty. Give a number'),
        ("=", "Write a knob and a value"),
        ("step x", "x is no number of steps"),
        ("step 0", "0 is no number of steps"),
        ("run 10000000", "10000000 is no number of steps"),
        ("seed -1", "-1 is no seed"),
        ("page 99", "There is no page 99: this lesson has pages 1 to 8."),
        ("lesson propagatoin", "There is no lesson propagatoin: did you mean propagation?"),
        ("lesson 99", "There is no lesson 99: it has 1, 2"),
        ("lang fr", "There is no language fr"),
        ("find", "Write what to look for"),
        ("where nothing[1]", "No line computes nothing"),
        ("where z[9]", "has no cell 9"),
        ("set W1[0,0]=x", "x is no number"),
        ("W1[0,0]=nan", "That cannot be set here"),
        ("answer 1", "There is no question on this page."),
        ("99", "There is no 99 in the list that was told last."),
        ("again", "There is nothing to do again."),
        ("back", "This is the beginning of the run."),
        ("\x1b[A\x00", "I do not know"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_the_dialogue_goes_on(talk, line, said):
    out = flat(talk("11", "1", line, "step"))
    assert said in out
    assert out.endswith("J 0.6347, L 0.4269, s 0.2078, gradient check 9.027e−12.")


@pytest.mark.parametrize(
    "line", ["step", "run 3", "knobs", "frame", "where z[0]", "picture", "reset"]
)
def test_without_a_lab_a_sentence_says_how_to_have_one(talk, line):
    assert "There is no lab here: open a lesson and a page of it." in flat(talk(line))


def test_korean_from_the_first_line_or_from_the_middle(talk, progress):
    out = talk("11", "2", "진행 3", "lang ko", "진행", "어디서 z[0]", "모름", "도움말")
    assert "line 4 of 24" in out
    assert "8쪽 가운데 2쪽" in out
    assert "24줄 가운데 5번째 줄" in out
    assert "z[0]: " in out
    assert "모르는 말입니다: 모름." in out
    assert json.loads(progress.read_text())["lang"][1] == "ko"
    assert "지난번에는 11강 2쪽까지 왔습니다" in talk(options=())


def test_an_exercise_is_begun_hinted_checked_and_solved(talk, progress):
    folder = progress.parent / "exercises"
    first = talk("15", "check", "3", "exercise", "hint", "check", "solution")
    assert "There is no exercise on this page." in first
    assert "Type exercise to begin your file" in first
    assert "Hint 1 of 3:" in first
    assert "Checking." in first
    assert "The solution is for those who have one" in first
    (file,) = folder.rglob("relu.py")
    assert str(file) in first
    file.write_text("import numpy as np\n\n\ndef relu(x):\n    return np.maximum(x, 0)\n")
    second = flat(talk("continue", "check", "solution"))
    assert "Type solution to hear how the course does it." in second
    assert "np.maximum" in second.split("Type solution to hear")[1]
    worked = json.loads(progress.read_text())["courses"]["built-in"]["exercises"]
    assert worked["15-assignment"]["relu"] == {"passed": True, "tries": 2, "hints": 1}


def test_a_course_of_ones_own_is_asked_for_before_its_python_runs(talk):
    own = ("--lang", "en", "--course", str(ROOT / "tests/course/own-course"))
    lines = ("lesson 2", "next", "next", "exercise")
    refused, allowed = (flat(talk(*lines, word, options=own)) for word in ("check", "check yes"))
    assert "If you trust it, type check yes." in refused
    assert "Checking." not in refused
    assert "Checking." in allowed


def test_symbols_are_spelt_out_where_that_is_asked_for(talk):
    out = talk("11", "3", "step", "where s", options=("--lang", "en", "--ascii"))
    assert out.isascii()
    assert "lambda/2" in out


def test_only_lines_are_appended(cli, monkeypatch):
    """No control characters, no colour, nothing drawn, in either language."""
    for lang in ("en", "ko"):
        lines = ["help"]
        for lesson, pages in ((3, 5), (8, 3), (11, 8), (14, 4)):
            lines += [f"lesson {lesson}", *(f"page {n}" for n in range(1, pages + 1))]
            lines += ["frame", "knobs", "step", "why", "picture", "1", "inspect", "where", "leave"]
        typed = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        out = cli("--plain", "--lang", lang).out
        assert len(out) > 10_000
        assert not {c for c in out if c != "\n" and not c.isprintable()}
        assert not {c for c in out if "\u2500" <= c <= "\u259f" or "\u2800" <= c <= "\u28ff"}


def test_a_lesson_is_opened_at_once_and_a_wrong_one_is_a_sentence(cli, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"quit\nstep\n"), "utf-8"))
    result = cli("--plain", "--lang", "en", "--lesson", "propagation")
    assert result.status == 0
    assert "8 pages." in result.out
    assert "no lab" not in result.out
    wrong = cli("--plain", "--lesson", "propagatoin")
    assert wrong.status == 2
    assert "did you mean propagation?" in wrong.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "line 1: there is no setting them: did you mean theme?"),
     ("ko", "1번째 줄: them 설정은 없습니다. 혹시 theme인가요?")],
)  # fmt: skip
def test_a_mistake_in_the_settings_is_said_first_and_the_dialogue_goes_on(
    lang, said, cli, tmp_path, monkeypatch
):
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"11\n"), "utf-8"))
    (tmp_path / "config.toml").write_text('them = "light"')
    result = cli("--plain", "--lang", lang)
    assert result.status == 0
    before, _, after = flat(result.out).partition("1. ")
    assert said in before
    assert "11" in after


def test_progress_that_cannot_be_kept_is_said_once(talk, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MLP_SANDBOX_HOME", str(tmp_path / "file"))
    out = talk("11", "1", "2", "next", "step")
    assert out.count("Your progress cannot be saved") <= 1
    assert "Page 1 of 8" in out
    assert "line 2 of 24" in out


def test_no_screen_is_loaded():
    code = (
        "import sys\n"
        "from sandbox.cli.main import main\n"
        "assert main(['--plain', '--lang', 'en', '--lesson', '11']) == 0\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print('loaded', sorted(loaded & {'textual', 'rich', 'plotext'}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input="1\nstep\n", cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "line 2 of 24" in done.stdout
    assert done.stderr == "loaded []\n"


def test_a_page_has_the_lab_as_it_says_and_undo_brings_back_what_it_took(talk):
    told = flat(talk("lesson 13", "page 2", "hidden=1", "step", "next", "knobs", "undo", "knobs"))
    at_page, undone = told.split("Taken back.", 1)
    assert "hidden=8" in at_page
    assert "init=zero" in at_page
    assert "hidden=1," in undone
    assert "init=constant" in undone


def test_a_run_that_the_next_page_goes_on_with_is_not_thrown_away(talk):
    told = flat(talk("lesson 9", "page 1", "step", "next", "frame"))
    assert "epoch 1 of 100" in told.rpartition("page 2")[2]


def test_a_run_that_is_over_is_run_again(talk):
    told = flat(talk("lesson 9", "page 1", "run", "run"))
    first, second, _ = told.split("epoch 100 of 100.")
    assert "Begun anew" in second
    assert "Begun anew" not in first


@pytest.mark.parametrize("lesson", ["13", "16"])
def test_the_next_training_step_of_a_lab_that_trains_is_looked_into(talk, lesson):
    out = flat(talk(lesson, "1", "inspect", "step 2"))
    assert "steps: line 1 of" in out or "steps: line 2 of" in out
    assert "trains nothing" not in out


def test_a_lab_without_a_training_step_says_why(talk):
    assert "This fit is found at once" in flat(talk("6", "1", "inspect"))
    assert "it has no loss and changes no weight" in flat(talk("14", "1", "inspect"))
