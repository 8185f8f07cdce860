"""Build the packaged register from public reference files and our own tables.

    python scripts/build_register.py FOLDER [--check]

In:  FOLDER, the reference files that register_sources.py names; beside them national.toml (bodies that
     no file lists), local.toml (bodies, aliases and successions added by hand, each with its evidence).
Out: pipeline/stancewire/register/data/bodies.json, one row a line. --check only compares.
A contradiction between two rows stops the build with both rows named.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from register_sources import SOURCES
from stancewire.errors import RegisterError
from stancewire.register.bodies import body_of
from stancewire.register.checks import check
from stancewire.register.tables import DATA

Row = dict[str, Any]
ADDED = ("aliases", "abbreviations", "codes")  # the other fields of an addition replace what the files say
RENAMED = {"from": "since", "to": "until"}


def hand_written(name: str) -> dict[str, list[Row]]:
    """The tables of a TOML file, with the keys of Body."""
    tables = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    return {table: [{RENAMED.get(k, k): v for k, v in row.items()} for row in rows] for table, rows in tables.items()}


def rows_of(folder: Path) -> list[Row]:
    """Every row: from the files, from our tables, with our additions put to them; sorted by id."""
    local = hand_written("local.toml")
    rows = [row for source in SOURCES for row in source(folder)]
    rows += hand_written("national.toml")["body"] + local.get("body", [])
    by_id = {body_of(row).id: row for row in rows}
    if len(by_id) < len(rows):
        refuse_twins(rows)
    for addition in local.get("addition", []):
        put_to(by_id, addition)
    for tie in local.get("succession", []):
        add_succession(by_id, tie)
    return [finished(row) for _, row in sorted(by_id.items())]


def refuse_twins(rows: Iterable[Row]) -> None:
    """Name the two rows that have one id."""
    seen: dict[str, Row] = {}
    for row in rows:
        other = seen.setdefault(body_of(row).id, row)
        if other is not row:
            raise RegisterError("register", f"{other['name']!r} and {row['name']!r} both have the id {body_of(row).id!r}", "correct one")  # fmt: skip


def put_to(by_id: dict[str, Row], addition: Row) -> None:
    """Add aliases and abbreviations to a row of the files, or replace its other fields."""
    row = _known(by_id, addition["id"])
    for key, value in addition.items():
        row[key] = [*row.get(key, []), *(v for v in value if v not in row.get(key, []))] if key in ADDED else value


def add_succession(by_id: dict[str, Row], tie: Row) -> None:
    """One [[succession]]: id, into (list of ids), on, evidence, verified."""
    row = _known(by_id, tie["id"])
    rest = {key: tie[key] for key in ("on", "evidence", "verified") if key in tie}
    row["successors"] = [*row.get("successors", []), *({"id": _known(by_id, to) and to} | rest for to in tie["into"])]


def _known(by_id: dict[str, Row], code: str) -> Row:
    if code not in by_id:
        raise RegisterError("local.toml", f"{code!r} is no id of a row", "correct the id")
    return by_id[code]


def finished(row: Row) -> Row:
    """Only what says something, the aliases without the name."""
    body = body_of(row)
    row = row | {"id": body.id, "id_scheme": body.id_scheme, "since": body.since, "until": body.until}
    row["aliases"] = [alias for alias in dict.fromkeys(row.get("aliases", [])) if alias != row["name"]]
    order = list(type(body).__dataclass_fields__)
    says = {key for key, value in row.items() if value not in ("", [], False) or key == "verified"}
    return {key: row[key] for key in order if key in says and not (key == "verified" and row[key])}


def as_json(rows: Iterable[Row]) -> str:
    """One row a line, so that a change of one body is one line of a diff."""
    return '{"body": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]}\n"


def main() -> int:
    """Build, check, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    try:
        rows = rows_of(options.folder)
        check("register", [body_of(row) for row in rows])
    except RegisterError as error:
        print(error, file=sys.stderr)
        return 1
    path, text = DATA / "bodies.json", as_json(rows)
    if options.check:
        return 0 if path.read_text(encoding="utf-8") == text else 1
    path.write_text(text, encoding="utf-8")
    print(f"{len(rows)} bodies")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
