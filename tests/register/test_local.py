"""Facts of the packaged register: where trusts, groups and partnerships went, and who belonged to a cluster."""

from __future__ import annotations

from collections import Counter

import pytest

from stancewire.register.bodies import Body, first_day, last_day
from stancewire.register.lookup import load_register

REGISTER = load_register()


def ended(kind: str, when: str) -> list[Body]:
    return [body for body in REGISTER.bodies if body.kind == kind and body.until == when]


def boards_today(code: str) -> list[str]:
    return [body.id for body in REGISTER.today(code) if body.kind == "icb"]


@pytest.mark.parametrize(
    ("kind", "when", "number"),
    [("pct", "2013-03-31", 151), ("ccg", "2022-06-30", 106), ("icb", "", 42), ("sha", "2006-06-30", 28)],
)
def test_as_many_as_there_were(kind: str, when: str, number: int) -> None:
    assert len(ended(kind, when)) == number


def test_211_groups_began_in_2013() -> None:
    assert sum(body.kind == "ccg" and body.since == "2013-04-01" for body in REGISTER.bodies) == 211


@pytest.mark.parametrize("kind", ["pct", "ccg", "ics"])
def test_every_commissioner_that_ended_leads_to_a_board_of_today(kind: str) -> None:
    lost = [body.name for body in REGISTER.bodies if body.kind == kind and body.until and not boards_today(body.id)]
    assert lost == []


def test_every_authority_and_team_that_ended_before_2022_has_a_successor() -> None:
    ends = ("2006-06-30", "2015-03-31", "2018-03-31", "2019-03-31", "2020-03-31")
    assert [
        b.name for b in REGISTER.bodies if b.kind in {"sha", "nhs_england"} and b.until in ends and not b.successors
    ] == []


def test_no_succession_leads_backwards() -> None:
    for body in REGISTER.bodies:
        for tie in body.successors:
            assert first_day(tie.on) <= last_day(REGISTER.body(tie.id).until), (body.name, tie.id)
            assert body.until <= last_day(tie.on), (body.name, tie.id)


def test_every_cluster_has_members_that_lived_with_it() -> None:
    members = Counter(tie.id for body in REGISTER.bodies if body.kind == "pct" for tie in body.parents)
    clusters = [body for body in REGISTER.bodies if body.kind == "pct_cluster"]
    assert len(clusters) == 43
    assert [cluster.name for cluster in clusters if members[cluster.id] < 2] == []


def test_a_trust_kept_its_authority_beside_its_cluster() -> None:
    assert [tie.id for tie in REGISTER.body("5A9").parents] == ["Q36", "pct-cluster-north-central-london"]


@pytest.mark.parametrize(
    ("code", "walk"),
    [
        ("5A9", ["07M", "93C", "QMJ"]),
        ("5D7", ["00G", "13T", "QHM", "00H"]),
        ("pct-swale", ["5QA", "10A", "91Q", "QKS"]),
        ("E16000106", ["5QV", "06N", "QM7", "06K"]),
        ("E54000002", ["E54000047", "E54000050", "QHM"]),
        ("Q46", ["E39000028", "E39000037", "E40000010"]),
    ],
)
def test_a_walk(code: str, walk: list[str]) -> None:
    found = list(dict.fromkeys(step.body.id for step in REGISTER.successors(code)))
    assert found[: len(walk)] == walk


@pytest.mark.parametrize(
    ("name", "when", "code"),
    [
        ("BNSSG", "2020", "15C"),
        ("BNSSG", "2023", "QUY"),
        ("Redbridge PCT", "2002", "pct-redbridge-2001"),
        ("Redbridge PCT", "2004", "5NA"),
        ("NHS West Mercia", "2012", "pct-cluster-west-mercia"),
        ("NEW Devon CCG", "2016", "99P"),
        ("Devon PCT", "2008", "5QQ"),
        ("North Devon PCT", "2004", "pct-north-devon"),
        ("NHSGGC", "2020", "S08000031"),
        ("Trent SHA", "2004", "sha-trent"),
    ],
)
def test_a_name_at_a_time(name: str, when: str, code: str) -> None:
    assert [body.id for body in REGISTER.find(name, on=when)] == [code]


def test_memory_is_never_called_verified() -> None:
    rows = [(body.name, body.evidence, body.verified) for body in REGISTER.bodies]
    rows += [
        (body.name, tie.evidence, tie.verified) for body in REGISTER.bodies for tie in (*body.successors, *body.parents)
    ]
    assert [name for name, evidence, verified in rows if verified and "not checked against" in evidence] == []
