"""Makes districts.csv from the public-domain table of China's administrative division codes.

usage: python rules/gazetteers/make_districts.py areacodes.csv rules/gazetteers/districts.csv

Source: `result.csv` of github.com/yescallop/areacodes (CC0), county level and above, 1981 to 2024, codes of GB/T 2260.
One row of the result is a division under one name: years in which a name was given up and taken again at once are joined.

    code        six digits
    name        full official name
    level       1 province, 2 prefecture, 3 county
    parent      code of the division above; empty for a province
    from, until years in use; `until` is empty for a name in use
    successors  codes that took its area over, joined by ; (a year in brackets: only part of it, in that year)
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

LEVELS = {"省级": "1", "地级": "2", "县级": "3"}
DIRECT = "直辖"  # in the source: a county with no prefecture above it
HEADER = ["code", "name", "level", "parent", "from", "until", "successors"]


def parent_of(row: dict[str, str]) -> str:
    """The code of the division above."""
    code = row["代码"]
    if row["级别"] == "省级":
        return ""
    return f"{code[:2]}0000" if row["级别"] == "地级" or row["二级行政区"] == DIRECT else f"{code[:4]}00"


def joined(rows: list[list[str]]) -> list[list[str]]:
    """The rows with periods of the same code and name that touch made one; the later period's successors stay."""
    result: list[list[str]] = []
    for row in sorted(rows, key=lambda row: (row[0], row[1], row[4])):
        last = result[-1] if result else None
        if last and last[:4] == row[:4] and last[5] and int(last[5]) >= int(row[4]):
            last[5:] = row[5:]
        else:
            result.append(row)
    return sorted(result, key=lambda row: (row[0], row[4]))


def main(source: Path, target: Path) -> None:
    """Writes `target` from `source`."""
    with source.open(encoding="utf-8-sig", newline="") as stream:
        rows = [
            [row["代码"], row["名称"], LEVELS[row["级别"]], parent_of(row), row["启用时间"], row["变更/弃用时间"], row["新代码"]]
            for row in csv.DictReader(stream)
        ]
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(joined(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
