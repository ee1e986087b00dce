"""The one registry of keys: footer, help, command palette and bindings are all made from it.

What an action is called and what it does are in the words: `app.action.<id>.label` and `.help`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

Place = Literal[
    "app", "home", "lesson", "prose", "quiz", "task", "steps", "exercise", "question", "search",
    "help",
]  # fmt: skip
"""Where an action applies: everywhere, on a screen, or in a part of one that has the focus."""


@dataclass(frozen=True)
class Action:
    """Something that a key does. Its method is `action_<id>` of the place's class."""

    id: str
    place: Place
    keys: tuple[str, ...]
    """As Textual names them; the first is the one that is shown."""
    shown: str = ""
    """How help and footer show the keys, where the first one's name does not say it."""
    command: bool = True
    """Whether the command palette offers it: moving about is for keys alone."""


ACTIONS = (
    Action("quit", "app", ("q", "ctrl+q")),
    Action("help", "app", ("question_mark", "f1")),
    Action("language", "app", ("L", "shift+l"), shown="L"),
    Action("search", "app", ("slash",)),
    Action("redraw", "app", ("ctrl+l",)),
    Action("suspend", "app", ("ctrl+z",)),
    Action("command_palette", "app", ("ctrl+p",), command=False),
    Action("up", "home", ("up",), command=False),
    Action("down", "home", ("down",), command=False),
    Action("top", "home", ("home", "pageup"), command=False),
    Action("bottom", "home", ("end", "pagedown"), command=False),
    Action("digit", "home", tuple("0123456789"), shown="0-9", command=False),
    Action("open", "home", ("enter", "right")),
    Action("forward", "lesson", ("n",)),
    Action("back", "lesson", ("b",)),
    Action("run", "lesson", ("space",)),
    Action("reset", "lesson", ("r",)),
    Action("undo", "lesson", ("u",)),
    Action("again", "lesson", ("y",)),
    Action("seed", "lesson", ("s",)),
    Action("setup", "lesson", ("p",)),
    Action("knobs", "lesson", ("k",)),
    Action("view", "lesson", ("v",)),
    Action("inspect", "lesson", ("x",)),
    Action("origin", "lesson", ("enter",)),
    Action("pin", "lesson", ("equals_sign",), shown="="),
    Action("terms", "lesson", ("t",)),
    Action("switch", "lesson", ("tab", "shift+tab")),
    Action("next_page", "lesson", ("right_square_bracket",)),
    Action("previous_page", "lesson", ("left_square_bracket",)),
    Action("leave", "lesson", ("escape", "backspace")),
    Action("line_down", "prose", ("down",), command=False),
    Action("line_up", "prose", ("up",), command=False),
    Action("read_on", "prose", ("pagedown",), command=False),
    Action("read_back", "prose", ("pageup",), command=False),
    Action("right_page", "prose", ("right",), command=False),
    Action("left_page", "prose", ("left",), command=False),
    Action("first_line", "prose", ("home",), command=False),
    Action("last_line", "prose", ("end",), command=False),
    Action("link", "prose", ("j",), command=False),
    Action("follow_link", "prose", ("enter",), command=False),
    Action("answer", "quiz", tuple("abcdefgh"), shown="a-h", command=False),
    Action(
        "figure",
        "quiz",
        (*"0123456789", "full_stop", "minus", "minus_sign", "slash", "comma", "plus"),
        shown="0-9 . - /",
        command=False,
    ),
    Action("judge", "quiz", ("enter",), command=False),
    Action("rub_out", "quiz", ("backspace",), command=False),
    Action("give_up", "quiz", ("escape",), command=False),
    Action("exercise", "task", ("e",)),
    Action("ask", "steps", ("enter",)),
    Action("way_back", "steps", ("backspace",), command=False),
    Action("close_card", "steps", ("escape",), command=False),
    Action("uses", "steps", ("w",)),
    Action("check", "steps", ("g",)),
    Action("change", "steps", ("e",)),
    Action("predict", "steps", ("f",)),
    Action("matrix", "steps", ("o",)),
    Action("earlier", "steps", ("less_than_sign", "comma"), shown="<"),
    Action("later", "steps", ("greater_than_sign", "full_stop"), shown=">"),
    Action("check_file", "exercise", ("c", "f5")),
    Action("hint", "exercise", ("h", "f3")),
    Action("save_file", "exercise", ("w", "f2")),
    Action("edit_file", "exercise", ("e", "enter")),
    Action("marked_line", "exercise", ("g", "f4")),
    Action("other_editor", "exercise", ("o", "f6")),
    Action("previous_exercise", "exercise", ("b", "f7")),
    Action("next_exercise", "exercise", ("n", "f8")),
    Action("solution", "exercise", ("s", "f9")),
    Action("train_yours", "exercise", ("t", "f10")),
    Action("start_over", "exercise", ("r",)),
    Action("panes", "exercise", ("tab", "shift+tab"), command=False),
    Action("leave_exercise", "exercise", ("escape",)),
    Action("yes", "question", ("y",), command=False),
    Action("no", "question", ("n", "escape"), command=False),
    Action("result_above", "search", ("up",), command=False),
    Action("result_below", "search", ("down",), command=False),
    Action("follow", "search", ("enter",), command=False),
    Action("stop_search", "search", ("escape",), command=False),
    Action("close", "help", ("escape", "backspace", "enter", "question_mark"), command=False),
)

