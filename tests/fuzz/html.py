"""The fuzzer of the target `html`: `python -m tests.fuzz.html -max_total_time=60`."""

from __future__ import annotations

from tests.fuzz.drive import drive

if __name__ == "__main__":
    drive("html")
