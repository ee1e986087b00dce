"""A widget for each kind of picture."""
