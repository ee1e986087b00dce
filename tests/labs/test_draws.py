"""What is said of another seed is so."""

from dataclasses import replace

import pytest

from sandbox.course.glossary import LANGS, load_glossary
from sandbox.labs.catalogue import LABS
from sandbox.labs.knobs import defaults
from sandbox.labs.session import Session

QUICK = {"n_train": 200, "hidden": (4,), "batch": 50, "data": "garments"}


def begun(lab, seed: int, **settings: object) -> Session:
    """A session two milestones on."""
    own = {name: value for name, value in QUICK.items() if lab.id in ("classifier", "concise")}
    known = defaults(lab.knobs)
    own = {name: value for name, value in {**own, **settings}.items() if name in known}
    session = Session(lab, {**known, **own}, seed)
    for _ in range(2):
        if not session.answered:
            session.forward()
    return session


def seen(session: Session) -> str:
    """All that is shown, but for the time it took."""
    frame = session.frame()
    metrics = {name: value for name, value in frame.metrics.items() if name != "seconds"}
    return repr(replace(frame, metrics=metrics))


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_a_lab_draws_exactly_where_another_seed_shows_something_else(lab) -> None:
    for settings in ({}, {"init": "constant"}, {"init": "constant", "dropout": 0.5}):
        if "init" not in defaults(lab.knobs) and settings:
            continue
        if isinstance(defaults(lab.knobs).get("dropout"), tuple) and "dropout" in settings:
            settings = {**settings, "dropout": (0.5,)}
        one, other = (begun(lab, seed, **settings) for seed in (3, 4))
        assert bool(lab.draws(one.settings)) == (seen(one) != seen(other)), settings


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.id)
def test_every_draw_has_a_word(lab, lang: str) -> None:
    glossary = load_glossary(lang)
    assert all(what in glossary.sayings for what in (*lab.drawn, "drawn_masks"))


def test_weights_are_said_to_be_other_where_they_are() -> None:
    for lab in LABS:
        knobs = defaults(lab.knobs)
        if "init" not in knobs:
            continue
        assert "drawn_weights" in lab.draws({**knobs, "init": "normal"})
        assert "drawn_weights" not in lab.draws({**knobs, "init": "constant"})
