def sgd_step(params, grads, lr, decay):
    new = {}
    for name, w in params.items():
        g = grads[name]
        if name.startswith("W"):
            new[name] = w - lr * (g + 2 * decay * w)
        else:
            new[name] = w - lr * g
    return new
