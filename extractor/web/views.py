"""The views of the workbench: each has its name in the bar, its routes, and its templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Route

if TYPE_CHECKING:
    from extractor.web.desk import Desk
    from extractor.web.render import Renderer


@dataclass(frozen=True, slots=True)
class View:
    """One view. Its name stands in the bar as the message `nav.NAME`; `path` is where it begins; `routes` makes its routes for
    a desk; `templates` is a directory whose templates are called by their file names."""

    name: str
    path: str
    routes: Callable[[Desk, Renderer], Sequence[Route]]
    templates: Path
