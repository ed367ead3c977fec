"""Coverage-guided fuzzers: `python -m tests.fuzz.NAME [-max_total_time=SECONDS]`, or `make fuzz` for all of them.

They need atheris (the extra `fuzz`), which the tests do not: `tests/hostile/test_fuzz_corpus.py` runs each target once over
the inputs that are kept.
"""
