"""Rules and gazetteer entries that nobody wrote, to be laid over the product's with `--rules`."""

from __future__ import annotations

import json
import random
from pathlib import Path

FIRST = "揽擒抱夺摘斩拔捧领获赢收揭登跻晋荣再喜连勇力独豪"
SECOND = "得下回走获取入列牌冠魁元先首顶峰榜席誉名荣功"
HAN = "鑫瑞隆晟泓锦恒泰昊铭骏祺颐琛煜熠霖沛淳睿翊钰琪澜岚岳峻崧嵘"


def write_fact_rules(directory: Path, number: int, seed: int = 1) -> Path:
    """A directory with so many award rules, each with a verb of its own (four characters that news does not use together)."""
    chance = random.Random(seed)
    rules = []
    for index in range(number):
        verb = "".join((*chance.sample(FIRST, 2), *chance.sample(SECOND, 2)))
        pattern = "{recipient:unit}" + verb + "{award:award}"
        rules.append(
            {"id": f"bench.{index}", "about": "made for a benchmark", "pattern": pattern, "priority": 10, "examples": []}
        )
    return _written(directory / "facts" / "awards.yaml", {"extends": True, "rules": rules}, directory)


def write_aliases(directory: Path, number: int, seed: int = 1) -> Path:
    """A directory with so many short names of companies and their full ones."""
    chance = random.Random(seed)
    aliases: dict[str, str] = {}
    while len(aliases) < number:
        name = "".join(chance.sample(HAN, 4))
        aliases[name] = f"{name}机械有限公司"
    return _written(directory / "gazetteers" / "aliases.yaml", {"extends": True, **aliases}, directory)


def _written(path: Path, data: dict[str, object], directory: Path) -> Path:
    path.parent.mkdir(parents=True)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]  # JSON is YAML, too
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return directory
