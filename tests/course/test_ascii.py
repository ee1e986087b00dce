"""Symbols in ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.base.ascii import fold, spell


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("λ/2‖w‖²", "lambda/2||w||^2"),
        ("∂J/∂W⁽²⁾[i,j] = Σₙ X[n,i]·dZ[n,j]", "dJ/dW(2)[i,j] = sum_n X[n,i]*dZ[n,j]"),
        ("½(n_in + n_out) σ²", "1/2 (n_in + n_out) sigma^2"),
        ("∂J/∂o · hᵀ + λW⁽²⁾ᵀ", "dJ/do * h^T + lambda W(2)^T"),
        ("10⁻³ ≥ 2σγ", "10^-3 >= 2 sigma gamma"),
        ("φ′(z) = 1 − h²", "phi'(z) = 1 - h^2"),
        ("shift+→ “before” …", 'shift+-> "before" ...'),
        ("λ를 올립니다", "lambda를 올립니다"),
        ("exp(oᵧ) naïve ☃", "exp(o_y) naive ?"),
        ("plain", "plain"),
    ],
)
def test_formulas_are_spelt_out(text: str, spelt: str) -> None:
    assert spell(text) == spelt


@pytest.mark.parametrize(
    ("letter", "folded"), [*zip("│╭┏━┃●▀²ᵢé∂한漢☃", "|+#=#*#2ied???", strict=True)]
)
def test_a_letter_becomes_one_letter(letter: str, folded: str) -> None:
    assert fold(letter) == folded


@given(st.characters())
def test_whatever_it_is_becomes_one_letter_that_can_be_shown(letter: str) -> None:
    assert len(fold(letter)) == 1
    assert fold(letter).isascii()
    assert letter.isascii() or fold(letter).isprintable()
