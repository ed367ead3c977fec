"""The fuzzer of the target `decode`: `python -m tests.fuzz.decode -max_total_time=60`."""

from __future__ import annotations

from tests.fuzz.drive import drive

if __name__ == "__main__":
    drive("decode")
