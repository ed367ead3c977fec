"""What supports a fact: the names under which rules/confidence.yaml weighs it."""

from __future__ import annotations

import pytest

from extractor.facts.evidence import Evidence
from extractor.model import RawArticle
from extractor.text.clean import clean_article
from tests.facts.reading import LONG, PIPELINE, PRIZE, A, B, page, table

TAIL = "以上名单由市市场监管局公布，有效期三年，请各有关单位遵照执行。"


def evidence(article: str | RawArticle, kind: str) -> set[str]:
    """What supports the last fact of a kind."""
    read = article if isinstance(article, RawArticle) else RawArticle("", article)
    result = PIPELINE.extract(read)
    view = PIPELINE.view(clean_article(read, PIPELINE.pack.text))
    found = Evidence(view, view.sentences)
    return set(found.of_award(result.award_facts[-1]) if kind == "award" else found.of_funding(result.funding_facts[-1]))


AWARDS: dict[str, tuple[str | RawArticle, set[str]]] = {
    "one winner": (f"{A}荣获{PRIZE}。", {"at.sentence", "award.here", "kind.prize", "name.suffix", "winner.company"}),
    "told twice": (
        f"{A}荣获{PRIZE}。{A}又获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "told.twice", "winner.company"},
    ),
    "told often": (
        f"{A}荣获{PRIZE}。{A}又获{PRIZE}。{A}再获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "told.often", "winner.company"},
    ),
    "a group that is complete": (
        f"{A}、{B}等2家企业荣获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "ledger.complete", "winner.group"},
    ),
    "a group of which some are named": (
        f"{A}、{B}等5家企业荣获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "ledger.partial", "winner.group"},
    ),
    "a winner of the sentence before": (
        f"{A}成立于1998年。该公司荣获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "winner.before", "winner.company"},
    ),
    "an award of the sentence before": (
        f"{PRIZE}揭晓。{A}榜上有名。",
        {"at.sentence", "award.before", "kind.prize", "name.suffix", "winner.company"},
    ),
    "two awards in the sentence": (
        f"{A}荣获{PRIZE}和中国质量奖。",
        {"at.sentence", "award.here", "awards.several_here", "kind.prize", "name.suffix", "winner.company"},
    ),
    "three awards in the article": (
        f"{PRIZE}揭晓。中国质量奖、中国专利奖也已揭晓。{A}荣获{PRIZE}。",
        {"at.sentence", "award.here", "awards.several", "kind.prize", "name.suffix", "winner.company"},
    ),
    "two awards in the article, named often": (
        f"{PRIZE}揭晓。中国质量奖也已揭晓。{PRIZE}很难得。{A}荣获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "winner.company"},
    ),
    "applied for": (
        f"{A}申报{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "status.applied", "winner.company"},
    ),
    "a title": (f"{A}入选国家绿色工厂。", {"at.sentence", "award.here", "kind.title", "name.suffix", "winner.company"}),
    "a person": (f"{A}董事长王建国荣获{PRIZE}。", {"at.sentence", "award.here", "kind.prize", "winner.person"}),
    "a long sentence": (
        f"{'全市广泛开展质量提升行动，' * 13}{A}荣获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "sentence.long", "winner.company"},
    ),
    "a short sentence late in the article": (
        f"{LONG}\n{A}荣获{PRIZE}。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "winner.company"},
    ),
    "repaired": (
        "昨日，天津海河重工有限公司榮獲天津市質(zhì)量獎(jiǎng)。",
        {"at.sentence", "award.here", "damage.repaired", "kind.prize", "name.suffix", "winner.company"},
    ),
    "repaired before it": (
        "今天天氣很好，質(zhì)量很高。天津海河重工有限公司榮獲中國質量獎。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "winner.company"},
    ),
    "repaired behind it": (
        "天津海河重工有限公司榮獲中國質量獎。今天天氣很好，質(zhì)量很高，區(qū)里獎(jiǎng)勵。",
        {"at.sentence", "award.here", "kind.prize", "name.suffix", "winner.company"},
    ),
    "in a list": (
        page("第三届" + PRIZE + "揭晓", f"第三届{PRIZE}名单如下：", f"<ul><li>{A}</li><li>{B}</li></ul>", TAIL),
        {"at.list", "award.before", "kind.prize", "name.suffix", "winner.company"},
    ),
    "in a table": (
        page(
            "第三届" + PRIZE + "揭晓",
            f"第三届{PRIZE}名单如下：",
            table(["企业名称", "所在区"], [A, "武清区"], [B, "静海区"]),
            TAIL,
        ),
        {"at.table", "award.before", "kind.prize", "name.suffix", "winner.company"},
    ),
    "in the title": (
        page(f"{A}荣获{PRIZE}", "昨日，颁奖仪式在天津举行，市领导为各位代表颁奖并合影留念。", TAIL),
        {"at.title", "award.here", "kind.prize", "name.suffix", "winner.company"},
    ),
    "in a heading": (
        page("昨日颁奖仪式在天津举行", f"<h2>{A}荣获{PRIZE}</h2>", "市领导为各位代表颁奖并合影留念，大家都来了。", TAIL),
        {"at.heading", "award.here", "kind.prize", "name.suffix", "winner.company"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), AWARDS.values(), ids=AWARDS.keys())
def test_what_supports_an_award(text: str | RawArticle, wanted: set[str]) -> None:
    assert evidence(text, "award") == wanted


SUMS: dict[str, tuple[str | RawArticle, set[str]]] = {
    "a reward": ("公司获得奖励100万元。", {"at.sentence", "kind.reward", "per.total"}),
    "a reward for each of several": ("3家企业每家奖励30万元。", {"at.sentence", "kind.reward", "per.each", "recipient.told"}),
    "a rule": ("对首次认定为国家高新技术企业的，给予一次性20万元奖励。", {"at.sentence", "kind.reward", "per.each", "policy"}),
    "a named recipient": (f"{A}获得补助300万元。", {"at.sentence", "kind.subsidy", "per.total", "recipient.told"}),
    "projects": ("支持3个项目，拨付补助900万元。", {"at.sentence", "kind.subsidy", "per.total", "recipient.told"}),
    "two sums in the sentence": (
        "公司获得奖励100万元，贷款200万元。",
        {"at.sentence", "kind.financing", "per.total", "sums.several_here"},
    ),
    "two sums in two sentences": ("公司获得奖励100万元。公司获得贷款200万元。", {"at.sentence", "kind.financing", "per.total"}),
    "a sum that agrees": (
        "表彰8家企业，每家奖励50万元，共400万元。",
        {"at.sentence", "kind.reward", "ledger.complete", "per.total", "sums.several_here"},
    ),
}


@pytest.mark.parametrize(("text", "wanted"), SUMS.values(), ids=SUMS.keys())
def test_what_supports_a_sum(text: str | RawArticle, wanted: set[str]) -> None:
    assert evidence(text, "funding") == wanted
