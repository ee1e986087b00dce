"""The second shell: the same labs and lessons without a screen."""
