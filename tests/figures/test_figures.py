"""The numbers of figures, against the same numbers counted in another way from the files of a run."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor import figures
from extractor.cli.app import exit_code
from extractor.figures import FIGURES, all_figures, awards, money, places
from extractor.figures.figure import Figure
from extractor.figures.outlines import country, outline_file, province
from extractor.figures.svg import svg
from extractor.figures.svg.marks import ticks
from extractor.figures.svg.shades import bounds, shade
from extractor.figures.table import csv_table
from extractor.figures.tables import Tables, opened_tables
from extractor.figures.words import LANGUAGES, Language, Words
from extractor.merge.job import merge
from extractor.outputs.run_log import FILE, runs_of
from extractor.rules.districts import load_gazetteer
from extractor.rules.pack import files_of

EN = Words("en")
WORDS = Path(figures.__file__).with_name("words.yaml")
PROVINCES = {area.code for area in country() if area.code}


def rows_of(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(corpus_out: Path) -> Iterator[Tables]:
    with opened_tables(corpus_out, EN) as opened:
        yield opened


def year_of(row: dict[str, str]) -> str:
    return row["year"] or row["published"][:4]


def numbers(figure: Figure) -> dict[str, tuple[int | Decimal, ...]]:
    return {row.label: row.numbers for row in figure.rows}


def test_awards_by_year_counts_every_fact_once(tables: Tables, corpus_out: Path) -> None:
    told = rows_of(corpus_out, "award_facts")
    figure = awards.awards_by_year(tables)
    counted = Counter((year_of(row), row["status"]) for row in told)
    for label, parts in numbers(figure).items():
        assert parts == tuple(counted[label, status] for status in figure.series)
    undated = sum(not year_of(row) for row in told)
    assert sum(map(sum, numbers(figure).values())) + undated == len(told)
    assert undated == 0 or str(undated) in figure.note


def test_awards_by_district_are_the_granted_ones_of_a_province(tables: Tables, corpus_out: Path) -> None:
    granted = [row for row in rows_of(corpus_out, "award_facts") if row["status"] == "granted"]
    counted = Counter((row["adcode"][:2], year_of(row)) for row in granted)
    figure = awards.awards_by_district(tables)
    assert len(figure.rows) > 5
    for row in figure.rows:
        assert row.numbers == tuple(counted[row.code[:2], year] for year in figure.series)
    assert f"{len(granted) - sum(sum(row.numbers) for row in figure.rows):,} more" in figure.note


@pytest.mark.parametrize("name", ["recipient", "award"])
def test_top_names_are_those_told_most(tables: Tables, corpus_out: Path, name: str) -> None:
    granted = Counter(row[name] for row in rows_of(corpus_out, "award_facts") if row["status"] == "granted" and row[name])
    figure = FIGURES[f"top_{name}s"](tables)
    expected = sorted(granted.items(), key=lambda item: (-item[1], item[0]))[: awards.MOST]
    assert [(row.label, row.numbers[0]) for row in figure.rows] == expected
    assert f"{len(granted):,}" in figure.note


def paid(out: Path) -> list[tuple[dict[str, str], Decimal]]:
    """The sums in yuan that are no standing rules, each times its recipients where it is told of one of them."""
    found = [row for row in rows_of(out, "funding_facts") if row["currency"] == "CNY" and row["is_policy"] != "true"]
    return [
        (row, Decimal(row["amount"]) * (Decimal(row["recipient_count"] or 1) if row["per"] == "each" else 1)) for row in found
    ]


def test_money_by_kind_and_funder_adds_up(tables: Tables, corpus_out: Path) -> None:
    by_kind: Counter[str] = Counter()
    by_funder: Counter[tuple[str, str]] = Counter()
    for row, amount in paid(corpus_out):
        by_kind[row["kind"]] += amount  # type: ignore[assignment]
        by_funder[row["funder"], row["kind"]] += amount  # type: ignore[assignment]
    assert {label: told[0] for label, told in numbers(money.money_by_kind(tables)).items()} == by_kind
    figure = money.money_by_funder(tables)
    for funder, parts in numbers(figure).items():
        assert parts == tuple(by_funder[funder, kind] for kind in figure.series)
    totals = Counter({funder: sum(n for (one, _), n in by_funder.items() if one == funder) for funder, _ in by_funder if funder})
    assert [sum(row.numbers) for row in figure.rows] == sorted(totals.values(), reverse=True)[: money.MOST]


def test_map_counts_the_mentions_of_a_place_and_its_parts(tables: Tables, corpus_out: Path) -> None:
    told = [row for row in rows_of(corpus_out, "mentions") if row["type"] == "district"]
    figure = places.districts(tables)
    assert {row.code for row in figure.rows} == PROVINCES
    for row in figure.rows:
        here = [one for one in told if one["value"][:2] == row.code[:2]]
        assert row.numbers[:2] == (len(here), len({one["doc_id"] for one in here}))
    assert sum(row.numbers[0] for row in figure.rows) == sum(one["value"] != "100000" for one in told)


def test_map_of_a_province_counts_counties_for_their_prefectures(tables: Tables, corpus_out: Path) -> None:
    told = [row["value"] for row in rows_of(corpus_out, "mentions") if row["type"] == "district" and row["value"][:2] == "45"]
    figure = places.districts_of(tables, "450000")
    assert figure is not None
    counted = Counter(code[:4] for code in told if code != "450000")
    assert {row.code[:4]: row.numbers[0] for row in figure.rows if row.numbers[0]} == counted
    assert places.districts_of(tables, "../450000") is None


def test_articles_are_told_by_what_was_removed_and_repaired(tables: Tables, corpus_out: Path) -> None:
    documents = rows_of(corpus_out, "documents")
    removed, repaired = FIGURES["removed"](tables), FIGURES["repairs"](tables)
    assert sum(map(sum, numbers(removed).values())) == len(documents)
    half = sum(2 * int(row["n_clean_chars"]) > int(row["n_raw_chars"]) for row in documents)
    assert sum(sum(row.numbers) for row in removed.rows[:5]) == half
    assert sum(map(sum, numbers(repaired).values())) == sum(row["n_repairs"] != "0" for row in documents)


def test_confidence_has_every_fact_in_its_tenth(tables: Tables, corpus_out: Path) -> None:
    figure = FIGURES["confidence"](tables)
    for at, table in enumerate(("award_facts", "funding_facts")):
        tenths = Counter(min(9, int(Decimal(row["confidence"]) * 10)) for row in rows_of(corpus_out, table) if row["confidence"])
        assert [row.numbers[at] for row in figure.rows] == [tenths[tenth] for tenth in range(10)]


def test_merged_facts_count_once(corpus_out: Path, tmp_path: Path) -> None:
    for path in corpus_out.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    merge([tmp_path])
    merged = rows_of(tmp_path, "merged_awards")
    with opened_tables(tmp_path, EN) as tables:
        figure = awards.awards_by_year(tables)
    undated = sum(not (row["year"] or row["first_date"]) for row in merged)
    assert sum(map(sum, numbers(figure).values())) == len(merged) - undated
    assert len(merged) < len(rows_of(corpus_out, "award_facts"))
    assert EN("once.merged") in figure.note


def test_throughput_is_that_of_the_runs_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("滨海精工有限公司荣获天津市质量奖。", "utf-8")
    for _ in range(2):
        assert exit_code(["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 0
    with (tmp_path / "out" / FILE).open("a") as file:
        file.write('{"ended": "2026-01-0')  # a run that was killed while it wrote
    runs = list(runs_of(tmp_path / "out"))
    assert [run.articles for run in runs] == [1, 1]
    with opened_tables(tmp_path / "out", EN) as tables:
        figure = FIGURES["throughput"](tables)
    assert [row.numbers[0] for row in figure.rows] == [round(Decimal(1) / Decimal(str(run.seconds)), 1) for run in runs]


def test_csv_has_the_numbers_of_the_figure(tables: Tables) -> None:
    for figure in all_figures(tables):
        head, *rows = csv.reader(io.StringIO(csv_table(figure).removeprefix("\ufeff")))
        assert tuple(head) == figure.heads
        assert [tuple(map(Decimal, row[1:])) for row in rows] == [row.numbers for row in figure.rows]


def test_every_language_has_every_figure(corpus_out: Path) -> None:
    made = []
    for words in (Words("zh"), Words("en")):
        with opened_tables(corpus_out, words) as tables:
            made.append(all_figures(tables))
    assert [figure.name for figure in made[0]] == list(FIGURES)
    for chinese, english in zip(*made, strict=True):
        assert chinese.title != english.title
        assert sorted(row.numbers for row in chinese.rows) == sorted(row.numbers for row in english.rows)


def test_outlines_have_every_prefecture_in_use() -> None:
    divisions = {one.code: one for one in load_gazetteer(files_of(())).divisions if one.last == 9999}
    for code in PROVINCES:
        areas = province(code)
        assert all(area.code in divisions for area in areas)
        prefectures = {one.code for one in divisions.values() if one.parent == code and one.level == 2}
        assert not areas or prefectures <= {area.code for area in areas} or code in ("110000", "120000", "310000", "500000")
    assert outline_file("china/../china") is None


def test_every_text_is_told_in_every_language() -> None:
    texts = yaml.safe_load(WORDS.read_text("utf-8"))
    for key, told in texts.items():
        assert set(told) == set(LANGUAGES), key
        places = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in told.values()]
        assert places[0] == places[1], key


@pytest.mark.parametrize(
    ("language", "number", "short"),
    [
        ("zh", 1234, "1,234"),
        ("zh", 366_718_550_000, "3667亿"),
        ("zh", 15_000, "1.5万"),
        ("zh", 2_345_600_000_000, "2.35万亿"),
        ("en", 999, "999"),
        ("en", 1_160_000, "1.16m"),
        ("en", Decimal("24.5"), "24.5"),
    ],
)
def test_short_numbers_are_in_units_of_their_language(language: Language, number: int | Decimal, short: str) -> None:
    assert Words(language).short(number) == short


@given(st.integers(1, 10**15))
def test_axis_reaches_just_over_the_largest(largest: int) -> None:
    marks = ticks(largest)
    assert marks[0] == 0
    assert marks[-2] < largest <= marks[-1]
    assert 2 <= len(marks) <= 7
    assert len({high - low for low, high in pairwise(marks)}) == 1


@given(st.lists(st.integers(0, 10**6), max_size=30))
def test_shades_keep_the_order_of_the_numbers(numbers: list[int]) -> None:
    largest = max(numbers, default=0)
    shades = [shade(number, largest) for number in sorted(numbers)]
    assert shades == sorted(shades)
    assert all((depth == 0) == (number == 0) for depth, number in zip(shades, sorted(numbers), strict=True))
    ends = bounds(numbers)
    assert all(low <= high for low, high in ends)
    assert all(before[1] < after[0] for before, after in pairwise(ends))


def test_drawings_are_sound_xml_and_as_tall_as_what_they_hold(tables: Tables) -> None:
    for figure in all_figures(tables):
        root = ElementTree.fromstring(svg(figure, EN))
        height = float(root.attrib["viewBox"].split()[3])
        bottoms = [float(one.attrib["y"]) + float(one.attrib["height"]) for one in root.iter() if one.tag.endswith("rect")]
        assert all(bottom <= height for bottom in bottoms), figure.name
        assert not any(name.startswith("on") or name == "style" for one in root.iter() for name in one.attrib)
