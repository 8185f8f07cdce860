"""Records as an archive holds them, made by hand: what stands in them is known without a tagger."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import orjson
import pyarrow
import pyarrow.parquet
import zstandard

Json = dict[str, Any]
LABELS = ("lmc_objection", "ccg_plan", "nhse_mandate")


def statement(actor: str, label: str | None, policy: str = "", act: str = "objects") -> Json:
    """A statement of a body; its span is always 0:3 of the text "LMC objects"."""
    return {
        "holder": actor, "holder_kind": "lmc", "holder_id": None, "speaker": "", "act": act, "target": "",
        "target_id": None, "policy": policy, "start": 0, "end": 3, "text": "LMC", "direct": False, "label": label,
        "probability": 0.9,
    }  # fmt: skip


def record(number: int, **fields: Any) -> Json:
    """A record that is ok, but for what `fields` says; published, publisher and present go to their places."""
    present = fields.pop("present", ["lmc_objection"])
    published, publisher = fields.pop("published", "2014-05-01"), fields.pop("publisher", None)
    abstained = fields.get("status") == "abstained" or fields.pop("doubted", False)
    return {
        "schema": "stancewire/record/1",
        "id": f"id-{number}",
        "source": {"uri": f"news/pulse/{number}.txt", "media_type": "text/plain", "sha256": "0" * 64, "member": None},
        "status": "ok",
        "document": {"title": "LMC objects", "kind": "news", "published": published, "publisher": publisher,
                     "characters": 11, "zones": []},
        "text": "LMC objects",
        "organisations": [], "policy_terms": [], "statements": [], "passages": [],
        "stance": {"present": present, "primary": present[0] if present else "none",
                   "probabilities": {label: 0.9 if label in present else 0.1 for label in LABELS},
                   "primary_probabilities": dict.fromkeys((*LABELS, "none"), 0.25),
                   "prediction_set": present[:1], "abstained": abstained, "reason": None},
        "duplicate_of": None, "warnings": [], "error": None,
        "model": {"name": "m", "version": "1", "sha256": "0" * 64, "scheme": "s"},
        "config_sha256": "0" * 64, "stancewire": "0",
    } | fields  # fmt: skip


def failed(number: int, kind: str = "EmptyInput", uri: str = "") -> Json:
    """The record of an input that could not be read."""
    uri = uri or f"news/pulse/{number}.txt"
    error = {"class": kind, "message": f"{uri}: is empty; give a text", "hint": "give a text"}
    source = {"uri": uri, "media_type": "text/plain", "sha256": "", "member": None}
    return record(number) | {"status": "error", "source": source, "document": None, "stance": None, "error": error}


def write(path: Path, rows: list[Json]) -> str:
    """Records into a file of the kind its name says, packed ones in several members or frames; its name."""
    lines = [orjson.dumps(row) + b"\n" for row in rows]
    if path.name.endswith(".gz"):
        content = b"".join(gzip.compress(line, mtime=0) for line in lines)
    elif path.name.endswith(".zst"):
        content = b"".join(zstandard.ZstdCompressor().compress(line) for line in lines)
    else:
        content = b"".join(lines)
    if path.name.endswith(".parquet"):
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    else:
        path.write_bytes(content)
    return str(path)
