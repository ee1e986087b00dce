"""An exercise in the app: its task, the learner's file in an editor, and what the checker says."""
