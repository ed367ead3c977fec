"""The OpenAPI document of the service, made of the tables' own schemas."""

from __future__ import annotations

from typing import Any

from extractor.outputs.json_rows import ARTICLE_TABLES
from extractor.outputs.json_schema import json_schema
from extractor.outputs.schema import TABLES

_ARTICLE = {
    "type": "object",
    "description": "An article: its text or its page; the rest is optional.",
    "properties": {
        "text": {"type": "string"},
        "html": {"type": "string"},
        "title": {"type": "string"},
        "url": {"type": "string", "description": "Stands in `source` too."},
        "published": {"type": "string", "description": "YYYY-MM-DD"},
        "publisher": {"type": "string"},
        "author": {"type": "string"},
    },
    "anyOf": [{"required": ["text"]}, {"required": ["html"]}],
}
_FAULTS = {
    "400": "The body is no article; `error` tells why.",
    "413": "The body is larger than the service takes.",
    "415": "The content type is none of those described.",
    "422": "The article could not be extracted.",
    "503": "As many articles as allowed are in work, or it took too long; try again after the seconds of Retry-After.",
}


def openapi(version: str) -> dict[str, Any]:
    """The document, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Chinese news extraction",
            "version": version,
            "description": "An article in, its award, funding and count facts out.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {
            "/extract": {"post": _extract()},
            "/health": {"get": _plain("health", "Whether the service takes articles", "application/json", {"type": "object"})},
            "/metrics": {"get": _plain("metrics", "Counters for Prometheus", "text/plain", {"type": "string"})},
            "/openapi.json": {"get": _plain("openapi", "This document", "application/json", {"type": "object"})},
        },
        "components": {"schemas": {"Article": _ARTICLE, "Tables": _tables(), "Fault": _fault(), **_rows()}},
    }


def _extract() -> dict[str, Any]:
    body = {"application/json": {"schema": _ref("Article")}}
    body |= {kind: {"schema": {"type": "string"}} for kind in ("text/plain", "text/html")}
    faults = {code: _answer(told, _ref("Fault")) for code, told in _FAULTS.items()}
    return {
        "operationId": "extract",
        "summary": "The facts of an article",
        "parameters": [
            {
                "name": "tables",
                "in": "query",
                "description": "Only these tables, joined by commas.",
                "schema": {"type": "string", "example": "award_facts,funding_facts"},
            }
        ],
        "requestBody": {"required": True, "content": body},
        "responses": {"200": _answer("What was found.", _ref("Tables")), **faults},
    }


def _tables() -> dict[str, Any]:
    lists: dict[str, Any] = {name: {"type": "array", "items": _ref(name)} for name in ARTICLE_TABLES}
    return {"type": "object", "properties": {**lists, "documents": _ref("documents")}, "additionalProperties": False}


def _rows() -> dict[str, Any]:
    return {table.name: json_schema(table) for table in TABLES if table.name in ARTICLE_TABLES}


def _fault() -> dict[str, Any]:
    return {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def _plain(name: str, told: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": told,
        "responses": {"200": {"description": told, "content": {kind: {"schema": schema}}}},
    }


def _answer(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}
