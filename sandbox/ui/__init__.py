"""The screen: the only part that imports Textual."""
