"""Judging in a real browser, and what it leaves on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from extractor.tuning.scoring import score
from tests.web.conftest import Served, arrived
from tests.web.test_reading import open_article


@pytest.fixture
def gold(served: Served) -> Iterator[Path]:
    """The gold directory, empty before and after."""
    directory = served.setting.gold
    yield directory
    for file in directory.glob("*") if directory.is_dir() else ():
        file.unlink()


def told(gold: Path, name: str) -> Any:
    """What a gold file holds."""
    return json.loads((gold / name).read_text("utf-8"))


def history(gold: Path) -> list[Any]:
    """The steps of the history."""
    return [json.loads(line) for line in (gold / "history.jsonl").read_text("utf-8").splitlines()]


def test_a_wrong_fact_is_found_in_the_gold_file_and_undone(page: Page, served: Served, gold: Path) -> None:
    open_article(page, "a01.txt")
    page.keyboard.press("j")
    first = page.locator("[data-fact]").first
    award = first.locator("[data-column=award]").inner_text()
    page.keyboard.press("w")
    expect(first).to_have_class("card award wrong")
    file = told(gold, "a01.json")
    assert [fact["award"] for fact in file["wrong_award_facts"]] == [award]
    assert file["wrong_award_facts"][0]["found_by"] == first.get_attribute("data-rule")
    assert file["partial"] is True
    assert file["award_facts"] == []
    assert len(file["optional_award_facts"]) == len(served.desk.open(article_id(page)).result.award_facts) - 1
    page.keyboard.press("u")
    expect(page.locator("[data-fact]").first).to_have_class("card award unjudged")
    assert told(gold, "a01.json")["wrong_award_facts"] == []
    assert [step["what"] for step in history(gold)] == ["wrong", "undo"]
    assert history(gold)[1]["undoes"] == 1


def article_id(page: Page) -> str:
    """The id of the article that is open."""
    return page.locator("#article").get_attribute("data-id") or ""


def test_right_facts_count_in_eval_and_in_the_precision(page: Page, served: Served, gold: Path) -> None:
    open_article(page, "a01.txt")
    page.keyboard.press("j")
    for verdict in ("r", "r", "w"):
        before = page.locator("[data-judged]").get_attribute("data-judged")
        page.keyboard.press(verdict)
        expect(page.locator("[data-judged]")).not_to_have_attribute("data-judged", before or "")
    report = score(served.setting.out, [gold])
    figure = report.figures["award_facts"]
    assert (figure.found, len(figure.extra), len(figure.missed)) == (2, 1, 0)
    page.locator("nav a", has_text="评判").click()
    whole = page.locator("tr.whole", has_text="获奖")
    expect(whole).to_contain_text("2 / 1")
    expect(whole).to_contain_text("67%")
    expect(whole).to_contain_text("21%–94%")
    expect(page.locator(".steps-done li")).to_have_count(3)


def test_a_correction_is_made_by_selecting_text(page: Page, gold: Path) -> None:
    open_article(page, "a01.txt")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("#fact-form")).to_be_visible()
    wrong = page.locator("#fact-form input[name=recipient]").input_value()
    select(page, "昆仑河特轧")
    page.locator("#selection button", has_text="获奖者").click()
    expect(page.locator("#fact-form input[name=recipient]")).to_have_value("昆仑河特轧")
    page.locator("#fact-form button.main").click()
    expect(page.locator("#fact-form")).to_be_hidden()
    file = told(gold, "a01.json")
    assert [fact["recipient"] for fact in file["award_facts"]] == ["昆仑河特轧"]
    assert [fact["recipient"] for fact in file["wrong_award_facts"]] == [wrong]
    assert history(gold)[0]["what"] == "corrected"


def test_a_missing_fact_is_told_by_selecting_text(page: Page, gold: Path) -> None:
    open_article(page, "a01.txt")
    select(page, "北稀永磁", nth=-1)
    page.locator("#selection button", has_text="补充").click()
    expect(page.locator("#fact-form input[name=recipient]")).to_have_value("北稀永磁")
    page.locator("#fact-form input[name=award]").fill("磐石奖")
    page.locator("#fact-form input[name=edition]").fill("3")
    page.locator("#fact-form button.main").click()
    expect(page.locator(".told-head")).to_be_visible()
    fact = told(gold, "a01.json")["award_facts"][0]
    assert (fact["recipient"], fact["award"], fact["edition"], fact["status"]) == ("北稀永磁", "磐石奖", 3, "granted")


def test_the_next_article_is_another_each_time(page: Page, served: Served, gold: Path) -> None:
    seen = set()
    for _ in range(4):
        page.goto(f"{served.origin}/judge/next")
        arrived(page)
        expect(page.locator("[data-fact].current")).to_have_count(1)
        seen.add(article_id(page))
    assert len(seen) == 4
    assert not gold.exists() or not list(gold.iterdir())


def test_a_record_of_a_container_has_gold_of_its_own(page: Page, gold: Path) -> None:
    open_article(page, "e01.jsonl#1")
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator("[data-judged]")).to_have_attribute("data-judged", "1")
    assert told(gold, "e01-1.json")["source"].endswith("e01.jsonl#1")
    page.locator("[data-complete]").click()
    expect(page.locator("[data-judged]")).to_have_text("已判完")
    assert "partial" not in told(gold, "e01-1.json")


def select(page: Page, text: str, nth: int = 0) -> None:
    """Selects a piece of the clean text with the mouse, as a user does."""
    piece = page.locator(".pane.clean [data-o]", has_text=text).nth(nth)
    piece.scroll_into_view_if_needed()
    box = piece.evaluate(
        """(piece, text) => {
            const node = piece.firstChild, at = node.data.indexOf(text), range = document.createRange();
            range.setStart(node, at); range.setEnd(node, at + text.length);
            const boxes = range.getClientRects(), first = boxes[0], last = boxes[boxes.length - 1];
            return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
        }""",
        text,
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[3], steps=4)
    page.mouse.up()
    expect(page.locator("#selection")).to_be_visible()
