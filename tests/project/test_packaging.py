"""What is shipped, and what the README promises of it."""

import os
import re
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

import sandbox

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_readme_begins_with_its_two_commands():
    first, second = re.findall(r"^```sh\n(.*?)^```$", README, re.M | re.S)[:2]
    for command in (first, second):
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    (script,) = PROJECT["project"]["scripts"]
    assert first.endswith(f"pip install . && .venv/bin/{script}\n")
    assert second.endswith("pip install -e '.[test]' && .venv/bin/python -m pytest -n auto\n")
    assert "test" in PROJECT["project"]["optional-dependencies"]
    above = README.partition("```sh")[0].strip().splitlines()
    assert len(above) <= 3


def test_every_dependency_has_its_reason():
    for requirement in PROJECT["project"]["dependencies"]:
        name = re.match(r"[a-z-]+", requirement)
        assert name is not None
        assert name[0] in README.lower()


def test_the_commands_of_the_readme_are_understood():
    from sandbox.cli.parser import parse

    said = re.findall(r"^\$ mlp-sandbox (.*?)(?: +#.*)?$", README, re.M)
    assert len(said) > 5
    for words in said:
        first = words.split()[0]
        assert parse(words.split()).module == ("app" if first.startswith("-") else first)


def test_the_readme_and_the_lessons_agree_on_what_is_ready():
    from sandbox.course.course import open_course

    rows = re.findall(r"^\| (\d\d) \| (.*?) \|", README, re.M)
    ready = [lesson for lesson in open_course().lessons if lesson.ready]
    assert rows == [(f"{lesson.number:02}", lesson.title("en")) for lesson in ready]


def test_the_version_is_said_once():
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert ROOT / PROJECT["tool"]["hatch"]["version"]["path"] == Path(sandbox.__file__)
    others = [
        path
        for path in [ROOT / "pyproject.toml", ROOT / "README.md", *ROOT.glob("sandbox/**/*.py")]
        if f'"{sandbox.__version__}"' in path.read_text(encoding="utf-8")
    ]
    assert others == [Path(sandbox.__file__)]


def test_the_wheel_has_lessons_words_and_licence(tmp_path, monkeypatch):
    pytest.importorskip("hatchling", reason=".ci/run builds the wheel where hatchling is not here")
    from hatchling.build import build_wheel

    monkeypatch.chdir(ROOT)
    wheel = tmp_path / build_wheel(str(tmp_path))
    shipped = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("lessons", "sandbox"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".toml", ".md"):
                inside = path.relative_to(ROOT).as_posix()
                assert inside.replace("lessons/", "sandbox/lessons/") in shipped
    assert any(name.endswith("licenses/LICENSE") for name in shipped)
    assert not any(name.startswith("tests/") for name in shipped)


def test_ci_can_run():
    for name in ("run", "press"):
        assert os.access(ROOT / ".ci" / name, os.X_OK)
    assert subprocess.run(("bash", "-n", ROOT / ".ci" / "run")).returncode == 0
