def sgd_step(params, grads, lr, decay):
    return {name: w - lr * (grads[name] + decay * w) for name, w in params.items()}
