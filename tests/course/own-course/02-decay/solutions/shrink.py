"""One step of weight decay."""


def shrink(w, lr, decay):
    """The gradient of the price is decay · w, and a step goes against it."""
    dw = decay * w
    return w - lr * dw
