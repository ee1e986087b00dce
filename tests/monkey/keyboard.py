"""What a monkey does to a terminal: mostly keys that mean something, and now and then anything."""

import random
from dataclasses import dataclass

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.keys import _character_to_key

from sandbox.ui.terminal import keys

MEANT = sorted({key for action in keys.ACTIONS for key in action.keys})
"""Every key of the registry."""
ENDING = ("q", "ctrl+q")
"""Rarer than others, as the app has to be started again after each."""
COMMON = (
    "up", "down", "left", "right", "enter", "enter", "escape", "tab", "backspace", "pageup",
    "pagedown", "home", "end", "n", "n", "b", "space", "v", "k", "right_square_bracket",
    "left_square_bracket", "shift+up", "shift+down", "shift+left", "shift+right",
)  # fmt: skip
ODD = (
    "delete", "insert", "f2", "f12", "f24", "ctrl+c", "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+u",
    "ctrl+w", "ctrl+v", "ctrl+x", "ctrl+d", "ctrl+z", "ctrl+space", "ctrl+left", "ctrl+right",
    "ctrl+home", "ctrl+end", "ctrl+shift+k", "alt+enter", "shift+tab", "ctrl+at", "ctrl+backslash",
)  # fmt: skip
TYPED = "0123456789.,-+/eE%∞−·×abcxyzABC가힣ㄱㅏ뷁é\u0301😀👨‍👩‍👧\u200b\ufeff\x7f[]{}()\"'`$\\|~ "
PASTED = ("1e309", "nan", "256,256", "-", "", "가" * 200, "a\nb\n", "\x1b[31m", "[bold]", "9" * 400)
SIZES = ((80, 24), (80, 24), (120, 36), (60, 20), (200, 60), (59, 19), (30, 8), (1, 1), (81, 25))


@dataclass(frozen=True)
class Stroke:
    """One thing done: what kind, and what."""

    kind: str
    what: object

    def __str__(self) -> str:
        return str(self.what) if self.kind == "key" else f"{self.kind} {self.what!r}"


def stroke(rng: random.Random) -> Stroke:
    """The next thing the monkey does."""
    dice = rng.random()
    if dice < 0.5:
        key = rng.choice(MEANT)
        return Stroke("key", rng.choice(MEANT) if key in ENDING else key)
    if dice < 0.75:
        return Stroke("key", rng.choice(COMMON))
    if dice < 0.92:
        return Stroke("key", rng.choice(TYPED))
    if dice < 0.95:
        return Stroke("key", rng.choice(ODD))
    if dice < 0.96:
        return Stroke("paste", rng.choice(PASTED))
    if dice < 0.975:
        return Stroke("resize", rng.choice(SIZES))
    kind = rng.choice(("click", "click", "click", "scroll", "move"))
    return Stroke(kind, (rng.random(), rng.random()))


def do(app: App[None], one: Stroke) -> None:
    """Have the app do it, as its driver would."""
    if one.kind == "key":
        _press(app, str(one.what))
    elif one.kind == "paste":
        app.post_message(events.Paste(str(one.what)))
    elif one.kind == "resize":
        _resize(app, Size(*one.what))
    else:
        _point(app, one.kind, *one.what)


def _press(app: App[None], key: str) -> None:
    letter = len(key) == 1
    named = _character_to_key(key) if letter else key
    character = key if letter else None
    app.post_message(events.Key(named, character).set_sender(app))


def _resize(app: App[None], size: Size) -> None:
    app._driver._size = (size.width, size.height)
    app.post_message(events.Resize(size, size))


def _point(app: App[None], kind: str, across: float, down: float) -> None:
    x, y = int(across * app.size.width), int(down * app.size.height)
    kinds = {
        "click": (events.MouseDown, events.MouseUp),
        "scroll": (events.MouseScrollDown,),
        "move": (events.MouseMove,),
    }
    for event in kinds[kind]:
        app._driver.process_message(
            event(
                widget=None, x=x, y=y, delta_x=0, delta_y=0, button=int(kind == "click"),
                shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y,
            )
        )  # fmt: skip
