"""Finding and reading articles in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.conftest import Served


def open_article(page: Page, source: str) -> None:
    """Opens the article of that source from the list."""
    page.locator(".articles a", has_text=source).click()
    expect(page.locator("#article")).to_be_visible()


def test_token_leaves_the_address(page: Page, served: Served) -> None:
    assert page.url == f"{served.origin}/"


def test_article_shows_its_facts_in_the_text(page: Page) -> None:
    open_article(page, "a01.txt")
    card = page.locator(".card").nth(1)
    card.click()
    company = card.locator("[data-column=recipient]").inner_text()
    slotted = page.locator(".pane.clean .slotted")
    assert company in "".join(slotted.all_inner_texts())
    assert company in "".join(page.locator(".pane.clean .lit").all_inner_texts())


def test_hostile_article_runs_nothing(page: Page) -> None:
    for source in ("x01.html", "x02.txt"):
        open_article(page, source)
        page.locator("[data-show=both]").click()
        expect(page.locator(".pane.raw .source-text")).to_be_visible()
        page.locator("[data-toggle=removed]").click()
        expect(page.locator("#steps h2")).to_be_visible()
        assert "script>" in page.locator(".pane.raw").inner_text() + page.locator(".pane.raw").text_content()  # type: ignore[operator]
        assert page.evaluate("window.taken") is None
        assert page.locator(".panes script, .panes img, .findings script, .findings img").count() == 0
        page.locator("[data-back]").click()
