"""The whole entity stage over one document."""

from __future__ import annotations

import pytest

from builders import by_hand, entity_finder, mentions_of, surfaces
from helpers import document

LETTER = "We write about the plan of NHS Harrowdene CCG."


def test_organisations_people_and_terms_stand_in_text_order() -> None:
    text = "Westmarch LMC chair Dr Ada Hale told NHS England that co-commissioning and the QOF must wait. Dr Hale left."
    mentions = mentions_of(by_hand(text))
    assert surfaces(text, mentions.organisations) == ["Westmarch LMC", "NHS England"]
    assert surfaces(text, mentions.people) == ["Dr Ada Hale", "Dr Hale"]
    assert surfaces(text, mentions.terms) == ["co-commissioning", "QOF"]


def test_a_name_of_the_table_goes_before_the_same_stretch_by_shape() -> None:
    (mention,) = mentions_of(by_hand("Then Wessex LMCs met.")).organisations
    assert (mention.canonical, mention.finder) == ("Wessex LMCs", "register")


def test_a_national_name_is_no_part_of_a_local_one() -> None:
    text = "Then NHS England and the Westmarch CCG met."
    assert surfaces(text, mentions_of(by_hand(text)).organisations) == ["NHS England", "Westmarch CCG"]


def test_a_longer_shape_goes_before_a_name_within_it() -> None:
    text = "Then Kent and Westmarch LMC met."
    assert surfaces(text, mentions_of(by_hand(text)).organisations) == ["Kent and Westmarch LMC"]


def test_an_empty_document_mentions_nobody() -> None:
    mentions = mentions_of(by_hand())
    assert (mentions.organisations, mentions.people, mentions.terms, mentions.sender) == ((), (), (), None)


def test_one_finder_serves_documents_in_any_order() -> None:
    first, second = by_hand("Westmarch LMC (WLM) met."), by_hand("WLM met Stow PCT.")
    alone = entity_finder().find(second)
    entity_finder().find(first)
    assert entity_finder().find(second) == alone
    assert surfaces(second.text, alone.organisations) == ["Stow PCT"]


@pytest.mark.parametrize(
    ("kind", "sender", "expected"),
    [
        ("letter", "Westmarch Local Medical Committee | 3 Mill Lane", "Westmarch Local Medical Committee"),
        ("news", "Westmarch LMC", "Westmarch LMC"),
        ("letter", "Ada Hale", "NHS Harrowdene CCG"),
        ("letter", None, "NHS Harrowdene CCG"),
        ("news", None, None),
        ("comment", None, None),
        ("letter", "The LMC", "NHS Harrowdene CCG"),
    ],
    ids=["letterhead", "given for news", "a person: first named", "nobody: first named", "news", "comment", "generic"],
)
def test_whose_we_a_document_speaks_in(kind: str, sender: str | None, expected: str | None) -> None:
    found = mentions_of(by_hand(LETTER, kind=kind, sender=sender)).sender
    assert (found.canonical if found else None) == expected


def test_a_sender_is_looked_for_in_the_opening_only() -> None:
    assert mentions_of(by_hand("Dear all,", "NHS Stow CCG met.", kind="letter")).sender is None


def test_a_council_is_nobody_to_speak_as_we() -> None:
    assert mentions_of(by_hand("We at Stow County Council object.", kind="letter")).sender is None


def test_offsets_are_those_of_the_normalised_text() -> None:
    clean = document(
        "The\u00a0NHS\u00a0Harrow\u00addene CCG has published its plans for the town and for the villages near it."
    )
    assert surfaces(clean.text, mentions_of(clean).organisations) == ["NHS Harrowdene CCG"]
