"""What the service tells Prometheus of itself."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from extractor.outputs.rows import TableRows

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
FACTS = ("award_facts", "funding_facts", "count_facts")


class Metrics:
    """Counters of one service, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        of = self.registry
        self.requests = Counter("extractor_requests", "Requests answered, by path and status.", ["path", "status"], registry=of)
        self.seconds = Histogram("extractor_extract_seconds", "How long the extraction of an article took.", registry=of)
        self.characters = Counter("extractor_characters", "Characters of the articles that were extracted.", registry=of)
        self.facts = Counter("extractor_facts", "Facts found, by table.", ["table"], registry=of)
        self.in_work = Gauge("extractor_articles_in_work", "Articles that are being extracted.", registry=of)

    def extracted(self, rows: TableRows, characters: int, seconds: float) -> None:
        """Counts an article that was extracted."""
        self.seconds.observe(seconds)
        self.characters.inc(characters)
        for table in FACTS:
            self.facts.labels(table).inc(len(rows.get(table, ())))

    def page(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)
