"""What README and docs/entities.md say of the register is what the packaged register holds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from stancewire.register.bodies import Body
from stancewire.register.lexicon import load_policies
from stancewire.register.lookup import load_register
from stancewire.register.tables import DATA

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "entities.md").read_text(encoding="utf-8")
REGISTER = load_register()
BODIES = REGISTER.bodies
TIES = [tie for body in BODIES for tie in (*body.parents, *body.successors)]
NATIONAL = tomllib.loads((DATA / "national.toml").read_text(encoding="utf-8"))["body"]


def of(kind: str, *, before: str = "9999") -> list[Body]:
    return [body for body in BODIES if body.kind == kind and (body.until or "9999") <= before]


EARLY = of("sha", before="2006-09-30") + of("pct", before="2006-09-30")
TO_GROUPS = [
    tie for body in of("pct") for tie in body.successors if tie.on == "2013-04-01" and REGISTER.body(tie.id).kind == "ccg"
]  # fmt: skip
UNITS = [
    body for body in BODIES if body.id_scheme == "ODS" and ("Commissioning Support" in body.name or "CSU" in body.name)
]
CALLED = {row.get("id") or row["name"] for row in NATIONAL}
OWN = [body for body in BODIES if {body.id, body.name} & CALLED]


def checked(rows: object) -> int:
    return sum(row.verified for row in rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "said",
    [
        f"builds it: {len(BODIES):,} bodies",
        f"of {len(BODIES):,} rows {checked(BODIES):,} are, of {len(TIES):,} ties {checked(TIES):,}.",
        f"| {len(TO_GROUPS)} successions by a third party's lookup of postcodes (4 % or more); {checked(TO_GROUPS)} where",
        f"| {len(of('pct_cluster'))}, of which {checked(of('pct_cluster'))} verified |",
        f"| {len(of('sha', before='2006-09-30'))} and {len(of('pct', before='2006-09-30'))};",
        f"ids are ours; {len(of('lmc')) - checked(of('lmc'))} rows never checked",
        f"| {len(OWN)} rows, {checked(OWN)} verified;",
        f"| {len(UNITS)}, of which {['none', 'one', 'two', 'three'][sum(bool(unit.since) for unit in UNITS)]} have the date",
        f"a lexicon of {len(load_policies())} concepts",
    ],
)
def test_a_figure_of_the_page_is_that_of_the_register(said: str) -> None:
    assert said in PAGE


def test_the_shares_of_the_early_bodies_are_those_of_the_register() -> None:
    """A third of the PCTs' names, three in ten of the successions."""
    trusts, ties = of("pct", before="2006-09-30"), [tie for body in EARLY for tie in body.successors]
    assert (round(3 * checked(trusts) / len(trusts)), round(10 * checked(ties) / len(ties))) == (1, 3)
    assert "the authorities, a third of the trusts' names and three in ten of the successions read in a source" in PAGE


def test_the_readme_names_the_same_number() -> None:
    assert f"dated register of {len(BODIES):,} bodies" in (ROOT / "README.md").read_text(encoding="utf-8")
