"""The tables and their columns, declared once for every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A `number` is an exact decimal; a `text` may hold one too where its meaning differs from row to row."""

    name: str
    chinese: str
    type: ColumnType
    description: str


DATES = frozenset(("published", "first_date", "last_date"))
"""Text columns that hold a date, as YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a file of its name in each format, or a sheet."""

    name: str
    chinese: str
    description: str
    columns: tuple[Column, ...]

    def headers(self, language: str) -> list[str]:
        """The column names in English (`en`) or Chinese (`zh`)."""
        return [column.chinese if language == "zh" else column.name for column in self.columns]


DOC_ID = Column("doc_id", "文章编号", "text", "16 hexadecimal digits from the source and the raw text, the same on every run")
SOURCE = Column("source", "来源路径", "text", "path or URL of the article; #N for the N-th record of a container")
SENTENCE = Column("sentence", "原句", "text", "the sentence it stands in, after repair and conversion")
RAW_START = Column("raw_start", "原文起点", "integer", "where it begins in the decoded raw text, in code points")
RAW_END = Column("raw_end", "原文终点", "integer", "where it ends there (exclusive)")
RULE = Column("rule", "规则", "text", "the rule that found it")
DISTRICT = Column("district", "行政区", "text", "the division that the recipient belongs to, where the article says so")
ADCODE = Column("adcode", "行政区划代码", "text", "the district's code (GB/T 2260)")
UNIT = Column("unit", "量词", "text", "measure word of a count")
OBJECT = Column("object", "对象", "text", "what is counted, without 的")
QUALIFIER = Column("qualifier", "限定词", "text", "约, 近, 超, 余, 不超过 … as written")
CURRENCY = Column("currency", "币种", "text", "currency of an amount (ISO 4217)")
EDITION = Column("edition", "届次", "integer", "number of 第N届")
YEAR = Column("year", "年度", "integer", "the award's own year")
GRADE = Column("grade", "等级", "text", "金奖, 一等奖, 提名奖 …")
CONSISTENCY = Column(
    "consistency",
    "一致性",
    "text",
    "complete, partial (1 of 8) or contradicts: the facts beside it against the number told of them",
)
CONFIDENCE = Column("confidence", "置信度", "number", "how likely the row is right, 0 to 1, calibrated on articles with gold")
PUBLISHED = Column("published", "发布日期", "text", "date of publication, YYYY-MM-DD")

STATUS = Column("status", "状态", "text", "granted, nominee or applied")
WINNER = (
    Column("recipient_kind", "获奖者类型", "text", "company, organisation, project or person"),
    Column("recipient_count", "获奖者数量", "number", "how many, where a group is counted"),
    Column("recipient_unit", "数量单位", "text", "measure word of that number"),
    DISTRICT,
    ADCODE,
    Column("grantor", "授予单位", "text", "who grants it"),
    Column("amount", "奖金", "number", "money that goes with it to one recipient, in yuan"),
)
"""What is told of an award's winner beside the name, and of who grants it."""
SUM = (
    Column("kind", "种类", "text", "reward, subsidy, relief, financing or investment"),
    Column("amount", "金额", "number", "the sum, in whole units of the currency"),
    Column("amount_max", "最大金额", "number", "the upper end of a range"),
    CURRENCY,
    QUALIFIER,
    Column("per", "口径", "text", "total, or each recipient's"),
)
"""What a sum is."""
SUM_FOR = (
    Column("recipient_count", "受益者数量", "number", "how many recipients are told"),
    Column("project_count", "项目数量", "number", "how many projects are told"),
    Column("purpose", "用途", "text", "what it is paid for"),
)
"""For how many, and for what, a sum is."""
SUM_TERMS = (
    Column("period", "期间", "text", "as written"),
    Column("is_policy", "是否政策", "boolean", "a standing rule rather than a payment"),
    DISTRICT,
    ADCODE,
)
"""When, on what terms, and where a sum is paid."""
PLACE = (SENTENCE, RAW_START, RAW_END, RULE)
"""Where a fact stands, and what found it."""

