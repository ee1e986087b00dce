"""A step of SGD with weight decay."""


def sgd_step(params, grads, lr, decay):
    """w − lr · (g + λw), and b − lr · g for biases, in new arrays."""
    new = {}
    for name, w in params.items():
        g = grads[name]
        d = g + decay * w if name.startswith("W") else g
        new[name] = w - lr * d
    return new
