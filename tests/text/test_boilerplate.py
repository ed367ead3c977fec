# ruff: noqa: E501 -- tables of cases read best with one case a line
"""Boilerplate of cleaned texts: what goes, by which rule, and above all what stays."""

from __future__ import annotations

import re
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Edit, Metadata
from extractor.rules.cleaning import load_cleaning
from extractor.text.boilerplate import find_boilerplate
from extractor.text.edits import EditList
from extractor.text.metadata import find_metadata
from extractor.text.plain import plain_to_blocks

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
DEV = ROOT.parent / "shared" / "dev"
RULES = load_cleaning(ROOT / "rules" / "cleaning")
BODY = "11月7日，全市质量大会召开，市领导为五家获奖企业颁发奖牌和证书，每家企业各得到一百万元奖金。"


def clean(text: str) -> tuple[str, list[Edit]]:
    edits = find_boilerplate(text, plain_to_blocks(text, RULES), RULES, media="text")
    return EditList(len(text), edits).apply(text), edits


def rule_of(line: str, text: str) -> str | None:
    """The rule that takes `line` out of `text`, None where it stays."""
    cleaned, edits = clean(text)
    if line in cleaned.split("\n"):
        return None
    place = text.index(line)
    return next(edit.rule for edit in edits if edit.start <= place and place + len(line) <= edit.end)


GONE_ANYWHERE = [
    ('<bdo id="glmru"></bdo>', "cleaning.stray_tag"),
    ("【资料图】", "cleaning.image_note"),
    ("您当前位置: 新闻中心>>某某报>>第三版>>", "cleaning.breadcrumb"),
    ("首页 > 要闻 > 正文", "cleaning.breadcrumb"),
    ("分享到：微信 微博 QQ空间", "cleaning.share"),
    ("打印 关闭窗口 【字体：大 中 小】", "cleaning.share"),
    ("扫一扫在手机打开当前页", "cleaning.share"),
    ("长按二维码关注我们", "cleaning.share"),
    ("上一篇：某公司投资九亿元建厂", "cleaning.previous_next"),
    ("标签：质量奖 企业", "cleaning.tags"),
    ("阅读量：1234", "cleaning.counter"),
    ("广告", "cleaning.advert"),
    ("热点：古城墙灯会1月启幕｜某钢铁集团投资6.6亿元上新项目｜某建投获大奖", "cleaning.ticker"),
    ("请继续往下阅读...", "cleaning.advert"),
    ("▲县长颁奖给得奖业者。（记者叶某某摄）", "cleaning.caption"),
    ("(责任编辑:水川)", "cleaning.editor"),
    ("编辑：张三 审核：李四 校对：王五", "cleaning.editor"),
    ("责编/张三 审核/李四", "cleaning.editor"),
    ("[ 责任编辑：安吉 ]", "cleaning.editor"),
    ("记者 王某某 摄影", "cleaning.credit"),
    ("文/某某 图/某某", "cleaning.credit"),
    ("来源：某某日报", "cleaning.source"),
    ("(来源:某某头条)", "cleaning.source"),
    ("原标题：五家企业捧回大奖", "cleaning.original_title"),
    ("《某某质量报》", "cleaning.paper_name"),
    ("版权所有 未经授权不得转载", "cleaning.copyright"),
    ("本网注明“来源：XXX”的作品，均转载自其他媒体，转载目的在于传递更多信息，不代表本网观点。", "cleaning.copyright"),
    ("某ICP备12345678号-1", "cleaning.licence"),
    ("违法和不良信息举报电话：010-12345678", "cleaning.licence"),
]


@pytest.mark.parametrize(("line", "rule"), GONE_ANYWHERE, ids=[line[:12] for line, _ in GONE_ANYWHERE])
def test_lines_that_go(line: str, rule: str) -> None:
    assert rule_of(line, f"五家企业获质量奖\n{BODY}\n{line}\n{BODY}二。") == rule


STAYS = [
    "浙江某某股份有限公司",
    "1.山东鲁某重工集团有限公司（济南市莱芜区）",
    "◆2020年江苏省省长质量奖",
    "（注：2019年起更名为宁波市人民政府质量奖）",
    "【链接】鄞州区历年宁波市市长质量奖获奖企业",
    "联系电话：0531-51795566",
    "公示期为5个工作日。",
    "(陈某 张某某)",
    "□ 江 岱 廖 媛",
    "以高质量发展擎托",
    "常州某某轨道装备有限公司(武进区)",
    "国产大飞机订单超百架 欧美市场看好",
    "2011年：宁波四明山食品股份有限公司（横溪镇）、宁波海晏纺织集团有限公司（姜山镇）",
    "——质量创新氛围更加活跃",
    "“奖金一分不留，全部投到检测线上。”",
    "授权专利300余件",
    "企业名称 | 金额",
    "下一步，湖里区",
    "中国版权金奖（3家）",
    "杭州某某网络科技有限公司",
    "巴黎婚纱摄影",
    "南方电网",
    "监督举报电话：0531-51795566",
    "市民如发现问题，可拨打举报电话12315。",
    "本报讯 市版权局昨日公布版权示范单位名单，十家企业上榜。",
    "参赛作品版权归主办方所有。",
    "统筹 推进 提升",
    "设计：某某设计研究院",
    "▲一等奖：甲公司、乙公司",
    "（图书类）",
    "生产许可证编号：XK16-204",
    "来源广泛的原料",
    "编辑出版奖 某某出版社",
]


