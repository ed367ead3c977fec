"""Whether an award was granted, applied for or proposed, and what is no fact of it at all."""

from __future__ import annotations

import pytest

from tests.facts.reading import LONG, PRIZE, A, B, Cases, awards, losses, page

STATUS: Cases = {
    "granted": (f"{A}荣获{PRIZE}。", ["A"]),
    "proposed": (f"拟授予{A}{PRIZE}，现予公示。", ["A nominee"]),
    "proposed, told behind": (f"{PRIZE}名单公示，{A}荣获{PRIZE}。", ["A nominee"]),
    "proposed in another clause": (f"经公示，{A}荣获{PRIZE}。", ["A"]),
    "nominated for a nomination": (f"提名名单公布，{A}获{PRIZE}提名奖。", ["A 提名奖 nominee"]),
    "named in a list of nominations": (f"昨日召开大会。\n提名名单上的{A}获{PRIZE}提名奖。", ["A 提名奖"]),
    "named in a list of nominations for another grade": (f"昨日召开大会。\n提名名单上的{A}获{PRIZE}金奖。", ["A 金奖 nominee"]),
    "a candidate for a nomination": (f"昨日召开大会。\n候选企业{A}获{PRIZE}提名奖。", ["A 提名奖 nominee"]),
    "nominated": (f"提名名单公布，{A}获{PRIZE}。", ["A nominee"]),
    "applied for": (f"参评企业{A}荣获{PRIZE}。", ["A"]),
    "applied for in another clause": (f"参评{PRIZE}，{A}获奖。", ["A"]),
    "a public notice": (
        page(f"第三届{PRIZE}拟表彰名单公示", f"{A}荣获{PRIZE}，公示期为五个工作日，请社会各界监督。"),
        ["A 第3届 nominee"],
    ),
    "a public notice, and earlier winners": (
        page(
            f"第三届{PRIZE}拟表彰名单公示",
            f"{A}荣获{PRIZE}，公示期为五个工作日，请社会各界监督。",
            f"历年来，{B}荣获中国质量奖。",
        ),
        ["A 第3届 nominee", "中国质量奖 B"],
    ),
    "no notice in the title": (
        page(f"第三届{PRIZE}揭晓", f"{A}荣获{PRIZE}，这是全市质量领域的最高荣誉，由市政府颁发。"),
        ["A 第3届"],
    ),
    "told with another status, the award before": (f"{A}申报{PRIZE}，{A}上榜。", ["A applied", "A"]),
    "others told with another status": (f"{A}参评{PRIZE}，{B}获奖。", ["A applied", "B"]),
    "told with another status": (f"{A}申报{PRIZE}，{A}荣获{PRIZE}。", ["A applied", "A"]),
    "a word that denies, behind": (f"{A}荣获{PRIZE}，{B}力争明年也来参加。", ["A"]),
    "a word that denies, before the recipient's clause": (f"未能参展，{A}荣获{PRIZE}。", ["A"]),
    "a word that denies, the award first": (f"{PRIZE}未能由{A}获得。", []),
    "a word that denies, between": (f"今年，{A}未获{PRIZE}。", []),
    "an award in another name's bracket": (f"{B}（中国质量奖获得者）授予{A}奖杯。", ["中国质量奖 B"]),
    "a lie about an application": (f"{A}谎称申报{PRIZE}。", []),
    "a group parted by a comma": (f"5家企业出席，获{PRIZE}的有{A}。", ["A"]),
    "a group parted by a comma that does not part": (f"5家企业通过复核，获{PRIZE}。", ["5家"]),
    "departments": (f"8个部门获{PRIZE}。", []),
    "departments of firms": (f"8个企业获{PRIZE}。", ["8个"]),
    "so many times": (f"{A}5次获{PRIZE}。", ["A"]),
    "two rules on one winner": (f"{A}荣获{PRIZE}，成为{PRIZE}获奖企业。", ["A"]),
    "a title for holders of its kind only": ("全市新增4家国家企业技术中心。", ["国家企业技术中心 4家"]),
}


@pytest.mark.parametrize("name", STATUS)
def test_whether_it_was_granted(name: str) -> None:
    text, wanted = STATUS[name]
    assert awards(text) == wanted


