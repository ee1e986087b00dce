"""Text to read: Markdown laid out in cells, pages with their quizzes, source code."""
