"""Everybody in a sentence who may hold a statement."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import by_hand, mention, mentions_of
from stancewire.statements.actors import _PRONOUN, _PRONOUNS, _ROLES, actors_in, holder_kind
from stancewire.types import HOLDER_KINDS, Mention, Mentions


def actors(text: str) -> list[tuple[str, str, str]]:
    """Surface, name and kind of each."""
    found = actors_in(text, 0, len(text), mentions_of(by_hand(text)))
    return [(text[a.start : a.end], a.name, a.kind) for a in found]


@pytest.mark.parametrize(
    ("kind", "canonical", "expected"),
    [
        ("lmc", "Westmarch LMC", "lmc"),
        ("gpc", "BMA General Practitioners Committee", "bma_gpc"),
        ("gp_body", "Westmarch GP Federation", "gp_body"),
        ("pct_cluster", "Westmarch Cluster", "local_commissioner"),
        ("icb", "NHS Stow ICB", "local_commissioner"),
        ("sha", "Westmarch SHA", "national_authority"),
        ("government", "UK Government", "national_authority"),
        ("regulator", "Care Quality Commission", "regulator"),
        ("trust", "Stow NHS Trust", "provider"),
        ("council", "Stow County Council", "other"),
        ("royal_college", "Royal College of General Practitioners", "gp_body"),
        ("royal_college", "Royal College of Nursing", "union"),
        ("royal_college", "Royal College of Marl", "other"),
        ("other", "Westmarch Health Board", "local_commissioner"),
        ("other", "Westmarch Patients’ Forum", "patient_body"),
        ("other", "Porters’ Union", "union"),
        ("other", "Public Accounts Committee", "parliament"),
        ("other", "Elm Lane Surgery", "provider"),
        ("other", "Marsh Agency", "other"),
    ],
)
def test_the_holder_kind_of_a_mention(kind: str, canonical: str, expected: str) -> None:
    assert holder_kind(Mention(start=0, end=1, kind=kind, canonical=canonical, finder="shape")) == expected


def test_role_words_give_holder_kinds() -> None:
    assert {kind for kind, _ in _ROLES} <= set(HOLDER_KINDS)
    assert all(re.compile(words) for _, words in _ROLES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then GP leaders left.", ("GP leaders", "GP leaders", "gp_body")),
        ("Then LMC chairs left.", ("LMC chairs", "LMC chairs", "lmc")),
        ("Then the doctors’ union left.", ("the doctors’ union", "doctors’ union", "bma_gpc")),
        ("Then health bosses left.", ("health bosses", "health bosses", "local_commissioner")),
        ("Then the Government left.", ("the Government", "UK Government", "national_authority")),
        ("Then the health secretary left.", ("the health secretary", "health secretary", "national_authority")),
        ("Then the new regulations came.", ("the new regulations", "", "national_authority")),
        ("Then surgeons left.", None),
        ("Then a new law came.", ("a new law", "", "national_authority")),
        ("Then MPs left.", ("MPs", "MPs", "parliament")),
        ("Then villagers left.", ("villagers", "villagers", "patient_body")),
        ("Then dentists left.", ("dentists", "dentists", "union")),
        ("Then local GPs left.", ("local GPs", "local GPs", "provider")),
        ("Then councillors left.", ("councillors", "councillors", "other")),
    ],
)
def test_words_for_holders_that_are_no_names(text: str, expected: tuple[str, str, str] | None) -> None:
    found = actors_in(text, 0, len(text), Mentions())
    assert [(text[a.start : a.end], a.name, a.kind) for a in found] == ([expected] if expected else [])


def test_a_person_and_their_body_are_one_actor() -> None:
    text = "Westmarch LMC chair Dr Ada Hale left."
    (actor,) = actors_in(text, 0, len(text), mentions_of(by_hand(text)))
    assert (text[actor.start : actor.end], actor.name, actor.speaker) == (
        "Westmarch LMC chair Dr Ada Hale",
        "Westmarch LMC",
        "Dr Ada Hale",
    )


def test_a_person_without_body_is_nobodys_holder() -> None:
    assert actors("Then Dr Ada Hale left.") == [("Dr Ada Hale", "", "other")]


def test_pronouns_wait_for_their_meaning() -> None:
    text = "He told us that it would end and they left."
    found = actors_in(text, 0, len(text), Mentions())
    assert [(text[a.start : a.end], a.pronoun) for a in found] == [
        ("He", "person"), ("us", "first"), ("it", "body"), ("they", "body"),
    ]  # fmt: skip


def test_newspapers_hold_nothing() -> None:
    text = "The Marl Echo said so."
    paper = mention(text, "Marl Echo", "media")
    assert actors_in(text, 0, len(text), Mentions(organisations=(paper,))) == ()


def test_this_meeting_is_the_sender() -> None:
    text = "This conference deplores targets."
    sender = Mention(start=0, end=5, kind="lmc", canonical="Westmarch LMC", finder="shape")
    (actor,) = actors_in(text, 0, len(text), Mentions(sender=sender))
    assert (actor.start, actor.end, actor.name) == (0, len("This conference"), "Westmarch LMC")


def test_only_the_asked_stretch_is_read() -> None:
    text = "Westmarch LMC left. Stow PCT left. Marl PCT left."
    found = actors_in(text, 20, 34, mentions_of(by_hand(text)))
    assert [a.name for a in found] == ["Stow PCT"]


@given(st.from_regex(_PRONOUN, fullmatch=True))
def test_every_pronoun_is_looked_for(pronoun: str) -> None:
    assert pronoun.lower() in _PRONOUNS


@given(st.text("IitTheEyY ’-wWus.", max_size=20))
def test_pronouns_are_found_wherever_they_stand(text: str) -> None:
    found = [a.start for a in actors_in(text, 0, len(text), Mentions()) if a.pronoun]
    assert found == [match.start() for match in _PRONOUN.finditer(text)]
