"""The extraction as a step of other frameworks; each adapter is imported by itself and needs its framework installed."""
