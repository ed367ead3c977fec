"""The view Look: figures of what the run found."""
