"""Finding and reading articles in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served, arrived


def open_article(page: Page, source: str) -> None:
    """Opens the article of that source from the list."""
    page.locator(".articles a", has_text=source).click()
    expect(page.locator("#article")).to_be_visible()
    arrived(page)


def test_token_leaves_the_address(page: Page, served: Served) -> None:
    assert page.url == f"{served.origin}/"


def test_the_damaged_article_is_found_and_seen_repaired(page: Page) -> None:
    page.locator("#filters label", has_text="有修复").click()
    expect(page.locator(".articles li")).to_have_count(4)
    page.locator("input[type=search]").fill("樊城轨道车辆")
    expect(page.locator(".articles li")).to_have_count(1)
    page.locator(".articles a").click()
    arrived(page)
    company = "襄阳樊城轨道车辆修造有限公司"
    clean, raw = page.locator(".pane.clean"), page.locator(".pane.raw")
    assert company in (clean.text_content() or "")
    page.keyboard.press("o")
    expect(raw.locator(".source-text")).to_be_visible()
    expect(clean).to_be_hidden()
    assert "軌道車輛" in (raw.text_content() or "")
    assert company not in (raw.text_content() or "")
    page.keyboard.press("e")
    repair = raw.locator(".repaired").first
    assert re.fullmatch(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", repair.text_content() or "")
    expect(page.locator("#steps tr.repaired").first).to_contain_text("repair.note")
    expect(page.locator("#steps tr.removed").first).to_be_visible()


def test_article_shows_its_facts_in_both_texts(page: Page) -> None:
    open_article(page, "a01.txt")
    page.locator("[data-show=both]").click()
    expect(page.locator(".pane.raw .source-text")).to_be_visible()
    card = page.locator("[data-fact]").nth(1)
    card.locator("[data-choose]").click()
    company = card.locator("[data-column=recipient]").inner_text()
    for pane in (".pane.clean", ".pane.raw"):
        assert company in "".join(page.locator(f"{pane} .slotted").all_inner_texts())
        assert company in "".join(page.locator(f"{pane} .lit").all_inner_texts())


def test_the_two_texts_scroll_together(page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 420})
    open_article(page, "a21.txt")
    page.locator("[data-show=both]").click()
    expect(page.locator(".pane.raw .source-text")).to_be_visible()
    page.wait_for_timeout(200)
    page.evaluate("document.querySelector('.pane.clean').scrollTop = 300")
    page.wait_for_function("document.querySelector('.pane.raw').scrollTop > 150")
    page.wait_for_timeout(200)  # a user scrolls the one, then the other
    page.evaluate("document.querySelector('.pane.raw').scrollTop = 0")
    page.wait_for_function("document.querySelector('.pane.clean').scrollTop < 60")


def test_a_word_tells_why_it_was_taken_or_not(page: Page) -> None:
    open_article(page, "a01.txt")
    page.locator(".pane.clean .m-company").first.click()
    expect(page.locator("#why")).to_contain_text("被认作企业")
    expect(page.locator("#why blockquote")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_be_hidden()
    plain = page.locator(".pane.clean span:not(.m)", has_text="可想而知").first
    plain.click()
    expect(page.locator("#why")).to_contain_text("没有规则")


def test_filters_are_picked_by_typing(page: Page) -> None:
    field = page.locator("#pick-award")
    field.fill("主席质量")
    page.locator("#options-award [role=option]", has_text="内蒙古自治区主席质量奖").click()
    expect(page.locator(".articles li")).to_have_count(1)
    assert "award=" in page.url
    page.reload()
    arrived(page)
    expect(page.locator(".articles li")).to_have_count(1)
    assert page.locator("#pick-award").input_value() == "内蒙古自治区主席质量奖"
    page.locator("#filters .clear").click()
    expect(page.locator(".articles li")).to_have_count(13)


def test_the_list_is_walked_by_keys(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("#article")).to_contain_text("a01.txt")
    arrived(page)
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_nothing_found_says_so(page: Page) -> None:
    page.locator("input[type=search]").fill("没有这样的词")
    expect(page.locator(".empty h2")).to_have_text("没有找到文章")


def test_language_and_colours_are_kept(page: Page) -> None:
    page.locator(".preferences button", has_text="English").click()
    expect(page.locator("nav a[aria-current]")).to_have_text("Read")
    assert page.locator("html").get_attribute("lang") == "en"
    for theme in ("light", "dark", "auto"):
        page.locator(".preferences button[name=theme]").click()
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
    page.locator(".preferences button[name=theme]").click()
    page.locator(".preferences button", has_text="中文").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("source", ["x01.html", "x02.txt"])
def test_hostile_article_runs_nothing(page: Page, source: str) -> None:
    assert page.evaluate("window.taken") is None
    open_article(page, source)
    page.locator("[data-show=both]").click()
    raw = page.locator(".pane.raw")
    expect(raw.locator(".source-text")).to_be_visible()
    page.locator("[data-toggle=removed]").click()
    expect(page.locator("#steps h2")).to_be_visible()
    page.locator(".pane.clean .m-company").first.click()
    expect(page.locator("#why")).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator("#fact-form")).to_be_visible()
    assert "<script>window.taken=1</script>" in (raw.text_content() or "")
    assert page.locator("h1").inner_text().startswith(("海河重工", "滨海精工"))
    assert page.evaluate("window.taken") is None
    assert page.locator("main script, main img, main [onerror]").count() == 0
