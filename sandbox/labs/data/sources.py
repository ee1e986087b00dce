"""Where pictures are looked for, and how they are saved as files of the same kind."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sandbox.base.folders import own_folder
from sandbox.labs.data import garments, idx
from sandbox.labs.data.dataset import DataError, ImageDataset


def save(images: ImageDataset, folder: Path) -> list[Path]:
    """Write pictures and labels, each gzipped, into `folder`, which is made where it is missing.

    DataError where one of the files is there already or the folder takes none; then nothing is
    written. Drawn pictures are marked as such, so that nobody takes them for photographs.
    """
    parts = (images.train_images, images.train_labels, images.test_images, images.test_labels)
    written: list[Path] = []
    try:
        for name in FILES:
            for path in (folder / name, folder / f"{name}.gz"):
                if path.exists():
                    raise DataError(
                        f"{path} is there already and stays as it is; give another folder.",
                        "save_there",
                        file=path,
                    )
        folder.mkdir(parents=True, exist_ok=True)
        for name, part in zip(FILES, parts, strict=True):
            path = folder / f"{name}.gz"
            written.append(path)
            idx.write(path, part, compress=True)
        if images.name == "garments":
            (folder / DRAWN_MARK).write_text(f"Not Fashion-MNIST: {images.source}.\n")
    except BaseException as error:
        for path in written:
            with suppress(OSError):
                path.unlink()
        if isinstance(error, OSError):
            reason = error.strerror or error
            sentence = f"{folder}: cannot be written to ({reason})."
            raise DataError(sentence, "save_unwritable", folder=folder, reason=reason) from None
        raise
    return written


VARIABLE = "MLP_SANDBOX_DATA"
FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
"""Fashion-MNIST's own file names; each may also end in .gz."""

DRAWN_MARK = "drawn-garments.txt"
"""A file beside those of garments that were saved: they are not Fashion-MNIST."""

IMAGE_KINDS = ("auto", "garments", "fashion-mnist")
_BELOW = (".", "FashionMNIST/raw", "fashion-mnist", "raw")

Origin = Literal["--data", "$MLP_SANDBOX_DATA", "cache", "torchvision", "d2l", "keras"]
State = Literal["found", "incomplete", "missing"]


@dataclass(frozen=True)
class DataLocation:
    """A folder that was looked at: who keeps data there, what was found, which files lack.

    `folder` is the one that holds the files, `path` itself or a folder below it; of an incomplete
    place it is the most nearly complete one.
    """

    origin: Origin
    path: Path
    state: State
    folder: Path
    missing: tuple[str, ...]


def cache_folder() -> Path | None:
    """The folder for drawn garments and fetched data, which can be had again; None: no home."""
    return own_folder("cache")


def fetched_folder() -> Path | None:
    """The folder that `mlp-sandbox data fetch` downloads into; None without a home."""
    cache = cache_folder()
    return None if cache is None else cache / "fashion-mnist"


def places(explicit: Path | None, environ: Mapping[str, str]) -> list[DataLocation]:
    """Each place that Fashion-MNIST is looked for in, in order, with what is there."""
    return [_inspect(origin, _at_home(path)) for origin, path in _paths(explicit, environ)]


def find(explicit: Path | None, environ: Mapping[str, str]) -> Path | None:
    """The first folder that holds all four files, or None.

    Raises DataError where a folder that was asked for (`explicit`, $MLP_SANDBOX_DATA) lacks some.
    """
    for place in places(explicit, environ):
        if place.state == "found":
            return place.folder
        if place.origin in ("--data", "$MLP_SANDBOX_DATA"):
            raise DataError(
                f"{place.origin} {place.path}: {_lack(place)}; give the folder that holds the "
                "Fashion-MNIST files, or run `mlp-sandbox data fetch`.",
                "data_incomplete",
                file=place.path,
            )
    return None


def load(folder: Path) -> ImageDataset:
    """Fashion-MNIST from `folder` (or a usual folder below it); raises DataError on any fault.

    Garments that were saved there keep their name.
    """
    place = _inspect("--data", folder)
    if place.missing:
        raise DataError(
            f"{folder}: {_lack(place)}; run `mlp-sandbox data fetch` for a full set.",
            "data_incomplete",
            file=folder,
        )
    files = [path for name in FILES if (path := _file(place.folder, name))]
    train_images, train_labels = idx.read_pair(files[0], files[1])
    test_images, test_labels = idx.read_pair(files[2], files[3])
    drawn = _is_file(place.folder / DRAWN_MARK)
    return ImageDataset(
        name="garments" if drawn else "fashion-mnist",
        train_images=train_images,
        train_labels=train_labels,
        test_images=test_images,
        test_labels=test_labels,
        source=str(place.folder),
    )


def choose(kind: str, explicit: Path | None, environ: Mapping[str, str]) -> ImageDataset:
    """The data set for the knob `data`: "auto" is Fashion-MNIST where found, else garments.

    Raises DataError for an unknown kind, a faulty folder, or where "fashion-mnist" is not found.
    """
    if kind not in IMAGE_KINDS:
        raise DataError(f"There is no data set {kind!r}; choose one of {', '.join(IMAGE_KINDS)}.")
    folder = None if kind == "garments" else find(explicit, environ)
    if folder is not None:
        found = load(folder)
        if kind not in ("auto", found.name):
            raise DataError(
                f"{folder}: holds saved {found.name}, not Fashion-MNIST; give another.",
                "data_drawn",
                file=folder,
            )
        return found
    if kind == "fashion-mnist":
        raise DataError(
            "Fashion-MNIST is not on this machine; run `mlp-sandbox data fetch`, "
            "or use the drawn stand-in with data=garments.",
            "data_none",
        )
    return garments.load_or_make(cache_folder())


def _paths(explicit: Path | None, environ: Mapping[str, str]) -> Iterator[tuple[Origin, Path]]:
    if explicit is not None:
        yield "--data", explicit
    # An empty variable is what a shell leaves of one that was taken back.
    if environ.get(VARIABLE):
        yield "$MLP_SANDBOX_DATA", Path(environ[VARIABLE])
    fetched = fetched_folder()
    if fetched is not None:
        yield "cache", fetched
    yield "torchvision", Path("data")
    yield "torchvision", Path("~/data")
    yield "d2l", Path("../data")
    yield "d2l", Path("~/.mxnet/datasets/fashion-mnist")
    yield "keras", Path("~/.keras/datasets/fashion-mnist")


def _at_home(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # no home, or none of that name: then there is no such folder either
        return path


def _inspect(origin: Origin, path: Path) -> DataLocation:
    missing: dict[Path, tuple[str, ...]] = {}
    for below in _BELOW:
        folder = path / below
        missing[folder] = tuple(name for name in FILES if _file(folder, name) is None)
    best = min(missing, key=lambda folder: len(missing[folder]))
    states: dict[int, State] = {0: "found", len(FILES): "missing"}
    state = states.get(len(missing[best]), "incomplete")
    return DataLocation(origin, path, state, best, missing[best])


def _file(folder: Path, name: str) -> Path | None:
    # The plain file first: torchvision keeps both, and this one needs no unpacking.
    for path in (folder / name, folder / f"{name}.gz"):
        if _is_file(path):
            return path
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder one may not look into holds nothing for us
        return False


def _lack(place: DataLocation) -> str:
    if _is_file(place.path):
        return "is a file, not a folder"
    try:
        if not place.path.exists():
            return "there is no such folder"
    except OSError as error:
        return f"cannot be looked into ({error.strerror})"
    return f"lacks {', '.join(place.missing)} (each may end in .gz)"
