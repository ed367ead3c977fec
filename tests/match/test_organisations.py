"""Organisations that are no companies, and government bodies."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.companies import find_companies
from extractor.match.organisations import find_grantors, find_organisations
from extractor.model import Block, Cell
from extractor.rules.names import NameRules, load_names

LOADED = load_names(Path(__file__).parents[2] / "rules")

ORGANISATIONS: list[tuple[str, list[str]]] = [
    ("杭州市保俶塔实验学校成为首个获奖学校。", ["杭州市保俶塔实验学校"]),
    ("5.济宁市第九人民医院（济宁市）", ["济宁市第九人民医院"]),
    ("淄博柳泉陶瓷研究院（淄博市）", ["淄博柳泉陶瓷研究院"]),
    ("授予中国船舶重工集团公司第七〇二研究所质量奖。", ["中国船舶重工集团公司第七〇二研究所"]),
    ("分别为长荣大学及财团法人车辆研究测试中心。", ["长荣大学", "财团法人车辆研究测试中心"]),
    ("友达光电台中厂获评灯塔工厂。", ["友达光电台中厂"]),
    ("湖南大学与中南大学共同完成。", ["湖南大学", "中南大学"]),
    ("上海市徐汇区向阳小学、徐汇区田林街道社区卫生服务中心", ["上海市徐汇区向阳小学", "徐汇区田林街道社区卫生服务中心"]),
    ("广东省特种设备检测研究院湛江检测院减免检验费。", ["广东省特种设备检测研究院湛江检测院"]),
    ("泉州市企业与企业家联合会（下称“市企联”）是赢家，市企联秘书长说。", ["泉州市企业与企业家联合会", "市企联"]),
    ("襄阳市中心血站上台领奖。", ["襄阳市中心血站"]),
    ("杭州口腔医院集团有限公司", []),
    ("江苏省沙钢钢铁研究院有限公司", []),
    ("医院、学校和协会都可以报名。", []),
    ("新建国家重点实验室2家、企业技术中心5家。", []),
    ("专利权人分别为大连理工大学和沈阳透鼓机械股份有限公司。", ["大连理工大学"]),
    ("公司与东北农业大学共建实验室。", ["东北农业大学"]),
    ("建设通化南部中心城市，优化中心城区。", []),
    ("获奖班组是青城变电站运检三班；还有装配二班。", ["青城变电站运检三班", "装配二班"]),
    ("宝鸡石鼓床厂装配车间甲班获奖", ["宝鸡石鼓床厂装配车间甲班"]),
    ("“跃进”砂型班组捧回奖杯。", ["“跃进”砂型班组"]),
    ("授予泰安市中心医院、岱岳区供销社提名奖。", ["泰安市中心医院", "岱岳区供销社"]),
    ("8家组织和辽东胸科医院院长获银奖。", ["辽东胸科医院"]),
    ("各班组、优秀班组、三班倒、班组长", []),
    ("另有金台区群众路街道等6个街道（镇）获评。", ["金台区群众路街道"]),
    ("授予西安市未央区张家堡街道“平安街道”称号。", ["西安市未央区张家堡街道"]),
    ("位于金台区群众路街道的企业，全镇获评。", []),
]

BODIES: list[tuple[str, list[str]]] = [
    ("近日，厦门市人民政府公布了结果。", ["厦门市人民政府"]),
    ("被省市场监管局授予称号。", ["省市场监管局"]),
    (
        "国家发展改革委、科技部、财政部、海关总署、税务总局联合公布。",
        ["国家发展改革委", "科技部", "财政部", "海关总署", "税务总局"],
    ),
    ("国家知识产权局近日公布。", ["国家知识产权局"]),
    ("工业和信息化部发布名单。", ["工业和信息化部"]),
    ("宁波市政府发文表彰企业。", ["宁波市政府"]),
    ("江苏省委、省政府召开大会。", ["江苏省委", "省政府"]),
    ("记者从日照市质监局获悉。", ["日照市质监局"]),
    ("经济部产业发展署表示。", ["经济部产业发展署"]),
    ("福州市政府质量奖揭晓。", []),
    ("各级政府质量奖和政府部门的工作。", []),
]


@pytest.fixture(scope="module")
def rules() -> NameRules:
    return LOADED


@pytest.mark.parametrize(("text", "expected"), ORGANISATIONS, ids=[text for text, _ in ORGANISATIONS])
def test_organisations(text: str, expected: list[str], rules: NameRules) -> None:
    assert list(dict.fromkeys(mention.value for mention in find_organisations(text, rules))) == expected


@pytest.mark.parametrize(("text", "expected"), BODIES, ids=[text for text, _ in BODIES])
def test_government_bodies(text: str, expected: list[str], rules: NameRules) -> None:
    assert [mention.value for mention in find_grantors(text, rules)] == expected


def test_cells_of_a_winners_column(rules: NameRules) -> None:
    text = "获奖单位\n红星装配班\n"
    cells = (Cell(0, 4, 0, 0), Cell(5, 10, 1, 0))
    found = find_organisations(text, rules, blocks=[Block("table", 0, len(text), cells=cells)])
    assert [mention.value for mention in found] == ["红星装配班"]


PIECES = st.sampled_from(
    ["厦门", "大学", "市政府", "省", "研究院", "、", "和", "（", "）", "有限公司", "市场监管局", "\n", "第九", "中心", "。"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    for found in (find_organisations(text, LOADED), find_grantors(text, LOADED)):
        assert all(text[mention.start : mention.end] == mention.value for mention in found)
        assert all(left.end <= right.start for left, right in pairwise(found))


def test_known_companies_save_the_search(rules: NameRules) -> None:
    text = "湖南大学与宝鸡石鼓床厂装配车间甲班共同完成，杭州口腔医院集团有限公司获奖。"
    companies = find_companies(text, rules)
    assert find_organisations(text, rules, companies=companies) == find_organisations(text, rules)


def test_persons_in_a_cell_of_winners_are_no_organisations(rules: NameRules) -> None:
    text = "获奖者\n戴敏（复旦大学附属中山医院）\n"
    cells = (Cell(0, 3, 0, 0), Cell(4, len(text) - 1, 1, 0))
    found = find_organisations(text, rules, blocks=[Block("table", 0, len(text), cells=cells)])
    assert [mention.value for mention in found] == ["复旦大学附属中山医院"]
