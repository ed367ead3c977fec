"""The fuzzer of the target `repair`: `python -m tests.fuzz.repair -max_total_time=60`."""

from __future__ import annotations

from tests.fuzz.drive import drive

if __name__ == "__main__":
    drive("repair")
