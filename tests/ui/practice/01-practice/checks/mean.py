def cases(rng):
    yield "small", (rng.normal(size=(2, 3)),)


def reference(x):
    return x.sum() / x.size
