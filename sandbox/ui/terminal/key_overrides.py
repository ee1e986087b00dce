"""Keys of the learner's own: read from their names, and refused where they cannot be."""

from collections.abc import Mapping

from sandbox.base.errors import closest_match
from sandbox.course.config import Config, ConfigError, ConfigLocation
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.keys import Action
from sandbox.ui.terminal.textual_private import character_to_key

TYPED = ("digit", "answer", "figure")
"""Actions that are about the very character that is typed."""

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("home", "app"),
    ("lesson", "prose", "quiz", "task", "steps", "app"),
    ("exercise", "prose", "app"),
    ("question", "app"),
    ("search", "app"),
    ("help", "prose", "app"),
)
"""Places whose keys apply at the same time."""

KEPT = {f"ctrl+{letter}" for letter in "abchijmoqsz"}
"""What terminals, shells and multiplexers keep for themselves, or send for other keys."""

MOVES = frozenset(
    ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "tab")
)
"""What pictures, knobs and texts move about with."""

_NAMED = {
    "esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete",
    "ins": "insert", " ": "space",
}  # fmt: skip
_NAMES = {
    *MOVES, "escape", "space", "backspace", "delete", "insert", "shift+tab",
    *(f"f{number}" for number in range(1, 25)),
    *(f"ctrl+{chr(letter)}" for letter in range(ord("a"), ord("z") + 1)),
}  # fmt: skip


def own_keys(config: Config) -> dict[str, tuple[str, ...]]:
    """The keys that the file gives to actions, as Textual names them; ConfigError for a mistake."""
    own = {id: _parsed(id, given, config) for id, given in config.keys.items()}
    actions = keys.registry(own)
    for id in own:
        _fits(keys.DEFAULTS[id], own[id], actions, config)
    return own


def _parsed(id: str, given: tuple[str, ...], config: Config) -> tuple[str, ...]:
    place = config.place(f"keys.{id}")
    free = [action.id for action in keys.ACTIONS if action.id not in TYPED]
    if id in TYPED:
        raise ConfigError("typed", place, action=id)
    if id not in free:
        hint = closest_match(id, free)
        if hint:
            raise ConfigError("action_like", place, action=id, hint=hint)
        raise ConfigError("action", place, action=id, actions=", ".join(free))
    return tuple(_key(id, text, place) for text in given)


def _key(id: str, text: str, place: ConfigLocation | None) -> str:
    """A key by what is written on it: a character, or a name."""
    if len(text) == 1 and "!" <= text <= "~":
        return character_to_key(text)
    name = _NAMED.get(text.lower(), text.lower())
    if name in KEPT:
        raise ConfigError("kept", place, action=id, given=text)
    if name not in _NAMES:
        raise ConfigError("key", place, action=id, given=text)
    return name


def _fits(
    action: Action, given: tuple[str, ...], actions: Mapping[str, Action], config: Config
) -> None:
    """Refuse a key that something else has where the action applies."""
    place = config.place(f"keys.{action.id}")
    beside = {place for places in TOGETHER if action.place in places for place in places}
    for key in given:
        if key in action.keys:
            continue
        shown = keys.key_name(key)
        if action.place == "search" and len(keys.key_name(key, plain=True)) == 1:
            raise ConfigError("searching", place, action=action.id, given=shown)
        if action.place in ("app", "lesson", "steps", "quiz") and (
            key in MOVES or key in "0123456789" or key in ("minus", "full_stop")
        ):
            raise ConfigError("moves", place, action=action.id, given=shown)
        for other in actions.values():
            overlaid = other.id in TYPED and other.place != action.place
            taken = other.id != action.id and other.place in beside and key in other.keys
            if taken and not overlaid:
                raise ConfigError("taken", place, action=action.id, given=shown, other=other.id)


def for_textual(own: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The same as Textual takes it: by the ids of bindings, keys with commas between.

    Ctrl+Q leaves whatever else does.
    """
    return {
        f"{keys.DEFAULTS[id].place}.{id}": ",".join((*given, "ctrl+q") if id == "quit" else given)
        for id, given in own.items()
    }