BEFORE: Cases = {
    "in the sentence before": (f"{PRIZE}揭晓。{A}榜上有名。", ["A"]),
    "far before": (f"{PRIZE}揭晓。\n{LONG}{LONG}{LONG}{LONG}{LONG}{LONG}{LONG}\n{A}榜上有名。", []),
    "a title, in the next sentence with a list": (f"国家绿色工厂名单公布。{A}入选。", ["国家绿色工厂 A"]),
    "a title, in the next sentence without a list": (f"国家绿色工厂建设启动。{A}获此殊荣。", []),
    "late in the article": (f"{LONG}{LONG}{LONG}{LONG}{LONG}{LONG}{LONG}\n{PRIZE}揭晓。{A}榜上有名。", ["A"]),
    "a title, late in the article": (f"{LONG}\n国家绿色工厂名单公布。{A}入选。", ["国家绿色工厂 A"]),
    "a title, far before": (f"国家绿色工厂名单公布。{LONG}\n{A}入选。", []),
    "a title, in the same sentence": (f"国家绿色工厂名单公布，{A}获此殊荣。", ["国家绿色工厂 A"]),
    "its grade, across a semicolon": (f"{PRIZE}二等奖榜单上，{A}首次获奖；{B}同样上榜。", ["A 二等奖", "B 二等奖"]),
    "its grade, across a full stop": (f"{PRIZE}二等奖由{A}获得。{B}同样上榜。", ["A 二等奖", "B"]),
    "its edition told again": (f"第三届{PRIZE}揭晓。第二届获奖企业{A}也来参会。", ["A 第2届"]),
    "an award in the clause itself": (f"{PRIZE}揭晓。{A}的中国质量奖榜上有名。", []),
    "its heading's": (
        page("全市表彰先进", "<h2>国家绿色工厂名单</h2>", f"{A}获此殊荣，这是该公司多年来坚持绿色发展的结果，得到各界称赞。"),
        ["国家绿色工厂 A"],
    ),
    "nothing before": (f"{A}榜上有名。", []),
    "one of a counted group": (f"武清区8家企业获{PRIZE}，其中{A}为首次获奖。", ["8家 武清区", "A 武清区"]),
    "one of a counted group, behind": (f"武清区8家企业获{PRIZE}，{A}名列其中。", ["8家 武清区", "A 武清区"]),
    "one of those who applied so many times": (f"武清区企业5次参评，其中{A}荣获{PRIZE}。", ["A"]),
    "not one of the group": (f"武清区8家企业获{PRIZE}，{A}获中国质量奖。", ["8家 武清区", "中国质量奖 A"]),
}


@pytest.mark.parametrize("name", BEFORE)
def test_which_award_named_before_is_meant(name: str) -> None:
    text, wanted = BEFORE[name]
    assert awards(text) == wanted


WHO = {
    "a company": (f"{A}荣获{PRIZE}。", ["A company"]),
    "an organisation": (f"天津大学荣获{PRIZE}。", ["天津大学 organisation"]),
    "a person": (f"{A}董事长王建国荣获{PRIZE}。", ["王建国 person"]),
    "a group": (f"5家企业荣获{PRIZE}。", ["5家 家"]),
    "a place": ("武清区工业发达。先后获批国家知识产权示范城市。", ["国家知识产权示范城市 武清区 district"]),
}


@pytest.mark.parametrize("name", WHO)
def test_what_kind_of_winner_it_is(name: str) -> None:
    text, wanted = WHO[name]
    assert awards(text, "recipient_kind", "recipient_unit") == wanted


LOST = {
    "denied": (f"今年，{A}未获{PRIZE}。", ["award.won: denied by 未获", "award.elided: denied by 未获"]),
    "in another name's bracket": (
        f"{B}（中国质量奖获得者）授予{A}奖杯。",
        [
            "award.confer_of: the award stands in another name's bracket",
            "award.given_total: the award stands in another name's bracket",
        ],
    ),
    "nothing before": (f"{A}榜上有名。", ["award.named_before: no award stands before it that can be meant"]),
    "nobody before": (f"荣获{PRIZE}。", ["award.elided: no winner stands before it"]),
    "an award of another kind": (
        f"武清区荣获{PRIZE}。",
        [
            "award.place_title: when: not for 天津市质量奖",
            "award.elided: no winner stands before it",
        ],
    ),
    "a word that means no award": (
        f"{A}荣获各政府质量奖。",
        [
            "award.won: no award stands before it that this word can mean",
            "award.elided: no award stands before it that this word can mean",
        ],
    ),
    "no winners": (f"{PRIZE}揭晓。8个部门获奖。", ["award.named_before: 8个 is no group of winners here"]),
    "another part of the enumeration goes on": (
        f"{PRIZE}揭晓，{A}、8个部门获奖。",
        ["award.named_before: 8个 is no group of winners here"],
    ),
    "taken away": (f"撤销{A}{PRIZE}称号。", [": the sentence grants nothing (void, policy): 撤销"]),
}


@pytest.mark.parametrize("name", LOST)
def test_why_a_match_is_no_fact(name: str) -> None:
    text, wanted = LOST[name]
    assert losses(text) == wanted
