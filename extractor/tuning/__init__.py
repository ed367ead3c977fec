"""The tools for those who write rules: checks, examples, explanations."""
