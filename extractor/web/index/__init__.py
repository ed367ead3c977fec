"""An index of a run's tables, so that lists and searches answer at once; built in the background and kept."""
