"""The app itself: how it starts, what holds on every screen, and the ways between screens."""
