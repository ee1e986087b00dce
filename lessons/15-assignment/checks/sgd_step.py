"""sgd_step(params, grads, lr, decay), against the engine's optimiser."""

from sandbox.engine.optimisers import sgd


def cases(rng):
    """Networks of one, two and three layers, with and without decay."""
    yield "3-4-2", (*networks(rng, 3, 4, 2), rng.uniform(0.1, 0.4), rng.uniform(0.2, 0.8))
    yield "5-2", (*networks(rng, 5, 2), rng.uniform(0.01, 0.1), rng.uniform(1, 3))
    yield "2-3-3-1", (*networks(rng, 2, 3, 3, 1), rng.uniform(0.1, 0.4), rng.uniform(0.2, 0.8))
    yield "λ = 0", (*networks(rng, 3, 2), rng.uniform(0.1, 0.4), 0.0)
    yield "lr = 0", (*networks(rng, 2, 3), 0.0, rng.uniform(0.2, 0.8))


def networks(rng, *sizes):
    """Parameters W1, b1, W2, b2 … and gradients of the same names and shapes."""
    params, grads = {}, {}
    for layer in range(1, len(sizes)):
        for name, shape in (("W", (sizes[layer - 1], sizes[layer])), ("b", (sizes[layer],))):
            params[f"{name}{layer}"] = rng.normal(0, 1, shape)
            grads[f"{name}{layer}"] = rng.normal(0, 1, shape)
    return params, grads


def reference(params, grads, lr, decay):
    """All parameters after one step."""
    optimiser = sgd(lr, decay=decay)
    before = tuple({name[0]: w} for name, w in params.items())
    slopes = tuple({name[0]: grads[name]} for name in params)
    after, _ = optimiser.update(before, slopes, {}, 1)
    return {name: layer[name[0]] for name, layer in zip(params, after, strict=True)}


def stepped(params, grads, step, step_biases=None):
    """Every parameter through `step(w, g)`, the biases through one of their own."""
    return {
        name: (step_biases or step)(w, grads[name]) if name[0] == "b" else step(w, grads[name])
        for name, w in params.items()
    }


MISTAKES = {
    "uphill": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: w + lr * (d + decay * w), lambda b, d: b + lr * d
    ),
    "added": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: w - lr * (d - decay * w), lambda b, d: b - lr * d
    ),
    "biases_decayed": lambda p, g, lr, decay: stepped(p, g, lambda w, d: w - lr * (d + decay * w)),
    "decay_without_lr": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: w - lr * d - decay * w, lambda b, d: b - lr * d
    ),
    "decayed_after": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: (w - lr * d) * (1 - lr * decay), lambda b, d: b - lr * d
    ),
    "two_layers": lambda p, g, lr, decay: {
        name: w - lr * (g[name] + decay * w * (name[0] == "W"))
        for name, w in ((name, p[name]) for name in ("W1", "b1", "W2", "b2"))
    },
    "no_decay": lambda p, g, lr, decay: stepped(p, g, lambda w, d: w - lr * d),
    "no_lr": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: w - (d + decay * w), lambda b, d: b - d
    ),
    "two_decays": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: w - lr * (d + 2 * decay * w), lambda b, d: b - lr * d
    ),
    "change_alone": lambda p, g, lr, decay: stepped(
        p, g, lambda w, d: -lr * (d + decay * w), lambda b, d: -lr * d
    ),
}
