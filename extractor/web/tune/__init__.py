"""Rule files in an editor, with what a change does to the corpus."""
