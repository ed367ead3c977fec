"""Errors a user can meet, each with what is needed to tell where and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


class ExtractorError(Exception):
    """The base of all errors that the command line tells in one line, with exit code 2."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a rule file: where it stands, its code in the catalogue, and what to do."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        head = f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"
        return f"{head}\n  hint: {self.hint}" if self.hint else head


class RuleError(ExtractorError):
    """Rule files that cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[RuleError], tuple[list[Problem]]]:
        return RuleError, (self.problems,)  # so that a worker process can tell it


class UsageError(ExtractorError):
    """A wrong option or path."""


class UnreadableError(ExtractorError):
    """An input that cannot be read; becomes a row of rejects.csv."""
