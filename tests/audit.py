"""Known vulnerabilities of locked packages: `python -m tests.audit LOCK...` (`make audit`).

pip-audit asks an advisory database on the network. The exit code tells what came of it: 0 nothing is known against any package,
1 something is (told with the version that mends it), 3 not every package could be asked about, so nothing is proven.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

CLEAN, VULNERABLE, NOT_ASKED = 0, 1, 3


def command(locks: Sequence[str]) -> list[str]:
    """How pip-audit is called: it only reads the locks, installs nothing, and tells what it found as JSON."""
    options = ["--format", "json", "--progress-spinner", "off", "--disable-pip", "--require-hashes"]
    return [sys.executable, "-m", "pip_audit", *options, *(word for lock in locks for word in ("--requirement", lock))]


def verdict(report: Mapping[str, Any] | None, told: str = "") -> tuple[int, list[str]]:
    """The exit code for a report of pip-audit, with lines that say why; without a report, what was told instead."""
    if report is None:
        return NOT_ASKED, [f"the advisory database was not reached, so nothing is proven: {told.strip()[-300:]}"]
    known, unasked = [], []
    for package in report["dependencies"]:
        if "skip_reason" in package:
            unasked.append(package["name"])
        for fault in package.get("vulns", ()):
            mended = ", ".join(fault.get("fix_versions") or ["no version"])
            known.append(f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}")
    asked = len(report["dependencies"]) - len(unasked)
    if known:
        return VULNERABLE, known
    if unasked:
        names = ", ".join(sorted(unasked)[:5])
        return NOT_ASKED, [f"no answer about {len(unasked)} of {asked + len(unasked)} packages ({names} …), so nothing is proven"]
    return CLEAN, [f"nothing is known against any of {asked} packages"]


def main(locks: Sequence[str]) -> int:
    """Asks, prints what came of it, and gives the exit code."""
    done = subprocess.run(command(locks), capture_output=True, text=True, check=False)
    code, lines = verdict(json.loads(done.stdout) if done.stdout.strip() else None, done.stderr)
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
