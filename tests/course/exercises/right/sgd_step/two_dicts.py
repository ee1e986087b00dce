def sgd_step(params, grads, lr, decay):
    decayed = {name: grads[name] + decay * w for name, w in params.items() if name[0] == "W"}
    directions = grads | decayed
    return {name: params[name] - lr * directions[name] for name in params}
