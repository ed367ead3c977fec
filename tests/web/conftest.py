"""A run, a workbench that serves it, and a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from extractor.batch import RunOptions, run
from extractor.web.desk import Desk
from extractor.web.guard import Door
from extractor.web.serve import serving
from extractor.web.setting import Setting

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]

PATIENCE = 20_000
"""Milliseconds that a test waits for what the page shall show; on a busy machine the first rules take seconds to load."""
expect.set_options(timeout=PATIENCE)

HOSTILE = """<!doctype html>
<html><head><title>海河重工荣获天津市质量奖<script>window.taken=1</script></title></head><body>
<h1>海河重工荣获天津市质量奖&lt;img src=x onerror="window.taken=1"&gt;</h1>
<p>2023-05-11 来源：天津日报</p>
<p>5月10日，海河重工有限公司荣获第三届天津市质量奖。&lt;script&gt;window.taken=1&lt;/script&gt;奖金为50万元，由天津市人民政府颁发给这家企业。</p>
<p>这家企业的负责人说：“质量是企业的生命。&lt;img src=x onerror=window.taken=1&gt;”
该公司今年还将继续提高质量水平，带动更多企业。</p>
<script>window.taken=1</script><img src="x" onerror="window.taken=1"></body></html>
"""
PLAIN = """滨海精工荣获天津市质量奖<img src=x onerror="window.taken=1">

2023年6月1日 天津日报

6月1日，<script>window.taken=1</script>滨海精工有限公司荣获天津市质量奖。
"""


@dataclass(frozen=True)
class Run:
    """A directory with `articles` and the tables of a run over them in `out`."""

    home: Path

    @property
    def out(self) -> Path:
        return self.home / "out"

    @property
    def articles(self) -> Path:
        return self.home / "articles"


@dataclass(frozen=True)
class Served:
    """A workbench that answers."""

    door: Door
    desk: Desk
    setting: Setting

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.door.port}"


UNKNOWN_VERB = """滨海精工：从车间走来的质量

2023年6月1日 天津日报

6月1日上午，全市质量大会召开。滨海精工有限公司喜擒天津市质量奖。公司在天津生产轴承，已有三十年的历史，产品销往各地。
会后，公司负责人介绍了自己的做法：先把每一道工序写下来，再请老师傅一条一条地改。
"""


def articles_into(directory: Path, names: tuple[str, ...]) -> None:
    """Copies articles of the sample corpus, and writes two that try to run scripts."""
    directory.mkdir(parents=True)
    for name in names:
        shutil.copy(CORPUS / name, directory)
    (directory / "x01.html").write_text(HOSTILE, "utf-8")
    (directory / "y01.txt").write_text(UNKNOWN_VERB, "utf-8")
    (directory / "x02.txt").write_text(PLAIN, "utf-8")


@pytest.fixture(scope="session")
def run_made(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run over part of the sample corpus."""
    made = Run(tmp_path_factory.mktemp("run"))
    articles_into(made.articles, ("a01.txt", "a02.txt", "a13.html", "a21.txt", "b01.txt", "d01.txt", "e01.jsonl", "v05.txt"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.home)  # sources are told as they were named
        run(["articles"], made.out, RunOptions())
    return made


@pytest.fixture(scope="module")
def served(run_made: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workbench of that run, with places of its own for rules and gold."""
    home = tmp_path_factory.mktemp("user")
    setting = Setting(run_made.out, run_made.home, home / "gold", "run", rules=home / "rules")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXTRACTOR_CACHE", str(home / "cache"))
        with serving(setting) as (door, desk):
            desk.index.wait()
            yield Served(door, desk, setting)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield browser
        browser.close()


def arrived(page: Page) -> None:
    """Waits until the page answers: its scripts have run."""
    expect(page.locator("html[data-ready]")).to_be_attached()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page of the workbench, opened by its address; whatever it logs as an error fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(served.door.address)
    arrived(page)
    yield page
    context.close()
    assert faults == []
