"""Build the packaged register from public reference files and our own tables.

    python scripts/build_register.py FOLDER [--check]

In:  FOLDER, the reference files that register_sources.py names; beside them national.toml (bodies that
     no file lists), local.toml (bodies, aliases and successions added by hand, each with its evidence).
Out: pipeline/stancewire/register/data/bodies.json, one row a line. --check only compares.
What has no evidence, or evidence from memory, is written as unverified, whatever the tables say.
A file that is missing, a row that cannot be, a contradiction between two rows stop the build in one
sentence that names them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from register_sources import SOURCES
from stancewire.errors import RegisterError
from stancewire.register.bodies import SUPPLIED, Body, Tie, body_of
from stancewire.register.checks import check
from stancewire.register.names import key_of
from stancewire.register.tables import DATA, fitted

Row = dict[str, Any]
ADDED = ("aliases", "abbreviations", "codes")  # the other fields of an addition replace what the files say
TABLES = {"body": SUPPLIED, "addition": ("id_scheme", "kind", "name"), "succession": ()}


def hand_written(name: str) -> dict[str, list[Row]]:
    """The tables of a TOML file, with the keys of Body: its bodies, additions to others, successions."""
    path = DATA / name
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RegisterError(name, f"cannot be read ({error})", "correct the file") from None
    if unknown := sorted(tables.keys() - TABLES.keys()):
        raise RegisterError(name, f"has the unknown table {unknown[0]!r}", f"known are {', '.join(TABLES)}")
    return {table: [one(name, table, row, n) for n, row in enumerate(tables.get(table, []), 1)] for table in TABLES}


def one(where: str, table: str, row: Row, number: int) -> Row:
    """A row of a table as it is to be, or a sentence that names it."""
    try:
        if table == "succession":
            return fitted({key: value for key, value in row.items() if key != "into"}, Tie) | {
                "into": list(row["into"])
            }
        return fitted(row, Body, TABLES[table])
    except (KeyError, ValueError) as error:
        called = row.get("name") or row.get("id") or f"number {number}"
        raise RegisterError(where, f"{table} {called!r}: {error}", "correct the row") from None


def body(row: Row) -> Body:
    """body_of, or a sentence that names the row."""
    try:
        return body_of(row)
    except (KeyError, TypeError, ValueError) as error:
        raise RegisterError("register", f"{row.get('name')!r} ({row.get('id', 'no id')}): {error}", "correct the row") from None  # fmt: skip


def rows_of(folder: Path) -> list[Row]:
    """Every row: from the files, from our tables, with our additions put to them; sorted by id."""
    tables = [hand_written("national.toml"), hand_written("local.toml")]
    rows = [row for source in SOURCES for row in sourced(source, folder)]
    rows += [row for table in tables for row in table["body"]]
    by_id = {body(row).id: row for row in rows}
    if len(by_id) < len(rows):
        refuse_twins(rows)
    for table in tables:
        for addition in table["addition"]:
            put_to(by_id, addition)
        for tie in table["succession"]:
            add_succession(by_id, tie)
    settle_clusters(by_id)
    settle_authorities(by_id)
    return [finished(row) for _, row in sorted(by_id.items())]


def sourced(source: Any, folder: Path) -> list[Row]:
    """The rows of one source, or a sentence that names the file or the field."""
    try:
        return list(source(folder))
    except OSError as error:
        raise RegisterError(str(error.filename), f"cannot be read ({error.strerror})", "give the folder of the reference files") from None  # fmt: skip
    except (KeyError, IndexError, ValueError) as error:
        raise RegisterError(str(folder), f"{source.__name__} does not find what it needs ({error!r})", "compare the files with register_sources.py") from None  # fmt: skip


def refuse_twins(rows: Iterable[Row]) -> None:
    """Name the two rows that have one id."""
    seen: dict[str, Row] = {}
    for row in rows:
        other = seen.setdefault(body(row).id, row)
        if other is not row:
            raise RegisterError("register", f"{other['name']!r} and {row['name']!r} both have the id {body(row).id!r}", "correct one")  # fmt: skip


def put_to(by_id: dict[str, Row], addition: Row) -> None:
    """Add aliases and abbreviations to a row of the files, or replace its other fields."""
    row = _known(by_id, addition["id"])
    for key, value in addition.items():
        row[key] = [*row.get(key, []), *(v for v in value if v not in row.get(key, []))] if key in ADDED else value


def add_succession(by_id: dict[str, Row], tie: Row) -> None:
    """One succession: id, into (list of ids), on, evidence, verified."""
    row = _known(by_id, tie["id"])
    rest = {key: tie[key] for key in ("on", "evidence", "verified") if key in tie}
    row["successors"] = [*row.get("successors", []), *({"id": _known(by_id, to) and to} | rest for to in tie["into"])]


def settle_clusters(by_id: Mapping[str, Row]) -> None:
    """What the members of a cluster tell: the one authority that all had; and the area team of its very name."""
    teams = {
        key_of(row["name"].removeprefix("NHS England ")).place: code
        for code, row in by_id.items()
        if row["name"].endswith(" Area Team")
    }
    for code, cluster in by_id.items():
        if cluster["kind"] != "pct_cluster":
            continue
        ties = [(tie, row) for row in by_id.values() for tie in row.get("parents", ()) if tie["id"] == code]
        above = {tie["id"] for _, row in ties for tie in row["parents"] if by_id[tie["id"]]["kind"] == "sha"}
        if len(above) == 1 and not cluster.get("parents"):
            cluster["parents"] = [{
                "id": above.pop(),
                "on": cluster["since"],
                "evidence": "the authority of all its members, ONS lookup PCO12_SHA12",
                "verified": all(tie.get("verified", True) for tie, _ in ties),
            }]  # fmt: skip
        if not cluster.get("successors"):
            follow_cluster(cluster, teams.get(key_of(cluster["name"] + " Area Team").place))


def follow_cluster(cluster: Row, team: str | None) -> None:
    """Its area team; or that nothing followed it as a whole."""
    if team:
        cluster["successors"] = [{"id": team, "on": "2013-04-01", "evidence": "area inferred from the same name", "verified": False}]  # fmt: skip
    else:
        cluster["evidence"] += "; nothing followed it as a whole: its trusts went to groups of their own"


def settle_authorities(by_id: Mapping[str, Row]) -> None:
    """The region of 2013 in which an authority's area lies: that of nine in ten groups that followed its trusts."""
    for code, authority in by_id.items():
        if authority["kind"] != "sha" or authority.get("successors") or authority["until"][:4] != "2013":
            continue
        inside = {code, *(c for c, row in by_id.items() if row["kind"] == "sha" and tied_to(row, {code}))}
        trusts = [row for row in by_id.values() if row["kind"] == "pct" and tied_to(row, inside)]
        groups = {tie["id"] for trust in trusts for tie in trust.get("successors", ()) if tie["on"] == "2013-04-01"}
        regions = Counter(up["id"] for group in groups for team in teams_of(by_id, group) for up in team["parents"])
        region, most = max(regions.items(), key=lambda pair: pair[1], default=("", 0))
        if most and most >= 0.9 * regions.total():
            why = f"inferred by area: {most} of the {regions.total()} groups after its trusts belong to this region (ONS lookups)"
            authority["successors"] = [{"id": region, "on": "2013-04-01", "evidence": why, "verified": False}]


