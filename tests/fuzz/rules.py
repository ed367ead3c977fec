"""The fuzzer of the target `rules`: `python -m tests.fuzz.rules -max_total_time=60`."""

from __future__ import annotations

from tests.fuzz.drive import drive

if __name__ == "__main__":
    drive("rules")
