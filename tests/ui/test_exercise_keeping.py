"""What was typed is never lost, and nobody's file is written over."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sandbox.ui.app.app import SandboxApp
from sandbox.ui.exercise.edited_file import EditedFile
from sandbox.ui.screens.exercise import external_editor
from sandbox.ui.screens.exercise.screen import ExerciseScreen
from sandbox.ui.screens.home import HomeScreen
from tests.ui.driving import press, until
from tests.ui.golden import screen_text
from tests.ui.working import Checker, checker, notes, working

__all__ = ["checker"]


def beside(screen: ExerciseScreen) -> list[str]:
    folder = screen.session.path().parent
    return sorted(path.name for path in folder.iterdir())


async def test_leaving_saves_and_so_does_the_next_exercise() -> None:
    async with working() as (app, pilot, screen):
        relu = screen.session.path()
        await press(pilot, "#", "f8")
        assert relu.read_text().endswith("return np.asarray(x)#\n")
        scale = screen.session.path()
        await press(pilot, "#", "escape", "escape")
        assert isinstance(app.screen, HomeScreen)
        assert scale.read_text().endswith("return X#\n")


@pytest.mark.parametrize("end", ["quit", "signal", "crash"])
async def test_so_does_every_end_of_the_app(end: str) -> None:
    async with working() as (app, pilot, screen):
        await press(pilot, "#")
        if end == "quit":
            await press(pilot, "ctrl+q")
        elif end == "signal":
            app.leave(143)
        else:
            app._fatal_error()
    app.finish()
    assert screen.session.path().read_text().endswith("#\n")
    assert beside(screen) == ["relu.py"]


async def test_a_change_elsewhere_is_read_where_nothing_was_typed(checker: Checker) -> None:
    async with working() as (app, pilot, screen):
        file = screen.session.path()
        file.write_text("theirs\n" * 3)
        await until(pilot, lambda: screen.typed == "theirs\n" * 3)
        told = "relu.py was changed elsewhere, and has been read again."
        await until(pilot, lambda: told in notes(app))
        assert screen.parts.editor.has_focus
        await press(pilot, "f5")
        await until(pilot, lambda: checker.saw)
        assert checker.saw[-1][1] == "theirs\n" * 3


async def conflict(pilot: Pilot[None], screen: ExerciseScreen) -> str:
    """Another program writes the file while something is typed; what was typed."""
    await press(pilot, "#")
    screen.session.path().write_text("theirs\n")
    await until(pilot, lambda: "changed elsewhere" in screen_text(pilot.app))
    assert not screen.question.asking, "nobody is asked in the midst of typing"
    await press(pilot, "y")
    return screen.typed


async def test_where_something_was_typed_one_is_asked_and_may_take_theirs(
    checker: Checker,
) -> None:
    async with working() as (app, pilot, screen):
        mine = await conflict(pilot, screen)
        await press(pilot, "f5")
        assert screen.question.asking
        assert checker.saw == []
        await press(pilot, "y")
        assert screen.typed == "theirs\n"
        assert screen.session.path().with_name("relu.draft-1.py").read_text() == mine
        assert "relu.draft-1.py" in notes(app)[-1]
        assert "elsewhere" not in screen.parts.editor.border_title


async def test_or_keep_what_was_typed(checker: Checker) -> None:
    async with working() as (_, pilot, screen):
        mine = await conflict(pilot, screen)
        await press(pilot, "f2", "n")
        assert screen.typed == mine
        assert screen.session.path().read_text() == mine
        assert screen.session.path().with_name("relu.draft-1.py").read_text() == "theirs\n"


async def test_who_leaves_without_an_answer_has_both() -> None:
    async with working() as (_, pilot, screen):
        mine = await conflict(pilot, screen)
        await press(pilot, "ctrl+q")
    assert screen.session.path().read_text() == "theirs\n"
    assert screen.session.path().with_name("relu.draft-1.py").read_text() == mine


async def test_where_nothing_can_be_saved_one_is_told_and_asked_before_leaving(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working() as (app, pilot, screen):
        await press(pilot, "#")

        def full(self: EditedFile, text: str) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(EditedFile, "write", full)
        await press(pilot, "f5")
        assert "cannot be saved (No space left on device)" in notes(app)[-1]
        assert checker.saw == []
        await press(pilot, "escape", "escape", "n")
        assert app.screen is screen
        assert "#" in screen.typed
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, HomeScreen)


async def test_a_file_that_cannot_be_made_is_said_and_cannot_be_edited(tmp_path: Path) -> None:
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / "exercises").write_text("in the way")
    async with working() as (app, pilot, screen):
        await until(pilot, lambda: any("cannot be made or read" in note for note in notes(app)))
        await press(pilot, "x", "f5", "f2", "f6")
        assert screen.typed == ""
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, HomeScreen)


# The learner's own editor.


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({}, []),
        ({"EDITOR": "nano"}, ["nano"]),
        ({"EDITOR": "nano", "VISUAL": "code --wait 'a b'"}, ["code", "--wait", "a b"]),
        ({"EDITOR": "vi", "VISUAL": ""}, ["vi"]),
        ({"EDITOR": "it's"}, ["it's"]),
    ],
)
def test_which_editor_is_meant(environ: dict[str, str], command: list[str]) -> None:
    assert external_editor.editor(environ) == command


@contextmanager
def nothing() -> Iterator[None]:
    yield


async def edited(
    monkeypatch: pytest.MonkeyPatch, app: SandboxApp, pilot: Pilot[None], command: str | None
) -> None:
    """Open the learner's editor, which is that command."""
    monkeypatch.delenv("VISUAL", raising=False)
    if command is None:
        monkeypatch.delenv("EDITOR", raising=False)
    else:
        monkeypatch.setenv("EDITOR", command)
    monkeypatch.setattr(app, "suspend", nothing)
    await press(pilot, "f6")


async def test_what_another_editor_writes_is_read_and_checked(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'w').write('theirs')\""
    async with working() as (app, pilot, screen):
        await press(pilot, "#")
        before = []
        run = subprocess.run
        monkeypatch.setattr(
            subprocess,
            "run",
            lambda command, **more: (
                before.append(Path(command[-1]).read_text()),
                run(command, **more),
            ),
        )
        await edited(monkeypatch, app, pilot, writes)
        assert before[0].endswith("#\n"), "what was typed is saved first"
        await until(pilot, lambda: checker.saw)
        assert checker.saw[-1][1] == screen.typed == "theirs"


async def test_an_editor_that_changes_nothing_is_no_reason_to_check(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working() as (app, pilot, _):
        await edited(monkeypatch, app, pilot, "true")
        assert (checker.saw, notes(app)) == ([], [])


async def test_no_editor_and_one_that_is_not_there_are_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with working() as (app, pilot, _):
        await edited(monkeypatch, app, pilot, None)
        assert notes(app)[-1].startswith("No editor is set.")
        await edited(monkeypatch, app, pilot, "/no/such/editor -w")
        assert notes(app)[-1].startswith("/no/such/editor cannot be started.")
        monkeypatch.undo()
        monkeypatch.setitem(os.environ, "EDITOR", "true")
        await press(pilot, "f6")
        assert notes(app)[-1] == "This terminal cannot be handed to another program."
