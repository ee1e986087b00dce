"""The labs of the lessons: one experiment a file, and what only they compute."""