FOOTERS: dict[str, tuple[str, ...]] = {
    "home": ("up", "open", "digit", "search", "quit", "language"),
    "prose": (
        "next_page", "previous_page", "link", "switch", "forward", "back", "run", "terms", "search",
        "reset", "leave",
    ),
    "quiz": (
        "answer", "next_page", "link", "switch", "forward", "back", "run", "previous_page",
        "leave",
    ),
    "lab": (
        "forward", "back", "run", "switch", "view", "knobs", "undo", "reset", "pin", "inspect",
        "terms", "next_page", "leave",
    ),
    "steps": (
        "ask", "forward", "back", "check", "change", "predict", "matrix", "uses", "view", "knobs",
        "terms", "undo", "again", "switch", "later", "leave",
    ),
    "asking": ("ask", "way_back", "uses", "check", "change", "close_card", "forward", "undo"),
    "blank": ("ask", "predict", "forward", "back", "matrix", "switch"),
    "typing": (),
    "knobs": ("knobs", "run", "forward", "back", "undo", "switch", "reset"),
    "exercise": (
        "edit_file", "check_file", "hint", "solution", "train_yours", "marked_line",
        "next_exercise", "leave_exercise", "previous_exercise", "start_over", "other_editor",
        "save_file",
    ),
    "editor": (
        "check_file", "hint", "marked_line", "save_file", "other_editor", "next_exercise",
        "previous_exercise", "solution",
    ),
    "question": ("yes", "no"),
    "search": ("result_above", "follow", "stop_search"),
    "help": ("close", "search", "language"),
}  # fmt: skip
"""What the last line offers, the most useful first; what does not fit is left out.

`help` always has its place at the end of the line.
"""