DOCUMENTS = Table(
    "documents",
    "文章",
    "one row per article",
    (
        DOC_ID,
        SOURCE,
        Column("title", "标题", "text", "the article's title"),
        PUBLISHED,
        Column("publisher", "媒体", "text", "who published it (来源)"),
        Column("author", "作者", "text", "who wrote it"),
        Column("script", "字体", "text", "hans or hant: the script of the raw text"),
        Column("n_raw_chars", "原文字数", "integer", "code points of the decoded raw text"),
        Column("n_clean_chars", "正文字数", "integer", "code points of the cleaned text"),
        Column("n_repairs", "修复处数", "integer", "pieces of damaged text that were restored"),
        Column("status", "状态", "text", "ok, repaired (something was restored) or empty (no text is left)"),
        Column("url", "网址", "text", "the URL that the container or page tells"),
        Column("region", "地区", "text", "CN, TW or HK: whose wording it has"),
        Column("media", "格式", "text", "text or html"),
        Column("encoding", "编码", "text", "the character set it was read in"),
        Column("encoding_reason", "编码依据", "text", "why that one"),
        Column("timed_out", "超时规则", "text", "rules that ran out of time on this article, joined by ；"),
        Column("rules", "规则版本", "text", "the versions of the rules, and the first 12 digits of the hash of their files"),
        Column("n_cut_sentences", "截断句数", "integer", "sentences of more than 10,000 characters, which are read in pieces"),
    ),
)

MENTIONS = Table(
    "mentions",
    "提及",
    "one row per mention",
    (
        DOC_ID,
        Column("type", "类型", "text", "district, company, award, amount, count and more"),
        Column("text", "文本", "text", "as it stands in the cleaned text"),
        Column("value", "值", "text", "adcode, name, canonical name, or a plain decimal number"),
        Column("value_max", "最大值", "number", "the upper end of a range"),
        UNIT,
        OBJECT,
        QUALIFIER,
        CURRENCY,
        RAW_START,
        RAW_END,
        Column("raw_text", "原文", "text", "raw text from raw_start to raw_end"),
        SENTENCE,
        RULE,
        EDITION,
        YEAR,
        GRADE,
    ),
)

AWARD_FACTS = Table(
    "award_facts",
    "获奖事实",
    "one row per award and recipient",
    (
        DOC_ID,
        SOURCE,
        Column("award", "奖项", "text", "canonical name, without edition, year and grade"),
        Column("kind", "种类", "text", "prize (…奖) or title"),
        EDITION,
        YEAR,
        GRADE,
        STATUS,
        Column("recipient", "获奖者", "text", "as written; empty where only a number is told"),
        *WINNER,
        PUBLISHED,
        *PLACE,
        CONSISTENCY,
        CONFIDENCE,
    ),
)

FUNDING_FACTS = Table(
    "funding_facts",
    "资金事实",
    "one row per sum given, got or saved",
    (
        DOC_ID,
        SOURCE,
        *SUM,
        Column("recipients", "受益者", "text", "named recipients, joined by ；"),
        *SUM_FOR,
        Column("funder", "出资方", "text", "who pays"),
        *SUM_TERMS,
        *PLACE,
        CONSISTENCY,
        CONFIDENCE,
    ),
)

COUNT_FACTS = Table(
    "count_facts",
    "数量事实",
    "one row per counted thing",
    (
        DOC_ID,
        SOURCE,
        Column("value", "数值", "number", "how many"),
        UNIT,
        OBJECT,
        QUALIFIER,
        *PLACE,
    ),
)

CONTRADICTIONS = Table(
    "contradictions",
    "矛盾",
    "one row per number in an article that does not agree with what it counts",
    (
        DOC_ID,
        SOURCE,
        Column(
            "check", "核对", "text", "enumeration, list, table (names against a number), product (each × number) or total (合计)"
        ),
        Column("subject", "事项", "text", "the award, or the kind of funding, that the number is told of"),
        Column("told", "原文所述", "number", "the number or sum that the text tells"),
        Column("counted", "核对结果", "number", "what was counted or added up"),
        *PLACE,
    ),
)

REJECTS = Table(
    "rejects",
    "拒收",
    "one row per input that could not be read or extracted",
    (
        Column("source", "来源路径", "text", "path of the input"),
        Column("location", "位置", "text", "the record or line in it"),
        Column("reason", "原因", "text", "why"),
    ),
)

TOKENS = Table(
    "tokens",
    "词语",
    "one row per word of the cleaned text, where it is asked for",
    (
        DOC_ID,
        Column("position", "序号", "integer", "number of the word in the article, from 0"),
        Column("word", "词", "text", "as it stands in the cleaned text"),
        Column("tag", "词性", "text", "part of speech: jieba's dictionary's, or a guess for a word that it does not have"),
        Column("start", "起点", "integer", "where it begins in the cleaned text, in code points"),
        Column("end", "终点", "integer", "where it ends there (exclusive)"),
        RAW_START,
        RAW_END,
    ),
)

EXTRA_TABLES = (TOKENS,)
"""Tables that are written where they are asked for."""

TABLES = (DOCUMENTS, MENTIONS, AWARD_FACTS, FUNDING_FACTS, COUNT_FACTS, CONTRADICTIONS, REJECTS)
