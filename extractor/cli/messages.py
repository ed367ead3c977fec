"""The language that the command line speaks: help and messages in Chinese where the user's locale is, or `--lang` says so.

The English stands in the code; the Chinese is data, `messages.zh.yaml`. What has no Chinese stays English.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "zh")
OPTION = "--lang"
_VARIABLES = ("EXTRACTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_WORDS = {
    "OPTIONS_PANEL_TITLE": "Options",
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "COMMANDS_PANEL_TITLE": "Commands",
    "DEFAULT_STRING": "[default: {}]",
    "REQUIRED_LONG_STRING": "[required]",
}
"""Words of typer's help pages, by the names that it keeps them under."""

HELP_NAMES = ["-h", "--help"]
_spoken: ContextVar[str] = ContextVar("spoken", default="en")


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[str, list[str]]:
    """The language that `--lang` names, wherever it stands, or else the locale; and the arguments without it.

    A language that is none of LANGUAGES is given back as it is named.
    """
    rest: list[str] = []
    told = ""
    words = iter(arguments)
    for word in words:
        if word == "--":
            return told or _locale(environment), [*rest, word, *words]
        if word == OPTION:
            told = next(words, "?")
        elif word.startswith(f"{OPTION}="):
            told = word.partition("=")[2]
        else:
            rest.append(word)
    return told or _locale(environment), rest


def _locale(environment: Mapping[str, str]) -> str:
    name = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "zh" if name.lower().startswith("zh") else "en"


def speak(language: str) -> None:
    """Chooses the language of what is said from now on, on help pages too."""
    _spoken.set(language)
    if language != "en" or "typer.rich_utils" in sys.modules:
        _dress(import_module("typer.rich_utils"), language)


def _dress(pages: Any, language: str) -> None:
    """Gives typer's help pages their words; Chinese is broken anywhere, as it has no spaces to break it at."""
    from rich.text import Text

    class Folded(Text):
        @classmethod
        def from_markup(cls, text: str, **how: Any) -> Text:
            return Text.from_markup(text, **{**how, "overflow": "fold"})

    pages.Text = Text if language == "en" else Folded
    for name, english in _WORDS.items():
        setattr(pages, name, english if language == "en" else _texts().get(english, english))


def spoken() -> str:
    """The language of what is said now."""
    return _spoken.get()


def say(line: str) -> str:
    """The line in the language that is spoken; the parts of it that are messages too."""
    if spoken() == "en":
        return line
    for pattern, chinese in _lines():
        if found := pattern.fullmatch(line):
            return chinese.format(*(say(part) if part != line else part for part in found.groups()))
    return line


def translate(command: Any) -> None:
    """Puts the help of a command, its options and all commands under it into Chinese."""
    for path, one in commands_of(command):
        one.help = _help(one.help, _catalogue()["commands"].get(path))
        one.epilog = _texts().get(one.epilog or "", one.epilog)
        for parameter in (*one.params, one.get_help_option(one.context_class(one, help_option_names=HELP_NAMES))):
            for attribute in ("help", "rich_help_panel"):
                text = getattr(parameter, attribute, None)
                if text is not None:
                    setattr(parameter, attribute, _texts().get(text, text))


def commands_of(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """A command and all under it, by their paths: `rules check`; the first by its own name."""
    yield path or command.name or "extractor", command
    for name, one in getattr(command, "commands", {}).items():
        yield from commands_of(one, f"{path} {name}".strip())


def missing_of(command: Any) -> list[str]:
    """What of a command's help, and of all under it, has no Chinese yet."""
    missing = []
    for path, one in commands_of(command):
        missing += [] if path in _catalogue()["commands"] else [f"commands: {path}"]
        told = [one.epilog, *(getattr(p, name, None) for p in one.params for name in ("help", "rich_help_panel"))]
        missing += [f"texts: {text}" for text in told if text and text not in _texts()]
    return missing


def _help(english: str | None, chinese: str | None) -> str | None:
    """The Chinese with the examples of the English."""
    if chinese is None:
        return english
    examples = [line for line in (english or "").splitlines() if "[bold]" in line]
    return "\n\n".join([chinese.strip(), "\n".join(examples).replace("Example: ", "例如：")]).strip()


def _texts() -> Mapping[str, str]:
    texts: Mapping[str, str] = _catalogue()["texts"]
    return texts


@cache
def _catalogue() -> Mapping[str, Any]:
    import yaml

    loaded: Mapping[str, Any] = yaml.load(
        Path(__file__).with_name("messages.zh.yaml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return loaded


@cache
def _lines() -> list[tuple[re.Pattern[str], str]]:
    """The patterns of what is said, those with more words of their own first."""
    lines = sorted(_catalogue()["lines"].items(), key=lambda pair: -len(pair[0].replace("{}", "")))
    return [(re.compile(re.escape(english).replace(r"\{\}", "(.*?)"), re.DOTALL), chinese) for english, chinese in lines]
