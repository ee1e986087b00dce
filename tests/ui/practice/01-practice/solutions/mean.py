def mean(x):
    """The mean of all cells."""
    return x.sum() / x.size
