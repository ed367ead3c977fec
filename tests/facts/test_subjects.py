"""Who a clause without a name speaks of, and who has won besides the one named."""

from __future__ import annotations

import pytest

from tests.facts.reading import LONG, PRIZE, A, B, C, D, awards

SUBJECTS = {
    "a pronoun": (f"{A}成立于1998年。该公司荣获{PRIZE}。", ["A"]),
    "no pronoun": (f"{A}成立于1998年。荣获{PRIZE}。", ["A"]),
    "no pronoun, in another paragraph": (f"{A}成立于1998年。\n荣获{PRIZE}。", []),
    "a pronoun, in another paragraph": (f"{A}成立于1998年。\n该公司荣获{PRIZE}。", ["A"]),
    "not the next sentence": (f"{A}成立于1998年。天气晴好。该公司荣获{PRIZE}。", ["A"]),
    "the last one named": (f"{A}成立于1998年。{B}参观。该公司荣获{PRIZE}。", ["B"]),
    "a number tells it": (f"{A}成立于1998年。5家企业参观，荣获{PRIZE}。", []),
    "nobody before": (f"该公司荣获{PRIZE}。", []),
    "the pronoun stands behind the name": (f"{A}已成立十年，公司荣获{PRIZE}。", ["A"]),
    "two names in the sentence": (f"{A}参观了{B}，此后荣获{PRIZE}。", ["B"]),
    "one name in full and in short": (f"{A}（简称“海河重工”）成立，海河重工，此后荣获{PRIZE}。", ["海河重工"]),
    "the company of a person": (f"{A}董事长王建国出席会议。公司荣获{PRIZE}。", ["A"]),
    "an organisation far before and a pronoun": (
        f"{A}成立于1998年。天津大学的专家在座谈会上详细介绍了近年来该行业在质量管理、技术创新和人才培养等各个方面取得的新进展，该公司荣获{PRIZE}。",
        ["A"],
    ),
    "an organisation far before and a word for going on": (
        f"{A}成立于1998年。天津大学的专家在座谈会上详细介绍了近年来该行业在质量管理、技术创新和人才培养等各个方面取得的新进展，此后荣获中国专利奖。",
        ["中国专利奖 A"],
    ),
    "a company far before and a pronoun": (
        f"{A}成立于1998年。{B}的专家在座谈会上详细介绍了近年来该行业在质量管理、技术创新和人才培养等各个方面取得的新进展，该公司荣获{PRIZE}。",
        ["B"],
    ),
    "two companies far before and a pronoun": (
        f"{A}成立于1998年。{B}与{C}的专家在座谈会上详细介绍了近年来该行业在质量管理、技术创新和人才培养等各个方面取得的新进展，该公司荣获{PRIZE}。",
        [],
    ),
    "a place and an award of places": ("武清区工业发达。先后获批国家知识产权示范城市。", ["国家知识产权示范城市 武清区"]),
    "a place and an award of companies": ("武清区工业发达。荣获中国专利奖。", []),
    "a place that only owns the subject": ("武清区的工业发达。先后获批国家知识产权示范城市。", []),
    "a place in another paragraph": ("武清区工业发达。\n先后获批国家知识产权示范城市。", []),
    "several places": ("武清区、静海区工业发达。先后获批国家知识产权示范城市。", []),
    "a place inside the sentence": ("今年武清区工业发达。先后获批国家知识产权示范城市。", []),
    "two awards of one subject": (f"{A}成立于1998年。该公司荣获{PRIZE}，又荣获中国质量奖。", ["A", "中国质量奖 A"]),
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_who_a_clause_without_a_name_speaks_of(name: str) -> None:
    text, wanted = SUBJECTS[name]
    assert awards(text) == wanted


SPEAKERS = {
    "says": (f"{A}董事长王建国说，公司荣获{PRIZE}。", ["A"]),
    "says, late in the article": (f"{LONG}\n{A}董事长王建国说，公司荣获{PRIZE}。", ["A"]),
    "says it of no company": (f"董事长王建国说，荣获{PRIZE}。", []),
    "took the prize from somebody": (f"{A}董事长王建国从市长手中接过{PRIZE}奖杯。", ["A"]),
    "won himself": (f"{A}董事长王建国荣获{PRIZE}。", ["王建国"]),
    "says nothing": (f"{A}董事长王建国凭技术荣获{PRIZE}。", ["王建国"]),
}


@pytest.mark.parametrize("name", SPEAKERS)
def test_whom_a_person_speaks_for(name: str) -> None:
    text, wanted = SPEAKERS[name]
    assert awards(text) == wanted


MEANT = {
    "in the same sentence": (f"{A}和{B}发展迅速，两家企业获{PRIZE}。", ["2家", "A", "B"]),
    "in the sentence before": (f"{A}和{B}发展迅速。两家企业获{PRIZE}。", ["2家", "A", "B"]),
    "two sentences before": (f"{A}和{B}发展迅速。天气晴好。两家企业获{PRIZE}。", ["2家"]),
    "an open enumeration": (f"{A}和{B}等发展迅速。两家企业获{PRIZE}。", ["2家"]),
    "another number": (f"{A}和{B}发展迅速。三家企业获{PRIZE}。", ["3家"]),
    "with brackets behind the names": (
        f"{A}（武清区）、{B}（静海区）、{C}发展迅速，这三家企业获{PRIZE}。",
        ["3家", "A 武清区", "B 静海区", "C"],
    ),
    "the enumeration told last": (f"{A}和{B}发展迅速，{C}和{D}也是，两家企业获{PRIZE}。", ["2家", "C", "D"]),
    "of a place": (f"{A}和{B}发展迅速，全市两家企业获{PRIZE}。", ["2家 天津市"]),
    "the one told last, another open": (f"{C}和{D}等发展迅速，{A}和{B}也是，两家企业获{PRIZE}。", ["2家", "A", "B"]),
    "one name is no enumeration": (f"{A}发展迅速。一家企业获{PRIZE}。", ["A"]),
    "the first sentence": (f"两家企业获{PRIZE}。", ["2家"]),
}


@pytest.mark.parametrize("name", MEANT)
def test_which_names_a_counted_group_stands_for(name: str) -> None:
    text, wanted = MEANT[name]
    assert awards(text) == wanted


BESIDES = {
    "hand in hand": (f"{A}与{B}携手，摘得{PRIZE}。", ["A", "B"]),
    "together, behind two": (f"{A}与{B}、{C}一道，成为{PRIZE}的得主。", ["A", "B", "C"]),
    "both": (f"{A}发展迅速，与{B}双双摘得{PRIZE}。", ["A", "B"]),
    "both, with another before": (f"{C}来访，{A}发展迅速，与{B}双双摘得{PRIZE}。", ["A", "B"]),
    "both, with a person's company before": (f"{A}董事长王建国与{B}双双摘得{PRIZE}。", ["王建国", "B"]),
    "both of two named together": (f"{C}来访，{A}、{B}双双摘得{PRIZE}。", ["A", "B"]),
    "not together": (f"{A}与{B}交流，{B}摘得{PRIZE}。", ["B"]),
    "the name before the bracket": (f"{A}、{B}（中国质量奖获得者）介绍经验。", ["中国质量奖 B"]),
    "the last of three names before the bracket": (f"{A}、{B}、{C}（中国质量奖获得者）介绍经验。", ["中国质量奖 C"]),
    "the last of three names before a clause in a bracket": (f"{A}、{B}、{C}（荣获中国质量奖）介绍经验。", ["中国质量奖 C"]),
    "a bracket that closes before": (f"{A}（武清区）、{B}摘得{PRIZE}。", ["A 武清区", "B"]),
    "with a bracket between the names": (f"{A}与{B}（武清区）获{PRIZE}。", ["A", "B 武清区"]),
    "winners among the prizes": (f"荣获{PRIZE}的{A}、{B}介绍经验。", ["A", "B"]),
}


@pytest.mark.parametrize("name", BESIDES)
def test_who_has_won_besides_the_one_named(name: str) -> None:
    text, wanted = BESIDES[name]
    assert awards(text) == wanted
