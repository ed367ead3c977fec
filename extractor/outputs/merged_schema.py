"""The tables that merging adds to those of a run, and their columns."""

from __future__ import annotations

from extractor.outputs.schema import DOC_ID, EDITION, GRADE, SOURCE, STATUS, SUM, SUM_FOR, SUM_TERMS, WINNER, YEAR, Column, Table

FACT_ID = Column("fact_id", "事实编号", "text", "the same on every run over the same articles")
SOURCES_TOLD = (
    Column("n_sources", "独立来源数", "integer", "independent sources that tell it; reprints of one article count once"),
    Column("n_articles", "文章数", "integer", "articles of these sources, reprints included"),
    Column("first_date", "最早日期", "text", "earliest date of publication of these articles"),
    Column("last_date", "最晚日期", "text", "latest date of publication of these articles"),
    Column("articles", "文章列表", "text", "doc_id of the best copy of each source, joined by ；"),
    Column("disagreements", "分歧", "text", "values that sources tell differently, each with the number of its sources"),
)

MERGED_ARTICLES = Table(
    "merged_articles",
    "文章聚类",
    "one row per article, with the reprints it belongs to",
    (
        DOC_ID,
        SOURCE,
        Column("cluster_id", "聚类编号", "text", "the same for all reprints of one text: the smallest of their doc_ids"),
        Column("best_copy", "最佳副本", "text", "doc_id of the least damaged, earliest, most complete of them"),
        Column("n_copies", "副本数", "integer", "articles in the cluster, this one included"),
        Column("is_voice", "是否采信", "boolean", "whether its facts are merged: the best copy, or one that tells more than it"),
    ),
)

MERGED_AWARDS = Table(
    "merged_awards",
    "获奖事实合并",
    "one row per award and recipient over all articles",
    (
        FACT_ID,
        Column("award_id", "奖项编号", "text", "the same for every way to write the award"),
        Column("award", "奖项", "text", "canonical name, with its place where it is a place's"),
        EDITION,
        YEAR,
        GRADE,
        STATUS,
        Column("recipient_id", "获奖者编号", "text", "the same for every name of the recipient; empty for a counted group"),
        Column("recipient", "获奖者", "text", "its fullest name; empty where only a number is told"),
        *WINNER,
        *SOURCES_TOLD,
    ),
)

MERGED_FUNDING = Table(
    "merged_funding",
    "资金事实合并",
    "one row per sum over all articles",
    (
        FACT_ID,
        *SUM,
        Column("recipient_ids", "受益者编号", "text", "of the named recipients, joined by ；"),
        Column("recipients", "受益者", "text", "their fullest names, joined by ；"),
        *SUM_FOR,
        Column("funder_id", "出资方编号", "text", "the same for every name of who pays"),
        Column("funder", "出资方", "text", "who pays"),
        *SUM_TERMS,
        *SOURCES_TOLD,
    ),
)

MERGED_NAMES = Table(
    "merged_names",
    "名称对照",
    "one row per entity and way to write its name",
    (
        Column("entity_id", "实体编号", "text", "of the recipient, funder or award"),
        Column("kind", "种类", "text", "company, organisation, person, project, district, funder or award"),
        Column("name", "名称", "text", "its fullest name"),
        Column("written", "写法", "text", "a name that articles give it"),
        Column("evidence", "依据", "text", "what ties the written name to the entity"),
        Column("n_articles", "文章数", "integer", "articles merged that write it so"),
    ),
)

MERGED_TABLES = (MERGED_ARTICLES, MERGED_AWARDS, MERGED_FUNDING, MERGED_NAMES)
"""What merging adds to the tables of a run."""
