"""What a model reads: bodies told by their roles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import by_hand, mention, mentions_of
from stancewire.stance.reading import Reading, reading_of
from stancewire.types import Document, Mention, Mentions, Meta, Person


def read(document: Document, *, roles: bool = True) -> Reading:
    return reading_of(document, mentions_of(document), roles=roles)


def texts(*passages: str) -> list[str]:
    return [unit.text for unit in read(by_hand(*passages)).units]


def told(text: str, surface: str, kind: str, **values: object) -> str:
    """A text with one mention, as a model reads it."""
    organisations = (mention(text, surface, kind, **values),)  # type: ignore[arg-type]
    return reading_of(by_hand(text), Mentions(organisations=organisations)).units[0].text


def test_titles_standfirsts_and_passages_are_read_in_text_order() -> None:
    document = by_hand("One.", "Two.", title="Head", standfirst="Sub.")
    found = [(unit.zone, unit.text, document.text[unit.start : unit.end]) for unit in read(document).units]
    assert found == [
        ("title", "Head", "Head"),
        ("standfirst", "Sub.", "Sub."),
        ("body", "One.", "One."),
        ("body", "Two.", "Two."),
    ]


def test_other_zones_are_not_read() -> None:
    document = by_hand("One.", title="Head")
    zones = (replace(document.zones[0], zone="caption"), *document.zones[1:])
    assert [unit.text for unit in read(replace(document, zones=zones)).units] == ["One."]


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("lmc", "LMC"),
        ("bma", "BMA"),
        ("gpc", "BMA"),
        ("gp_body", "GP body"),
        ("pct", "CCG"),
        ("pct_cluster", "CCG"),
        ("ccg", "CCG"),
        ("icb", "CCG"),
        ("ics", "CCG"),
        ("sha", "NHS England"),
        ("nhs_england", "NHS England"),
        ("government", "NHS England"),
        ("regulator", "regulator"),
        ("trust", "hospital trust"),
        ("council", "council"),
    ],
)
def test_a_body_is_told_by_its_role(kind: str, role: str) -> None:
    assert told("Then Marl met.", "Marl", kind) == f"Then {role} met."


@pytest.mark.parametrize("kind", ["think_tank", "media", "company", "other"])
def test_bodies_that_no_label_rests_on_keep_their_names(kind: str) -> None:
    assert told("Then Marl met.", "Marl", kind) == "Then Marl met."


@pytest.mark.parametrize(
    ("canonical", "generic", "expected"),
    [("CCGs", True, "CCGs"), ("a CCG", True, "CCG"), ("NHS Wolds", False, "CCG")],
    ids=["several", "one of a kind", "a name that ends in s"],
)
def test_several_bodies_stay_several(canonical: str, generic: bool, expected: str) -> None:
    assert told("Then Marl met.", "Marl", "ccg", canonical=canonical, generic=generic) == f"Then {expected} met."


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("So an Marl met.", "icb", "So a CCG met."),
        ("A Marl met.", "lmc", "An LMC met."),
        ("So an Marl-led plan.", "gpc", "So a BMA-led plan."),
        ("So the Marl met.", "icb", "So the CCG met."),
    ],
)
def test_the_article_is_that_of_the_role(text: str, kind: str, expected: str) -> None:
    assert told(text, "Marl", kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2023 it met.", "In 2010 it met."),
        ("The contract for 2023/24 ends.", "The contract for 2010/11 ends."),
        ("From 1998-99 on.", "From 2010-11 on."),
        ("It has 20235 patients, 1850 of them old.", "It has 20235 patients, 1850 of them old."),
    ],
)
def test_every_year_is_told_as_one(text: str, expected: str) -> None:
    assert texts(text) == [expected]


def test_eras_and_names_read_alike() -> None:
    same = [texts(f"{body} plans two hubs.") for body in ("Stow PCT", "NHS Stow CCG", "NHS Stow ICB")]
    assert same == [["CCG plans two hubs."]] * 3


def test_a_text_that_names_several_bodies() -> None:
    assert texts("Westmarch LMC has told NHS Stow CCG so.", "NHS England agrees.") == [
        "LMC has told CCG so.",
        "NHS England agrees.",
    ]


def test_of_names_that_overlap_the_first_counts() -> None:
    text = "Then Marl Fen met."
    found = (mention(text, "Marl Fen", "lmc"), mention(text, "Fen", "ccg"))
    assert reading_of(by_hand(text), Mentions(organisations=found)).units[0].text == "Then LMC met."


def test_white_space_is_one_blank() -> None:
    assert texts("Two\nlines\t and  more.") == ["Two lines and more."]


def speaker(text: str, surface: str, body: Mention | None) -> Person:
    start = text.rindex(surface)
    return Person(start=start, end=start + len(surface), name=surface, affiliation=body)


FAR = "Westmarch LMC met. " + "It was a long and quiet evening, all agreed. " * 2 + "Dr Moss left."


def test_a_speaker_brings_the_body_she_was_introduced_with() -> None:
    body = mention(FAR, "Westmarch LMC", "lmc")
    mentions = Mentions(organisations=(body,), people=(speaker(FAR, "Dr Moss", body),))
    assert reading_of(by_hand(FAR), mentions).units[0].text.endswith("all agreed. Dr Smith (LMC) left.")


def test_a_speaker_whose_body_stands_beside_her_does_not() -> None:
    text = "Westmarch LMC chair Dr Moss left."
    body = mention(text, "Westmarch LMC", "lmc")
    mentions = Mentions(organisations=(body,), people=(speaker(text, "Dr Moss", body),))
    assert reading_of(by_hand(text), mentions).units[0].text == "LMC chair Dr Smith left."


@pytest.mark.parametrize("kind", [None, "media"], ids=["no body", "a body without role"])
def test_other_speakers_bring_none(kind: str | None) -> None:
    body = mention(FAR, "Westmarch LMC", kind) if kind else None
    mentions = Mentions(people=(speaker(FAR, "Dr Moss", body),))
    assert reading_of(by_hand(FAR), mentions).units[0].text == FAR.replace("Dr Moss", "Dr Smith")


def test_without_roles_a_text_stands_as_it_is() -> None:
    document = by_hand(FAR, title="Westmarch LMC met")
    assert [unit.text for unit in read(document, roles=False).units] == ["Westmarch LMC met", FAR]
    assert [unit.text for unit in read(document).units] != ["Westmarch LMC met", FAR]


def headed(kind: str, sender: Mention | None) -> str:
    document = replace(by_hand("One."), meta=Meta(kind=kind))
    return reading_of(document, Mentions(sender=sender)).head


LMC = Mention(start=0, end=1, kind="lmc", canonical="Westmarch LMC", finder="shape")
PAPER = Mention(start=0, end=1, kind="media", canonical="Marl Echo", finder="shape")


@pytest.mark.parametrize(
    ("kind", "sender", "head"),
    [
        ("letter", LMC, "letter from LMC"),
        ("plan", LMC, "plan from LMC"),
        ("letter", None, "letter"),
        ("letter", PAPER, "letter"),
        ("news", LMC, "news"),
        ("comment", LMC, "comment"),
    ],
)
def test_the_head_says_what_it_is_and_whose_voice_it_has(kind: str, sender: Mention | None, head: str) -> None:
    assert headed(kind, sender) == head


def test_a_document_without_text_has_no_units() -> None:
    assert read(by_hand()) == Reading(head="news", units=(), acted=False)


@pytest.mark.parametrize("roles", [True, False])
def test_somebody_acts_where_a_body_with_a_role_is_named(roles: bool) -> None:
    assert read(by_hand("Westmarch LMC met."), roles=roles).acted is True
    assert read(by_hand("Nobody met."), roles=roles).acted is False
    text = "Marl met."
    paper = Mentions(organisations=(mention(text, "Marl", "media"),))
    assert reading_of(by_hand(text), paper, roles=roles).acted is False


def test_a_sender_acts_though_no_body_is_named() -> None:
    assert reading_of(by_hand("We met."), Mentions(sender=LMC)).acted is True
