"""Excel at both ends: workbooks that people work in, and articles out of columns of workbooks."""

from __future__ import annotations

import builtins
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from extractor.batch import Summary
from extractor.cli.app import exit_code
from extractor.cli.run import summary_lines
from extractor.extras import MissingExtraError, needed
from extractor.model import RawArticle, Reject
from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.rows import rows_of
from extractor.outputs.schema import TABLES
from extractor.outputs.xlsx_book import XlsxBook
from extractor.pipeline import Pipeline
from extractor.sources import ReadOptions, read_articles, xlsx_files
from tests.sources.inputs import FIRST, RECORDS, SECOND, zipped

ARTICLE = RawArticle(
    "a.txt",
    "江城颁奖\n2023-05-06 08:00 来源：江城日报\n昨日，江城市云帆机械有限公司获得第六届江城市质量奖，奖励100万元。",
    meta={"published": "2023-05-06"},
)


def book_of(path: Path, language: str, articles: int, **limits: int) -> tuple[Any, XlsxBook]:
    """A workbook with the tables of so many articles, as openpyxl reads it, and its writer."""
    book = XlsxBook(path, TABLES, language, **limits)
    pipeline = Pipeline.default()
    for number in range(articles):
        for table, rows in rows_of(pipeline.extract(RawArticle(f"{number}.txt", ARTICLE.text, meta=ARTICLE.meta))).items():
            book.write(table, rows)
    book.close()
    return openpyxl.load_workbook(path), book


def cells(sheet: Any, row: int) -> dict[str, Any]:
    return {head.value: cell for head, cell in zip(sheet[1], sheet[row], strict=True)}


def test_dates_and_numbers_are_such(tmp_path: Path) -> None:
    book, _ = book_of(tmp_path / "a.xlsx", "en", 1)
    published = cells(book["documents"], 2)["published"]
    assert (published.value, published.is_date, published.number_format) == (datetime(2023, 5, 6), True, "yyyy-mm-dd")
    fact = cells(book["award_facts"], 2)
    assert (fact["edition"].value, fact["amount"].value, fact["published"].is_date) == (6, 1000000, True)
    assert fact["adcode"].data_type in ("s", "n")
    assert 0 < fact["confidence"].value <= 1


@pytest.mark.parametrize("day", ["1899-12-31", "2023-05", "soon"])
def test_what_is_no_date_to_excel_stays_text(tmp_path: Path, day: str) -> None:
    row = tuple(day if column.name == "published" else None for column in TABLES[0].columns)
    book = XlsxBook(tmp_path / "a.xlsx", TABLES, "en")
    book.write("documents", [row])
    book.close()
    assert cells(openpyxl.load_workbook(tmp_path / "a.xlsx")["documents"], 2)["published"].value == day


@pytest.mark.parametrize(("language", "sheet", "home"), [("en", "award_facts", "documents"), ("zh", "获奖事实", "文章")])
def test_a_fact_leads_to_its_article(tmp_path: Path, language: str, sheet: str, home: str) -> None:
    book, _ = book_of(tmp_path / "a.xlsx", language, 3)
    shown = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    for row in range(2, book[sheet].max_row + 1):
        link, value = book[sheet].cell(row, 1).value, shown[sheet].cell(row, 1).value
        target = re.fullmatch(r'=HYPERLINK\("#\'(.+)\'!A(\d+)","([0-9a-f]{16})"\)', link)
        assert target
        assert target[3] == value == book[target[1]].cell(int(target[2]), 1).value
        assert target[1] == home
    assert (book[sheet].freeze_panes, book[sheet].auto_filter.ref[:3]) == ("A2", "A1:")
    assert book[sheet].column_dimensions["B"].width > 25


def test_a_full_sheet_goes_on_and_says_so(tmp_path: Path) -> None:
    book, writer = book_of(tmp_path / "a.xlsx", "en", 7, max_rows=4)
    assert [name for name in book.sheetnames if name.startswith("documents")] == ["documents", "documents 2", "documents 3"]
    assert [book[name].max_row for name in ("documents", "documents 2", "documents 3")] == [4, 4, 2]
    assert all(book[f"documents{end}"]["A1"].value == "doc_id" for end in ("", " 2", " 3"))
    assert "documents 3'!A2" in book["award_facts 3"]["A2"].value
    note = next(note for note in writer.notes if note.startswith("documents"))
    assert note == "documents has 7 rows, more than a sheet holds: they go on in 3 sheets, to documents 3"
    assert f"note      {note}" in summary_lines(Summary(notes=writer.notes), tmp_path)


def test_merged_facts_lead_to_their_first_article(tmp_path: Path) -> None:
    articles, awards = MERGED_TABLES[:2]
    book = XlsxBook(tmp_path / "a.xlsx", MERGED_TABLES, "en")
    book.write("merged_articles", [tuple("d1" if c.name == "doc_id" else None for c in articles.columns)])
    book.write("merged_awards", [tuple("d1；d2" if c.name == "articles" else None for c in awards.columns)])
    book.close()
    cell = cells(openpyxl.load_workbook(tmp_path / "a.xlsx")["merged_awards"], 2)["articles"]
    assert cell.value == '=HYPERLINK("#\'merged_articles\'!A2","d1；d2")'


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook made by another writer than the one the product uses for its own."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(
    tmp_path: Path, data: bytes, options: ReadOptions | None = None, name: str = "a.xlsx"
) -> tuple[list[RawArticle], list[Reject]]:
    (tmp_path / name).write_bytes(data)
    items = list(read_articles([str(tmp_path / name)], options))
    return [i for i in items if isinstance(i, RawArticle)], [i for i in items if isinstance(i, Reject)]


