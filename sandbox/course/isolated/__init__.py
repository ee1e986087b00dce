"""What a check of an exercise runs in processes of their own: the learner's file, and the checks.

`exercises.checker` starts both and carries frames between them; nothing here runs in the app.
"""
