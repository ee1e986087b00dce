def sgd_step(params, grads, lr, decay):
    new = {name: w.copy() for name, w in params.items()}
    for name in new:
        rate = decay if "W" in name else 0
        new[name] -= lr * (grads[name] + rate * params[name])
    return new
