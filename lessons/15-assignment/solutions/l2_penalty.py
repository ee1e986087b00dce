"""The L2 penalty, the s in J = L + s."""


def l2_penalty(params, decay):
    """λ/2 times the sum of all squared weights; biases are not counted."""
    squares = [(W * W).sum() for name, W in params.items() if name.startswith("W")]
    s = decay / 2 * sum(squares)
    return s
