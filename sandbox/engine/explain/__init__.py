"""How any one cell of a step was made, and its line for any cell."""
