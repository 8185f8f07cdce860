"""Codings made by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from stancewire.compare.coding import Coding
from stancewire.export.events import Event

_EVENT: dict[str, Any] = {
    "published": "2014-05-01", "title": None, "publisher": None, "kind": "news", "status": "ok", "uri": "", "member": None, "number": 1,
    "person": "", "organization_kind": "lmc", "organization_id": None, "act": "objects", "target": "", "target_id": None,
    "label": None, "probability": 1.0, "direct": False, "start": 0, "end": 1, "text": "x",
}  # fmt: skip


def coding(
    name: str,
    primary: str,
    *,
    present: Collection[str] = (),
    passages: Mapping[str, Collection[str]] | None = None,
    acts: Collection[tuple[str, str, str]] = (),
    events: tuple[Event, ...] = (),
) -> Coding:
    """A document; without passages it has none."""
    return Coding(
        id=name,
        primary=primary,
        present=frozenset(present),
        passages={key: frozenset(labels) for key, labels in (passages or {}).items()},
        acts=frozenset(acts),
        events=events,
    )


def event(organization: str, concept: str, *, agreement: bool | None = False, **fields: Any) -> Event:
    """A body that is for a concept or against it."""
    own = {"document": "1", "organization": organization, "concept": concept, "agreement": agreement}
    return Event(**(_EVENT | own | fields))
