"""Where Fashion-MNIST is looked for, in which order, and what is said where it is not."""

from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.data import idx, sources
from sandbox.labs.data.dataset import DataError

ROOT = Path(__file__).resolve().parents[2]
MINI = ROOT.parent / "shared" / "data" / "fashion-mnist-mini"


def put(folder: Path, *, compress: bool = False, skip: str = "", shade: int = 0) -> Path:
    """A tiny set of 2 + 1 pictures of one shade."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in sources.FILES:
        if name == skip:
            continue
        n = 2 if name.startswith("train") else 1
        shape = (n, 28, 28) if "images" in name else (n,)
        array = np.full(shape, shade if "images" in name else 3, np.uint8)
        idx.write(folder / (name + ".gz" * compress), array, compress=compress)
    return folder


@pytest.fixture(autouse=True)
def lonely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any data: home, cache and current folder are empty."""
    home = tmp_path / "home"
    (home / "work" / "here").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.chdir(home / "work" / "here")
    return home


@pytest.mark.parametrize("below", [".", "FashionMNIST/raw", "fashion-mnist", "raw"])
@pytest.mark.parametrize("compress", [False, True])
def test_an_explicit_folder_is_found_with_the_files_in_it_or_below(
    tmp_path: Path, below: str, compress: bool
) -> None:
    folder = put(tmp_path / "set" / below, compress=compress)
    found = sources.find(tmp_path / "set", {})
    assert found is not None
    assert found.samefile(folder)
    data = sources.load(found)
    assert (data.name, data.source) == ("fashion-mnist", str(found))
    assert data.train_images.shape == (2, 28, 28)
    assert data.test_labels.tolist() == [3]


def test_every_usual_place_is_found(lonely: Path) -> None:
    usual = [
        sources.cache_folder() / "fashion-mnist",
        Path("data/FashionMNIST/raw"),
        lonely / "data/FashionMNIST/raw",
        Path("../data/FashionMNIST/raw"),
        lonely / ".mxnet/datasets/fashion-mnist",
        lonely / ".keras/datasets/fashion-mnist",
    ]
    assert sources.find(None, {}) is None
    # From last to first: each new one goes before those that are there already.
    for folder in reversed(usual):
        put(folder, compress=True)
        found = sources.find(None, {})
        assert found is not None
        assert found.samefile(folder)
    assert [place.state for place in sources.places(None, {})] == ["found"] * 6


def test_explicit_goes_before_the_variable_and_that_before_the_cache(tmp_path: Path) -> None:
    put(sources.cache_folder() / "fashion-mnist", shade=1)
    variable = put(tmp_path / "variable", shade=2)
    explicit = put(tmp_path / "explicit", shade=3)
    environ = {"MLP_SANDBOX_DATA": str(variable)}

    def shade(folder: Path | None, environ: dict[str, str]) -> int:
        return int(sources.choose("auto", folder, environ).train_images[0, 0, 0])

    assert shade(explicit, environ) == 3
    assert shade(None, environ) == 2
    assert shade(None, {"MLP_SANDBOX_DATA": ""}) == 1


@pytest.mark.parametrize("kind", ["auto", "fashion-mnist"])
def test_an_asked_for_folder_that_lacks_files_is_an_error_not_passed_over(
    tmp_path: Path, kind: str
) -> None:
    put(sources.cache_folder() / "fashion-mnist")
    part = put(tmp_path / "part", skip="t10k-labels-idx1-ubyte")
    with pytest.raises(DataError, match=r"--data .*part: lacks t10k-labels-idx1-ubyte \("):
        sources.choose(kind, part, {})
    with pytest.raises(DataError, match=r"\$MLP_SANDBOX_DATA .*lacks t10k-labels"):
        sources.choose(kind, None, {"MLP_SANDBOX_DATA": str(part)})
    with pytest.raises(DataError, match="there is no such folder"):
        sources.choose(kind, tmp_path / "nowhere", {})


def test_paths_that_can_be_no_folder_are_data_errors(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such folder"):
        sources.find(Path("~no-such-user/data"), {})
    (tmp_path / "file.gz").write_bytes(b"")
    with pytest.raises(DataError, match="is a file, not a folder"):
        sources.find(tmp_path / "file.gz", {})
    with pytest.raises(DataError, match=r"cannot be looked into|no such folder"):
        sources.find(Path("x" * 5000), {})


def test_places_say_what_was_found_where(tmp_path: Path) -> None:
    part = put(tmp_path / "part" / "raw", skip="train-labels-idx1-ubyte")
    put(Path("data/FashionMNIST/raw"))
    places = sources.places(part.parent, {"MLP_SANDBOX_DATA": str(tmp_path / "nowhere")})
    assert [(place.origin, place.state) for place in places[:4]] == [
        ("--data", "incomplete"),
        ("$MLP_SANDBOX_DATA", "missing"),
        ("cache", "missing"),
        ("torchvision", "found"),
    ]
    assert places[0].missing == ("train-labels-idx1-ubyte",)
    assert places[0].folder == part
    assert places[1].missing == sources.FILES
    assert places[3].missing == ()


def test_an_incomplete_usual_place_is_passed_over() -> None:
    put(sources.cache_folder() / "fashion-mnist", skip="train-images-idx3-ubyte")
    keras = put(Path("~/.keras/datasets/fashion-mnist").expanduser())
    assert sources.find(None, {}) == keras


def test_no_fashion_mnist_names_both_remedies() -> None:
    with pytest.raises(DataError, match=r"mlp-sandbox data fetch.*data=garments"):
        sources.choose("fashion-mnist", None, {})


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(DataError, match=r"'mnist'.*auto, garments, fashion-mnist"):
        sources.choose("mnist", None, {})


def test_load_of_an_incomplete_folder_names_what_lacks(tmp_path: Path) -> None:
    part = put(tmp_path / "part", skip="train-images-idx3-ubyte")
    with pytest.raises(DataError, match="lacks train-images-idx3-ubyte"):
        sources.load(part)


def test_without_data_auto_draws_garments_and_garments_ignores_real_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    drawn = sources.load(put(tmp_path / "stand-in", shade=7))
    asked: list[Path] = []

    def load_or_make(folder: Path) -> object:
        asked.append(folder)
        return drawn

    monkeypatch.setattr("sandbox.labs.data.garments.load_or_make", load_or_make)
    assert sources.choose("auto", None, {}) is drawn
    assert sources.choose("garments", tmp_path / "nowhere", {}) is drawn
    assert asked == [sources.cache_folder()] * 2


@pytest.mark.skipif(not MINI.is_dir(), reason="the real pictures are not beside this checkout")
def test_the_real_pictures_load() -> None:
    data = sources.choose("auto", MINI, {})
    assert data.train_images.shape == (500, 28, 28)
    assert np.bincount(data.train_labels).tolist() == [50] * 10
    assert np.bincount(data.test_labels).tolist() == [10] * 10
    assert 0.25 < data.train_images.mean() / 255 < 0.32


def homeless(*_: object, **__: object) -> str:
    raise RuntimeError("could not determine the home directory")


@pytest.mark.parametrize("said", [homeless, lambda *_, **__: "~/.cache/mlp-sandbox"])
def test_without_a_home_nothing_is_kept_and_pictures_are_drawn(
    said: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_cache_dir", said)
    monkeypatch.setattr("sandbox.labs.data.garments.cache.make", lambda *what: what)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert sources.cache_folder() is None
    assert sources.choose("garments", None, {}) == (0, 60_000, 10_000)
    assert not any(place.origin == "cache" for place in sources.places(None, {}))
    assert list((tmp_path / "here").iterdir()) == []
