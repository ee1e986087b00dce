"""shrink(w, lr, decay) on weights of one, two and no axes, and without decay."""


def cases(rng):
    """Weights, a learning rate and a decay each."""
    for name, shape in (("a vector", (4,)), ("a matrix", (3, 2))):
        yield name, (rng.normal(size=shape), rng.uniform(0.1, 0.9), rng.uniform(0.5, 2.0))
    yield "no decay", (rng.normal(size=5), 0.5, 0.0)


def reference(w, lr, decay):
    """The solution in another form."""
    return (1 - lr * decay) * w


MISTAKES = {
    "grows": lambda w, lr, decay: w + lr * decay * w,
    "no_rate": lambda w, lr, decay: w - decay * w,
}
