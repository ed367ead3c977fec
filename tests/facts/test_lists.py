"""Winners' lists: what headings and introductions say of the items under them, and what an item names."""

from __future__ import annotations

import pytest

from tests.facts.reading import LONG, PRIZE, A, B, C, Cases, D, awards, page

LISTS = {
    "under an introduction": (f"{PRIZE}名单如下：\n1.{A}\n2.{B}", ["A", "B"]),
    "under a heading": (f"第三届{PRIZE}获奖名单\n{A}\n{B}\n{C}", ["A 第3届", "B 第3届", "C 第3届"]),
    "under numbered headings with numbers": (
        f"第三届{PRIZE}获奖名单\n一、{PRIZE}（2家）\n{A}、{B}\n二、{PRIZE}提名奖（1家）\n{C}",
        ["2家 第3届 complete", "A 第3届 complete", "B 第3届 complete", "1家 提名奖 第3届 complete", "C 提名奖 第3届 complete"],
    ),
    "under headings of grades": (
        f"第三届{PRIZE}获奖名单\n一、金奖\n1.{A}\n2.{B}\n二、银奖\n1.{C}",
        ["A 金奖 第3届", "B 金奖 第3届", "C 银奖 第3届"],
    ),
    "proposed": (f"第三届{PRIZE}拟表彰名单公示如下：\n1.{A}\n2.{B}", ["A 第3届 nominee", "B 第3届 nominee"]),
    "nominees under a heading of their own": (
        f"第三届{PRIZE}名单\n一、获奖企业\n1.{A}\n二、{PRIZE}候选企业\n1.{B}",
        ["A 第3届", "B 第3届 nominee"],
    ),
    "with their places": (f"第三届{PRIZE}名单如下：\n1.{A}（武清区）\n2.{B}（静海区）", ["A 第3届 武清区", "B 第3届 静海区"]),
    "behind labels": (f"第三届{PRIZE}名单如下：\n1.获奖单位：{A}\n2.获奖单位：{B}", ["A 第3届", "B 第3届"]),
    "with their grades": (f"第三届{PRIZE}名单如下：\n1.{A}：金奖\n2.{B}：银奖", ["A 金奖 第3届", "B 银奖 第3届"]),
    "with their awards": (f"第三届{PRIZE}名单如下：\n1.{A}：{PRIZE}\n2.{B}：中国质量奖", ["A 第3届", "中国质量奖 B"]),
    "with their grades in lines of their own": (
        f"第三届{PRIZE}名单如下：\n1.{A}\n等次：金奖\n2.{B}\n等次：银奖",
        ["A 金奖 第3届", "B 银奖 第3届"],
    ),
    "names that are not known": (
        f"第三届{PRIZE}名单如下：\n1.南漳县妇幼保健院\n2.制造业\n3.海河先锋班（武清区）",
        ["南漳县妇幼保健院 第3届", "海河先锋班 第3届 武清区"],
    ),
    "a year before each": (f"历届{PRIZE}获奖企业：\n2019年：{A}\n2020年：{B}、{C}", ["A 2019年", "B 2020年", "C 2020年"]),
    "a year before each, of an edition": (f"第三届{PRIZE}获奖企业：\n2019年：{A}\n2020年：{B}", ["A 2019年", "B 2020年"]),
    "several in a line": (f"第三届{PRIZE}名单如下：\n1.{A}、{B}\n2.{C}　{D}", ["A 第3届", "B 第3届", "C 第3届", "D 第3届"]),
    "several in a line, with brackets": (
        f"第三届{PRIZE}名单如下：\n1.{A}（武清区）、{B}（静海区）",
        ["A 第3届 武清区", "B 第3届 静海区"],
    ),
    "one in a line, with what it did": (f"第三届{PRIZE}名单如下：\n1.{A}，供应{B}\n2.{C}", ["A 第3届", "C 第3届"]),
    "a bracket that does not close": (f"第三届{PRIZE}名单如下：\n1.{A}（武清区、{B}", ["A 第3届"]),
    "behind their places": (f"第三届{PRIZE}名单如下：\n1.武清区：{A}\n2.静海区：{B}", ["A 第3届 武清区", "B 第3届 静海区"]),
    "two marks between names": (f"第三届{PRIZE}名单如下：\n1.{C}、　{D}", ["C 第3届", "D 第3届"]),
    "a phrase with a name in it": (f"第三届{PRIZE}名单如下：\n1.海河先锋班牵头{A}参与\n2.{B}", ["B 第3届"]),
    "a sentence that begins with a name": (f"第三届{PRIZE}名单如下：\n{A}\n{B}出席会议。", ["A 第3届"]),
    "under the award alone": (f"第三届{PRIZE}\n{A}\n{B}", ["A 第3届", "B 第3届"]),
    "under a sentence about the award": (f"第三届{PRIZE}昨日在天津隆重揭晓\n{A}\n{B}", []),
    "another grade than the number told before": (
        f"共有2家企业获第三届{PRIZE}。\n第三届{PRIZE}名单如下：\n1.{A}\n2.{B}：提名奖",
        ["2家 第3届", "A 第3届", "B 提名奖 第3届"],
    ),
    "another grade than the number in the introduction": (
        f"共有2家企业获第三届{PRIZE}，名单如下：\n1.{A}\n2.{B}：提名奖",
        ["2家 第3届 complete", "A 第3届 complete", "B 提名奖 第3届 complete"],
    ),
    "the award itself told behind a name": (
        f"共有2家企业获第三届{PRIZE}。\n第三届{PRIZE}名单如下：\n1.{A}：{PRIZE}\n2.{B}",
        ["2家 第3届 complete", "A 第3届 complete", "B 第3届 complete"],
    ),
    "under headings of two awards": (
        f"第三届{PRIZE}名单\n一、{PRIZE}\n1.{A}\n二、中国质量奖提名奖\n1.{C}",
        ["A 第3届", "中国质量奖 C 提名奖"],
    ),
    "circled numbers": (f"第三届{PRIZE}名单如下：\n①{A}\n②{B}", ["A 第3届", "B 第3届"]),
    "marks": (f"第三届{PRIZE}名单如下：\n●{A}\n●{B}", ["A 第3届", "B 第3届"]),
    "a number that is the list's": (
        f"共有2家企业获第三届{PRIZE}，名单如下：\n1.{A}\n2.{B}",
        ["2家 第3届 complete", "A 第3届 complete", "B 第3届 complete"],
    ),
    "a number told before the introduction": (
        f"共有2家企业获第三届{PRIZE}。\n第三届{PRIZE}名单如下：\n1.{A}\n2.{B}",
        ["2家 第3届 complete", "A 第3届 complete", "B 第3届 complete"],
    ),
    "a number told before, too small": (
        f"共有1家企业获第三届{PRIZE}。\n第三届{PRIZE}名单如下：\n1.{A}\n2.{B}",
        ["1家 第3届", "A 第3届", "B 第3届"],
    ),
    "a number in the introduction, too small": (
        f"共有1家企业获第三届{PRIZE}，名单如下：\n1.{A}\n2.{B}",
        ["1家 第3届 contradicts", "A 第3届 contradicts", "B 第3届 contradicts"],
    ),
    "a number in the introduction, too large": (
        f"共有5家企业获第三届{PRIZE}，名单如下：\n1.{A}\n2.{B}",
        ["5家 第3届 partial (2 of 5)", "A 第3届 partial (2 of 5)", "B 第3届 partial (2 of 5)"],
    ),
    "two numbers told before": (
        f"共有2家企业获第三届{PRIZE}。有3家企业获第三届{PRIZE}。\n第三届{PRIZE}名单如下：\n1.{A}\n2.{B}",
        ["2家 第3届 complete", "3家 第3届", "A 第3届", "B 第3届"],
    ),
    "two numbers told before, the last one the list's": (
        f"共有3家企业获第三届{PRIZE}。有2家企业获第三届{PRIZE}。\n第三届{PRIZE}名单如下：\n1.{A}\n2.{B}",
        ["3家 第3届", "2家 第3届 complete", "A 第3届 complete", "B 第3届 complete"],
    ),
    "a number of another award told before": (
        f"共有2家企业获中国质量奖。\n第三届{PRIZE}名单如下：\n1.{A}\n2.{B}",
        ["中国质量奖 2家", "A 第3届", "B 第3届"],
    ),
    "a number of those that applied": (
        f"今年有2家企业申报第三届{PRIZE}，现公布获奖名单如下：\n1.{A}\n2.{B}",
        ["2家 第3届 applied", "A 第3届", "B 第3届"],
    ),
    "a number of another edition": (
        f"共有2家企业获第二届{PRIZE}。第三届{PRIZE}名单如下：\n1.{A}\n2.{B}",
        ["2家 第2届", "A 第3届", "B 第3届"],
    ),
    "a number with names of its own": (
        f"{A}、{B}等2家企业获第三届{PRIZE}，名单如下：\n1.{A}\n2.{B}",
        ["A 第3届 complete", "B 第3届 complete", "2家 第3届 complete"],
    ),
    "about so many": (
        f"近2家企业获第三届{PRIZE}，名单如下：\n1.{A}\n2.{B}\n3.{C}",
        ["2家 第3届", "A 第3届", "B 第3届", "C 第3届"],
    ),
    "after a paragraph": (
        f"第三届{PRIZE}名单如下：\n1.{A}\n以上企业在全市推广经验，带动更多企业加强质量管理，提升产品和服务质量，为高质量发展作出新的更大贡献，形成示范效应，为全市经济社会发展提供坚实的质量支撑。\n{B}",
        ["A 第3届"],
    ),
    "after a short sentence": (f"第三届{PRIZE}名单如下：\n1.{A}\n以上企业将受到表彰。\n{B}", ["A 第3届", "B 第3届"]),
    "carried on from the award named before": (f"第三届{PRIZE}揭晓。\n名单如下：\n1.{A}\n2.{B}", ["A 第3届", "B 第3届"]),
    "carried on from far before": (f"第三届{PRIZE}揭晓。\n{LONG}\n名单如下：\n1.{A}\n2.{B}", []),
    "of no award": (f"参会名单如下：\n1.{A}\n2.{B}", []),
}


