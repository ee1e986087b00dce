def l2_penalty(params, decay):
    return decay / 2 * sum((w**2).sum() for w in params.values())
