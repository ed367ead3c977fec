"""What kept results depend on: hashes of the code and of the rule files that decide them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import extractor
from extractor.rules.files import RuleFiles

_CLEANING_RULES = ("cleaning/", "repair.yaml")
_CLEANING_CODE = ("sources", "text", "rules/cleaning.py", "rules/yaml_io.py", "rules/layers.py", "model.py")
_TOOLS = ("opencc", "lxml", "beautifulsoup4", "jieba", "pypinyin", "msgspec", "zh-news-extractor")
"""Packages whose versions decide what cleaning gives."""


def cleaning_digest(files: RuleFiles) -> str:
    """The hash of the rule files that cleaning depends on."""
    return files.digest(only=lambda file: file.startswith(_CLEANING_RULES))


def cleaning_version(files: RuleFiles, conversion: str) -> str:
    """The hash of all that decides what an article is cleaned to: rules, code, tools, conversion."""
    tools = " ".join(f"{name} {version(name)}" for name in _TOOLS)
    told = f"{cleaning_digest(files)} {code_digest(*_CLEANING_CODE)} {tools} {conversion}"
    return hashlib.sha256(told.encode()).hexdigest()


@lru_cache(maxsize=8)
def code_digest(*names: str) -> str:
    """The hash of the product's code, or of these of its files and packages."""
    hashed = hashlib.sha256()
    root = Path(extractor.__file__).parent
    for path in [root / name for name in names] or [root]:
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            hashed.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return hashed.hexdigest()
