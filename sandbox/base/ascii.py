"""Symbols in ASCII, for terminals that have nothing else: spelt out, or one letter for one."""

import re
import unicodedata
from functools import lru_cache

_WORDS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "Δ": "Delta", "ε": "epsilon",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho",
    "σ": "sigma", "Σ": "sum", "τ": "tau", "φ": "phi", "Φ": "Phi", "ω": "omega", "∞": "inf",
    "√": "sqrt", "½": "1/2", "¼": "1/4", "¾": "3/4",
}  # fmt: skip
"""Words, which need a blank between them and a letter."""

_SIGNS = {
    "∂": "d", "−": "-", "–": "-", "—": "-", "·": "*", "×": "x", "÷": "/", "±": "+-",
    "‖": "||", "′": "'", "→": "->", "←": "<-", "↔": "<->", "↑": "^",
    "↓": "v", "↵": "enter", "⊙": "(*)", "≥": ">=", "≤": "<=", "≈": "~", "≠": "!=", "∈": "in",
    "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'", "•": "*", "ℓ": "l", "ŷ": "y_hat",
    "─": "-", "∇": "grad ", "°": " deg",
}  # fmt: skip

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀᵏᵖˡᴸⁱⁿᵢ", "0123456789+-()TkplLin", strict=False))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₙₚₖₘₗₜₓₐₑₒᵧ", "0123456789+-()ijnpkmltxaeoy", strict=True))

_RUN = re.compile(f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+")
_WORD = re.compile(f"[{''.join(_WORDS)}]")
_LETTERS = re.compile(r"[A-Za-z0-9]")

_DRAWN = {
    "│║╎▏▐▌▂▃▄▅▆▇": "|", "─╌▁▔": "-", "━═": "=", "┌┐└┘├┤┬┴┼╭╮╰╯": "+", "┏┓┗┛┣┫┳┻╋┃": "#",
    "╲": "\\", "╱": "/",
    "╳✗": "x", "▸▶›": ">", "◀◂‹": "<", "▲": "^", "▼": "v", "○◯△◇□◌◐": "o", "●◉◆■▪": "*",
    "█▉▊▋▓▀▄": "#", "▒▍▎": ":", "░": ".", "✓": "+", "↺": "r", "⎯": "-", "‐": "-",
}  # fmt: skip
_FOLDED = {sign: letter for signs, letter in _DRAWN.items() for sign in signs}


@lru_cache(maxsize=4096)
def spell(text: str) -> str:
    """The text with the symbols of mathematics and of printing spelt out: `λ/2‖w‖²` is
    `lambda/2||w||^2`.

    Letters that are two cells wide, as Korean ones are, stay as they are.
    """
    if text.isascii():
        return text
    text = _RUN.sub(_index, text)
    text = _WORD.sub(_apart, text)
    return "".join(_SIGNS.get(sign) or _FOLDED.get(sign) or _simple(sign) for sign in text)


def fold(letter: str) -> str:
    """One ASCII letter for one of any kind; `?` where none is like it."""
    if letter.isascii():
        return letter
    found = _FOLDED.get(letter) or _RAISED.get(letter) or _LOWERED.get(letter)
    if found:
        return found
    return _ascii(spell(letter))[:1].strip() or "?"


def _simple(sign: str) -> str:
    """A sign that nothing is said of: without its accents, or unknown; wide letters as they are."""
    wide = sign.isascii() or unicodedata.east_asian_width(sign) in "WF"
    return sign if wide else _ascii(sign) or "?"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _index(found: re.Match[str]) -> str:
    """An exponent after `^`, an index after `_`; what stands in brackets has those."""
    run = found[0]
    table = _RAISED if run[0] in _RAISED and run[0] != "ᵢ" else _LOWERED
    sign = "^" if table is _RAISED else "_"
    number, bracket, rest = "".join(table[letter] for letter in run).rpartition(")")
    return number + bracket + (sign + rest if rest else "")


def _apart(found: re.Match[str]) -> str:
    """A word, with blanks to the letters beside it."""
    text, at = found.string, found.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    left = " " if before and (_LETTERS.match(before) or before in _WORDS) else ""
    word = _WORDS[found[0]]
    right = " " if _LETTERS.match(after) or (after == "(" and "/" in word) else ""
    return f"{left}{word}{right}"