@pytest.mark.parametrize("line", STAYS)
def test_lines_that_stay(line: str) -> None:
    assert rule_of(line, f"五家企业获质量奖\n{BODY}\n{line}\n{BODY}二。") is None


@pytest.mark.parametrize("line", [line for line in STAYS if not line.startswith("设计：")])
def test_the_last_line_of_an_article_stays(line: str) -> None:
    assert rule_of(line, f"五家企业获质量奖\n{BODY}\n{BODY}二。\n{line}") is None


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param(f"{BODY}（责任编辑：某某）", BODY, id="editor-at-the-end-of-a-paragraph"),
        pytest.param(f"{BODY}(来源:某某报)", BODY, id="source-at-the-end-of-a-paragraph"),
        pytest.param(f"{BODY}（记者 某某）", f"{BODY}（记者 某某）", id="signature-stays"),
        pytest.param(f"  {BODY}\n\n\n   {BODY} \n", f"{BODY}\n{BODY}", id="spaces-between-lines"),
        pytest.param(f"五家企业获质量奖\n2024-11-08 某某报\n五家企业获质量奖\n{BODY}", f"五家企业获质量奖\n{BODY}", id="repeated-title"),
        pytest.param(f"{BODY}\n相关新闻\n某公司获奖\n另一公司投资9亿元\n{BODY}", f"{BODY}\n{BODY}", id="list-in-the-middle"),
        pytest.param(f"{BODY}\n相关链接：\n·某公司获评质量标杆\n·某区新增3家绿色工厂\n{BODY}", f"{BODY}\n{BODY}", id="box-of-links"),
        pytest.param(f"{BODY}\n相关链接\n质量奖是本市最高荣誉，每两年评选一次，已经评出五届，共有34家企业先后获得这项荣誉，另有九家提名。",
                     f"{BODY}\n相关链接\n质量奖是本市最高荣誉，每两年评选一次，已经评出五届，共有34家企业先后获得这项荣誉，另有九家提名。", id="background-box-stays"),
        pytest.param(f"{BODY}\n最新评论\n网友甲：补贴早该发了，我们去年光电费就亏了二十万元，希望公开名单。", BODY, id="comments"),
        pytest.param(f"{BODY}\n声明：\n本网稿件版权均属本网，未经授权不得转载。\n{BODY}", f"{BODY}\n{BODY}", id="notice"),
        pytest.param("", "", id="empty"),
    ],
)  # fmt: skip
def test_whole_texts(text: str, cleaned: str) -> None:
    assert clean(text)[0] == cleaned


TEASERS = "\n".join(
    [
        "全球实时:某地:三企业赢得荣誉 某某网讯近日,某市人民政府公布了评审结果,共有五家单位...",
        "某供电局:全力以赴助力企业“开门稳” “感谢你们,不仅让我们解决了难题,还认识了合作伙伴。”2月20日,某公司的总经理王...",
        "董事长辞职 某某再变天 2月20日晚,某某发布公告称,公司董事会近日收到董事长提交的书面辞职报告,申请辞去公司第",
    ]
)


def test_teasers_behind_the_end_go() -> None:
    assert clean(f"{BODY}(陈某)\n{TEASERS}")[0] == f"{BODY}(陈某)"


HEADLINES = "“专精特新”再添新军 又有31家企业上榜\n三家银行为小微企业授信12亿元 首批资金到账\n某光电企业获质量奖，奖金200万元"


@pytest.mark.parametrize(
    "end",
    ["（本报记者 王某君 张某）", "责任编辑：某某", "（责任编辑：某某）\n分享到：微信 微博", "上一篇：某公司投资九亿元建厂"],
    ids=["signature", "editor", "editor and share", "previous"],
)
def test_plain_headlines_behind_a_visible_end_go(end: str) -> None:
    cleaned = clean(f"{BODY}{BODY}\n{end}\n{HEADLINES}")[0]
    assert cleaned == (f"{BODY}{BODY}\n{end}" if "本报记者" in end else f"{BODY}{BODY}")


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}{BODY}名单如下。\n{HEADLINES}",
        f"{BODY}{BODY}（记者 王某）\n甲纺织股份有限公司（海宁市）\n乙装备制造有限公司（桐乡市）",
        f"{BODY}{BODY}（记者 王某）\n附件：获奖企业名单和奖金发放办法",
        f"责任编辑：某某\n{HEADLINES}\n{BODY}",
        f"{BODY}\n分享到：微信 微博\n{HEADLINES}\n{BODY}",
    ],
    ids=["announced", "winners behind a signature", "an attachment", "editor at the top", "prose behind"],
)
def test_headlines_stay_without_a_visible_end(text: str) -> None:
    cleaned = clean(text)[0]
    assert all(line in cleaned for line in text.split("\n") if "编辑" not in line and "分享" not in line)


