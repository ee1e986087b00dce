"""The user's own folders, which are all that the program ever writes to."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import platformdirs

APP = "mlp-sandbox"
VARIABLE = "MLP_SANDBOX_HOME"
"""Where a learner has everything of theirs, if it is set."""


def home_folder(
    kind: Literal["config", "data", "log"], environ: Mapping[str, str] = os.environ
) -> Path | None:
    """The folder of a learner's own files of a kind: $MLP_SANDBOX_HOME, else the system's."""
    asked = environ.get(VARIABLE)
    if asked:
        return Path(os.path.abspath(os.path.expanduser(asked)))  # noqa: PTH100, PTH111
    return own_folder(kind)


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
