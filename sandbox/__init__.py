"""mlp-sandbox: multilayer perceptrons, taught by stepping through them."""

__version__ = "0.1.0"
