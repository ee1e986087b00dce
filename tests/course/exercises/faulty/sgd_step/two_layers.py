import numpy as np


def sgd_step(params, grads, lr, decay):
    return {
        "W1": params["W1"] - lr * (grads["W1"] + np.multiply(decay, params["W1"])),
        "b1": params["b1"] - lr * grads["b1"],
        "W2": params["W2"] - lr * (grads["W2"] + np.multiply(decay, params["W2"])),
        "b2": params["b2"] - lr * grads["b2"],
    }
