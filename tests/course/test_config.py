"""The learner's own settings: read, or refused with the place."""

from pathlib import Path

import pytest

from sandbox.course.config import ConfigError, config_file, read_config, told


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == read_config(None)
    assert read_config(None).motion is None


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(
        'lang = "ko"\ntheme = "light"\nmotion = false\nascii = true\nslow = true\nthreads = 1\n'
        '\n[keys]\nforward = "j"\nundo = ["U", "f9"]\n'
    )
    config = read_config(file)
    assert (config.lang, config.theme) == ("ko", "light")
    assert (config.motion, config.ascii, config.slow) == (False, True, True)
    assert config.threads == 1
    assert config.keys == {"forward": ("j",), "undo": ("U", "f9")}
    place = config.place("keys.undo")
    assert place is not None
    assert (place.file, place.line) == (file, 10)
    assert config.place("keys.back") is None


@pytest.mark.parametrize(
    ("text", "id", "line"),
    [
        ("motion = false\nslow = fast\n", "broken", 2),
        ('lang = "fr"', "lang", 1),
        ("slow = true\nthreads = 0", "threads", 2),
        ("threads = 100000", "threads", 1),
        ("threads = true", "threads", 1),
        ('threads = "two"', "threads", 1),
        ('\nmotion = "no"', "switch", 2),
        ("theme = 3", "text", 1),
        ('thme = "dark"', "setting_like", 1),
        ("xyz = 1", "setting", 1),
        ('keys = "j"', "keys", 1),
        ("[keys]\nforward = 1", "key_text", 2),
        ("[keys]\nforward = []", "key_text", 2),
        ('[keys]\nforward = ["j", 2]', "key_text", 2),
    ],
)
def test_a_mistake_is_said_with_its_line(tmp_path: Path, text: str, id: str, line: int) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_config(file)
    assert (caught.value.id, caught.value.place.line, caught.value.place.file) == (id, line, file)
    for lang, begins in (("en", f"{file}, line {line}: "), ("ko", f"{file} {line}번째 줄: ")):
        said = told(caught.value, lang)
        assert said.startswith(begins)
        assert "{" not in said
        assert f"config_{id}" not in said


def test_a_folder_of_that_name_is_a_mistake_too(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path / "config.toml")
    assert caught.value.id == "broken"


def test_where_it_is() -> None:
    assert config_file({"MLP_SANDBOX_HOME": "/somewhere"}) == Path("/somewhere/config.toml")
    usual = config_file({})
    assert usual is None or usual.name == "config.toml"
