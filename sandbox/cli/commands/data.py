"""`data`: which pictures are used and where they are, Fashion-MNIST fetched, garments saved."""

import os
from collections.abc import Callable, Mapping
from time import monotonic

from sandbox.cli.errors import UsageError
from sandbox.cli.layout import columns
from sandbox.cli.parser import CommandOptions, suggestion
from sandbox.cli.process import StatusLine
from sandbox.cli.words import language, load_texts
from sandbox.labs.data import garments
from sandbox.labs.data.dataset import DataError
from sandbox.labs.data.fetch import MD5, PUBLISHER, fetch
from sandbox.labs.data.sources import (
    DataLocation,
    cache_folder,
    fetched_folder,
    find,
    load,
    places,
    save,
)

STATUS_INTERVAL_S = 0.1
"""Seconds between two lines of progress."""

Texts = Mapping[str, str]


def run(options: CommandOptions) -> int:
    """Do what the action says; UsageError where that cannot be, or data is not as it should be."""
    if options.action not in ACTIONS:
        raise UsageError(
            f"data has no action {options.action}: "
            + suggestion(options.action, list(ACTIONS), f"give one of {', '.join(ACTIONS)}")
        )
    if options.folder is not None and options.action != "save":
        raise UsageError(f"data {options.action} takes no folder: leave {options.folder} out")
    if options.mirror is not None and options.action != "fetch":
        raise UsageError(f"--from is for `data fetch`: data {options.action} fetches nothing")
    if options.data is not None and options.action != "status":
        raise UsageError(f"--data is for `data status`: leave it out of data {options.action}")
    try:
        ACTIONS[options.action](options, load_texts(language(options.lang)))
    except DataError as error:
        raise UsageError.of(error) from error
    return 0


def _status(options: CommandOptions, texts: Texts) -> None:
    """Where Fashion-MNIST was looked for, and what is used."""
    looked_at = places(options.data, os.environ)
    print(f"{texts['searched']}\n{columns([_row(place, texts) for place in looked_at])}\n")
    print(_garments(texts))
    folder = find(options.data, os.environ)
    if folder is None:
        print(texts["garments_used"])
        return
    images = load(folder)
    train, test = len(images.train_labels), len(images.test_labels)
    said = texts["saved_used" if images.name == "garments" else "used"]
    print(said.format(folder=folder, train=train, test=test))


def _fetch(options: CommandOptions, texts: Texts) -> None:
    """Fashion-MNIST into the cache folder."""
    folder, told = fetched_folder(), 0.0
    if folder is None:
        raise DataError("There is no folder to keep the files in; set HOME.", "fetch_homeless")
    with StatusLine() as progress:

        def tell(name: str, got: int, total: int | None) -> None:
            nonlocal told
            if monotonic() - told > STATUS_INTERVAL_S:
                told = monotonic()
                size = "?" if total is None else f"{total / 1e6:.1f}"
                progress.say(f"{list(MD5).index(name) + 1}/{len(MD5)}  {got / 1e6:.1f}/{size} MB")

        fetched = fetch(folder, tell, PUBLISHER if options.mirror is None else options.mirror)
    print(texts["fetched" if fetched else "fetched_before"].format(folder=folder))


def _save(options: CommandOptions, texts: Texts) -> None:
    """The garments into a folder."""
    if options.folder is None:
        raise UsageError("save where? Write `data save DIR`")
    with StatusLine() as progress:
        progress.say(texts["saving"])
        paths = save(garments.load_or_make(cache_folder()), options.folder)
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(texts["saved"].format(folder=options.folder, count=len(paths), size=size))


ACTIONS: Mapping[str, Callable[[CommandOptions, Texts], None]] = {
    "status": _status,
    "fetch": _fetch,
    "save": _save,
}


def _row(place: DataLocation, texts: Texts) -> tuple[str, ...]:
    where = str(place.path)
    if place.state == "incomplete":
        where += "  " + texts["lacks"].format(files=", ".join(place.missing))
    return texts[place.state], place.origin, where


def _garments(texts: Texts) -> str:
    folder = cache_folder()
    if folder is None:
        return texts["garments_homeless"]
    kept = sorted(folder.glob("garments-*.u8"))
    if not kept:
        return texts["garments_none"].format(folder=folder)
    size = sum(file.stat().st_size for file in kept) / 1e6
    return texts["garments_kept"].format(folder=folder, size=size)
