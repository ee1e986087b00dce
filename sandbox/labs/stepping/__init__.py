"""Stepping: a recorded training step that can be read, asked, checked and changed."""