@pytest.mark.parametrize("name", LISTS)
def test_what_a_list_tells(name: str) -> None:
    text, wanted = LISTS[name]
    assert awards(text, "consistency") == wanted


HEADINGS: Cases = {
    "an award, and grades under it": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖</h2>",
            "<h3>一、金奖（2项）</h3>",
            f"<p>{A}</p><p>{B}</p>",
            "<h3>二、银奖</h3>",
            f"<p>{C}</p>",
        ),
        ["2项 金奖 第3届 complete", "A 金奖 第3届 complete", "B 金奖 第3届 complete", "C 银奖 第3届"],
    ),
    "classes under an award": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖获奖名单</h2>",
            "<h3>组织（2家）</h3>",
            f"<ul><li>{A}</li><li>{B}</li></ul>",
            "<h3>个人</h3>",
            "<ul><li>王建国</li></ul>",
        ),
        ["2家 第3届 complete", "A 第3届 complete", "B 第3届 complete"],
    ),
    "short headings that divide the list": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖获奖名单</h2>",
            "<h3>机械（1家）</h3>",
            f"<ul><li>{A}。</li></ul>",
            "<h3>纺织（2家）</h3>",
            f"<ul><li>{B}</li><li>{D}</li></ul>",
        ),
        ["1家 第3届 complete", "A 第3届 complete", "2家 第3届 complete", "B 第3届 complete", "D 第3届 complete"],
    ),
    "a long heading that divides the list": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖获奖名单</h2>",
            "<h3>规模以上工业企业（1家）</h3>",
            f"<ul><li>{A}</li></ul>",
        ),
        ["1家 第3届 complete", "A 第3届 complete"],
    ),
    "a heading that ends the list": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖获奖名单</h2>",
            f"<ul><li>{A}</li></ul>",
            "<h2>取消资格企业</h2>",
            f"<ul><li>{B}</li></ul>",
        ),
        ["A 第3届"],
    ),
    "a long heading that ends the list": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖获奖名单</h2>",
            f"<ul><li>{A}</li></ul>",
            "<h2>全市开展质量提升行动情况</h2>",
            f"<ul><li>{B}</li></ul>",
        ),
        ["A 第3届"],
    ),
    "a heading that is no known award, over grades": (
        page(
            "我市表彰先进",
            "昨日，我市公布一批获奖成果，现将名单公布如下，供大家学习。",
            "<h2>三、质量攻关优秀成果奖</h2>",
            "<h3>（一）一等奖</h3>",
            f"<ul><li>{A}</li></ul>",
            "<h3>（二）二等奖</h3>",
            f"<ul><li>{B}</li></ul>",
        ),
        ["质量攻关优秀成果奖 A 一等奖", "质量攻关优秀成果奖 B 二等奖"],
    ),
    "a heading of another award behind one that is not known": (
        page(
            "我市表彰先进",
            "昨日，我市公布一批获奖成果，其中有天津市质量奖，现将名单公布如下。",
            "<h2>三、质量攻关优秀成果奖</h2>",
            "<h3>（一）一等奖</h3>",
            f"<ul><li>{A}</li></ul>",
            "<h2>四、天津市质量奖</h2>",
            "<h3>（一）二等奖</h3>",
            f"<ul><li>{B}</li></ul>",
        ),
        ["质量攻关优秀成果奖 A 一等奖", "B 二等奖"],
    ),
    "a heading with a place": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖获奖名单</h2>",
            "<h3>武清区（金奖）</h3>",
            f"<ul><li>{A}</li></ul>",
            "<h3>静海区（银奖）</h3>",
            f"<ul><li>{B}</li></ul>",
        ),
        ["A 金奖 第3届 武清区", "B 银奖 第3届 静海区"],
    ),
    "a paragraph that ends the list": (
        page(
            f"第三届{PRIZE}揭晓", "<h2>第三届天津市质量奖获奖名单</h2>", f"<ul><li>{A}</li></ul>", LONG, f"<ul><li>{B}</li></ul>"
        ),
        ["A 第3届"],
    ),
    "a sentence under a heading": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>第三届天津市质量奖</h2>",
            f"{A}捧回奖杯，这是该公司多年来坚持质量第一的结果，得到各界称赞。",
        ),
        ["A 第3届"],
    ),
    "a title over a list": (
        page(
            f"第三届{PRIZE}获奖名单",
            f"<ul><li>{A}</li><li>{B}</li></ul>",
            "以上名单由市市场监管局公布，有效期三年，请各有关单位遵照执行。",
        ),
        ["A 第3届", "B 第3届"],
    ),
    "the introduction of the award names the city": (
        page(
            f"第三届{PRIZE}揭晓",
            "我市共有2家企业获第三届天津市质量奖，名单如下：",
            f"<ul><li>{A}</li><li>{B}（静海区）</li></ul>",
            "以上名单由市市场监管局公布，有效期三年，请各有关单位遵照执行。",
        ),
        ["2家 第3届 天津市 complete", "A 第3届 complete", "B 第3届 静海区 complete"],
    ),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_what_headings_of_a_page_tell(name: str) -> None:
    text, wanted = HEADINGS[name]
    assert awards(text, "consistency") == wanted


