def l2_penalty(params, decay):
    return decay / 2 * (params["W1"] ** 2).sum()
