"""An exercise on the screen: task, editor and answer."""
