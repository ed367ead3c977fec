"""The command line."""

from extractor.cli.app import main

__all__ = ["main"]
