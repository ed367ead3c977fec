"""Looking at a view: an accessibility check by axe, and screenshots for the documents."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

ROOT = Path(__file__).parents[2]
AXE = Path(str(axe_playwright_python.__file__)).with_name("axe.min.js")
IMAGES = ROOT / "docs" / "images"
REFRESH = "REFRESH_IMAGES"
"""Set in the environment, the test run writes the screenshots anew."""
THEMES = ("light", "dark")
SIZE: ViewportSize = {"width": 1180, "height": 720}
"""Of the screenshots, which shall be small."""


def in_colours(page: Page, theme: str) -> None:
    """Shows the page in light or dark, as the system would ask for."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")


def faults_of(page: Page) -> list[str]:
    """The serious and critical findings of axe, each with its element."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {node['html'][:160]} {node['any'][:1]}" for one in serious for node in one["nodes"][:4]]


def picture(page: Page, name: str) -> None:
    """Writes docs/images/NAME.png where screenshots are to be made anew."""
    if os.environ.get(REFRESH):
        IMAGES.mkdir(parents=True, exist_ok=True)
        page.set_viewport_size(SIZE)
        page.screenshot(path=IMAGES / f"{name}.png")
