"""The patterns about names that are made of several word lists."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.cache import re
from extractor.rules.name_files import CompanyRules, OrganisationRules, PersonRules
from extractor.rules.words import longest_first

HAN = r"[\u4e00-\u9fff]"
LETTERS = r"[\u4e00-\u9fffA-Za-z0-9·]"
# Letters of a defined short name: brackets too.
DEFINED = r"[\u4e00-\u9fffA-Za-z0-9·&（）()]"
QUOTE, UNQUOTE = r"[“\"「『‘]", r"[”\"」』’]"
NUMBER = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})"


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first.

    Words are grouped by their first character, behind a look at it: many times faster than one flat alternation.
    """
    groups: dict[str, list[str]] = {}
    for word in longest_first(words):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return f"(?=[{re.escape(''.join(groups))}])(?:{'|'.join(branches)})"


def suffix_pattern(entries: Iterable[str]) -> str:
    """A pattern for entries such as `银行!业|卡`: the literal, not before what stands after the exclamation mark."""
    pieces = []
    for entry in sorted(set(entries), key=lambda entry: (-len(entry.partition("!")[0]), entry)):
        literal, _, unwanted = entry.partition("!")
        pieces.append(re.escape(literal) + (f"(?!{alternation(unwanted.split('|'))})" if unwanted else ""))
    return "|".join(pieces)


def definition(rules: CompanyRules) -> re.Pattern[str]:
    """A definition right behind a name: in brackets, with a second name after 或 or 、; or after a comma, then in quotes."""
    says = rf"\s?(?:{alternation(rules.define_words.split())})(?:为|作)?\s?[：:]?\s?"
    name = rf"{QUOTE}?(?P<name>{DEFINED}{{2,24}}?){UNQUOTE}?"
    second = rf"(?:\s?(?:或者?|、|和|及|/)\s?{QUOTE}(?P<second>{DEFINED}{{2,24}}?){UNQUOTE})?"
    quoted = rf"{QUOTE}(?P<quoted>{DEFINED}{{2,16}}){UNQUOTE}"
    told = rf"{QUOTE}(?P<told>{DEFINED}{{2,16}}){UNQUOTE}"
    return re.compile(rf"[（(](?:{says}{name}{second}\s?[)），,；;。]|{quoted}[)）])|，{says}{told}")


def towns(rules: OrganisationRules) -> re.Pattern[str]:
    """A town with its division, right behind a word of conferring or right before one of winning."""
    name = rf"{HAN}{{1,6}}[市县区旗]{HAN}{{1,7}}?(?:{alternation(rules.towns.split())})"
    leads, before = alternation(rules.town_leads.split()), alternation(rules.town_winner_before.split())
    after = rf"(?:双双|先后|分别)?(?:{alternation(rules.town_winner_after.split())})"
    given = rf"(?:{before})(?P<given>{name})(?=[、“”，。第0-9等])"
    return re.compile(rf"{given}|(?<!{HAN})(?:{leads})?(?P<won>{name})(?={after})")


def row_tails(rules: PersonRules) -> re.Pattern[str]:
    """What stands right behind a row of persons: 等5名, 两人."""
    return re.compile("|".join(re.escape(tail).replace("NUM", NUMBER) for tail in rules.row_tails.split()))


def works_item(rules: PersonRules) -> re.Pattern[str]:
    """One item of an enumeration of works, quoted or not, with its stage (二期) or lot in brackets."""
    part = rf"(?:{NUMBER}|[A-Z])?[A-Z0-9#\-、至到]{{0,8}}(?:期|标段|标|号楼|座|楼|栋|段|区)"
    stage = rf"(?:[（(]{part}(?:工程|项目)?[)）](?:工程|项目)?|{NUMBER}(?:期|标段)(?:工程)?)?"
    core = rf"[\u4e00-\u9fffA-Za-z0-9·\-—#～~]{{2,36}}?(?:{alternation(rules.works_ends.split())}){stage}"
    after = rf"(?=[、，。；：,;（(”」\n]|{alternation(rules.after_item.split())}|{NUMBER}[项个座]|$)"
    return re.compile(rf"(?!{NUMBER}[项个座处])(?:{QUOTE}(?P<quoted>{core}){UNQUOTE}|(?P<plain>{core}){after})")


def works_made(words: Iterable[str]) -> str:
    """承建的, 施工完成的: the builder's verb before the works."""
    return rf"(?:{alternation(words)})(?:完成)?的"


def brand_product(rules: PersonRules) -> re.Pattern[str]:
    """A brand, in quotes or bare, with 牌 (in quotes: or 系列) and its product up to the next mark or verb."""
    never = "".join(rules.brand_never.split())
    bare = rf"(?:(?<=[的、：，。\n和及])|^)(?P<bare>{LETTERS}{{1,5}}(?<![{never}])牌)"
    brand = rf"(?:{QUOTE}(?P<quoted>{LETTERS}{{1,12}}){UNQUOTE}(?:牌|系列)|{bare})(?![{rules.not_after_brand}])"
    end = rf"(?=[、，。；：,;（(）)\n“”]|{alternation((*rules.after_item.split(), *rules.after_product.split()))}|$)"
    return re.compile(rf"{brand}(?P<product>{LETTERS}{{2,16}}?){end}")