def teams_of(by_id: Mapping[str, Row], group: str) -> list[Row]:
    """The area team of 2013 that a commissioning group belonged to."""
    return [by_id[tie["id"]] for tie in by_id[group].get("parents", ()) if by_id[tie["id"]]["kind"] == "nhs_england"]


def tied_to(row: Row, codes: Set[str]) -> bool:
    """Whether a row belongs to one of some bodies."""
    return any(tie["id"] in codes for tie in row.get("parents", ()))


def _known(by_id: dict[str, Row], code: str) -> Row:
    if code not in by_id:
        raise RegisterError("local.toml or national.toml", f"{code!r} is no id of a row", "correct the id")
    return by_id[code]


def finished(row: Row) -> Row:
    """Only what says something, the aliases without the name; what nobody checked as unverified."""
    made = body(row)
    row = row | {"id": made.id, "id_scheme": made.id_scheme, "verified": made.verified}
    for key in ("parents", "successors"):
        row[key] = [tied(tie, weighed) for tie, weighed in zip(row.get(key, ()), getattr(made, key), strict=True)]
    row["aliases"] = [alias for alias in dict.fromkeys(row.get("aliases", [])) if alias != row["name"]]
    order = list(Body.__dataclass_fields__)
    says = {key for key, value in row.items() if value not in ("", [], (), False) or key == "verified"}
    return {key: row[key] for key in order if key in says and not (key == "verified" and row[key])}


def tied(tie: Row, weighed: Tie) -> Row:
    """A tie with its flag only where nobody checked it."""
    return {key: value for key, value in tie.items() if key != "verified"} | ({} if weighed.verified else {"verified": False})  # fmt: skip


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
        check("register", [body(row) for row in rows])
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
