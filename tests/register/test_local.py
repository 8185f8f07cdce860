"""Facts of the packaged register: where trusts, groups and partnerships went, and who belonged to a cluster."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from stancewire.register.bodies import Body, first_day, last_day
from stancewire.register.lookup import load_register
from stancewire.register.tables import DATA

REGISTER = load_register()


def ended(kind: str, when: str) -> list[Body]:
    return [body for body in REGISTER.bodies if body.kind == kind and body.until == when]


def boards_today(code: str) -> list[str]:
    return [body.id for body in REGISTER.today(code) if body.kind == "icb"]


@pytest.mark.parametrize(
    ("kind", "when", "number"),
    [("pct", "2013-03-31", 151), ("ccg", "2022-06-30", 106), ("icb", "", 48), ("sha", "2006-06-30", 28)],
)
def test_as_many_as_there_were(kind: str, when: str, number: int) -> None:
    assert len(ended(kind, when)) == number


def test_what_was_only_announced_is_not_verified() -> None:
    announced = [body for body in REGISTER.bodies if body.kind == "icb" and body.since > "2022-07-01"]
    ties = [tie for body in REGISTER.bodies for tie in body.successors if tie.id in {new.id for new in announced}]
    assert (len(announced), len(ties)) == (6, 15)
    assert not any(one.verified for one in (*announced, *ties))
    assert all("announced" in one.evidence for one in (*announced, *ties))


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
    found = list(dict.fromkeys(step.body.id for step in REGISTER.successors(code, on="2025")))
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


@pytest.mark.parametrize(
    ("code", "heir", "on"),
    [
        ("nhs-england-commissioning-board", "X24", "2013-04-01"),
        ("government-department-health", "government-department-health-social-care", "2018-01-08"),
        ("regulator-monitor", "nhs-england-improvement", "2016-04-01"),
        ("other-trust-development-authority", "nhs-england-improvement", "2016-04-01"),
        ("nhs-england-improvement", "X24", "2022-07-01"),
        ("other-health-social-care-information-centre", "X26", "2016-08-01"),
        ("X26", "X24", "2023-02-01"),
        ("other-health-education-england", "X24", "2023-04-01"),
        ("government-public-health-england", "government-uk-health-security-agency", "2021-10-01"),
        ("government-scottish-executive", "government-scottish", "2007-09-03"),
        ("other-northern-ireland-health-social-care-board", "other-strategic-planning-performance-group", "2022-04-01"),
    ],
)
def test_what_became_of_a_national_body(code: str, heir: str, on: str) -> None:
    assert (heir, on, True) in [(tie.id, tie.on, tie.verified) for tie in REGISTER.body(code).successors]


def test_every_group_belonged_to_a_partnership_or_ended_before_the_list_of_2019() -> None:
    lost = [
        body.name
        for body in REGISTER.bodies
        if body.kind == "ccg"
        and body.until > "2019-04"
        and not {REGISTER.body(t.id).kind for t in body.parents} & {"ics"}
    ]
    assert lost == []


def test_every_board_belongs_to_a_region() -> None:
    parents = {
        body.id: [REGISTER.body(tie.id).kind for tie in body.parents] for body in REGISTER.bodies if body.kind == "icb"
    }
    assert [code for code, kinds in parents.items() if kinds != ["nhs_england"]] == []


@pytest.mark.parametrize(
    ("code", "heir", "verified"), [("5A9", "07M", True), ("5LC", "09A", False), ("5N1", "03C", False)]
)
def test_a_lookup_by_others_counts_only_with_the_name(code: str, heir: str, verified: bool) -> None:
    assert [tie.verified for tie in REGISTER.body(code).successors if tie.id == heir] == [verified]


def test_memory_is_never_called_verified() -> None:
    """On the file itself: a Body would mend the flag."""
    rows = json.loads((DATA / "bodies.json").read_text(encoding="utf-8"))["body"]
    parts = [(row["name"], part) for row in rows for part in (row, *row.get("successors", []), *row.get("parents", []))]
    claims = [(name, part["evidence"]) for name, part in parts if part.get("verified", True)]
    doubts = ("memory", "common knowledge", "inferred", "not checked against", "third party")
    assert [claim for claim in claims if any(words in claim[1] for words in doubts)] == []
