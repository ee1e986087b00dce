"""`data status`."""

import shutil


def rows(out: str) -> list[list[str]]:
    return [line.split(maxsplit=2) for line in out.splitlines() if line.startswith("  ")]


def test_says_where_it_looked_and_what_is_used(cli, home):
    result = cli("data", "status")
    assert result.status == 0
    looked_at = rows(result.out)
    assert {row[0] for row in looked_at} == {"missing"}
    assert {row[1] for row in looked_at} == {"cache", "torchvision", "d2l", "keras"}
    assert "data=auto takes the garments" in result.out
    assert "not drawn yet" in result.out
    assert str(home / "cache") in result.out
    assert cli("data").out == result.out


def test_finds_the_real_pictures(cli, home, mini):
    result = cli("data", "status", "--data", str(mini))
    assert result.status == 0
    assert rows(result.out)[0] == ["found", "--data", str(mini)]
    assert f"from {mini}: 500 training and 100 test pictures" in " ".join(result.out.split())


def test_finds_them_in_the_environment(cli, home, mini, monkeypatch):
    monkeypatch.setenv("MLP_SANDBOX_DATA", str(mini))
    assert rows(cli("data").out)[0] == ["found", "$MLP_SANDBOX_DATA", str(mini)]


def test_says_what_is_incomplete(cli, home, mini):
    keras = home / ".keras" / "datasets" / "fashion-mnist"
    keras.mkdir(parents=True)
    shutil.copy(mini / "train-labels-idx1-ubyte.gz", keras)
    out = cli("data").out
    (row,) = [row for row in rows(out) if row[1] == "keras"]
    assert row[0] == "incomplete"
    assert "train-images-idx3-ubyte" in " ".join(out.split())
    assert "data=auto takes the garments" in out


def test_says_what_is_kept(cli, home, monkeypatch):
    kept = home / "cache" / "mlp-sandbox" / "garments-0-60000-10000-abc.u8"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(bytes(2_000_000))
    out = cli("data").out
    assert "(2 MB)" in out
    assert "not drawn yet" not in out


def test_a_folder_that_was_asked_for_must_be_right(cli, home):
    result = cli("data", "--data", str(home))
    assert result.status == 2
    assert rows(result.out)[0][:2] == ["missing", "--data"]
    assert result.err.count("\n") == 1


def test_without_a_home_it_says_so(cli, home, monkeypatch):
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: "~/.cache/x")
    assert "without HOME there is no folder to keep them in" in cli("data", "status").out
    refused = cli("data", "fetch")
    assert refused.status == 2
    assert "There is no folder to keep the files in; set HOME." in refused.err
    assert list(home.iterdir()) == []


def test_in_korean(cli, home):
    out = cli("data", "--lang", "ko").out
    assert "찾아본 곳" in out
    assert "없음" in out
