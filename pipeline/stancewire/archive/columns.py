"""How records look to SQL: the types they are read with, and the views over them."""

from __future__ import annotations

from typing import Any, Final

# A type is the name of a DuckDB type, a struct as a dict, or a list as [its element].
Type = str | dict[str, Any] | list[Any]
_TEXT: Final = "VARCHAR"
_CHANCES: Final = "MAP(VARCHAR, DOUBLE)"
_SPAN: Final = {"start": "BIGINT", "end": "BIGINT", "text": _TEXT}


def _texts(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), _TEXT)


# Fields not listed are not read; of zones nobody has asked more yet.
COLUMNS: Final[dict[str, Type]] = {
    "id": _TEXT,
    "source": _texts("uri media_type sha256 member"),
    "status": _TEXT,
    "document": _texts(
        "title kind kind_source published published_source publisher url sender recipients byline target language"
    )
    | {"characters": "BIGINT"},
    "text": _TEXT,
    "organisations": [
        _SPAN
        | _texts("kind name id id_scheme linked_by")
        | {"candidates": [_TEXT], "verified": "BOOLEAN", "zone": _TEXT}
    ],
    "policy_terms": [_SPAN | _texts("policy zone")],
    "statements": [
        _texts("holder holder_kind holder_id speaker act target target_id policy")
        | _SPAN
        | {"direct": "BOOLEAN", "label": _TEXT, "probability": "DOUBLE"}
    ],
    "passages": [_SPAN | {"labels": [_TEXT], "probabilities": _CHANCES}],
    "stance": {
        "present": [_TEXT],
        "primary": _TEXT,
        "probabilities": _CHANCES,
        "primary_probabilities": _CHANCES,
        "prediction_set": [_TEXT],
        "abstained": "BOOLEAN",
        "reason": _TEXT,
    },
    "duplicate_of": _TEXT,
    "warnings": [_TEXT],
    "error": _texts("class message hint"),
    "model": _texts("name version sha256 scheme"),
    "config_sha256": _TEXT,
    "stancewire": _TEXT,
}


def sql_type(kind: Type) -> str:
    """A type as DuckDB writes it.

    >>> sql_type([{"end": "BIGINT"}])
    'STRUCT("end" BIGINT)[]'
    """
    if isinstance(kind, dict):
        return "STRUCT(" + ", ".join(f'"{name}" {sql_type(below)}' for name, below in kind.items()) + ")"
    return f"{sql_type(kind[0])}[]" if isinstance(kind, list) else kind


# What a row of every view knows of its record. SQL's own words (primary, start, end) would have to be quoted.
_OF_RECORD: Final = """
    id, status, source.uri AS uri, source.member AS member, document.published AS published,
    left(document.published, 7) AS month, left(document.published, 4) AS year,
    document.publisher AS publisher, document.kind AS kind, stance."primary" AS primary_label"""
_PLACE: Final = 's."start" AS start_offset, s."end" AS end_offset, s."text" AS snippet'

VIEWS: Final = {
    "records": f"""SELECT {_OF_RECORD},
        stance.primary_probabilities[stance."primary"] AS primary_probability, stance.present AS present,
        stance.prediction_set AS prediction_set, stance.abstained AS abstained, stance.reason AS reason,
        document.title AS title, document.byline AS byline, document.sender AS sender, document.url AS url,
        document.language AS language, document.characters AS characters, source.media_type AS media_type,
        source.sha256 AS sha256, len(statements) AS statement_count, duplicate_of, warnings, error."class" AS error_class,
        error.message AS error_message, model.name AS model, model.version AS model_version, config_sha256, stancewire,
        text FROM lines""",
    "labels": f"""SELECT {_OF_RECORD}, e.key AS label, e.value AS probability,
        list_contains(stance.present, e.key) AS present
        FROM (SELECT *, unnest(map_entries(stance.probabilities)) AS e FROM lines)""",
    "statements": f"""SELECT {_OF_RECORD}, s.holder AS actor, s.holder_kind AS actor_kind, s.holder_id AS actor_id,
        s.speaker AS speaker, s.act AS act, s.target AS target, s.target_id AS target_id, s.policy AS policy,
        s.label AS label, s.probability AS probability, s.direct AS direct, {_PLACE}
        FROM (SELECT *, unnest(statements) AS s FROM lines)""",
    "organisations": f"""SELECT {_OF_RECORD}, s.name AS name, s.kind AS organisation_kind, s.id AS organisation_id,
        s.id_scheme AS id_scheme, s.linked_by AS linked_by, s.candidates AS candidates, s.verified AS verified,
        s.zone AS zone, {_PLACE} FROM (SELECT *, unnest(organisations) AS s FROM lines)""",
    "policy_terms": f"""SELECT {_OF_RECORD}, s.policy AS policy, s.zone AS zone, {_PLACE}
        FROM (SELECT *, unnest(policy_terms) AS s FROM lines)""",
    "passages": f"""SELECT {_OF_RECORD}, s.labels AS labels, s.probabilities AS probabilities, {_PLACE}
        FROM (SELECT *, unnest(passages) AS s FROM lines)""",
}
