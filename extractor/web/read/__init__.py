"""The list of articles, and one article with what was found in it."""
