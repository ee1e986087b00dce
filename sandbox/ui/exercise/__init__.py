"""The learner's work on exercises: files, drafts and checks. It knows no screen."""
