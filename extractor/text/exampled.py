"""The keys by which rules that stand in YAML tell their own examples."""

from __future__ import annotations

import msgspec


class Exampled(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something with examples: what must be found or taken, what must `not`, and what is known to fail (`todo`). Extraction
    reads none of them; `extractor rules test` runs them."""

    examples: tuple[str, ...] = ()
    not_: tuple[str, ...] = msgspec.field(name="not", default=())
    todo: tuple[str, ...] = ()
