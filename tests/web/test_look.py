"""The figures of the workbench in a real browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from extractor.figures import FIGURES
from extractor.figures.words import Words
from extractor.web.look.counted import figure_of
from extractor.web.serve import serving
from extractor.web.setting import Setting
from tests.web.conftest import Run, Served
from tests.web.looks import THEMES, faults_of, in_colours, picture

ZH = Words("zh")
HOSTILE = "<img src=x onerror=window.taken=1>公司"


def look(page: Page) -> None:
    """Opens the view and waits for the last figure."""
    page.goto("/".join(page.url.split("/")[:3]) + "/look")
    expect(page.locator("[aria-busy]")).to_have_count(0, timeout=20_000)


def card(page: Page, name: str) -> Locator:
    return page.locator(f"[data-figure={name}]")


def point(page: Page, name: str, across: float, down: int) -> None:
    """Rests the pointer on a place of a figure: a share of its width, pixels from its top."""
    plot = card(page, name).locator(".figure-plot")
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + across * box["width"], box["y"] + down)


def kept(page: Page, name: str, button: str) -> bytes:
    with page.expect_download() as download:
        card(page, name).locator(button).click()
    return Path(download.value.path()).read_bytes()


def test_every_figure_has_its_table_and_is_drawn(page: Page, served: Served) -> None:
    look(page)
    for name in FIGURES:
        figure = figure_of(served.setting.out, name, ZH)
        table = card(page, name).locator("table")
        assert table.locator("thead th").all_text_contents() == list(figure.heads)
        told = [[cell.strip() for cell in row.locator("th, td").all_text_contents()] for row in table.locator("tbody tr").all()]
        assert told == [[row.label, *map(ZH.number, row.numbers)] for row in figure.rows]
        drawn = any(any(figure.parts(row)) for row in figure.rows)
        assert card(page, name).locator("svg path").count() > 0 or not drawn
        expect(card(page, name).locator(".figure-note")).to_have_text(figure.note)


def test_map_leads_into_a_province_and_back(page: Page, served: Served) -> None:
    look(page)
    districts = card(page, "districts")
    point(page, "districts", 0.5, 280)
    page.mouse.down()
    page.mouse.up()
    expect(districts.locator("[data-back]")).to_be_visible()
    title = districts.locator("h2").inner_text()
    code = next(row.code for row in figure_of(served.setting.out, "districts", ZH).rows if title.startswith(row.label))
    inside = figure_of(served.setting.out, "districts", ZH, code)
    assert districts.locator("tbody th").all_text_contents() == [row.label for row in inside.rows]
    told = list(csv.reader(io.StringIO(kept(page, "districts", "[data-csv]").decode("utf-8-sig"))))
    assert told[0] == list(inside.heads)
    assert len(told) == 1 + len(inside.rows)
    districts.locator("[data-back]").click()
    expect(districts.locator("h2")).to_have_text(ZH("districts"))


def test_figures_lead_to_their_articles(page: Page) -> None:
    look(page)
    row = card(page, "top_awards").locator("summary")
    row.click()
    link = card(page, "top_awards").locator("tbody a").first
    award = link.inner_text()
    link.click()
    expect(page.locator("#pick-award")).to_have_value(award)
    assert page.locator(".articles a").count() > 0
    look(page)
    point(page, "top_awards", 0.55, 28)
    page.mouse.down()
    page.mouse.up()
    expect(page.locator("#pick-award")).to_have_value(award)


def test_figures_can_be_kept_as_pictures(page: Page) -> None:
    look(page)
    for name in ("districts", "awards_by_district", "awards_by_year"):
        picture = kept(page, name, "[data-png]")
        assert picture.startswith(b"\x89PNG")
        assert int.from_bytes(picture[16:20], "big") > 800
        assert len(picture) > 8_000  # an empty one is smaller


def test_report_can_be_saved(page: Page) -> None:
    look(page)
    with page.expect_download() as download:
        page.locator("a[download='report.html']").click()
    assert "Content-Security-Policy" in Path(download.value.path()).read_text("utf-8")


def test_what_is_not_there_is_refused(page: Page, served: Served) -> None:
    for path, status in (
        ("figures/nothing.json", 400),
        ("figures/districts.json?province=..%2f350000", 400),
        ("outlines/..%2fchina.json", 404),
        ("outlines/999999.json", 404),
        ("outlines/china.json", 200),
    ):
        assert page.request.get(f"{served.origin}/look/{path}").status == status, path


@pytest.fixture
def hostile(browser: Browser, run_made: Run, tmp_path: Path) -> Iterator[Page]:
    """A workbench over a run whose commonest recipient and award would be script, were they not texts."""
    out = copytree(run_made.out, tmp_path / "out")
    with (out / "award_facts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows[:40]:
        row["recipient"] = row["award"] = HOSTILE
    with (out / "award_facts.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with serving(Setting(out, run_made.home, tmp_path / "gold", "run")) as (door, _):
        page = browser.new_page()
        page.goto(door.address)
        yield page
        page.close()


def test_hostile_names_run_nothing(hostile: Page) -> None:
    look(hostile)
    for name in ("top_recipients", "top_awards"):
        assert card(hostile, name).locator("tbody th").first.text_content() == HOSTILE
        point(hostile, name, 0.6, 28)
        hostile.wait_for_timeout(200)
    assert hostile.locator("main img, main script").count() == 0
    assert hostile.evaluate("window.taken") is None


def test_axe_finds_nothing_serious_in_either_theme(page: Page) -> None:
    in_colours(page, "light")
    look(page)
    picture(page, "workbench-look")
    for theme in THEMES:
        in_colours(page, theme)
        assert faults_of(page) == [], theme
