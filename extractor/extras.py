"""Packages that come with an extra of this one, and how to get one that is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from extractor.errors import UsageError

DISTRIBUTION = "zh-news-extractor"


class MissingExtraError(UsageError):
    """A package that is not installed, told with the command that installs it."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs {package}, which is not installed; get it with: pip install '{DISTRIBUTION}[{extra}]'")


def needed(module: str, *, extra: str, purpose: str) -> ModuleType:
    """The module of a package that the extra brings. Raises MissingExtraError where it is not installed."""
    package = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != package:
            raise
        raise MissingExtraError(package, extra, purpose) from error
