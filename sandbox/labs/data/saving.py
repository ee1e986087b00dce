"""A data set as the four files that Fashion-MNIST comes in, for whatever else can read them."""

from contextlib import suppress
from pathlib import Path

from sandbox.labs.data import idx
from sandbox.labs.data.dataset import ImageDataset
from sandbox.labs.data.errors import DataError
from sandbox.labs.data.sources import DRAWN_MARK, FILES


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
