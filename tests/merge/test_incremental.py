"""Articles that come later: any split into batches, in any order, gives what one run over all gives."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.merge.intake import Readers
from extractor.merge.job import add
from extractor.merge.reading import Article
from extractor.merge.store import opened
from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.schema import AWARD_FACTS, DOCUMENTS, FUNDING_FACTS, Table
from extractor.text.fingerprints import PERMUTATIONS

FULL = (
    "厦门云帆机械有限公司",
    "福州云帆机械有限公司",
    "泉州华沅织造有限公司",
    "绍兴华沅织造有限公司",
    "宁波东聿纺织股份有限公司",
)
SHORT = ("云帆机械", "华沅织造", "东聿纺织", "厦航")
AWARDS = ("厦门市质量奖", "厦门质量奖", "市质量奖", "国家磐石奖", "磐石奖", "鲁班奖", "中国建设工程鲁班奖")
PLACES = ("350200", "350100", "330200", "")
DATES = ("2023-01-05", "2023-01-20", "2023-09-01", "")


@cache
def readers() -> Readers:
    return Readers.of()


def row(table: Table, **told: object) -> dict[str, str | None]:
    """A row of a table as it is read back."""
    values = {name: str(value) if value not in (None, "") else None for name, value in told.items()}
    return {column.name: values.get(column.name) for column in table.columns}


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    """An article with few choices for everything, so that much of it meets in others."""
    dice = random.Random(draw(st.integers(0, 1 << 30)))
    doc_id = f"{number * 0x9E3779B97F4A7C15 % (1 << 64):016x}"
    values = numpy.random.default_rng(dice.randrange(3)).integers(0, 1 << 16, PERMUTATIONS, dtype=numpy.uint16)
    other = numpy.random.default_rng(number + 10).integers(0, 1 << 16, PERMUTATIONS, dtype=numpy.uint16)
    kept = numpy.arange(PERMUTATIONS) < PERMUTATIONS * dice.choice((0.0, 0.0, 0.5, 0.6, 0.8, 1.0))
    awards = [_award(dice) for _ in range(dice.randrange(1, 4))]
    funding = [_sum(dice) for _ in range(dice.randrange(3))]
    return Article(
        row(DOCUMENTS, doc_id=doc_id, source=f"{number}.txt", published=dice.choice(DATES), script=dice.choice(("hans", "hant"))),
        {
            "home": dice.choice(PLACES) or None,
            "damage": dice.randrange(9),
            "n_shingles": dice.choice((400, 500, 900)),
            "companies": dice.sample(FULL, dice.randrange(3)),
            "defined": [f"{FULL[0]}\t云帆"] if dice.random() < 0.2 else [],
            "signature": numpy.where(kept, values, other).astype("<u2").tobytes(),
        },
        tuple(awards),
        tuple(funding),
    )


def _award(dice: random.Random) -> dict[str, str | None]:
    whom: dict[str, Any] = {"recipient": dice.choice((*FULL, *SHORT)), "recipient_kind": "company", "adcode": dice.choice(PLACES)}
    if dice.random() < 0.3:
        whom = {"recipient_count": dice.choice((3, 4)), "recipient_unit": "家", "adcode": dice.choice(PLACES)}
    occasion = {"edition": dice.choice(("", 5, 6)), "year": dice.choice(("", 2022, 2023)), "grade": dice.choice(("", "金奖"))}
    return row(
        AWARD_FACTS, award=dice.choice(AWARDS), status="granted", kind="prize", amount=dice.choice(("", 5, 6)), **occasion, **whom
    )


def _sum(dice: random.Random) -> dict[str, str | None]:
    whom = {
        "recipients": dice.choice(("", FULL[0], SHORT[0], f"{SHORT[1]}；{SHORT[3]}")),
        "funder": dice.choice(("", "市财政", SHORT[3])),
    }
    money = {"amount": dice.choice((100, 200)), "currency": "CNY", "per": "total", "is_policy": "false"}
    return row(FUNDING_FACTS, kind="reward", adcode=dice.choice(PLACES), purpose=dice.choice(("", "贴息")), **whom, **money)


def merged(batches: Iterable[Sequence[Article]]) -> dict[str, list[tuple[Any, ...]]]:
    """The merged tables after the batches came one after another."""
    with tempfile.TemporaryDirectory() as place, opened(Path(place)) as store:
        for batch in batches:
            add(store, batch, readers())
        return {table.name: store.execute(f"SELECT * FROM {table.name} ORDER BY ALL").fetchall() for table in MERGED_TABLES}


@settings(max_examples=8, deadline=None, derandomize=True)
@given(data=st.data())
def test_any_split_in_any_order_gives_the_same_tables(data: st.DataObject) -> None:
    told = [data.draw(articles(number)) for number in range(1, 19)]
    shuffled = data.draw(st.permutations(told))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(told)), min_size=2, max_size=2)))
    batches = [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(told)], strict=True)]
    assert merged(batches) == merged([told])


@settings(max_examples=4, deadline=None, derandomize=True)
@given(data=st.data())
def test_an_article_that_is_told_anew_takes_the_place_of_the_old_one(data: st.DataObject) -> None:
    told = [data.draw(articles(number)) for number in range(1, 15)]
    earlier = [replace(data.draw(articles(number)), document=told[number - 1].document) for number in range(1, 9)]
    assert merged([earlier, told[:4], told[4:]]) == merged([told])
