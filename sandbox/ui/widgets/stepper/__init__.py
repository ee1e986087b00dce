"""Asking the numbers of a pass: where from, who used it, is it right, what if, and what next."""