@pytest.mark.parametrize(
    "end",
    ["", "\n某市人民政府\n2023年11月28日", "\n联系电话：0710-3512345", "\n（此件主动公开）"],
    ids=["prose", "date", "call", "note"],
)
def test_plain_headlines_behind_prose_go(end: str) -> None:
    assert clean(f"{BODY}{BODY}{end}\n{HEADLINES}")[0] == f"{BODY}{BODY}{end}"


@pytest.mark.parametrize(
    "ending",
    [
        "三家银行为小微企业授信12亿元 首批资金到账",
        "获奖单位：某某装备制造有限公司\n获奖个人：某某研究院王某某",
        "2021年：甲纺织有限公司获提名奖\n2022年：乙装备有限公司获提名奖",
        "1.甲纺织有限公司获一等奖奖励\n2.乙装备有限公司获二等奖奖励",
        "甲纺织有限公司王某某\n乙装备有限公司李某某\n丙食品有限公司张某某",
        "“我们会继续努力，争取上榜。”\n王某说，公司已经启动新一轮改造。",
    ],
    ids=["a single line", "labels", "years", "numbers", "people", "speech"],
)
def test_lines_behind_prose_that_are_no_headlines_stay(ending: str) -> None:
    assert clean(f"{BODY}{BODY}\n{ending}")[0] == f"{BODY}{BODY}\n{ending}"


@pytest.mark.parametrize(
    "ending",
    [
        "甲有限公司 一等奖\n乙有限公司 二等奖\n丙有限公司 三等奖",
        "力争培育出更多\n具有竞争力的名片\n广阔未来!",
        "甲省 某某股份有限公司 某某产品及其制备方法\n乙省 某某集团有限公司 某某装置",
    ],
    ids=["winners", "verses", "columns"],
)
def test_short_lines_at_the_end_are_no_teasers(ending: str) -> None:
    assert clean(f"{BODY}\n{ending}")[0] == f"{BODY}\n{ending}"


def simplified(path: Path) -> str:
    """A seed as repair and conversion leave it, but for its byte slips: pinyin notes stripped by their form."""
    text = opencc.OpenCC("t2s").convert(path.read_text(encoding="utf-8"))
    return re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)", "", text)


JUNK = re.compile(
    r"亚洲|精品|glmru|当前位置|^\d\. 中国质量新闻网$|^中国质量新闻网$|^2022-09-2|^《中国质量报》$|责任编辑|最新评论|^声明|本网注明|图片新闻|^•|最新新闻|资料图|来源:湖里头条"
)


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not part of the project")
@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_seeds(name: str) -> None:
    text = simplified(next(SEEDS.glob(f"{name}_*")))
    cleaned = clean(text)[0].split("\n")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    end = next((number for number, line in enumerate(lines) if line.endswith("(陈永 张潇翎)")), len(lines))
    body = [line for number, line in enumerate(lines) if not JUNK.search(line) and number <= end]
    assert [line for line in body if line not in cleaned] == []
    assert [line for line in lines if line not in body and line in cleaned] == []


@pytest.mark.skipif(not DEV.exists(), reason="the development articles are not part of the project")
@pytest.mark.parametrize("path", sorted(DEV.glob("*.txt")) if DEV.exists() else [], ids=lambda path: path.stem)
def test_dev_articles_lose_nothing_but_their_date_line(path: Path) -> None:
    text = simplified(path)
    cleaned = clean(text)[0].split("\n")
    gone = [line for line in text.split("\n") if line.strip() and line.strip() not in cleaned]
    assert all(re.match(r"\d{4}-\d\d-\d\d ", line) for line in gone)
    assert find_metadata(text, plain_to_blocks(text, RULES), Metadata(), RULES).title == cleaned[0]


@given(
    st.lists(
        st.sampled_from([BODY, *STAYS, *(line for line, _ in GONE_ANYWHERE), "", "  ", "相关新闻", "最新评论", TEASERS]),
        max_size=12,
    ).map("\n".join)
)
def test_what_stays_is_unchanged_and_in_order(text: str) -> None:
    cleaned, edits = clean(text)
    at = 0
    for line in cleaned.split("\n"):
        at = text.index(line, at) + len(line)
    assert all(edit.text in ("", "\n") for edit in edits)
