"""One step of weight decay."""


def shrink(w, lr, decay):
    """The weights after one step of gradient descent on λ/2 · Σ w².

    w: any shape, lr and decay: numbers. Returns an array of w's shape: w − lr · ∂/∂w (λ/2 · Σ w²).
    """
    return w
