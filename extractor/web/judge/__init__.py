"""Judgements of facts: gold files, their history, and what they say of the rules."""
