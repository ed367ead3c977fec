"""Which facts stand together, and the number that their sentence, heading or table tells of them."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, C, D, awards

ENUMERATIONS = {
    "the names before it": (
        f"{A}、{B}等8家企业获{PRIZE}。",
        ["A partial (2 of 8)", "B partial (2 of 8)", "8家 partial (2 of 8)"],
    ),
    "the names before it and those behind it": (
        f"{A}、{B}等8家企业和{C}获{PRIZE}。",
        ["A partial (2 of 8)", "B partial (2 of 8)", "8家 partial (2 of 8)", "C"],
    ),
    "names, a number, names and their number": (
        f"{A}等3家企业，{B}、{C}等2家企业获{PRIZE}。",
        ["B complete", "C complete", "2家 complete"],
    ),
    "others beside them": (f"{A}、{B}和其他6家企业获{PRIZE}。", ["A", "B", "6家"]),
    "others beside them, behind a bracket": (f"{A}、{B}（武清区）和其他6家企业获{PRIZE}。", ["A", "B 武清区", "6家"]),
    "behind a bracket": (f"{A}、{B}（武清区）等2家企业获{PRIZE}。", ["A complete", "B 武清区 complete", "2家 complete"]),
    "behind a square bracket": (f"{A}、{B}[武清区]等2家企业获{PRIZE}。", ["A complete", "B 武清区 complete", "2家 complete"]),
    "behind a quotation mark": (f"“{A}”、“{B}”等2家企业获{PRIZE}。", ["A complete", "B complete", "2家 complete"]),
    "projects": (f"{A}、{B}等2个项目获{PRIZE}。", ["A complete", "B complete", "2个 complete"]),
    "more than ten": (f"{A}、{B}等10余家企业获{PRIZE}。", ["A", "B", "10家"]),
    "at least so many about names": (f"{A}、{B}、{C}等2家以上企业获{PRIZE}。", ["A", "B", "C", "2家"]),
    "before a list": (
        f"{PRIZE}揭晓。获奖的3家企业分别是{A}、{B}、{C}。",
        ["A complete", "B complete", "C complete", "3家 complete"],
    ),
    "before a list that is longer": (
        f"{PRIZE}揭晓。获奖的2家企业分别是{A}、{B}、{C}。",
        ["A contradicts", "B contradicts", "C contradicts", "2家 contradicts"],
    ),
    "before a list that is shorter": (
        f"{PRIZE}揭晓。获奖的4家企业分别是{A}、{B}、{C}。",
        ["A partial (3 of 4)", "B partial (3 of 4)", "C partial (3 of 4)", "4家 partial (3 of 4)"],
    ),
    "before one name": (f"{PRIZE}揭晓。获奖的3家企业代表为{A}。", ["3家"]),
    "before names that it does not lead to": (f"{PRIZE}揭晓。3家企业到场祝贺{A}、{B}获奖。", ["A", "B"]),
    "before a list in the same sentence": (
        f"5家企业获{PRIZE}，分别是{A}、{B}。",
        ["5家 partial (2 of 5)", "A partial (2 of 5)", "B partial (2 of 5)"],
    ),
    "before a list of another grade": (f"5家企业获{PRIZE}，金奖分别是{A}、{B}。", ["5家", "A 金奖", "B 金奖"]),
    "before a list, another name between": (f"5家企业获{PRIZE}，其中{C}为首次获奖，分别是{A}、{B}。", ["5家", "C"]),
    "before a list, another number between": (
        f"5家企业获{PRIZE}，另有3家企业获提名奖，分别是{A}、{B}。",
        ["5家", "3家 提名奖 partial (2 of 3)", "A 提名奖 partial (2 of 3)", "B 提名奖 partial (2 of 3)"],
    ),
    "before a list, a winner between": (f"3家企业获{PRIZE}，{C}再次获{PRIZE}，名单为{A}、{B}。", ["3家 complete", "C", "A", "B"]),
    "before a list, another number of the same award between": (
        f"{PRIZE}揭晓，3家企业获奖，2家企业上榜，分别是{A}、{B}。",
        ["2家 complete", "A complete", "B complete", "3家"],
    ),
    "before a single name in the same sentence": (f"5家企业获{PRIZE}，其中有{A}。", ["5家"]),
    "two lists of two numbers": (
        f"2家企业获{PRIZE}，分别是{A}、{B}；1家企业获提名奖，为{C}。",
        ["2家 complete", "A complete", "B complete", "1家 提名奖 complete", "C 提名奖"],
    ),
    "behind the names, not before": (f"{A}、{B}获{PRIZE}，共有8家企业获{PRIZE}。", ["A", "B", "8家"]),
    "of two grades": (
        f"{PRIZE}揭晓，{A}、{B}等2家企业获金奖，{C}等1家企业获银奖。",
        ["A 金奖 complete", "B 金奖 complete", "2家 金奖 complete", "C 银奖 complete", "1家 银奖 complete"],
    ),
    "before a list in the next sentence": (
        f"{PRIZE}揭晓，全市5家企业获奖。这5家企业分别是{A}、{B}。",
        ["5家 天津市", "A partial (2 of 5)", "B partial (2 of 5)"],
    ),
    "of some of those before, before a list": (
        f"{PRIZE}揭晓。全市5家企业中，上述2家企业分别是{A}、{B}。",
        ["A 天津市 complete", "B 天津市 complete"],
    ),
    "others, joined by a word behind a bracket": (f"{A}、{B}（武清区）和6家企业获{PRIZE}。", ["A", "B 武清区", "6家"]),
    "things": (f"{A}、{B}等3件产品获{PRIZE}。", ["A partial (2 of 3)", "B partial (2 of 3)", "3件 partial (2 of 3)"]),
    "places": (f"{A}、{B}等5个街镇获{PRIZE}。", ["A", "B", "5个"]),
    "times": (f"{A}、{B}等3次获{PRIZE}。", ["A", "B"]),
    "a list and a name of another status": (
        f"{PRIZE}揭晓。获奖的3家企业分别是{A}、{B}、{C}；提名的1家企业为{D}。",
        ["A complete", "B complete", "C complete", "3家 complete"],
    ),
}


@pytest.mark.parametrize("name", ENUMERATIONS)
def test_which_number_is_told_of_names(name: str) -> None:
    text, wanted = ENUMERATIONS[name]
    assert awards(text, "consistency") == wanted
