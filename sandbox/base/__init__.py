"""What all of the house stands on: characters, and files that are read with care."""
