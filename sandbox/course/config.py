"""The learner's own settings: `config.toml`, which is read and never written."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.base.errors import closest_match
from sandbox.base.folders import home_folder
from sandbox.course import toml_file
from sandbox.course.errors import CourseError
from sandbox.course.glossary import LANGS, load_glossary
from sandbox.engine.threads import most

FILE = "config.toml"
SWITCHES = ("motion", "ascii", "slow")
NAMES = ("lang", "theme", *SWITCHES, "threads", "keys")


@dataclass(frozen=True)
class ConfigLocation:
    """Where in a file something stands; lines count from 1, None where none is known."""

    file: Path
    line: int | None


class ConfigError(ValueError):
    """A mistake in the file: where, and the id and values of the glossary's `config_…` on it."""

    def __init__(self, id: str, place: ConfigLocation | None, **values: str) -> None:
        super().__init__(id)
        self.id = id
        self.place = place
        self.values = values


@dataclass(frozen=True)
class Config:
    """What the file says; None where it says nothing."""

    file: Path | None = None
    lang: str | None = None
    theme: str | None = None
    motion: bool | None = None
    """False: nothing moves by itself."""
    ascii: bool | None = None
    slow: bool | None = None
    threads: int | None = None
    """How many a matrix product may take."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys as they are written, by an action's id; neither is looked at here."""
    lines: Mapping[str, int | None] = field(default_factory=dict)
    """Where each setting and `keys.ACTION` stands, counted from 1."""

    def place(self, name: str) -> ConfigLocation | None:
        """Where a setting or `keys.ACTION` stands, if it stands there at all."""
        stands = self.file is not None and name in self.lines
        return ConfigLocation(self.file, self.lines[name]) if stands and self.file else None


def config_file(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file in $MLP_SANDBOX_HOME, else in the user's folder of settings; None for neither."""
    folder = home_folder("config", environ)
    return None if folder is None else folder / FILE


def told(error: ConfigError, lang: str) -> str:
    """What is wrong in the file, and where, in a language."""
    said = load_glossary(lang).phrase(f"config_{error.id}", error.values)
    return f"{told_place(error.place, lang)}{said}"


def told_place(place: ConfigLocation | None, lang: str) -> str:
    """`FILE, line N: ` in a language, as far as it is known."""
    if place is None:
        return ""
    id = "config_file" if place.line is None else "config_line"
    return load_glossary(lang).phrase(id, {"file": place.file, "line": place.line or ""})


def read_config(file: Path | None) -> Config:
    """What the file says, nothing where there is none; ConfigError where it is not as it should be.

    Whether there is such a theme, action or key is for the ui to say.
    """
    if file is None or not os.path.lexists(file):
        return Config()
    try:
        text = toml_file.read(file)
        table = toml_file.parse(text, file)
    except CourseError as error:
        place = ConfigLocation(file, error.line)
        raise ConfigError("broken", place, problem=error.problem, remedy=error.remedy) from None
    for name, value in table.items():
        _check(name, value, ConfigLocation(file, toml_file.line_of(text, name)))
    lines = {name: toml_file.line_of(text, name) for name in table}
    keys = table.pop("keys", {})
    for action in keys:
        lines[f"keys.{action}"] = toml_file.line_of(text, action, lines["keys"] or 1)
    given = {
        action: _texts(action, value, ConfigLocation(file, lines[f"keys.{action}"]))
        for action, value in keys.items()
    }
    return Config(file=file, keys=given, lines=lines, **table)


def _check(name: str, value: Any, place: ConfigLocation) -> None:
    if name not in NAMES:
        hint = closest_match(name, NAMES)
        if hint:
            raise ConfigError("setting_like", place, word=name, hint=hint)
        raise ConfigError("setting", place, word=name, names=", ".join(NAMES))
    if name in SWITCHES and not isinstance(value, bool):
        raise ConfigError("switch", place, word=name)
    if name == "lang" and value not in LANGS:
        raise ConfigError("lang", place, langs=", ".join(f'"{lang}"' for lang in LANGS))
    if name == "threads" and (type(value) is not int or not 1 <= value <= most()):
        raise ConfigError("threads", place, most=str(most()))
    if name == "theme" and not isinstance(value, str):
        raise ConfigError("text", place, word=name)
    if name == "keys" and not isinstance(value, dict):
        raise ConfigError("keys", place)


def _texts(action: str, value: Any, place: ConfigLocation) -> tuple[str, ...]:
    """One key, or several."""
    given = value if isinstance(value, list) else [value]
    if not given or not all(isinstance(key, str) for key in given):
        raise ConfigError("key_text", place, action=action)
    return tuple(given)
