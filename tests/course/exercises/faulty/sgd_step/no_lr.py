def sgd_step(params, grads, lr, decay):
    new = {}
    for name, w in params.items():
        g = grads[name]
        if name.startswith("W"):
            new[name] = w - (g + decay * w)
        else:
            new[name] = w - g
    return new
