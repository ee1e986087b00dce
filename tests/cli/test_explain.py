"""`explain`: where a number came from, in words and in JSON, for every lab that trains."""

import json

import pytest


def test_a_number_its_line_and_its_chain(cli):
    out = cli("explain", "propagation", "dJ/dW2", "2,1").out
    assert out.startswith("∂J/∂W⁽²⁾[2,1] = 0.501\n")
    assert "dJ[i,j] = dW[i,j] + dsW[i,j]" in out
    assert "∂J/∂W⁽²⁾[i,j] = ∂L/∂W⁽²⁾[i,j] + ∂s/∂W⁽²⁾[i,j]" in out
    assert "0.439 + 0.062" in out
    assert "line 16 of 24" in out
    assert "central differences give 0.501" in out
    links = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert links[1].startswith("∂L/∂W⁽²⁾[2,1] = 0.439")
    assert "an input" in out or "a weight" in out


def test_the_same_in_json_and_knobs_change_it(cli):
    words = ("explain", "propagation", "decay=0.5", "s", "--seed", "1", "--json")
    table = json.loads(cli(*words).out)
    first = table["chain"][0]
    assert first["name"] == "s"
    assert first["line"] == 9
    assert first["value"] == pytest.approx(
        0.25 * sum(part["value"] for part in first["parts"] if part["origin"] == "step")
    )
    assert {part["name"] for part in first["parts"]} == {"λ", "‖W⁽¹⁾‖²", "‖W⁽²⁾‖²"}
    assert table["chain"][-1]["parts"]
    check = json.loads(cli("explain", "propagation", "dJ/dz", "0", "--json").out)["check"]
    assert (check["of"], check["by"], check["kink"]) == ("J", "z[0]", False)
    assert check["numeric"] == (check["up"] - check["down"]) / (2 * check["step"])


@pytest.mark.parametrize("knobs", [[], ["decay=0.01"]])
def test_a_gradient_is_checked_with_a_penalty_and_without(cli, mini, knobs):
    network = ["n_train=50", "hidden=4", "batch=10", "--data", str(mini)]
    out = cli("explain", "classifier", *network, *knobs, "dJ/dW2", "0,0").out
    of = "J" if knobs else "L"
    assert "central differences give" in out
    assert f"with w = W⁽²⁾[0,0], h = 1e−5: {of}(w + h) = " in out


@pytest.mark.parametrize(
    ("lab", "said"),
    [
        (("boundary", "hidden=4", "dJ/dW1", "0,0"), "central differences give"),
        (("symmetry", "init=random", "dJ/dW1", "0,0"), "central differences give"),
        (("capacity", "fit=sgd", "dJ/dW1", "0"), "central differences give"),
        (("penalties", "decay=1", "t"), "t = lr * self.decay / 2"),
        (("penalties", "decay=1", "11", "3"), "max(W⁽¹⁾[i] − t, 0) + min(W⁽¹⁾[i] + t, 0)"),
    ],
)
def test_every_lab_that_trains_explains_its_next_step(cli, lab, said):
    assert said in cli("explain", *lab).out


def test_korean(cli):
    out = cli("explain", "propagation", "z", "0", "--lang", "ko").out
    assert "24줄 가운데 1번째 줄" in out


def test_a_long_sum_says_what_the_rest_comes_to(cli, mini):
    out = cli("explain", "classifier", "layer0.Z", "3,5", "--data", str(mini)).out
    assert "778 more, together" in " ".join(out.split())
    assert "an input" in out


def test_weight_decay_too(cli):
    assert "w_new[i] = w[i] − lr·d[i]" in cli("explain", "weight-decay", "W1new", "0").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "which lab? There are"),
        (("propagatoin", "1"), "did you mean propagation"),
        (("propagation",), "say which number"),
        (("propagation", "1", "0", "0"), "say which number"),
        (("propagation", "99"), "there is no line 99"),
        (("propagation", "dW", "0,0"), "dW is computed by 2 lines"),
        (("propagation", "dJ/dW2"), "is 3×2: say which cell"),
        (("propagation", "dJ/dW2", "3,0"), "no cell 3,0"),
        (("propagation", "dcay=1", "s"), "did you mean decay"),
    ],
)
def test_mistakes_get_a_sentence(cli, words, says):
    result = cli("explain", *words)
    assert result.status == 2
    assert says in result.err
    assert result.err.count("\n") == 1
