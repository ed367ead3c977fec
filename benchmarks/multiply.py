"""A large corpus made from the sample corpus, with other companies and other numbers in each copy.

    python -m benchmarks.multiply 10000 articles.jsonl [--seed 1]

In each copy the brands of the companies in the gold and the digits of all numbers are others, so that no two articles are equal;
dates keep their form, as only the last digit of a number of four digits or more is changed, and of shorter ones all.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.model import RawArticle
from extractor.sources import read_articles

ROOT = Path(__file__).parents[1]
# Characters that brands are made of, and that make no other word of an article's language.
BRAND = "鑫瑞隆晟泓锦恒泰昊铭骏祺颐琛煜熠霖沛淳睿翊钰琪澜岚岳峻崧嵘"
_DIGITS = re.compile(r"\d+")
_PLACE = re.compile(r"^.{2,8}?(?:省|市|区|县|旗|镇)|^[（(].{2,4}[）)]")


def multiplied(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many records: `source`, and `text` or `html`."""
    chance = random.Random(seed)
    articles = [item for item in read_articles([str(ROOT / "corpus" / "articles")]) if isinstance(item, RawArticle)]
    brands = [_brands(article) for article in articles]
    for index in range(number):
        article, own = articles[index % len(articles)], brands[index % len(articles)]
        text = article.text if index < len(articles) else changed(article.text, own, chance)
        yield {"source": f"{index:07d}", "html" if article.media == "html" else "text": text}


def changed(text: str, brands: list[str], chance: random.Random) -> str:
    """The text with other brands and other numbers."""
    for brand in brands:
        text = text.replace(brand, "".join(chance.sample(BRAND, len(brand))))

    def other(match: re.Match[str]) -> str:
        digits = match.group()
        kept = len(digits) - 1 if len(digits) >= 4 else 0
        return digits[:kept] + "".join(str(chance.randint(1, 9)) for _ in digits[kept:])

    return _DIGITS.sub(other, text)


def _brands(article: RawArticle) -> list[str]:
    """The first two characters of each company in the article's gold, behind the place it begins with."""
    gold = ROOT / "corpus" / "gold" / f"{Path(article.source.split('#')[0]).stem}.json"
    told: Mapping[str, Any] = json.loads(gold.read_text("utf-8")) if gold.is_file() else {}
    names = (_PLACE.sub("", name)[:2] for name in told.get("companies", ()))
    return [name for name in dict.fromkeys(names) if re.fullmatch("[\u4e00-\u9fff]{2}", name)]


def write_multiplied(number: int, out: Path, seed: int = 1, *, characters: int | None = None) -> None:
    """Writes so many records to a JSON Lines file, each cut to so many characters."""
    with out.open("w", encoding="utf-8") as file:
        for record in multiplied(number, seed):
            record = {name: value[:characters] for name, value in record.items()} if characters else record
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    """Writes the records, a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    write_multiplied(told.number, told.out, told.seed)


if __name__ == "__main__":
    main()
