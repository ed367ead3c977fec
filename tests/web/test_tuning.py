"""Tuning rules in a real browser: a draft is checked and tried while one types, and saved when its examples pass."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor.web.index.filters import Filters
from extractor.web.index.search import page_of
from tests.web.conftest import Served, arrived
from tests.web.test_judging import select
from tests.web.test_reading import open_article

# No rule of the product knows the verb.
SENTENCE = "滨海精工有限公司喜擒天津市质量奖。"
FRAGMENT = "fragments: {won: 喜擒}\n"
RULE = """rules:
  - id: own.caught
    about: "who caught an award"
    pattern: '{recipient:winner+}喜擒{award:prize+}'
    priority: 30
    examples:
      - "⟦recipient:海河重工有限公司⟧EXAMPLE⟦award:天津市质量奖⟧。"
    not:
      - "记者喜擒天津市质量奖。"
"""


@pytest.fixture
def rules(served: Served) -> Iterator[Path]:
    """The user's rules, empty before and after."""
    assert served.setting.rules is not None
    yield served.setting.rules
    shutil.rmtree(served.setting.rules, ignore_errors=True)


def open_editor(page: Page, served: Served, query: str = "") -> None:
    """Opens the editor of award rules."""
    page.goto(f"{served.origin}/tune{query}")
    arrived(page)


def write(page: Page, text: str) -> None:
    """Types at the end of the file."""
    page.locator("#editor .cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def test_a_rule_is_edited_the_gained_fact_seen_and_saved(page: Page, served: Served, rules: Path) -> None:
    open_editor(page, served)
    write(page, FRAGMENT)
    gained = page.locator("#changes li.gained")
    expect(gained).to_have_count(1, timeout=60_000)
    expect(gained).to_contain_text("滨海精工有限公司喜擒天津市质量奖")
    expect(page.locator("#state")).to_have_text("未保存")
    assert not rules.exists()
    page.keyboard.press("Control+s")
    expect(page.locator("#toast.shown")).to_have_text("已保存", timeout=60_000)
    assert (rules / "facts" / "awards.yaml").read_text("utf-8").endswith(f"extends: true\n{FRAGMENT}")
    assert "version" in (rules / "pack.yaml").read_text("utf-8")
    expect(page.locator("#changes")).to_contain_text("没有变化", timeout=60_000)
    page.goto(f"{served.origin}/")
    arrived(page)
    open_article(page, "y01.txt")
    expect(page.locator(".card [data-column=recipient]")).to_have_text("滨海精工有限公司")
    expect(page.locator(".note")).to_be_visible()


def test_failing_examples_are_saved_only_knowingly(page: Page, served: Served, rules: Path) -> None:
    open_editor(page, served)
    write(page, RULE.replace("EXAMPLE", "痛失"))
    expect(page.locator("#problems li.failed")).to_contain_text("should match, but does not", timeout=60_000)
    page.keyboard.press("Control+s")
    expect(page.locator("#insist")).to_be_visible(timeout=60_000)
    assert not rules.exists()
    page.locator("#insist [data-back]").click()
    assert not rules.exists()
    page.keyboard.press("Control+s")
    page.locator("#insist [data-insist]").click(timeout=60_000)
    expect(page.locator("#toast.shown")).to_contain_text("还有例句没有通过", timeout=60_000)
    assert "痛失" in (rules / "facts" / "awards.yaml").read_text("utf-8")


def test_errors_are_underlined_and_never_saved(page: Page, served: Served, rules: Path) -> None:
    open_editor(page, served)
    write(page, RULE.replace("{award:prize+}", "{award:prise+}").replace("EXAMPLE", "喜擒"))
    expect(page.locator("#problems li.failed code").first).to_have_text("R012", timeout=60_000)
    expect(page.locator("#editor .cm-lintRange-error").first).to_be_attached()
    page.keyboard.press("Control+s")
    expect(page.locator("#toast.shown")).to_contain_text("不能保存", timeout=60_000)
    assert not rules.exists()


def test_slots_fragments_and_keys_are_completed(page: Page, served: Served, rules: Path) -> None:
    open_editor(page, served)
    write(page, "rules:\n  - id: own.x\n    pattern: '{recipient:win")
    page.keyboard.press("Control+Space")
    expect(page.locator("#editor .cm-tooltip-autocomplete li", has_text="winner")).to_be_visible()
    page.keyboard.press("Escape")
    write(page, "ner+}{wo")
    page.keyboard.press("Control+Space")
    expect(page.locator("#editor .cm-tooltip-autocomplete li", has_text="won").first).to_be_visible()
    page.keyboard.press("Escape")
    write(page, "n}'\n    prior")
    page.keyboard.press("Control+Space")
    page.locator("#editor .cm-tooltip-autocomplete li", has_text="priority").click()
    assert "priority: " in page.locator("#editor .cm-content").inner_text()
    assert not rules.exists()


def test_the_products_rules_are_read_and_copied_over(page: Page, served: Served, rules: Path) -> None:
    open_editor(page, served, "?file=facts/funding.yaml&layer=product")
    expect(page.locator("#state")).to_have_text("只读")
    write(page, "typed in vain")
    assert "typed in vain" not in page.locator("#editor .cm-content").inner_text()
    expect(page.locator("#state")).to_have_text("只读")
    page.locator("#copy").click()
    expect(page.locator("#state")).to_have_text("未保存")
    assert not rules.exists()


def test_a_selected_sentence_becomes_an_example_of_a_rule(page: Page, served: Served, rules: Path) -> None:
    open_article(page, "y01.txt")
    select(page, "喜擒")
    page.locator("#selection button", has_text="规则的例句").click()
    page.wait_for_url("**/tune?**")
    arrived(page)
    expect(page.locator("#inserted")).to_be_visible()
    text = page.locator("#editor .cm-content").inner_text()
    assert "⟦recipient:滨海精工有限公司⟧喜擒⟦award:天津市质量奖⟧。" in text
    expect(page.locator("#changes li.gained")).to_have_count(1, timeout=60_000)
    page.keyboard.press("Control+s")
    expect(page.locator("#toast.shown")).to_have_text("已保存", timeout=60_000)
    assert "喜擒" in (rules / "facts" / "awards.yaml").read_text("utf-8")
    # the next one goes to the same rule
    other = page_of(served.desk.index.connection, Filters(q="喜擒")).items[0]["doc_id"]
    page.goto(f"{served.origin}/tune/example?article={other}&at=60&end=61&rule=own.rule1")
    arrived(page)
    expect(page.locator("#inserted")).to_be_visible()
    assert page.locator("#editor .cm-content").inner_text().count("- id:") == 1