KINDS: Cases = {
    "known names": (f"第三届{PRIZE}名单如下：\n1.{A}\n2.王建国（{B}）", ["A 第3届 prize company", "王建国 第3届 prize person"]),
    "an unknown name": (f"第三届{PRIZE}名单如下：\n1.海河先锋班", ["海河先锋班 第3届 prize organisation"]),
    "a number": (
        f"第三届{PRIZE}获奖名单\n一、金奖（2项）\n1.{A}\n2.{B}",
        ["2项 金奖 第3届 prize", "A 金奖 第3届 prize company", "B 金奖 第3届 prize company"],
    ),
    "a heading that is no known prize": (
        page(
            "我市表彰先进",
            "昨日，我市公布一批获奖成果，现将名单公布如下，供大家学习。",
            "<h2>三、质量攻关优秀成果奖</h2>",
            "<h3>（一）一等奖</h3>",
            f"<ul><li>{A}</li></ul>",
            "以上名单由市市场监管局公布，有效期三年。",
        ),
        ["质量攻关优秀成果奖 A 一等奖 prize company"],
    ),
    "a heading that is no known title": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>一、第三届天津市质量奖</h2>",
            f"<ul><li>{A}</li></ul>",
            "<h2>二、质量攻关优秀成果</h2>",
            "<h3>（一）一等奖</h3>",
            f"<ul><li>{B}</li></ul>",
            "<h2>三、中国质量奖</h2>",
            "<h3>（一）一等奖</h3>",
            f"<ul><li>{C}</li></ul>",
        ),
        ["A 第3届 prize company", "质量攻关优秀成果 B 一等奖 title company", "中国质量奖 C 一等奖 prize company"],
    ),
    "a heading that is no known name, over names": (
        page(
            f"第三届{PRIZE}揭晓",
            "<h2>一、第三届天津市质量奖</h2>",
            f"<ul><li>{A}</li></ul>",
            "<h2>二、质量攻关优秀成果</h2>",
            f"<ul><li>{B}</li></ul>",
        ),
        ["A 第3届 prize company"],
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_what_kind_of_award_and_winner_it_is(name: str) -> None:
    text, wanted = KINDS[name]
    assert awards(text, "kind", "recipient_kind") == wanted
