"""A step of SGD with weight decay."""


def sgd_step(params, grads, lr, decay):
    """w − lr · (g + λw) for weights, b − lr · g for biases, in new arrays."""
    new = {}
    for name, w in params.items():
        d = grads[name] + decay * w if name.startswith("W") else grads[name]
        new[name] = w - lr * d
    return new
