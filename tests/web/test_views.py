"""Every view in light and dark: no serious finding of axe, and pictures for the documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served, arrived
from tests.web.looks import THEMES, faults_of, in_colours, picture
from tests.web.test_reading import open_article
from tests.web.test_tuning import RULE


def show_list(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/?flag=low")
    arrived(page)


def show_empty_list(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/?q=没有这样的词")
    arrived(page)


def show_article(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/")
    arrived(page)
    open_article(page, "a01.txt")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.locator(".pane.clean .m-company").first.click()
    expect(page.locator("#why h2")).to_be_visible()


def show_repairs(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/")
    arrived(page)
    open_article(page, "a21.txt")
    page.locator("[data-show=both]").click()
    expect(page.locator(".pane.raw .source-text")).to_be_visible()
    page.keyboard.press("e")
    expect(page.locator("#steps table")).to_be_visible()


def show_form(page: Page, served: Served) -> None:
    show_article(page, served)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("#fact-form")).to_be_visible()


def show_judge(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/judge")
    arrived(page)


def show_tune(page: Page, served: Served) -> None:
    page.goto(f"{served.origin}/tune")
    arrived(page)
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text("extends: true\n" + RULE.replace("EXAMPLE", "喜擒"))
    expect(page.locator("#changes .totals")).to_be_visible(timeout=60_000)
    expect(page.locator("#checked")).to_contain_text("例句", timeout=60_000)


def show_shortcuts(page: Page, served: Served) -> None:
    show_list(page, served)
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()


VIEWS: dict[str, Callable[[Page, Served], None]] = {
    "list": show_list,
    "empty": show_empty_list,
    "article": show_article,
    "repairs": show_repairs,
    "form": show_form,
    "judge": show_judge,
    "tune": show_tune,
    "shortcuts": show_shortcuts,
}
_PICTURED = ("list", "article", "repairs", "judge", "tune")


@pytest.mark.parametrize("view", VIEWS)
def test_view_has_no_serious_finding(page: Page, served: Served, view: str) -> None:
    in_colours(page, "light")
    VIEWS[view](page, served)
    if view in _PICTURED:
        picture(page, f"workbench-{view}")
    for theme in THEMES:
        in_colours(page, theme)
        if theme == "dark" and view == "article":
            picture(page, "workbench-dark")
        assert faults_of(page) == [], theme


def test_english_view_has_no_serious_finding(page: Page, served: Served) -> None:
    page.locator(".preferences button", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    for view in ("list", "judge"):
        VIEWS[view](page, served)
        assert faults_of(page) == []
