"""The tables in every format, and the rows they are made of."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import read_table

from extractor.errors import UsageError
from extractor.model import (
    AwardFact,
    Block,
    Contradiction,
    CountFact,
    Document,
    Edit,
    FundingFact,
    Mention,
    Metadata,
    RawArticle,
    Reject,
)
from extractor.outputs import TABLES, OutputTables, doc_id, reject_rows, rows_of, to_frames
from extractor.outputs.cells import neutralised, restored, text_cell
from extractor.outputs.rows import TableRows, plain_number
from extractor.outputs.schema import MENTIONS
from extractor.outputs.xlsx_book import XlsxBook
from extractor.pipeline import ArticleResult
from extractor.text.edits import EditChain, EditList
from extractor.text.sentences import split_sentences

RAW = "江城市質(zhì)量獎\n云帆公司获市质量奖，奖励一百万元。"
NOTE = (4, 9)


def result() -> ArticleResult:
    """An article with one of everything, its pinyin note stripped."""
    note = Edit(*NOTE, "", "note.pinyin")
    stage = EditList(len(RAW), [note])
    text = stage.apply(RAW)
    line = text.index("\n") + 1
    document = Document(
        source="dir/a.txt",
        raw=RAW,
        text=text,
        chain=EditChain([stage]),
        blocks=(Block("title", 0, line - 1), Block("paragraph", line, len(text))),
        meta=Metadata(title="江城市质量奖", published="2023-05-06"),
        script="hant",
        region="CN",
        repairs=(note,),
    )
    company, award, amount = (text.index(words) for words in ("云帆公司", "市质量奖，", "一百万元"))
    place = {"start": company, "end": len(text), "rule": "test.rule"}
    return ArticleResult(
        article=RawArticle("dir/a.txt", RAW, encoding_reason="valid UTF-8", meta={"url": "https://news.example/"}),
        document=document,
        mentions=(
            Mention("award", 0, line - 1, "江城市质量奖", "award.stem", edition=3, grade="金奖"),
            Mention("company", company, company + 4, "云帆公司", "company.suffix"),
            Mention("amount", amount, amount + 4, "一百万元", "amount", number=Decimal("1E+6"), currency="CNY"),
        ),
        award_facts=(
            AwardFact("江城市质量奖", "prize", "granted", award, award + 4, "award.won", edition=3, recipient="云帆公司"),
        ),
        funding_facts=(
            FundingFact("reward", Decimal("1000000.50"), "CNY", **place, per="each", recipients=("云帆公司", "星河公司")),  # type: ignore[arg-type]
        ),
        count_facts=(CountFact(Decimal("0.0353"), "家", None, "约", company, len(text), "count"),),
        contradictions=(Contradiction("list", "江城市质量奖", Decimal(2), Decimal(3), award, award + 4, "award.list.item"),),
        timed_out=("award.slow",),
        sentences=split_sentences(text, document.blocks),
    )


def by_name(rows: TableRows, table: str, index: int = 0) -> dict[str, Any]:
    """One row by column names."""
    columns = next(known for known in TABLES if known.name == table).columns
    return dict(zip([column.name for column in columns], rows[table][index], strict=True))


CONTRACT = {
    "documents": "doc_id, source, title, published, publisher, author, script, n_raw_chars, n_clean_chars, n_repairs, status",
    "mentions": "doc_id, type, text, value, value_max, unit, object, qualifier, currency, raw_start, raw_end, raw_text, "
    "sentence, rule",
    "award_facts": "doc_id, source, award, kind, edition, year, grade, status, recipient, recipient_kind, recipient_count, "
    "recipient_unit, district, adcode, grantor, amount, published, sentence, raw_start, raw_end, rule",
    "funding_facts": "doc_id, source, kind, amount, amount_max, currency, qualifier, per, recipients, recipient_count, "
    "project_count, purpose, funder, period, is_policy, district, adcode, sentence, raw_start, raw_end, rule",
    "count_facts": "doc_id, source, value, unit, object, qualifier, sentence, raw_start, raw_end, rule",
    "contradictions": "doc_id, source, check, subject, told, counted, sentence, raw_start, raw_end, rule",
    "rejects": "source, location, reason",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_of_the_contract_come_first_and_in_order(name: str) -> None:
    table = next(table for table in TABLES if table.name == name)
    expected = CONTRACT[name].split(", ")
    assert table.headers("en")[: len(expected)] == expected
    assert len(set(table.headers("en"))) == len(set(table.headers("zh"))) == len(table.columns)


def test_rows_of_an_article() -> None:
    rows = rows_of(result())
    document = by_name(rows, "documents")
    assert document["doc_id"] == doc_id("dir/a.txt", RAW)
    assert (document["n_raw_chars"], document["n_clean_chars"], document["n_repairs"]) == (len(RAW), len(RAW) - 5, 1)
    assert (document["status"], document["url"], document["timed_out"]) == ("repaired", "https://news.example/", "award.slow")
    award = by_name(rows, "mentions")
    assert award["raw_text"] == RAW[award["raw_start"] : award["raw_end"]] == "江城市質(zhì)量獎"
    assert (award["text"], award["edition"], award["grade"]) == ("江城市質量獎", 3, "金奖")
    amount = by_name(rows, "mentions", 2)
    assert (amount["value"], amount["currency"], amount["value_max"]) == ("1000000", "CNY", None)
    fact = by_name(rows, "award_facts")
    assert fact["sentence"] == "云帆公司获市质量奖，奖励一百万元。"
    assert (RAW[fact["raw_start"] : fact["raw_end"]], fact["published"]) == ("市质量奖", "2023-05-06")
    assert by_name(rows, "funding_facts")["recipients"] == "云帆公司；星河公司"
    assert by_name(rows, "count_facts")["value"] == Decimal("0.0353")
    found = by_name(rows, "contradictions")
    assert (found["check"], found["told"], found["counted"], found["rule"]) == ("list", Decimal(2), Decimal(3), "award.list.item")
    assert RAW[found["raw_start"] : found["raw_end"]] == "市质量奖"


def test_doc_id_depends_on_source_and_text_only() -> None:
    assert doc_id("a", "b") == doc_id("a", "b") != doc_id("ab", "")
    assert len(doc_id("a", "\ud800")) == 16


NUMBERS = {
    "1E+6": "1000000",
    "1000000.50": "1000000.5",
    "0.0353": "0.0353",
    "-0": "0",
    "0E-10": "0",
    "1200": "1200",
    "-2.10": "-2.1",
    "1E-7": "0.0000001",
}


@pytest.mark.parametrize("number", NUMBERS)
def test_plain_number(number: str) -> None:
    assert plain_number(Decimal(number)) == NUMBERS[number]


FORMULAS = ["=1+1", "+cmd|x", "-2亿元", "@SUM(A1)", "＝1", "\t=1", "\r=1", " =1", "'=1", "''=1", "\n="]
HARMLESS = ["", "江城", "-210000000", "+5", "-2.1%", "'quoted'", "1=1", "a-b", "'-5", "-", "\n"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_neutralised(text: str) -> None:
    assert neutralised(text) == "'" + text


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_texts_stay(text: str) -> None:
    assert neutralised(text) == text


@given(st.text(alphabet="'=+-@＝ \t\r\n1a.%", max_size=6) | st.text())
def test_neutralising_is_reversible(text: str) -> None:
    assert restored(neutralised(text)) == text


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (True, "true"), (False, "false"), (7, "7"), (Decimal("1E+2"), "100")])
def test_cells(value: Any, cell: str) -> None:
    assert text_cell(value) == cell


def write(out: Path, formats: tuple[str, ...], language: str = "en") -> list[Path]:
    with OutputTables(out, formats, language) as tables:
        tables.write(rows_of(result()))
        tables.write(reject_rows(Reject("b.txt", "line 7", "=empty")))
    return tables.files


def test_csv(tmp_path: Path) -> None:
    write(tmp_path, ("csv",))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{table.name}.csv" for table in TABLES)
    assert (tmp_path / "mentions.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc_id,type,")
    with (tmp_path / "mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["raw_text"] == "江城市質(zhì)量獎"
    assert rows[2]["value"] == "1000000"
    assert rows[2]["value_max"] == ""
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1] == ["b.txt", "line 7", "'=empty"]
    with (tmp_path / "funding_facts.csv").open(encoding="utf-8-sig", newline="") as file:
        (fact,) = csv.DictReader(file)
    assert (fact["amount"], fact["is_policy"], fact["recipient_count"]) == ("1000000.5", "false", "")


def test_jsonl(tmp_path: Path) -> None:
    write(tmp_path, ("jsonl",))
    (fact,) = [
        json.loads(line, parse_float=Decimal) for line in (tmp_path / "funding_facts.jsonl").read_text("utf-8").splitlines()
    ]
    assert fact["amount"] == Decimal("1000000.5")
    assert (fact["is_policy"], fact["recipient_count"], fact["recipients"]) == (False, None, "云帆公司；星河公司")


def test_parquet(tmp_path: Path) -> None:
    write(tmp_path, ("parquet",))
    (fact,) = read_table(tmp_path / "count_facts.parquet").to_pylist()
    assert (fact["value"], fact["object"], fact["raw_start"]) == (Decimal("0.0353"), None, RAW.index("云帆"))
    assert read_table(tmp_path / "mentions.parquet").num_rows == 3


@pytest.mark.parametrize(("number", "stored"), [("1E+40", None), ("0.123456789", Decimal("0.12345679"))])
def test_parquet_takes_numbers_beyond_its_type(tmp_path: Path, number: str, stored: Decimal | None) -> None:
    row = ("id", "s", Decimal(number), "家", None, None, "", 0, 1, "r")
    with OutputTables(tmp_path, ("parquet",)) as tables:
        tables.write({"count_facts": [row]})
    assert read_table(tmp_path / "count_facts.parquet").to_pylist()[0]["value"] == stored


def test_xlsx(tmp_path: Path) -> None:
    assert write(tmp_path, ("xlsx",)) == [tmp_path / "tables.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert book.sheetnames == [table.name for table in TABLES]
    sheet = book["funding_facts"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:W2")
    row = dict(zip([cell.value for cell in sheet[1]], [cell.value for cell in sheet[2]], strict=True))
    assert (row["amount"], row["is_policy"], row["recipients"]) == (1000000.5, False, "云帆公司；星河公司")
    assert book["rejects"]["C2"].value == "=empty"
    assert book["rejects"]["C2"].data_type == "s"


ODD_TEXTS = {
    "control characters": "a\x00\x0b\x1fb",
    "too long": "长" * 40_000,
    "a link": "https://news.example/",
    "number": "007",
    "break": "a\nb",
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_xlsx_takes_odd_texts(tmp_path: Path, name: str) -> None:
    with OutputTables(tmp_path, ("xlsx",)) as tables:
        tables.write(reject_rows(Reject("b", "", ODD_TEXTS[name])))
    value = str(openpyxl.load_workbook(tmp_path / "tables.xlsx")["rejects"]["C2"].value)
    assert value[:1] == ODD_TEXTS[name][:1]
    assert len(value) <= 32_767


def test_xlsx_takes_rows_of_all_tables_in_turn(tmp_path: Path) -> None:
    with OutputTables(tmp_path, ("xlsx",)) as tables:
        for _ in range(40):
            tables.write(rows_of(result()))
    book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == {
        "documents": 40,
        "mentions": 120,
        "award_facts": 40,
        "funding_facts": 40,
        "count_facts": 40,
        "contradictions": 40,
        "rejects": 0,
    }


def test_xlsx_keeps_long_numbers_as_text(tmp_path: Path) -> None:
    row = ("id", "s", Decimal("12345678901234567.5"), "家", None, None, "", 0, 1, "r")
    with OutputTables(tmp_path, ("xlsx",)) as tables:
        tables.write({"count_facts": [row]})
    assert openpyxl.load_workbook(tmp_path / "tables.xlsx")["count_facts"]["C2"].value == "12345678901234567.5"


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet", "xlsx"])
def test_chinese_headers(tmp_path: Path, name: str) -> None:
    write(tmp_path, (name,), "zh")
    expected = ["文章编号", "类型", "文本", "值"]
    assert MENTIONS.headers("zh")[:4] == expected
    if name == "csv":
        head = (tmp_path / "mentions.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    elif name == "jsonl":
        head = list(json.loads((tmp_path / "mentions.jsonl").read_text("utf-8").splitlines()[0]))
    elif name == "parquet":
        head = read_table(tmp_path / "mentions.parquet").column_names
    else:
        book = openpyxl.load_workbook(tmp_path / "tables.xlsx")
        assert book.sheetnames[1] == "提及"
        head = [str(cell.value) for cell in book["提及"][1]]
    assert head[:4] == expected


def test_tables_are_there_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("before")
    with suppress(KeyboardInterrupt), OutputTables(tmp_path, ("csv", "jsonl", "parquet", "xlsx")) as tables:
        tables.write(rows_of(result()))
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["documents.csv"]
    assert (tmp_path / "documents.csv").read_text() == "before"


@pytest.mark.parametrize("number", [0, 1])
def test_a_file_of_ones_own_is_kept_under_another_name(tmp_path: Path, number: int) -> None:
    mine = tmp_path / ("documents.csv", "award_facts.csv")[number]
    mine.write_text("my own work")
    with OutputTables(tmp_path, is_changed=lambda path: path == mine) as tables:
        tables.write(rows_of(result()))
    assert mine.read_text("utf-8-sig").startswith("doc_id")
    assert (tmp_path / f"{mine.name}.before").read_text() == "my own work"
    assert tables.notes == [f"{mine.name} was changed after the last run; it is kept as {mine.name}.before"]
    assert [path.name for path in tmp_path.glob("*.before")] == [f"{mine.name}.before"]


def test_what_is_told_of_split_tables_comes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = XlsxBook.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "max_rows", 1)
    with OutputTables(tmp_path, ("xlsx",)) as tables:
        tables.write(rows_of(result()))
    assert any("more than a sheet holds" in note for note in tables.notes)


def test_a_file_beside_takes_its_name_with_the_tables(tmp_path: Path) -> None:
    with OutputTables(tmp_path) as tables:
        tables.beside("more.txt").write_text("x")
        assert not (tmp_path / "more.txt").exists()
    assert (tmp_path / "more.txt").read_text() == "x"
    assert tmp_path / "more.txt" not in tables.files
    with suppress(KeyboardInterrupt), OutputTables(tmp_path) as tables:
        tables.beside("less.txt").write_text("x")
        raise KeyboardInterrupt
    assert not [path for path in tmp_path.iterdir() if "less" in path.name]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out" / "mentions.csv").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"mentions.csv is a directory there"):
        OutputTables(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mentions.csv"]
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot write to"):
        OutputTables(tmp_path / "file")
    with pytest.raises(UsageError, match="unknown format ods"):
        OutputTables(tmp_path, ("ods",))


def test_frames() -> None:
    frames = to_frames([result(), Reject("b.txt", "", "empty")])
    assert {name: len(frame) for name, frame in frames.items()} == {
        "documents": 1,
        "mentions": 3,
        "award_facts": 1,
        "funding_facts": 1,
        "count_facts": 1,
        "contradictions": 1,
        "rejects": 1,
    }
    fact = frames["funding_facts"].iloc[0]
    assert fact["amount"] == Decimal("1000000.50")
    assert fact["purpose"] is None
    assert str(frames["mentions"]["raw_start"].dtype) == "Int64"
    assert str(frames["funding_facts"]["is_policy"].dtype) == "boolean"
    assert to_frames([])["award_facts"].empty
