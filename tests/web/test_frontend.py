"""The built front end is that of its sources."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "frontend"
STATIC = Path(__file__).parents[2] / "extractor" / "web" / "static"
NOTICE = Path(__file__).parents[2] / "NOTICE"


def digest_of_sources() -> str:
    """What frontend/build.mjs writes down: a hash of everything that the build depends on."""
    inside = [path.relative_to(FRONTEND).as_posix() for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    hashed = hashlib.sha256()
    for name in sorted([*inside, "build.mjs", "package-lock.json", "package.json", "tsconfig.json"]):
        hashed.update(f"{name}\0".encode() + (FRONTEND / name).read_bytes() + b"\0")
    return hashed.hexdigest()


def built() -> dict[str, bytes]:
    """The scripts and style sheets that are shipped."""
    return {path.name: path.read_bytes() for path in STATIC.iterdir() if path.suffix in (".js", ".css")}


def test_the_build_is_of_these_sources() -> None:
    told = json.loads((STATIC / "build.json").read_text("utf-8"))
    assert told["sources"] == digest_of_sources(), "run: cd frontend && npm ci && node build.mjs"
    assert told["files"] == sorted(built())


def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (FRONTEND / "node_modules" / "esbuild").is_dir():
        pytest.skip("no node_modules: run npm ci in frontend/ to see that the build is of the sources")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=FRONTEND, check=True, capture_output=True, timeout=120)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix in (".js", ".css")}
    assert again == built()


def test_every_shipped_package_has_its_licence_in_notice() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))["packages"]
    shipped = {path: told["version"] for path, told in lock.items() if path and not told.get("dev")}
    wanted = {f"{path.removeprefix('node_modules/')} {version}" for path, version in shipped.items()}
    assert wanted <= set(NOTICE.read_text("utf-8").splitlines()), "run: cd frontend && node notice.mjs"


def test_no_script_or_style_stands_in_a_page() -> None:
    for template in (STATIC.parent).rglob("*.html"):
        text = template.read_text("utf-8")
        assert "<style" not in text
        assert " style=" not in text
        assert all(f" on{event}=" not in text for event in ("click", "error", "load", "change", "input"))
        assert text.count("<script") == text.count('<script type="module" src="/static/')
