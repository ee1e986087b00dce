"""The L2 penalty, the s in J = L + s."""


def l2_penalty(params, decay):
    """λ/2 times the sum of all squared weights; biases are not counted."""
    weights = [W for name, W in params.items() if name.startswith("W")]
    s = decay / 2 * sum((W * W).sum() for W in weights)
    return s
