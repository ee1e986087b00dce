"""Text that commands a terminal, a course full of it, and what must never reach one."""

import shutil
import unicodedata
from pathlib import Path

PRACTICE = Path(__file__).parent / "ui" / "practice"

KINDS = {
    "title": "\x1b]0;T\x07",
    "clipboard": "\x1b]52;c;eA==\x07",
    "clear": "\x1b[2J",
    "C1 CSI": "\x9b2J",
    "C1 OSC": "\x9d0;T\x9c",
    "NUL": "\x00",
    "backspace": "\x08",
    "DEL": "\x7f",
    "override": "\u202eT\u202c",
    "isolate": "\u2066T\u2069",
    "line": "\u2028",
    "paragraph": "\u2029",
}
ALL = "x".join(KINDS.values())
NAMED = ALL.replace("\x00", "").replace("/", "")
"""As a file's name, an argument or a variable may have it."""

_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def commands(text: str) -> set[str]:
    """The characters of a text that a terminal would obey."""
    return {
        letter
        for letter in text
        if (unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") and letter not in "\t\n")
        or unicodedata.bidirectional(letter) in _TURNING
    }


def escaped(text: str) -> str:
    """As TOML has it between quotes."""
    return "".join(f"\\U{ord(letter):08x}" for letter in text)


def course(folder: Path, text: str = ALL) -> Path:
    """A course in a folder, with that text wherever an author writes words."""
    shutil.copytree(PRACTICE, folder)
    said = escaped(text)
    (folder / "01-practice" / "ko.md").unlink()
    for file in folder.rglob("*.toml"):
        file.write_text(file.read_text().replace('.en = "', f'.en = "{said}'))
    for file in folder.rglob("*.md"):
        file.write_text(_page(file.read_text(), text, said))
    for file in folder.rglob("exercises/*.py"):
        file.write_text(f"# {text.replace(chr(0), '')}\n{file.read_text()}")
    toml = folder / "01-practice" / "lesson.toml"
    toml.write_text(toml.read_text() + '\n[quiz.q]\nkind = "choice"\nanswer = "b"\n')
    return folder


def _page(markdown: str, text: str, said: str) -> str:
    marked = f"**a{text}b** `c{text}d` [e{text}f](https://{text})"
    code = f"```python\nx = '{text}'\n```\n"
    table = f"| a{text} | b |\n|---|---|\n| {text} | d |\n\n> - q{text}\n"
    quiz = f'question = "q{said}"\na = "a{said}"\nb = "b"\nwhy.a = "{said}"\nwhy.b = "."'
    for key in ("title", "task", "hint.1", "why"):
        markdown = markdown.replace(f'\n{key} = "', f'\n{key} = "{said}')
    markdown = markdown.replace("\nWrite `", f"\n{marked} `").replace("\n# ", f"\n# {text}")
    markdown = markdown.replace("This page", f"{text} This page")
    placed = f"\n{code}\n{table}\n```quiz q\n{quiz}\n```\n"
    return markdown.replace("\n```lab activation\n```\n", placed)
