"""The record: what every consumer may rely on, as published by `stancewire schema`.

A record depends on its input, the config and the model, never on its
neighbours, the time or the machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from stancewire.errors import StancewireError
from stancewire.types import Article, Document, Failure, Mentions, Source, Span, Stance, Statement, Verdict
from stancewire.version import VERSION

SCHEMA_ID: Final = "stancewire/record/1"
_FAULT_HINT: Final = "this is a fault of stancewire: please report it with the document"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which model and config made a record."""

    model_name: str
    model_version: str
    model_sha256: str
    scheme: str
    config_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of output. Field by field as in the JSON Schema; `stance` keeps its type for users of the API."""

    id: str
    status: str  # ok, abstained, duplicate, error
    source: Json
    document: Json | None
    text: str | None
    organisations: tuple[Json, ...]
    policy_terms: tuple[Json, ...]
    statements: tuple[Json, ...]
    stance: Stance | None
    warnings: tuple[str, ...]
    error: Json | None
    provenance: Provenance
    duplicate_of: str | None = None  # the id of the original

    def to_dict(self, *, with_text: bool = True) -> Json:
        """The record as plain JSON values, keys in the published order."""
        values: Json = {
            "schema": SCHEMA_ID,
            "id": self.id,
            "source": self.source,
            "status": self.status,
            "document": self.document,
        }
        if with_text:
            values["text"] = self.text
        passages, stance = _stance(self.stance, self.text or "")
        return values | {
            "organisations": list(self.organisations),
            "policy_terms": list(self.policy_terms),
            "statements": list(self.statements),
            "passages": passages,
            "stance": stance,
            "duplicate_of": self.duplicate_of,
            "warnings": list(self.warnings),
            "error": self.error,
            "model": {
                "name": self.provenance.model_name,
                "version": self.provenance.model_version,
                "sha256": self.provenance.model_sha256,
                "scheme": self.provenance.scheme,
            },
            "config_sha256": self.provenance.config_sha256,
            "stancewire": VERSION,
        }

    def to_json(self, *, with_text: bool = True) -> bytes:
        """One line of UTF-8 JSON without its line end."""
        return orjson.dumps(self.to_dict(with_text=with_text))


def to_record(
    article: Article,
    document: Document,
    mentions: Mentions,
    verdict: Verdict,
    provenance: Provenance,
) -> Record:
    """Put together what the stages found about one article."""
    text, stance = document.text, verdict.stance
    return Record(
        id=article.id,
        status="abstained" if stance.abstained else "ok",
        source=_source(article.source),
        document=_document(document),
        text=text,
        organisations=tuple(
            _span(text, m)
            | {
                "kind": m.kind,
                "name": m.canonical,
                "id": m.register_id,
                "id_scheme": m.id_scheme,
                "linked_by": m.linked_by,
                "candidates": list(m.candidates),
                "verified": m.verified if m.register_id else None,
                "zone": document.zone_at(m.start),
            }
            for m in mentions.organisations
            if m.finder != "everyday"
        ),
        policy_terms=tuple(
            _span(text, t) | {"policy": t.policy, "zone": document.zone_at(t.start)} for t in mentions.terms
        ),
        statements=tuple(
            _statement(text, s, label) for s, label in zip(verdict.statements, stance.statement_labels, strict=True)
        ),
        stance=stance,
        warnings=(*document.warnings, *mentions.warnings),
        error=None,
        provenance=provenance,
    )


def as_copy(record: Record, original: str) -> Record:
    """The record of a copy: it keeps its full stance. An error stays an error."""
    return record if record.error else replace(record, status="duplicate", duplicate_of=original)


def error_record(failure: Failure, provenance: Provenance) -> Record:
    """The record of an input that could not be tagged: its place in the output is kept."""
    error = failure.error
    known = isinstance(error, StancewireError)
    return Record(
        id=failure.id,
        status="error",
        source=_source(failure.source),
        document=None,
        text=None,
        organisations=(),
        policy_terms=(),
        statements=(),
        stance=None,
        warnings=(),
        error={
            "class": type(error).__name__,
            "message": str(error) or type(error).__name__,
            "hint": error.hint if isinstance(error, StancewireError) and known else _FAULT_HINT,
        },
        provenance=provenance,
    )


def _source(source: Source) -> Json:
    return {"uri": source.uri, "media_type": source.media_type, "sha256": source.sha256, "member": source.member}


def _document(document: Document) -> Json:
    meta = document.meta
    return {
        "title": meta.title,
        "kind": meta.kind,
        "kind_source": meta.kind_source,
        "published": meta.published,
        "published_source": meta.published_source,
        "publisher": meta.publisher,
        "url": meta.url,
        "sender": meta.sender,
        "recipients": meta.recipients,
        "byline": meta.byline,
        **({"target": meta.target} if meta.target else {}),
        "language": meta.language,
        "characters": len(document.text),
        "zones": [{"zone": zone.zone} | _span(document.text, zone) for zone in document.zones],
    }


def _span(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _statement(text: str, statement: Statement, label: str | None) -> Json:
    return {
        "holder": statement.holder,
        "holder_kind": statement.holder_kind,
        "holder_id": statement.holder_id,
        "speaker": statement.speaker,
        "act": statement.act,
        "target": statement.target,
        "target_id": statement.target_id,
        "policy": statement.policy,
        **_span(text, statement),
        "direct": statement.direct,
        "label": label,
        "probability": statement.probability,
    }


def _stance(stance: Stance | None, text: str) -> tuple[list[Json], Json | None]:
    if stance is None:
        return [], None
    passages = [_span(text, p) | {"labels": list(p.labels), "probabilities": p.probabilities} for p in stance.passages]
    values: Json = {
        "present": list(stance.present),
        "primary": stance.primary,
        "probabilities": stance.probabilities,
        "primary_probabilities": stance.primary_probabilities,
        "prediction_set": list(stance.prediction_set),
        "abstained": stance.abstained,
        "reason": stance.reason,
    }
    return passages, values
