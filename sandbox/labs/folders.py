"""The user's own folders, which are all that the program ever writes to."""

from pathlib import Path
from typing import Literal

import platformdirs

APP = "mlp-sandbox"


def own_folder(kind: Literal["cache", "config", "data", "log"]) -> Path | None:
    """Where this system keeps such files of a user's programs; None without a home for them.

    A folder that is not absolute is none: without HOME its `~` would be a folder of that name
    right here.
    """
    try:
        said = getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False)
    except RuntimeError:  # what later versions of platformdirs say of that
        return None
    folder = Path(said)
    return folder if folder.is_absolute() else None
