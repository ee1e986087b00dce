"""The editor: Python in colours, a pointer, and keys that are letters."""

from rich.style import Style

from sandbox.ui.screens.exercise.editor import LONGEST, Editor
from sandbox.ui.terminal.glyphs import UNICODE
from tests.ui.driving import press, until
from tests.ui.golden import screen_text
from tests.ui.working import working

SOURCE = 'def relu(x):\n    """안녕"""\n    return x + 1  # 값\n'


def styles(editor: Editor, row: int) -> dict[str, Style]:
    """The parts of a line that have a style of their own."""
    line = editor.get_line(row)
    return {line.plain[span.start : span.end]: span.style for span in line.spans}


async def test_every_part_of_a_line_has_its_ink() -> None:
    async with working() as (_, _, screen):
        editor = screen.parts.editor
        editor.load_text(SOURCE)
        assert styles(editor, 0) == {
            "def": editor.text_styles["keyword"],
            "relu": editor.text_styles["strong"],
        }
        assert styles(editor, 1) == {'"""안녕"""': editor.text_styles["dim"]}
        assert styles(editor, 2) == {
            "return": editor.text_styles["keyword"],
            "1": editor.text_styles["number"],
            "# 값": editor.text_styles["dim"],
        }


async def test_a_text_that_is_very_long_has_none_and_another_one_has_them_again() -> None:
    async with working() as (_, _, screen):
        editor = screen.parts.editor
        editor.load_text("pass\n" * (LONGEST // 5 + 1))
        assert styles(editor, 0) == {}
        editor.load_text("pass\n")
        assert set(styles(editor, 0)) == {"pass"}


async def test_hangul_is_text_in_the_editor_and_keys_outside() -> None:
    async with working() as (app, pilot, screen):
        editor = screen.parts.editor
        await press(pilot, "home", "#", "한", "ㅎ", "q", "L", "?", "/")
        assert "#한ㅎqL?/" in editor.text
        assert app.screen is screen
        assert "#한ㅎqL?/" in screen_text(app)
        await press(pilot, "escape")
        assert not editor.has_focus
        await press(pilot, "ㅗ")
        assert len(screen.session.hints) == 1
        await press(pilot, "ㄷ")
        assert editor.has_focus


async def test_tab_indents_and_the_way_out_is_on_the_screen() -> None:
    async with working(size=(120, 36)) as (app, pilot, screen):
        editor = screen.parts.editor
        await until(pilot, lambda: "esc leave editor" in screen_text(app).splitlines()[-1])
        assert "tab indents" in screen_text(app).splitlines()[-1]
        await press(pilot, "end", "enter", "tab", "x")
        assert "\n    return np.asarray(x)\n        x" in editor.text
        await press(pilot, "escape", "tab")
        assert screen.parts.sheet.has_focus
        await press(pilot, "tab")
        assert editor.has_focus


async def test_escape_and_a_letter_that_come_as_one_are_both() -> None:
    async with working() as (_, pilot, screen):
        before = screen.parts.editor.text
        await press(pilot, "home", "x", "alt+h")
        await until(pilot, lambda: screen.session.hints)
        assert screen.parts.editor.text == before.replace("    return", "    xreturn")
        assert not screen.parts.editor.has_focus
        await press(pilot, "e", "alt+ㅗ", "e", "alt+z")
        assert len(screen.session.hints) == 2
        assert screen.parts.editor.has_focus


async def test_the_pointer_is_beside_the_number_and_in_colourless_too() -> None:
    async with working() as (app, pilot, screen):
        editor = screen.parts.editor
        editor.point(9)
        await pilot.pause()
        (line,) = [row for row in screen_text(app).splitlines() if UNICODE.pointer in row]
        assert line.split()[:2] == ["9▸", "return"]
        editor.move_cursor((0, 0))
        editor.go_to_pointed()
        assert editor.cursor_location == (8, 4)
        editor.point(None)
        await pilot.pause()
        assert UNICODE.pointer not in screen_text(app)


async def test_the_cursor_sends_nothing_of_its_own() -> None:
    async with working() as (_, _, screen):
        assert not screen.parts.editor.cursor_blink


async def test_a_new_line_is_as_far_in_and_one_step_further_after_a_colon() -> None:
    async with working() as (_, pilot, screen):
        editor = screen.parts.editor
        editor.load_text("def f(x):")
        editor.move_cursor((0, 9))
        await press(pilot, "enter", *"if x:", "enter", *"return", "enter", "backspace", *"y")
        assert editor.text == "def f(x):\n    if x:\n        return\n    y"
        await press(pilot, "shift+tab")
        assert editor.text.endswith("\ny")
        assert editor.cursor_location == (3, 1)
        await press(pilot, "ctrl+z")
        assert editor.text.endswith("\n    y")


async def test_backspace_takes_a_letter_where_it_is_no_indentation() -> None:
    async with working() as (_, pilot, screen):
        editor = screen.parts.editor
        editor.load_text("a\n      b  c")
        editor.move_cursor((1, 9))
        await press(pilot, "backspace")
        assert editor.text == "a\n      b c"
        editor.move_cursor((1, 6))
        await press(pilot, "backspace")
        assert editor.text == "a\n    b c"
        editor.move_cursor((1, 0))
        await press(pilot, "backspace")
        assert editor.text == "a    b c"
