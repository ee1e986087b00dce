"""What lies between Textual and the terminal: bytes, keys, signals, and leaving in order."""
