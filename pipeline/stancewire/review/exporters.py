"""The ways out of a store: one line a format, loaded late. What a format cannot hold is left out and counted."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Final

import orjson

from stancewire.errors import LocatedError
from stancewire.review.decisions import Decisions
from stancewire.review.reading import Refused
from stancewire.review.store import Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a user says of an export; the last three are for corpus rows alone, which have to say it."""

    coder: str | None = None  # whose decisions; None: those on which all agree
    undated: str = ""  # the date of documents that bear none; empty: they are left out
    media: str = "trade"  # one of corpus/types.py REGISTERS
    nation: str = "England"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Files by name, how many documents stand in them, and why others do not."""

    files: Mapping[str, bytes]
    documents: int
    left_out: Counter[str] = field(default_factory=Counter)


# Each entry: (function of Store and Choices that gives Exported, name of its only file; empty: a folder of several).
EXPORTERS: Final[dict[str, tuple[str, str]]] = {
    "corpus": ("stancewire.review.to_corpus:to_corpus", ""),
    "records": ("stancewire.review.to_records:to_records", "records.jsonl"),
    "table": ("stancewire.review.to_table:to_table", "labels.jsonl"),
    "history": ("stancewire.review.to_table:to_history", "history.jsonl"),
    "prodigy": ("stancewire.review.to_prodigy:to_prodigy", "prodigy.jsonl"),
    "doccano": ("stancewire.review.to_doccano:to_doccano", "doccano.jsonl"),
    "label-studio": ("stancewire.review.to_label_studio:to_label_studio", "label-studio.json"),
    "label-studio-config": ("stancewire.review.to_label_studio:to_config", "label-studio.xml"),
}


class UnknownCoder(LocatedError):
    """The decisions of somebody are asked for who took no step in a store."""


def is_folder(name: str) -> bool:
    """Whether a format is several files."""
    return not EXPORTERS[name][1]


def export(store: Store, name: str, choices: Choices) -> Exported:
    """The decisions of a store in a format. Raises Refused for one that is none, UnknownCoder."""
    if name not in EXPORTERS:
        raise Refused("format", f"is not one of {', '.join(EXPORTERS)}")
    module, _, function = EXPORTERS[name][0].partition(":")
    found: Exported = getattr(import_module(module), function)(store, _checked(store, choices))
    return found


def _checked(store: Store, choices: Choices) -> Choices:
    """The coder as the store has the name: blanks around and between its words do not count. Raises UnknownCoder."""
    if choices.coder is None:
        return choices
    known = Decisions(store).coders()
    for name in known:
        if name.split() == choices.coder.split():
            return replace(choices, coder=name)
    who = f"the coders are {', '.join(known)}" if known else "nobody has yet"
    mend = "name one of them" if known else "go through its records with stancewire review"
    raise UnknownCoder(store.path.as_posix(), f"coder {choices.coder!r} decided nothing here; {who}", mend)


def packed(store: Store, name: str) -> tuple[str, bytes]:
    """(name of a file, its content), as the page gives it: several files in one archive."""
    found = export(store, name, Choices())
    if not is_folder(name):
        return EXPORTERS[name][1], found.files[EXPORTERS[name][1]]
    packet = io.BytesIO()
    with zipfile.ZipFile(packet, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in found.files.items():
            archive.writestr(file, content)
    return f"{name}.zip", packet.getvalue()


def lines(rows: Iterable[Json]) -> bytes:
    """JSON lines."""
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)
