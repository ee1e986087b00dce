"""A run that was kept to compare with: its curves under those of the run at hand."""

from dataclasses import replace

from sandbox.labs.frames import Frame
from sandbox.labs.pictures import Curves, Picture


def beside(frame: Frame, before: Frame | None) -> Frame:
    """The frame, and faint in its pictures the curves that `before` had; they need one unit."""
    if before is None or before.unit != frame.unit:
        return frame
    kept = {picture.name: picture for picture in before.pictures}
    return replace(
        frame, pictures=tuple(_with(picture, kept.get(picture.name)) for picture in frame.pictures)
    )


def _with(picture: Picture, before: Picture | None) -> Picture:
    if not isinstance(picture, Curves) or not isinstance(before, Curves):
        return picture
    # With square axes curves are shapes in the plane, and two of them cannot be told apart.
    if picture.square or picture.x_name != before.x_name:
        return picture
    faint = tuple(replace(line, faint=True) for line in before.lines if not line.faint)
    limits = picture.y_limits
    if limits is not None and before.y_limits is not None:
        ends = limits, before.y_limits
        limits = min(low for low, _ in ends), max(high for _, high in ends)
    return replace(picture, lines=(*picture.lines, *faint), y_limits=limits)
