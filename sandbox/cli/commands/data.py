"""`data status`: where Fashion-MNIST was looked for, and what is used."""

import os
from collections.abc import Mapping

from sandbox.cli.errors import UsageError
from sandbox.cli.grammar import Options
from sandbox.cli.layout import columns
from sandbox.cli.values import remedy
from sandbox.cli.words import TEXTS, language
from sandbox.labs.data.errors import DataError
from sandbox.labs.data.sources import Place, cache_folder, find, load, places


def run(options: Options) -> int:
    """Print it; UsageError where a folder that was asked for is not as it should be."""
    if options.action != "status":
        raise UsageError(
            f"data has no action {options.action}: "
            + remedy(options.action, ["status"], "give status, or nothing")
        )
    texts = TEXTS[language(options.lang)]
    looked_at = places(options.data, os.environ)
    print(f"{texts['searched']}\n{columns([_row(place, texts) for place in looked_at])}\n")
    print(_garments(texts))
    try:
        folder = find(options.data, os.environ)
        if folder is None:
            print(texts["garments_used"])
        else:
            images = load(folder)
            train, test = len(images.train_labels), len(images.test_labels)
            print(texts["used"].format(folder=folder, train=train, test=test))
    except DataError as error:
        raise UsageError(str(error)) from error
    return 0


def _row(place: Place, texts: Mapping[str, str]) -> tuple[str, ...]:
    where = str(place.path)
    if place.state == "incomplete":
        where += "  " + texts["lacks"].format(files=", ".join(place.missing))
    return texts[place.state], place.origin, where


def _garments(texts: Mapping[str, str]) -> str:
    folder = cache_folder()
    kept = sorted(folder.glob("garments-*.u8"))
    if not kept:
        return texts["garments_none"].format(folder=folder)
    size = sum(file.stat().st_size for file in kept) / 1e6
    return texts["garments_kept"].format(folder=folder, size=size)
