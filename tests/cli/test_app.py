"""Without a command: the app, with what was asked of it."""

from pathlib import Path

import pytest

from sandbox.course.progress import Store
from sandbox.ui.options import Options


@pytest.fixture
def asked(monkeypatch):
    """The options that the app was started with; it ends at once, with status 7."""
    seen: list[Options] = []

    def run_app(options: Options) -> int:
        seen.append(options)
        return 7

    monkeypatch.setattr("sandbox.cli.commands.app.run_app", run_app)
    return seen


def test_hands_over_and_back(cli, asked):
    result = cli()
    assert (result.status, result.out, result.err) == (7, "", "")
    assert asked == [Options()]


def test_every_option_arrives(cli, asked):
    cli(
        *("--lang", "ko", "--lesson", "11", "--course", "lessons", "--data", "pictures"),
        *("--ascii", "--slow", "--theme", "light"),
    )
    assert asked == [
        Options("ko", "11", Path("lessons"), Path("pictures"), ascii=True, slow=True, theme="light")
    ]


def test_the_locale_decides_the_language(cli, asked, monkeypatch):
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    cli()
    cli("--lang", "en")
    assert [options.lang for options in asked] == ["ko", "en"]


def test_the_language_chosen_last_is_the_language_unless_one_is_asked_for(cli, asked, progress):
    Store(progress).update(lambda kept: kept.speaking("ko"))
    cli()
    cli("--lang", "en")
    Store(progress).update(lambda kept: kept.speaking("fr"))
    cli()
    assert [options.lang for options in asked] == ["ko", "en", "en"]
    assert all(options.store.progress.lang for options in asked)


def test_no_terminal_is_one_sentence(cli):
    result = cli()
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--lesson", "propagatoin"), "did you mean propagation?"),
        (("--lesson", "propagatoin", "--lang", "ko"), "혹시 propagation입니까?"),
        (("--course", "no/such"), "course.toml"),
        (("--theme", "drak"), "dark"),
    ],
)
def test_mistakes_are_one_sentence(cli, monkeypatch, words, remedy):
    monkeypatch.setattr("sandbox.ui.app.launch.check_terminal", lambda *streams: None)
    result = cli(*words)
    assert (result.status, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert remedy in result.err
