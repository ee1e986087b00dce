"""A lab that runs on the screen: its session in a thread, its pictures, knobs and lines."""
