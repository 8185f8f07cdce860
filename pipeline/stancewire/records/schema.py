"""The JSON Schema (draft 2020-12) of a record, built from the vocabularies it is checked against."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stancewire.records.record import SCHEMA_ID
from stancewire.stance.labels import OURS, Scheme
from stancewire.types import ACTS, DOCUMENT_KINDS, FOUND_FROM, HOLDER_KINDS, LINKED_BY, MENTION_KINDS, ZONES

Json = dict[str, Any]
_STRING: Json = {"type": "string"}
_OPTIONAL: Json = {"type": ["string", "null"]}
_CHANCE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_SPAN: Json = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}, "text": _STRING}


def record_schema(scheme: Scheme = OURS) -> Json:
    """The published schema. Fields may be added in later versions; those here keep name and meaning.

    scheme: whose labels the record bears; of another than ours only the vocabularies differ.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "stancewire record",
        "description": "One input, one line: organisations, policy terms, statements and stances of a document. Offsets are half-open and count Unicode code points of text.",
        **_object(
            {
                "schema": {"const": SCHEMA_ID},
                "id": {"type": "string", "minLength": 1},
                "source": _object(
                    {
                        "uri": _STRING,
                        "media_type": _STRING,
                        "sha256": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
                        "member": _OPTIONAL,
                    }
                ),
                "status": _enum(("ok", "abstained", "duplicate", "error")),
                "document": _nullable(_document()),
                "text": _OPTIONAL,
                "organisations": _list(_organisation()),
                "policy_terms": _list(_object(_SPAN | {"policy": _STRING, "zone": _enum(ZONES)})),
                "statements": _list(_statement(scheme)),
                "passages": _list(
                    _object(_SPAN | {"labels": _list(_enum(scheme.names)), "probabilities": _chances(scheme.names)})
                ),
                "stance": _nullable(_stance(scheme)),
                "duplicate_of": _OPTIONAL,
                "warnings": _list(_STRING),
                "error": _nullable(_object({"class": _STRING, "message": _STRING, "hint": _STRING})),
                "model": _object(
                    {
                        "name": _STRING,
                        "version": _STRING,
                        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                        "scheme": {"const": scheme.name},
                    }
                ),
                "config_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "stancewire": _STRING,
            },
            optional=("text",),
        ),
        "allOf": [
            {
                "if": {"properties": {"status": {"const": "error"}}},
                "then": {
                    "properties": {
                        "document": {"type": "null"},
                        "stance": {"type": "null"},
                        "error": {"type": "object"},
                    }
                },
                "else": {
                    "properties": {
                        "document": {"type": "object"},
                        "stance": {"type": "object"},
                        "error": {"type": "null"},
                    }
                },
            }
        ],
    }


def _object(properties: Json, optional: Iterable[str] = ()) -> Json:
    left_out = set(optional)
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in left_out],
        "additionalProperties": True,
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _enum(values: Iterable[str | None]) -> Json:
    return {"enum": list(values)}


def _nullable(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _chances(names: Iterable[str]) -> Json:
    return _object(dict.fromkeys(names, _CHANCE))


def _document() -> Json:
    return _object(
        {
            "title": _OPTIONAL,
            "kind": _enum(DOCUMENT_KINDS),
            "kind_source": _enum(("given", *FOUND_FROM, "text")),
            "published": {"type": ["string", "null"], "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"},
            "published_source": {"enum": ["given", *FOUND_FROM, "text", "path", None]},
            "publisher": _OPTIONAL,
            "url": _OPTIONAL,
            "sender": _OPTIONAL,
            "recipients": _OPTIONAL,
            "byline": _OPTIONAL,
            "target": _STRING,
            "language": _OPTIONAL,
            "characters": {"type": "integer", "minimum": 0},
            "zones": _list(_object({"zone": _enum(ZONES)} | _SPAN)),
        },
        optional=("target",),
    )


def _organisation() -> Json:
    return _object(
        _SPAN
        | {
            "kind": _enum(MENTION_KINDS),
            "name": _STRING,
            "id": _OPTIONAL,
            "id_scheme": _OPTIONAL,
            "linked_by": _enum((*LINKED_BY, None)),
            "candidates": _list(_STRING),
            "verified": {"type": ["boolean", "null"]},
            "zone": _enum(ZONES),
        }
    )


def _statement(scheme: Scheme) -> Json:
    return _object(
        {
            "holder": _STRING,
            "holder_kind": _enum(HOLDER_KINDS),
            "holder_id": _OPTIONAL,
            "speaker": _STRING,
            "act": _enum(ACTS),
            "target": _STRING,
            "target_id": _OPTIONAL,
            "policy": _STRING,
            **_SPAN,
            "direct": {"type": "boolean"},
            "label": {"enum": [*scheme.names, None]},
            "probability": _CHANCE,
        }
    )


def _stance(scheme: Scheme) -> Json:
    return _object(
        {
            "present": _list(_enum(scheme.names)),
            "primary": _enum(scheme.classes),
            "probabilities": _chances(scheme.names),
            "primary_probabilities": _chances(scheme.classes),
            "prediction_set": _list(_enum(scheme.classes)),
            "abstained": {"type": "boolean"},
            "reason": _OPTIONAL,
        }
    )