def test_articles_are_read_from_columns(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "说明": [["本表由某平台导出"]],
        "新闻": [
            ["编号", "标题", "正文", "发布时间", "网址"],
            [1, "江城", FIRST, datetime(2023, 5, 6), "https://n.example/1"],
            [],
            [2, "巨人", SECOND],
        ],
        "more": [[], ["title", "content", "date"], ["a", FIRST, date(2024, 1, 2)]],
    }
    articles, rejects = read(tmp_path, workbook(sheets))
    assert not rejects
    assert [article.text for article in articles] == [FIRST, SECOND, FIRST]
    assert [article.source.rpartition("#")[2] for article in articles] == ["1", "2", "3"]
    assert articles[0].meta["title"] == "江城"
    assert articles[0].meta["published"].startswith("2023-05-06")
    assert articles[2].meta["published"].startswith("2024-01-02")


def test_fields_are_told_as_for_csv(tmp_path: Path) -> None:
    data = workbook({"s": [["题", "文"], ["甲", FIRST], ["乙", None]]})
    articles, rejects = read(tmp_path, data, ReadOptions(fields={"text": "文", "title": "题"}))
    assert [(article.text, article.meta["title"]) for article in articles] == [(FIRST, "甲")]
    assert [(reject.location, reject.reason) for reject in rejects] == [("s, row 3", "empty")]


def test_a_workbook_runs_to_tables(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook({"s": [list(RECORDS[0]), *([list(record.values()) for record in RECORDS])]}))
    out = tmp_path / "out"
    assert exit_code(["run", str(tmp_path / "a.xlsx"), "--out", str(out)]) == 0
    assert "a.xlsx#2" in (out / "documents.csv").read_text("utf-8-sig")


def test_what_this_product_writes_it_reads(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["content", "n"])
    sheet.write_row(1, 0, [FIRST, 7])
    sheet.write_formula(2, 0, '="a"', None, SECOND)
    book.close()
    articles, _ = read(tmp_path, (tmp_path / "b.xlsx").read_bytes())
    assert [article.text for article in articles] == [FIRST, SECOND]


def altered(part: str, old: str, new: str) -> bytes:
    """A workbook with a piece of one part replaced."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    book.add_worksheet("s").write_column(0, 0, ["content", FIRST, SECOND])
    book.close()
    source = zipfile.ZipFile(file)
    parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part].decode()
    parts[part] = parts[part].decode().replace(old, new).encode()
    return zipped(parts)


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
HOSTILE = {
    "a bomb": (altered(SHEET, "<sheetData>", "<sheetData>" + " " * (65 << 20)), "unpacks to more than 100 times"),
    "no zip": (b"PK\x03\x04 nothing", "damaged workbook"),
    "cut": (workbook({"s": [["content"], [FIRST]]})[:-300], "damaged workbook"),
    "entities": (
        altered("xl/sharedStrings.xml", "<sst ", LAUGHS + "<sst "),
        None,
    ),
    "a row far away": (altered(SHEET, 'r="3"', 'r="99999999999"'), None),
    "a column far away": (altered(SHEET, 'r="A3"', 'r="ZZZZZ3"'), "damaged sheet"),
    "a string that is not there": (altered(SHEET, "<v>2</v>", "<v>99999</v>"), "damaged sheet"),
    "broken XML": (altered(SHEET, "</sheetData>", "<"), "damaged sheet"),
    "no text": (workbook({"s": [["id", "name"], [1, "a"]]}), "no field with a text; fields: id, name"),
    "nothing": (workbook({"s": []}), "no field with a text; fields: none"),
    "no rows": (workbook({"s": [["content"]]}), "no rows"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_bounded(tmp_path: Path, name: str) -> None:
    data, reason = HOSTILE[name]
    articles, rejects = read(tmp_path, data)
    assert len(articles) <= 2
    if reason is not None:
        assert reason in rejects[-1].reason


def test_parts_beside_the_sheets_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_files, "MAX_PARTS", 1000)
    _, rejects = read(tmp_path, workbook({"s": [["content"], [FIRST]]}))
    assert "beside its sheets" in rejects[0].reason


def test_without_openpyxl_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> ModuleType:
        if name.partition(".")[0] == "openpyxl":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    _, rejects = read(tmp_path, b"PK\x03\x04")
    assert "pip install 'zh-news-extractor[excel]'" in rejects[0].reason


def test_an_error_inside_a_package_is_not_called_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "half_there.py").write_text("import not_there_at_all")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModuleNotFoundError, match="not_there_at_all"):
        needed("half_there", extra="excel", purpose="a test")
    with pytest.raises(MissingExtraError, match="a test needs not_there_at_all"):
        needed("not_there_at_all.part", extra="excel", purpose="a test")


def test_decimals_of_more_digits_than_excel_keeps_are_text(tmp_path: Path) -> None:
    row = ("id", "s", Decimal("12345678901234567.5"), "家", None, None, "", 0, 1, "r")
    book = XlsxBook(tmp_path / "a.xlsx", TABLES, "en")
    book.write("count_facts", [row])
    book.close()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["count_facts"]["C2"].value == "12345678901234567.5"
