"""The command line's own sentences, from the tables in the folder `words`, and its language."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sandbox.course.glossary import LANGS


@cache
def load_texts(lang: str) -> Mapping[str, str]:
    """The command line's sentences in a language, by id."""
    file = files(__package__) / "words" / f"{lang}.toml"
    texts: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return texts


def language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The language asked for, else that of the locale, else English."""
    if asked is not None:
        return asked
    locale = next(
        (environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), ""
    )
    return next((lang for lang in LANGS if locale.startswith(lang)), "en")
