"""Gold as spans in a text, for annotation tools: out to them pre-annotated by the pipeline, and back again."""
