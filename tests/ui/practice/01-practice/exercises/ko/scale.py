def scale(X, p):
    """X를 1 - p로 나눕니다."""
    return X
