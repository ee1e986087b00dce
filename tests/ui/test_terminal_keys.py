"""Keys of the learner's own: they act, they are shown, and mistakes are refused in a sentence."""

import re
from pathlib import Path

import pytest

from sandbox.course.config import ConfigError, read_config, told
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.key_overrides import own_keys
from tests.ui.driving import done, make_app, open_lesson, press, until
from tests.ui.golden import screen_text
from tests.ui.terminal import ROOT, Terminal


def app_with(folder: Path, text: str) -> SandboxApp:
    file = folder / "config.toml"
    file.write_text("[keys]\n" + text)
    return make_app(config=read_config(file))


async def test_own_keys_act_and_the_old_ones_do_not(tmp_path: Path) -> None:
    app = app_with(tmp_path, 'forward = "m"\nback = ["z", "f7"]\nuses = "n"\nhelp = "f11"\n')
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_lesson(pilot, 11)
        await press(pilot, "tab", "m", "m", "m")
        await until(pilot, lambda: done(screen) == 4)
        await press(pilot, "f7")
        await until(pilot, lambda: done(screen) == 3)
        await press(pilot, "z", "b")
        await until(pilot, lambda: done(screen) == 2)
        # n shows now who used a number, from the text too, and w nothing.
        await press(pilot, "tab", "w")
        assert screen.pane.stage.stepper.model.inspection is None
        await press(pilot, "n")
        await until(pilot, lambda: screen.pane.stage.stepper.model.inspection)
        await press(pilot, "escape", "f11")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_footer_help_palette_and_sentences_say_them(tmp_path: Path) -> None:
    app = app_with(tmp_path, 'forward = "m"\nback = "F7"\nundo = "ctrl+e"\n')
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await open_lesson(pilot, 9)
        await until(pilot, lambda: "m next" in screen_text(app))
        assert "F7 back" in screen_text(app)
        titles = {command.title for command in app.get_system_commands(screen)}
        assert {"next  (m)", "back  (F7)", "undo  (Ctrl+E)"} <= titles
        assert app.context.words("app.action.setup.help").endswith("; Ctrl+E takes it back.")
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "| `m` | One step of the lab" in app.screen.text()
        assert app.context.words("app.help.own") in app.screen.text()


async def test_without_own_keys_the_help_does_not_speak_of_them() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert app.context.words("app.help.own") not in app.screen.text()


@pytest.mark.parametrize(
    ("text", "id", "line"),
    [
        ('forwad = "j"', "action_like", 2),
        ('qqqq = "j"', "action", 2),
        ('answer = "j"', "typed", 2),
        ('\nforward = "jj"', "key", 3),
        ('forward = ""', "key", 2),
        ('forward = "ㅓ"', "key", 2),
        ('forward = "ctrl+s"', "kept", 2),
        ('forward = "up"', "moves", 2),
        ('run = "5"', "moves", 2),
        ('forward = "b"', "taken", 2),
        ('forward = "q"', "taken", 2),
        ('quit = "n"', "taken", 2),
        ('uses = "k"', "taken", 2),
        ('undo = "m"\nforward = "m"', "taken", 2),
        ('open = "7"', "taken", 2),
        ('follow = "x"', "searching", 2),
    ],
)
def test_a_mistake_has_an_id_and_a_line(tmp_path: Path, text: str, id: str, line: int) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\n" + text)
    with pytest.raises(ConfigError) as caught:
        own_keys(read_config(file))
    assert (caught.value.id, caught.value.place.line) == (id, line)
    for lang, names in (("en", f"{file}, line {line}: "), ("ko", f"{file} {line}번째 줄: ")):
        said = told(caught.value, lang)
        assert said.startswith(names)
        assert "{" not in said
        assert f"config_{id}" not in said


@pytest.mark.parametrize(
    "text",
    [
        'forward = "b"\nback = "n"',
        'forward = ["n", "m"]',
        'up = "k"\ndown = "j"',
        'language = "f12"',
        'quit = "Q"',
        'run = "A"',
    ],
)
def test_what_does_not_clash_is_taken(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[keys]\n" + text)
    assert own_keys(read_config(file))


async def test_ctrl_q_leaves_whatever_else_does(tmp_path: Path) -> None:
    app = app_with(tmp_path, 'quit = "Q"')
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "q")
        assert app.is_running
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: not app._running)


def test_every_action_that_is_not_typed_can_have_another_key(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for action in keys.ACTIONS:
        if action.id not in ("answer", "figure", "digit"):
            file.write_text(f'[keys]\n{action.id} = "f20"')
            assert own_keys(read_config(file)) == {action.id: ("f20",)}


def test_one_sentence_at_the_start_and_status_2(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.toml").write_text('motion = false\n\n[keys]\nforward = "back"\n')
    environ = {"MLP_SANDBOX_HOME": str(home)}
    terminal = Terminal(tmp_path, ["-m", "sandbox"], environ)
    try:
        assert terminal.end() == 2
        said = terminal.sent.decode()
        assert "\x1b[" not in said
        assert said.count("\n") == 1
        assert f"{home / 'config.toml'}, line 4: back is no key" in said
    finally:
        terminal.close()


def test_it_is_a_screen_of_a_lesson_that_has_both() -> None:
    """The keys that a lesson hands on have the ids of those of the lines."""
    ids = {binding.id for binding in LessonScreen.BINDINGS}
    assert {f"steps.{id}" for id in keys.HANDED_ON} <= ids


def test_the_readme_s_settings_are_settings(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    file = tmp_path / "config.toml"
    file.write_text(text.split("```toml\n")[1].split("```")[0])
    config = read_config(file)
    assert (config.lang, config.theme, config.motion) == ("ko", "light", False)
    assert set(own_keys(config)) == {"forward", "undo"}
    named = set(
        re.findall(
            r"`([a-z_]+)`", text.split("The actions in a lesson are")[1].split("A name\n")[0]
        )
    )
    assert named <= set(keys.DEFAULTS)
