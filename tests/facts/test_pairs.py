"""Who got which award where a sentence tells several winners and several awards."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, C, awards

SEVERAL = {
    "one award, several winners": (f"{A}、{B}获{PRIZE}。", ["A", "B"]),
    "several awards, one winner": (f"{A}获{PRIZE}和中国质量奖。", ["A", "中国质量奖 A"]),
    "all got all": (f"{A}、{B}获{PRIZE}和中国质量奖。", ["A", "中国质量奖 A", "B", "中国质量奖 B"]),
    "one by one, by a word": (f"{A}、{B}分别获{PRIZE}和中国质量奖。", ["A", "中国质量奖 B"]),
    "one by one, by a word before the winners": (f"依次由{A}、{B}获得{PRIZE}和中国质量奖。", ["A", "中国质量奖 B"]),
    "one by one, by a word for winning": (f"{A}、{B}分获{PRIZE}和中国质量奖。", ["A", "中国质量奖 B"]),
    "one by one, by grades behind their award": (f"{PRIZE}揭晓，{A}、{B}获金奖、银奖。", ["A 金奖", "B 银奖"]),
    "more winners than awards": (
        f"{A}、{B}、{C}分别获{PRIZE}和中国质量奖。",
        ["A", "中国质量奖 A", "B", "中国质量奖 B", "C", "中国质量奖 C"],
    ),
    "more awards than winners": (
        f"{A}、{B}分别获{PRIZE}、中国质量奖和中国标准创新贡献奖。",
        ["A", "中国质量奖 A", "中国标准创新贡献奖 A", "B", "中国质量奖 B", "中国标准创新贡献奖 B"],
    ),
    "with their number": (f"{A}、{B}等2家企业分别获{PRIZE}金奖、银奖。", ["2家", "A 金奖", "B 银奖"]),
    "with a larger number": (f"{A}、{B}等5家企业分别获{PRIZE}金奖、银奖。", ["5家", "A 金奖", "B 银奖"]),
    "one award or the other": (f"{A}获中国质量奖或其提名奖。", ["中国质量奖 A"]),
    "one award or the other, several winners": (f"{A}、{B}获{PRIZE}或提名奖。", ["A", "B"]),
    "the award and its grades": (f"{PRIZE}金奖、银奖由{A}、{B}分别获得。", ["A 金奖", "B 银奖"]),
    "the award, named with its grades behind it": (f"{PRIZE}，金奖、银奖分别由{A}、{B}获得。", ["A 金奖", "B 银奖"]),
    "one edition each": (f"{A}、{B}分别在第六届、第八届{PRIZE}评选中获银奖。", ["A 银奖 第6届", "B 银奖 第8届"]),
    "the first edition and another": (f"{A}、{B}分别在首届、第三届{PRIZE}评选中获银奖。", ["A 银奖 第1届", "B 银奖 第3届"]),
    "the award first, one by one": (f"{PRIZE}、中国质量奖分别由{A}、{B}夺得。", ["A", "中国质量奖 B"]),
    "numbered with brackets that only close": (f"{PRIZE}得主为{A}、2）{B}、3）{C}。", ["A", "B", "C"]),
    "nobody": (f"获{PRIZE}和中国质量奖。", []),
    "the award is named only to say whose grades they are": (f"{PRIZE}、金奖、银奖分别由{A}、{B}夺得。", ["A 金奖", "B 银奖"]),
    "the award itself and two grades of it": (f"{A}、{B}、{C}分获{PRIZE}、金奖、银奖。", ["A", "B 金奖", "C 银奖"]),
    "two grades of one award": (f"{A}获{PRIZE}金奖、银奖。", ["A 金奖", "A 银奖"]),
    "two editions of one award": (f"{A}获第三届{PRIZE}、第四届{PRIZE}。", ["A 第3届", "A 第4届"]),
    "a part of the award and its grades": (
        f"{PRIZE}创新奖，金、银、铜奖由{A}、{B}、{C}夺得。",
        ["天津市质量奖创新奖 A 金奖", "天津市质量奖创新奖 B 银奖", "天津市质量奖创新奖 C 铜奖"],
    ),
    "one winner named of five": (f"{A}等5家企业分别获{PRIZE}金奖。", ["A 金奖", "5家 金奖"]),
    "one edition of one winner": (f"{A}分别在第六届中国质量大会、第八届{PRIZE}评选中获银奖。", ["A 银奖 第8届"]),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_who_got_which_award(name: str) -> None:
    text, wanted = SEVERAL[name]
    assert awards(text) == wanted
