"""Source text: the line at hand, its colours, and what is too wide for the picture."""

from sandbox.labs.pictures import Code
from sandbox.ui.terminal.glyphs import ASCII, UNICODE
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.pictures.code import ASIDE, CodeView, coloured
from tests.ui.golden import screen_text
from tests.ui.stage import GLOSSARIES, code, on_stage

LONG = "x = f('한국어', a_name_that_is_long, another_one)  # end"
TEXT = f"import numpy as np\n{LONG}\ny = 1\n"


NARROW = (40, 8)


def view(glyphs=UNICODE) -> CodeView:
    return CodeView(Code(name="code", text=TEXT), GLOSSARIES["en"], glyphs)


def rows(pilot) -> list[str]:
    return screen_text(pilot.app).splitlines()


async def test_a_line_that_is_cut_says_so_and_the_rest_of_it_can_be_read():
    async with on_stage(view(), NARROW) as pilot:
        assert rows(pilot)[1].endswith("›")
        assert rows(pilot)[1].startswith(f"2   {LONG[:30]}")
        await pilot.press("right")
        assert rows(pilot)[0].startswith(f"1   ‹{('import numpy as np')[ASIDE + 1 :]}")
        assert "‹" in rows(pilot)[1]
        await pilot.press(*["right"] * 9)
        assert rows(pilot)[1].endswith(LONG[-20:])
        assert "›" not in screen_text(pilot.app)
        await pilot.press(*["left"] * 9)
        assert "‹" not in screen_text(pilot.app)


async def test_what_fits_does_not_move():
    async with on_stage(view(ASCII)) as pilot:
        before = screen_text(pilot.app)
        await pilot.press("right", "right")
        assert screen_text(pilot.app) == before
        assert before.splitlines()[1].endswith(LONG)


async def test_a_wider_screen_moves_it_back():
    async with on_stage(view(), NARROW) as pilot:
        await pilot.press(*["right"] * 9)
        await pilot.resize_terminal(80, 8)
        await pilot.pause()
        assert rows(pilot)[1].endswith(LONG)
        assert rows(pilot)[0].endswith("import numpy as np")


async def test_the_line_at_hand_is_marked_and_in_view():
    view = CodeView(code(), GLOSSARIES["en"], UNICODE)
    async with on_stage(view, (80, 4)) as pilot:
        assert "7 ▸" in screen_text(pilot.app)
        await pilot.press("home")
        assert screen_text(pilot.app).startswith("1   def forward")
        await pilot.press("end")
        assert "return L" in screen_text(pilot.app)
        view.show(Code(name="code", text=code().text, line=2))
        await pilot.pause()
        assert "2 ▸" in screen_text(pilot.app)


def test_colouring_changes_no_text():
    text = code().text + "\tx = 'ㄱ'  # 한국어\n"
    lines = ["".join(piece for piece, _ in line) for line in coloured(text)]
    assert lines == text.expandtabs(4).splitlines()
    assert all(cell_len(line) for line in lines)
    assert {style for line in coloured(text) for _, style in line} >= {"keyword", "number", "text"}
    assert coloured("") == [[]]
