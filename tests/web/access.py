"""What axe finds wrong with a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = ("serious", "critical")


def serious_faults(page: Page) -> list[str]:
    """The serious and critical findings of axe, each with the elements that it is about."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {', '.join(node['html'][:120] for node in one['nodes'][:3])}" for one in found if one["impact"] in SERIOUS
    ]
