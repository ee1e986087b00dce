def scale(X, p):
    """X over 1 - p."""
    return X / (1 - p)
