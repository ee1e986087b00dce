"""Widgets: pictures, the stepper, knobs, a lab that runs, and text to read."""
