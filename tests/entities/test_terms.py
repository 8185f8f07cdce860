"""Policy terms by the words of the lexicon."""

from __future__ import annotations

import pytest

from builders import by_hand, mentions_of
from stancewire.entities.terms import inflected


def found(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.policy) for t in mentions_of(by_hand(text)).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is about co-commissioning.", ("co-commissioning", "co-commissioning")),
        ("It is about co commissioning.", ("co commissioning", "co-commissioning")),
        ("CO-COMMISSIONING IS NEAR", ("CO-COMMISSIONING", "co-commissioning")),
        ("It is about practice based commissioning.", ("practice based commissioning", "practice-based commissioning")),
        ("New is the GP contract.", ("GP contract", "GP contract")),
        ("Old are the GP contracts.", ("GP contracts", "GP contract")),
        ("The QOF stays.", ("QOF", "Quality and Outcomes Framework")),
        ("Practices lose two LESs.", ("LESs", "Local Enhanced Service")),
        ("The PCN DES stays.", ("PCN DES", "Network Contract DES")),
    ],
)  # fmt: skip
def test_a_term_in_its_spellings(text: str, expected: tuple[str, str]) -> None:
    assert found(text) == [expected]


def test_the_longest_term_stands() -> None:
    assert found("A new GP contract is near.") == [("new GP contract", "new GP contract")]


@pytest.mark.parametrize("text", ["Le qof et les des.", "DESK and UNLESS", "a contract"])
def test_abbreviations_match_only_as_written_and_whole(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Red Book lists the fees of the day.", [("Red Book", "Statement of Fees and Allowances")]),
        ("He read a red book in bed.", []),
        ("The 1990 contract bound every practice.", [("1990 contract", "1990 GP contract")]),
        ("The 1990 contract bound the shipyard.", []),
    ],
)
def test_an_ambiguous_form_counts_only_beside_its_matter(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("form", "forms"),
    [
        ("bridge toll", {"bridge toll", "bridge tolls", "bridge-toll", "bridge-tolls"}),
        ("road-side fee", {"road-side fee", "road-side fees", "road side fee", "road side fees", "road-side-fee", "road-side-fees"}),
        ("levy", {"levy", "levies"}),
        ("key", {"key", "keys"}),
        ("terms", {"terms", "term"}),
        ("clinics", {"clinics", "clinic"}),
        ("surgeries", {"surgeries", "surgery"}),
        ("crisis", {"crisis"}),
        ("access", {"access"}),
    ],
)  # fmt: skip
def test_inflected_forms(form: str, forms: set[str]) -> None:
    assert inflected(form) == forms
