"""The manifest of a finished run: what it read, with what, what came of it, and how long that took.

Everything that differs between two runs of the same records stands here and nowhere else.
"""

from __future__ import annotations

import os
import platform
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.config import Config
from stancewire.runs.commit import Commit
from stancewire.runs.disk import Disk, write_whole
from stancewire.runs.shards import Layout

SCHEMA_ID: Final = "stancewire/manifest/1"
Json = dict[str, Any]


def now() -> str:
    """The time as a manifest says it: UTC, to the millisecond."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")  # noqa: UP017 - as on Python 3.11


def manifest_of(layout: Layout, entries: list[Json], config: Config) -> Json:
    """Everything known of a run from its journal, which has come to its end."""
    header = entries[0]
    commits = [commit for entry in entries if (commit := Commit.of(entry))]
    last = commits[-1]
    sittings = _sittings(entries)
    fingerprint = header["fingerprint"]
    return {
        "schema": SCHEMA_ID,
        "output": [
            {"file": layout.final(c.part).name, "records": c.rows, "bytes": c.bytes, "sha256": c.sha256}
            for c in commits
            if c.closes
        ],
        "records": last.records,
        "counts": {name: last.counts[name] for name in ("status", "primary")},
        "left_out": _left_out(last),
        "inputs": {**fingerprint["inputs"], "documents": last.mark.inputs, "chain": last.mark.chain},
        "fingerprint": fingerprint,
        "seconds_per_document": config.run.seconds_per_document,
        "started": header["started"],
        "ended": now(),
        "seconds": round(sum(sitting["seconds"] for sitting in sittings), 3),
        "sittings": sittings,
        "host": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
    }


def _left_out(last: Commit) -> Json:
    unsampled = {"sample": last.mark.unsampled} if last.mark.unsampled else {}
    return {**unsampled, **last.counts["left_out"]}


def _sittings(entries: list[Json]) -> list[Json]:
    """Each time the run was begun or taken up: when, with how many workers, and how long until its last commit."""
    found: list[Json] = []
    for entry in entries:
        if "sitting" in entry:
            found.append({**entry["sitting"], "seconds": 0.0})
        elif "commit" in entry and found:
            found[-1]["seconds"] = entry["seconds"]
    return found


def write_manifest(layout: Layout, manifest: Json, disk: Disk) -> None:
    """Put it beside its output, whole."""
    write_whole(layout.manifest, orjson.dumps(manifest, option=orjson.OPT_INDENT_2) + b"\n", disk)


def read_manifest(path: Path) -> Json | None:
    """A manifest of ours; None if there is none at that path."""
    try:
        values = orjson.loads(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, orjson.JSONDecodeError):
        return None
    return values if isinstance(values, dict) and values.get("schema") == SCHEMA_ID else None
