"""The classifier on real pictures, on drawn ones, and with its knobs turned while it trains."""

from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.data.dataset import CLASS_KEYS, ImageDataset
from sandbox.labs.experiments.classifier import Classifier
from sandbox.labs.knobs import KnobError, parse_settings
from sandbox.labs.lab import Resources
from sandbox.labs.pictures import Curves, Images, Matrix
from sandbox.labs.session import Session

LAB = Classifier()
REAL = Path(__file__).parents[3] / "shared" / "data" / "fashion-mnist-mini"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="fashion-mnist-mini is not here")


class Drawn(Resources):
    """A few plain pictures of ten classes, learnt in a moment."""

    def images(self, kind: str) -> ImageDataset:
        rng = np.random.default_rng(0)

        def draw(n: int) -> tuple[np.ndarray, np.ndarray]:
            labels = np.arange(n) % 10
            pixels = rng.integers(0, 120, (n, 28, 28))
            pixels[np.arange(n), labels * 2 + 3] += 130
            return pixels.astype(np.uint8), labels.astype(np.uint8)

        return ImageDataset("garments", *draw(200), *draw(60), "drawn for a test")


def session(sources: Resources | None = None, seed: int = 0, **texts: str) -> Session:
    texts = {"hidden": "16", "batch": "20", "epochs": "4", "init": "he", **texts}
    return Session(LAB, parse_settings(LAB.knobs, texts), seed, sources or Drawn())


def finish(run: Session) -> Session:
    while not run.finished:
        run.forward()
    return run


@needs_real
def test_the_real_pictures_are_learnt() -> None:
    run = session(
        Resources(REAL), data="fashion-mnist", hidden="256", batch="50", epochs="60", init="normal"
    )
    frame = finish(run).frame()
    assert frame.facts == {"data": "fashion-mnist", "train": "500", "test": "100"}
    assert 0.76 <= frame.metrics["test_acc"] <= 0.88
    assert 0.12 <= frame.metrics["train_loss"] <= 0.30
    assert frame.metrics["train_acc"] >= 0.90


def test_a_run_learns_and_shows_it() -> None:
    run = session()
    assert run.frame().metrics["test_acc"] < 0.5
    frame = finish(run).frame()
    assert frame.metrics["test_acc"] >= 0.9
    assert frame.metrics["seconds"] > 0
    curves = frame.picture("curves")
    assert isinstance(curves, Curves)
    assert [line.name for line in curves.lines] == [
        "train_loss",
        "train_acc",
        "test_acc",
        "test_loss",
    ]
    assert all(line.x == (1.0, 2.0, 3.0, 4.0) for line in curves.lines)
    assert curves.lines[0].y[0] > curves.lines[0].y[-1]


def test_the_curve_forms_within_an_epoch() -> None:
    run = session()
    run.forward()
    run.step()
    curves = run.frame().picture("curves")
    assert isinstance(curves, Curves)
    assert curves.lines[0].x == (1.0, 1.1)
    assert curves.lines[2].x == (1.0,)


def test_the_gallery_begins_with_the_worst_mistakes() -> None:
    run = session(epochs="1")
    gallery = finish(run).frame().picture("gallery")
    assert isinstance(gallery, Images)
    assert gallery.pixels.shape == (24, 28, 28)
    wrong = [not caption.right for caption in gallery.captions]
    assert wrong == sorted(wrong, reverse=True)
    sure = [caption.probability for caption in gallery.captions if not caption.right]
    assert sure == sorted(sure, reverse=True)
    sure = [caption.probability for caption in gallery.captions if caption.right]
    assert sure == sorted(sure)


def test_the_confusion_matrix_counts_every_test_picture() -> None:
    frame = finish(session(epochs="1")).frame()
    confusion = frame.picture("confusion")
    assert isinstance(confusion, Matrix)
    assert confusion.values.sum(axis=1).tolist() == [6] * 10
    assert np.trace(confusion.values) / 60 == pytest.approx(frame.metrics["test_acc"])
    assert confusion.rows == confusion.columns == CLASS_KEYS


def test_live_knobs_act_and_the_run_goes_on() -> None:
    run = session(hidden="16,16", dropout="0", epochs="2")
    run.forward()
    code = run.frame().picture("code").text
    assert run.set_knob("dropout", (0.2, 0.5))
    assert run.set_knob("decay", 0.01)
    run.step()
    assert run.frame().done == 1
    assert "dsW = ds * self.decay * W" in run.frame().picture("code").text
    assert "dsW" not in code
    assert not run.set_knob("activation", "tanh"), "another activation is another run"


def test_dropout_changes_training_but_not_the_test_of_the_same_weights() -> None:
    still, noisy = session(epochs="1"), session(epochs="1", dropout="0.5")
    assert still.frame().metrics["test_acc"] == noisy.frame().metrics["test_acc"]
    still.step()
    noisy.step()
    W, V = (run.state.state.params[0]["W"] for run in (still, noisy))
    assert (W != V).any()


def test_dropout_of_zero_is_the_run_without_it() -> None:
    one, other = session(epochs="1"), session(epochs="1", dropout="0,0", hidden="16,16")
    assert one.frame().metrics.keys() == other.frame().metrics.keys()


def test_a_learning_rate_too_high_diverges_without_a_crash() -> None:
    run = finish(session(lr="1e6", epochs="50", activation="identity"))
    frame = run.frame()
    assert frame.diverged
    assert frame.done < 50
    gallery = frame.picture("gallery")
    assert gallery.describe().values["count"] == 24
    assert all(np.isnan(caption.probability) for caption in gallery.captions)


def test_what_does_not_fit_is_named() -> None:
    with pytest.raises(KnobError, match="2 rates for 1 hidden layers"):
        session(dropout="0.2,0.5")
    with pytest.raises(KnobError, match="n_train=201 is more than there are: give 200 or fewer"):
        session(n_train="201")


def test_fewer_pictures_to_learn_from() -> None:
    run = session(n_train="50")
    assert run.frame().facts["train"] == "50"
    assert len(run.state.train) == 50


def test_no_hidden_layer_is_softmax_regression() -> None:
    assert finish(session(hidden="", epochs="8")).frame().metrics["test_acc"] > 0.8
