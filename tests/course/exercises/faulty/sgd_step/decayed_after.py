import numpy as np


def sgd_step(params, grads, lr, decay):
    new = {name: w - lr * grads[name] for name, w in params.items()}
    for name in new:
        if name.startswith("W"):
            new[name] = new[name] - np.multiply(lr * decay, new[name])
    return new
