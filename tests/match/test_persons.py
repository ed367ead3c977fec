"""Persons and projects, where their surroundings show them."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.organisations import find_organisations
from extractor.match.persons import find_persons
from extractor.match.projects import find_projects
from extractor.model import Block, Cell
from extractor.rules.names import NameRules, load_names

LOADED = load_names(Path(__file__).parents[2] / "rules")

PERSONS: list[tuple[str, list[str]]] = [
    ("1.王立波，青岛港湾集装箱码头有限公司桥吊司机\n2.孙秀兰（女），山东泰北纺织股份有限公司质量总监", ["王立波", "孙秀兰"]),
    ("谢应波（上海泰坦科技股份有限公司）", ["谢应波"]),
    ("顾明（上海龙湾物业服务有限公司）\n戴敏（复旦大学附属中山医院）", ["顾明", "戴敏"]),
    ("以及上海泰坦科技股份有限公司董事长谢应波、龙华医院院长肖臻3名个人荣膺奖项", ["谢应波", "肖臻"]),
    ("授予某研究所等9家组织和王民2020年江苏省省长质量奖", ["王民"]),
    ("丁山华(江苏上上电缆集团有限公司董事长，溧阳市)", ["丁山华"]),
    ("山东五征集团有限公司质量管理部部长刘新新获提名奖", ["刘新新"]),
    ("3.欧阳修远，湖南三环机械有限公司高级技师", ["欧阳修远"]),
    ("1.买买提·艾力，新疆天业股份有限公司班长\n2.阿依古丽·玉素甫（新疆大学）", ["买买提·艾力", "阿依古丽·玉素甫"]),
    ("无锡海纳微电子有限公司品质部经理沈莉说", ["沈莉"]),
    ("1.浙江正泰电器股份有限公司（乐清市）", []),
    ("高新区（厦门市）、金奖（5名）", []),
    ("全市（含县区）企业负责人到场", []),
    ("两名个人，一位是沈东来，一位是王莉。第一个上台的是赵建军。", ["沈东来", "王莉", "赵建军"]),
    ("获奖个人分别为：张伟、李莉和欧阳修远。", ["张伟", "李莉", "欧阳修远"]),
    ("授予王建国等5名个人市长质量奖。张伟、李莉两人获提名奖。", ["王建国", "张伟", "李莉"]),
    ("张黎明、宁展、高凤林3名同志获评质量工匠。", ["张黎明", "宁展", "高凤林"]),
    ("李明荣获劳动模范，院长汪艳捧杯。", ["李明", "汪艳"]),
    ("来自湖北三江红阳机电有限公司的毛生、来自沪东船舶有限公司的张冬伟两名个人。", ["毛生", "张冬伟"]),
    ("绵阳涪水电子有限公司总经理郑昊透露，质量总监高远特意整了整领带。", ["郑昊", "高远"]),
    ("程开甲院士、李兰教授出席。", ["程开甲", "李兰"]),
    ("宣读了表彰决定。木瓜、西瓜获金奖。连日来，走进工业园的研究所。", []),
    ("沈东来，走进乌海市的研究所。", []),
    ("曾先后获得，曾多次获得，都曾获得；江苏获评示范省，任何人获得。", []),
    ("方案、办法等同志们要学习，项目、人才两个方面。", []),
]

PROJECTS: list[tuple[str, list[str]]] = [
    ("报送的“一种飞机叶片榫槽底部平面激光冲击强化方法和装置”获中国专利金奖", ["一种飞机叶片榫槽底部平面激光冲击强化方法和装置"]),
    ("领衔完成的“畜禽疫苗大规模反应器培养关键技术”获一等奖", ["畜禽疫苗大规模反应器培养关键技术"]),
    (
        "研发的“超高温硬密封球阀”、“一种光伏系统负载管理方法及系统”等3项专利",
        ["超高温硬密封球阀", "一种光伏系统负载管理方法及系统"],
    ),
    ("凭借“低压直流断路器关键技术及产业化”获奖", ["低压直流断路器关键技术及产业化"]),
    ("获评专精特新“小巨人”企业，开展“一企一策”", []),
    (
        "由陕西建工集团股份有限公司承建的西安浐霸国际会展中心二期、咸阳路地下综合管廊和高新区丝路云天大厦获鲁班奖。",
        ["西安浐霸国际会展中心二期", "咸阳路地下综合管廊", "高新区丝路云天大厦"],
    ),
    ("其施工的“长江新城大桥”、地铁5号线获奖。", ["长江新城大桥", "地铁5号线"]),
    ("总承包的胶东机场航站楼（一标段）等3项工程", ["胶东机场航站楼（一标段）"]),
    ("中铁大桥局集团有限公司建设的平海公铁大桥荣获国际奖。", ["平海公铁大桥"]),
    ("如大连冰嵊制冷设备有限公司生产的“冰嵊”牌活塞式冷水机组、“辽东”牌滚子轴承等", ["冰嵊牌活塞式冷水机组", "辽东牌滚子轴承"]),
    ("红日牌轿车、雪岭牌冰箱获奖，“折纸”系列台灯榜上有名。", ["红日牌轿车", "雪岭牌冰箱", "折纸系列台灯"]),
    ("知名品牌产品、金牌厨柜、“绿色工厂”牌匾、绿牌子。", []),
    ("承建的项目。建设的重点工程有3个，设计的流程和建设的美丽乡村。", []),
]


@pytest.fixture(scope="module")
def rules() -> NameRules:
    return LOADED


@pytest.mark.parametrize(("text", "expected"), PERSONS, ids=[text.replace("\n", " ") for text, _ in PERSONS])
def test_persons(text: str, expected: list[str], rules: NameRules) -> None:
    assert [mention.value for mention in find_persons(text, rules)] == expected


@pytest.mark.parametrize(("text", "expected"), PROJECTS, ids=[text for text, _ in PROJECTS])
def test_projects(text: str, expected: list[str], rules: NameRules) -> None:
    assert [mention.value for mention in find_projects(text, rules)] == expected


def test_columns_of_names_and_projects(rules: NameRules) -> None:
    text = "姓名\t项目名称\n周以宁\t杯子\n"
    cells = (Cell(0, 2, 0, 0), Cell(3, 7, 0, 1), Cell(8, 11, 1, 0), Cell(12, 14, 1, 1))
    blocks = [Block("table", 0, len(text), cells=cells)]
    assert [mention.value for mention in find_persons(text, rules, blocks=blocks)] == ["周以宁"]
    assert [mention.value for mention in find_projects(text, rules, blocks=blocks)] == ["杯子"]


PIECES = st.sampled_from(
    ["王立波", "1.", "，", "（", "）", "有限公司", "厦门", "董事长", "和", "“", "”", "方法", "\n", "获", "2020年", "·", "欧阳"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    for found in (find_persons(text, LOADED), find_projects(text, LOADED)):
        assert all(text[mention.start : mention.end] == mention.value for mention in found)
        assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize("unit", ["王某", "、张伟", "荣获", "“甲”牌", "承建的大厦、", "一位是", "同志", "三班", "市镇获"])
def test_time_grows_with_the_text_only(unit: str, rules: NameRules) -> None:
    text = unit * (60_000 // len(unit))
    started = time.process_time()
    find_persons(text, rules, companies=[])
    find_projects(text, rules, companies=[])
    find_organisations(text, rules, companies=[])
    assert time.process_time() - started < 5
