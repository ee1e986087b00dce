"""Every lab: what it promises is what its frames have."""

import pytest

from sandbox.labs.catalogue import LABS, LabError, find_lab
from sandbox.labs.knobs import parse_settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.session import Session

SMALL = {"classifier": {"data": "garments", "n_train": "300", "epochs": "1", "hidden": "8"}}


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_frames_have_the_metrics_and_every_picture_says_itself(lab: Lab, tmp_path) -> None:  # type: ignore[no-untyped-def,type-arg]
    settings = parse_settings(lab.knobs, SMALL.get(lab.id, {}))
    session = Session(lab, settings, resources=Resources(environ={}))
    assert set(session.frame().metrics) <= set(lab.metrics)
    session.forward()
    frame = session.frame()
    assert tuple(frame.metrics) == lab.metrics
    names = [picture.name for picture in frame.pictures]
    assert len(set(names)) == len(names)
    for picture in frame.pictures:
        saying = picture.describe()
        assert saying.values["name"] == picture.name
        assert frame.picture(picture.name) is picture
    with pytest.raises(KeyError):
        frame.picture("no such picture")


def test_a_mistyped_lab_gets_the_nearest() -> None:
    assert find_lab("classifier").id == "classifier"
    with pytest.raises(LabError, match="no lab clasifier: did you mean classifier"):
        find_lab("clasifier")
    with pytest.raises(LabError, match=", ".join(lab.id for lab in LABS)):
        find_lab("zzzz")