_SIGNS = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "↵",
}  # fmt: skip
_NAMES = {
    "escape": "esc", "question_mark": "?", "slash": "/", "right_square_bracket": "]",
    "left_square_bracket": "[", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "ctrl+p": "Ctrl+P", "ctrl+l": "Ctrl+L", "ctrl+z": "Ctrl+Z", "enter": "enter",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip
_CHARACTERS = {
    "full_stop": ".", "minus": "-", "minus_sign": "-", "slash": "/", "comma": ",", "plus": "+",
}  # fmt: skip
_PLAIN = {"↑↓←→": "arrows", "↑↓": "up/down", "←→": "left/right", "0…9 ↵": "0-9 enter"}


def plainly(signs: str, plain: bool) -> str:
    """The keys of a widget's hint; `plain`: in ASCII."""
    return _PLAIN.get(signs, signs) if plain else signs


DEFAULTS: Mapping[str, Action] = {action.id: action for action in ACTIONS}

_now: dict[str, Action] = dict(DEFAULTS)


def registry(own: Mapping[str, tuple[str, ...]]) -> dict[str, Action]:
    """The actions by their ids, some with keys of the learner's own."""
    changed = {id: replace(DEFAULTS[id], keys=given, shown="") for id, given in own.items()}
    return {**DEFAULTS, **changed}


def use(own: Mapping[str, tuple[str, ...]]) -> None:
    """From now on footer, help and palette show these keys of the learner's own."""
    _now.update(registry(own))


def changed() -> list[tuple[Action, Action]]:
    """The actions that have keys of the learner's own: as they are usually, and as they are."""
    return [(DEFAULTS[id], action) for id, action in _now.items() if action is not DEFAULTS[id]]


def find(id: str) -> Action:
    """The action of that id; KeyError where there is none."""
    return _now[id]


def behind(letter: str) -> str:
    """The key that an input method's letter is for: the capital where that alone does something.

    A jamo is the same with and without shift.
    """
    used = {key for action in _now.values() for key in action.keys}
    return letter.upper() if letter not in used and letter.upper() in used else letter


def of(place: str) -> tuple[Action, ...]:
    """The actions that apply in a place."""
    return tuple(action for action in _now.values() if action.place == place)


def bindings(place: Place, only: Collection[str] = (), priority: bool = False) -> list[BindingType]:
    """A place's actions, or `only` some, as Textual has them; a keymap can rename their ids.

    Those with priority are done before the next key is looked at, which may be typed ahead.
    """
    return [
        Binding(
            key,
            _call(action, key),
            show=False,
            priority=priority,
            id=f"{place}.{action.id}",
        )
        for action in ACTIONS
        if action.place == place and (not only or action.id in only)
        for key in action.keys
    ]


HANDED_ON = ("uses", "check", "change", "predict", "matrix", "earlier", "later")
"""What a lesson's text hands on to the lines of a pass: nothing else has these keys there."""


def handed_on() -> list[BindingType]:
    """Bindings of the whole screen for what the lines of a pass do."""
    return [
        Binding(key, f"hand_on('{action.id}')", show=False, id=f"steps.{action.id}")
        for action in ACTIONS
        if action.id in HANDED_ON
        for key in action.keys
    ]


def _call(action: Action, key: str) -> str:
    """What Textual is to run; where it is about the character typed, that is told."""
    typed = action.id in ("digit", "answer", "figure")
    return f"{action.id}('{_CHARACTERS.get(key, key)}')" if typed else action.id


def key_name(key: str, plain: bool = False) -> str:
    """A key as people know it; `plain`: in ASCII."""
    if not plain and key in _SIGNS:
        return _SIGNS[key]
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdigit()):
        return key.title()
    return (key_to_character(key) or key) if "_" in key else key


def shown(action: Action, plain: bool = False, typing: bool = False) -> str:
    """An action's key, as the footer shows it; `typing`: the one that is no text, "" for none."""
    if not typing:
        return action.shown or key_name(action.keys[0], plain)
    always = ("ctrl+q",) if action.id == "quit" else ()
    others = (key for key in (*action.keys, *always) if key != "space" and not _is_text(key))
    return next((key_name(key, plain) for key in others), "")


def outside_text(action: Action, plain: bool = False) -> str:
    """An action's key that works wherever the keys go, or the one that works outside a text."""
    return shown(action, plain, typing=True) or shown(action, plain)


def _is_text(key: str) -> bool:
    return len(key_name(key, plain=True)) == 1


def all_keys(action: Action, plain: bool = False) -> str:
    """Every key of an action, as the help shows them."""
    if action.shown:
        return action.shown
    return ", ".join(key_name(key, plain) for key in _without_doubles(action.keys))


def _without_doubles(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if not key.startswith("shift+") and key != "ctrl+q"]
