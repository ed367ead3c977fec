"""What a change of rules does to a corpus: facts and mentions gained, lost and changed."""
