def sgd_step(params, grads, lr, decay):
    return {name: w - lr * grads[name] for name, w in params.items()}
