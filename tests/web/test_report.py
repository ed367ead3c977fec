"""The report: opened from disk in a real browser, and on paper."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from extractor.cli.app import exit_code
from extractor.errors import UsageError
from extractor.figures.tables import opened_tables
from extractor.figures.words import Words
from extractor.report import Asked, report
from extractor.report.facts import articles_with_facts
from extractor.report.lines import head
from extractor.report.marks import Slot, pieces
from tests.web.conftest import Run
from tests.web.looks import THEMES, faults_of, picture

KINDS = {"A": "award_facts", "F": "funding_facts", "C": "count_facts"}
SHORT = 60  # facts that a short report tells, or somewhat more
Open = Callable[..., Page]


def rows_of(run: Run, letter: str) -> list[dict[str, str]]:
    with (run.out / f"{KINDS[letter]}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def file(run_made: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the run, made by the command."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    assert exit_code(["report", str(run_made.out), "-o", str(path), "--lang", "zh", "--title", "<b>甲</b>&乙"]) == 0
    return path


@pytest.fixture(scope="module")
def short_file(file: Path, run_made: Run) -> Path:
    """A report of the first articles only."""
    path = file.with_name("short.html")
    path.write_text(report(run_made.out, Asked(limit=SHORT)), "utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, file: Path, short_file: Path) -> Iterator[Open]:
    """Opens a report from disk; whatever it asks for elsewhere, or logs as an error, fails the test."""
    faults: list[str] = []
    contexts = []

    def open_page(*, short: bool = False, **settings: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(("file:", "data:")) else None)
        page.goto((short_file if short else file).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def test_every_fact_stands_in_the_report_with_its_sentence(opened: Open, run_made: Run) -> None:
    page = opened()
    for letter in KINDS:
        told = rows_of(run_made, letter)
        assert page.locator(f"#list li.{letter}").count() == len(told) > 0
        quotes = set(page.locator("#list blockquote").all_text_contents())
        assert {" ".join(row["sentence"].split()) for row in told} <= {" ".join(quote.split()) for quote in quotes}
    assert page.title() == "<b>甲</b>&乙"


def test_filters_stay_in_sight_over_the_facts(opened: Open) -> None:
    page = opened(viewport={"width": 1100, "height": 560})
    page.evaluate("document.querySelector('#list section').scrollIntoView({behavior: 'instant'})")
    expect(page.locator("#list mark").first).to_be_in_viewport()
    expect(page.locator("#search")).to_be_in_viewport()
    picture(page, "report")


def test_slots_of_a_fact_are_marked_in_its_sentence(opened: Open, run_made: Run) -> None:
    fact = next(row for row in rows_of(run_made, "A") if row["recipient"] and row["recipient"] in row["sentence"])
    section = opened().locator("#list section", has_text=fact["sentence"][:20]).first
    assert fact["recipient"] in section.locator("mark.r").all_text_contents()


def test_search_and_boxes_leave_what_fits(opened: Open, run_made: Run) -> None:
    page = opened()
    total = sum(len(rows_of(run_made, letter)) for letter in KINDS)
    expect(page.locator("#shown")).to_have_text(f"{total} / {total}")
    page.get_by_label("获奖", exact=True).uncheck()
    page.get_by_label("数量", exact=True).uncheck()
    sums = rows_of(run_made, "F")
    expect(page.locator("#shown")).to_have_text(f"{len(sums)} / {total}")
    page.locator("#sure").select_option("90")
    sure = [row for row in sums if Decimal(row["confidence"]) >= Decimal("0.9")]
    assert 0 < len(sure) < len(sums)
    expect(page.locator("#shown")).to_have_text(f"{len(sure)} / {total}")
    funder = next(row["funder"] for row in sure if row["funder"])
    page.locator("#search").fill(funder)
    visible = page.locator("#list section:visible")
    expect(page.locator("#shown")).not_to_have_text(f"{len(sure)} / {total}")
    for section in visible.all():
        article = section.locator("xpath=..")
        assert funder in section.inner_text() + article.locator("h3").inner_text() + article.locator("p").first.inner_text()
    page.locator("#search").fill("这里没有")
    expect(page.locator("#none")).to_be_visible()


def test_hostile_articles_run_nothing(opened: Open) -> None:
    page = opened()
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, link, [onerror]").count() == 0
    assert "<script>window.taken=1</script>" in str(page.locator("#list").text_content())
    assert page.evaluate("window.taken") is None


def test_policy_stops_scripts_that_are_not_its_own(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    refused = page.evaluate(
        """() => new Promise(done => {
            const refused = [];
            document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
            document.body.insertAdjacentHTML("beforeend", "<img src='data:x' onerror='window.taken=1'><p style='color:red'></p>");
            const script = document.createElement("script");
            script.textContent = "window.taken=1";
            document.body.append(script);
            fetch("https://example.org/").catch(() => 0);
            setTimeout(() => done([refused.sort(), window.taken ?? null]), 300);
        })"""
    )
    page.close()
    assert refused == [["connect-src", "script-src-attr", "script-src-elem", "style-src-attr"], None]


def test_without_scripts_everything_is_there(opened: Open, run_made: Run) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("#list li").count() == sum(len(rows_of(run_made, letter)) for letter in KINDS)
    assert page.locator("svg.figure").count() >= 8
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator(".save").first).to_be_hidden()


def test_figures_can_be_kept_as_csv_and_png(opened: Open, tmp_path: Path) -> None:
    page = opened()
    figure = page.locator("#districts")
    for kind in ("csv", "png"):
        with page.expect_download() as download:
            figure.locator(f"[data-save={kind}]").click()
        assert download.value.suggested_filename == f"districts.{kind}"
        download.value.save_as(tmp_path / kind)
    head, *rows = csv.reader(io.StringIO((tmp_path / "csv").read_text("utf-8-sig")))
    assert head == figure.locator("thead th").all_inner_texts()
    assert [row[0] for row in rows] == figure.locator("tbody th").all_inner_texts()
    picture = (tmp_path / "png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") > 1200


def printed(page: Page) -> list[str]:
    """The texts of the pages on paper, without spaces.

    Fonts draw some characters with the glyph of a radical that looks the same, and the PDF then tells that: U+2F00 and up have
    their character as compatible form, those of U+2E80 and up have none and are shown as `?`.
    """
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    texts = (normalize("NFKC", "".join(page.extract_text().split())) for page in pages)
    return [re.sub("[\u2e80-\u2eff]", "?", text) for text in texts]


def written(text: str) -> str:
    """A pattern for the text on paper."""
    return "".join(f"[{re.escape(char)}?]" for char in normalize("NFKC", "".join(text.split())))


def test_on_paper_it_has_facts_tables_and_page_numbers(opened: Open, run_made: Run) -> None:
    pages = printed(opened(short=True))
    text = "".join(pages)
    with opened_tables(run_made.out, Words("zh")) as tables:
        told = [fact for article in articles_with_facts(tables, SHORT) for one in article.sentences for fact in one.facts]
    assert len(told) >= SHORT
    for fact in told:
        assert re.search(written(head(fact, Words("zh"))), text)
    assert all(f"{number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert text.count("提及文章获奖事实") == 3  # the head of a table that goes on in further columns
    assert "搜索" not in text


@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing_serious(opened: Open, scheme: str) -> None:
    page = opened(short=True, color_scheme=scheme, bypass_csp=True)
    page.add_style_tag(content="article { content-visibility: visible }")  # axe takes what is not laid out yet for overlapping
    assert faults_of(page) == []


def test_narrow_screens_need_no_sideways_scrolling(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_limit_leaves_out_whole_articles_and_says_so(run_made: Run) -> None:
    text = report(run_made.out, Asked(language="en", limit=1))
    assert text.count("<article>") == 1
    assert "--limit" in text
    with opened_tables(run_made.out, Words("en")) as tables:
        some, every = articles_with_facts(tables, 30), articles_with_facts(tables, 10**6)
    assert 1 <= len(some) < len(every)
    assert [article.fields["doc_id"] for article in some] == [article.fields["doc_id"] for article in every[: len(some)]]


def test_a_run_without_mentions_has_a_report_too(run_made: Run, tmp_path: Path) -> None:
    for path in run_made.out.iterdir():
        if path.is_file() and path.stem != "mentions":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    assert report(tmp_path, Asked()).count("<article>") == report(run_made.out, Asked()).count("<article>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{out}/nothing"], "no tables"),
        (["{out}", "--lang", "fr"], "--lang"),
        (["{out}", "-o", "{out}"], "cannot write"),
        (["{out}", "--limit", "0"], "limit"),
    ],
)
def test_wrong_usage_is_told(run_made: Run, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert exit_code(["report", *(argument.format(out=run_made.out) for argument in arguments)]) == 2
    assert told in capsys.readouterr().err


def test_a_directory_without_tables_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no tables"):
        report(tmp_path, Asked())


SLOTS = st.lists(st.builds(Slot, st.text("质量奖甲乙<&.*", max_size=4), st.sampled_from(["award", "recipient"])), max_size=5)


@given(st.text("质量奖甲乙<&.*", max_size=30), SLOTS)
def test_pieces_give_back_the_sentence(sentence: str, slots: list[Slot]) -> None:
    found = list(pieces(sentence, slots))
    assert "".join(piece.text for piece in found) == sentence
    known = {slot.text for slot in slots if slot.text}
    assert {piece.text for piece in found if piece.name} <= known
    assert all(text not in piece.text for piece in found if not piece.name for text in known)
