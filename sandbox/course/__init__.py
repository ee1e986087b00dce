"""The course: lessons and words as data. It loads without Textual, and NumPy only for pages."""
