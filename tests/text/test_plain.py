# ruff: noqa: E501 -- tables of cases read best with one case a line
"""Plain text scrapes to blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rules.cleaning import load_cleaning
from extractor.text.grid import header_row
from extractor.text.plain import line_kind, plain_to_blocks

RULES = load_cleaning(Path(__file__).parents[2] / "rules" / "cleaning")
BODY = (
    "本报讯 11月7日，全市质量大会召开，市领导为五家获奖企业颁发奖牌和证书，每家企业各得到一百万元奖金，另有九家企业获得提名奖。"
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、获奖企业（5家）", ("heading", 2)),
        ("（二）提名奖", ("heading", 3)),
        ("第三章 奖励", ("heading", 2)),
        ("【市长质量奖】", ("heading", 0)),
        ("一、申报企业应当具备下列条件，并按要求提交材料。", ("paragraph", 0)),
        ("1.甲公司", ("item", 1)),
        ("10、甲公司", ("item", 1)),
        ("(3)甲公司", ("item", 1)),
        ("①甲公司", ("item", 1)),
        ("◆2020年质量奖", ("item", 1)),
        ("• 甲公司", ("item", 1)),
        ("1.5亿元资金到账", ("paragraph", 0)),
        ("2020年：甲公司", ("paragraph", 0)),
        ("甲公司", ("paragraph", 0)),
    ],
)
def test_line_kind(line: str, kind: tuple[str, int]) -> None:
    assert line_kind(line) == kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(f"五家企业获质量奖\n2024-11-08 来源：某某晚报\n{BODY}", "五家企业获质量奖", id="above-date-line"),
        pytest.param(f"五家企业获质量奖\n\n{BODY}", "五家企业获质量奖", id="above-body"),
        pytest.param(
            f"某某新闻网\n您当前位置：首页>>要闻>>\n\n五家企业获质量奖\n2024-11-08 11:06:26 某某报\n{BODY}",
            "五家企业获质量奖",
            id="below-navigation",
        ),
        pytest.param(
            f"亚洲av在线观看|欧美精品国产大片|免费视频一区二区\n五家企业获质量奖\n{BODY}", "五家企业获质量奖", id="below-spam"
        ),
        pytest.param(BODY, None, id="body-only"),
        pytest.param(f"9月是质量月\n9月15日上午\n区里举行启动仪式\n{BODY}", None, id="short-lines"),
        pytest.param(f"近日，质量奖揭晓。\n{BODY}", None, id="sentence"),
        pytest.param("", None, id="empty"),
    ],
)
def test_title(text: str, title: str | None) -> None:
    titles = [text[block.start : block.end] for block in plain_to_blocks(text, RULES) if block.kind == "title"]
    assert titles == ([title] if title else [])


def test_tables() -> None:
    text = "名单：\n企业\t所在区\t金额（万元）\n甲有限公司\t湖里区\t100\n乙有限公司\t\t80\n以上。\n| 名称 | 奖项 |\n|---|---|\n| 丙有限公司 | 一等奖 |"
    blocks = plain_to_blocks(text, RULES)
    assert [block.kind for block in blocks] == ["paragraph", "table", "paragraph", "table"]
    first = [(text[cell.start : cell.end], cell.row, cell.col, cell.header) for cell in blocks[1].cells]
    assert first[:3] == [("企业", 0, 0, True), ("所在区", 0, 1, True), ("金额（万元）", 0, 2, True)]
    assert first[6:] == [("乙有限公司", 2, 0, False), ("", 2, 1, False), ("80", 2, 2, False)]
    second = [(text[cell.start : cell.end], cell.row, cell.col, cell.header) for cell in blocks[3].cells]
    assert second == [("名称", 0, 0, True), ("奖项", 0, 1, True), ("丙有限公司", 1, 0, False), ("一等奖", 1, 1, False)]


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([["序号", "企业"], ["1", "甲有限公司"]], 0),
        ([["名单"], ["企业", "金额（万元）"], ["甲有限公司", "100"]], 1),
        ([["甲有限公司", "100"], ["乙有限公司", "80"]], -1),
        ([["一等奖", "甲公司"], ["二等奖", "乙公司"]], -1),
        ([["企业", "奖项"]], -1),
        ([["企业名称", "所在地区"], ["甲公司", "乙县"], ["丙厂", "丁区"]], 0),
        ([["甲公司", "乙企业"], ["丙公司", "丁企业"]], -1),
        ([], -1),
    ],
)
def test_header_row(rows: list[list[str]], head: int) -> None:
    assert header_row(rows, RULES.header_words) == head


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("烟花里的质量局\n——颁奖侧记\n2022-05-20 某某发布", "烟花里的质量局"),
        ("黑龙江日报 2024-03-12 第五版\n老字号还得新着活\n——又有4块招牌擦亮", "老字号还得新着活"),
        (
            "关于表彰市长质量奖获奖单位的通报\n某府发〔2021〕19号\n来源：某某市人民政府　2021-12-03 09:26",
            "关于表彰市长质量奖获奖单位的通报",
        ),
        ("——又一次颁奖的侧记\n2022-05-20 某某发布", "——又一次颁奖的侧记"),
    ],
    ids=["second line", "date line first", "number of a notice", "nothing but a second line"],
)
def test_title_among_other_lines(head: str, title: str) -> None:
    text = f"{head}\n{BODY}\n{BODY}"
    assert [text[one.start : one.end] for one in plain_to_blocks(text, RULES) if one.kind == "title"] == [title]


@given(st.text(alphabet="甲乙。：|\t\n 1.（）【】　\r\u20282024-11-08", max_size=120))
def test_blocks_cover_every_visible_character(text: str) -> None:
    covered = ""
    at = 0
    for block in plain_to_blocks(text, RULES):
        assert at <= block.start < block.end <= len(text)
        covered += text[at : block.start].strip() + text[block.start : block.end]
        at = block.end
    assert "".join((covered + text[at:]).split()) == "".join(text.split())
