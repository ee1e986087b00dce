"""The app as a dialogue in lines: for screen readers, dumb terminals and pipes."""
