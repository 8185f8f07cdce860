"""People and places under names that are always the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import by_hand, mention
from stancewire.entities.finder import EntityFinder
from stancewire.stance.aliases import Places, people_told, places_of
from stancewire.stance.reading import reading_of
from stancewire.types import Mentions, Person, Term

FINDER = EntityFinder()


def read(*passages: str) -> list[str]:
    document = by_hand(*passages)
    return [unit.text for unit in reading_of(document, FINDER.find(document)).units]


def told(text: str, *people: tuple[str, str], terms: tuple[Term, ...] = ()) -> list[str]:
    """How people are told who stand in a text as (surface, full name), in text order."""
    spans, start = [], 0
    for surface, name in people:
        start = text.index(surface, start)
        spans.append(Person(start=start, end=start + len(surface), name=name))
        start += len(surface)
    return [alias for _, alias in people_told(text, Mentions(people=tuple(spans), terms=terms))]


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("Dr Constance Mallory", "Dr Smith"),
        ("Helen Orr", "Smith"),
        ("Dr Lionel Paget-Hale", "Dr Smith"),
        ("Prof. Sir Bruce Keogh", "Prof. Sir Smith"),
        ("Dr J. R. Patel", "Dr Smith"),
        ("Dr Pieter van Dyke", "Dr Smith"),
        ("Dr Li", "Dr Smith"),
        ("Dr AB", "Dr AB"),
    ],
)
def test_a_person_is_told_by_titles_and_one_surname(name: str, alias: str) -> None:
    assert told(name, (name, name)) == [alias]


def test_all_people_are_told_alike() -> None:
    people = (("Dr Ann Moss", "Dr Ann Moss"), ("Mr Rao", "Mr Rao"), ("Dr Moss", "Dr Ann Moss"))
    assert told("Dr Ann Moss met Mr Rao. Dr Moss left.", *people) == ["Dr Smith", "Mr Smith", "Dr Smith"]


def test_a_policy_that_was_taken_for_a_person_stays() -> None:
    name = "Extended Access"
    assert told(name, (name, name), terms=(Term(start=0, end=15, policy="extended access"),)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Dr Helen Grant of Kent LMC spoke. The Public Health Grant was cut. Grant money has gone.",
        "Dr Peter Will of Kent LMC spoke. Will the board listen?",
        "Dr Ann Price of Kent LMC spoke. It follows the Retail Price Index.",
        "Dr Jan May of Kent LMC spoke. From 1 May the rules apply.",
    ],
)
def test_a_name_elsewhere_is_a_word(text: str) -> None:
    (found,) = read(text)
    assert found.startswith("Dr Smith of LMC spoke. ")
    assert found.endswith(text.partition("spoke. ")[2])


def test_a_role_is_never_told_otherwise() -> None:
    assert read("Dr Mike England of Kent LMC spoke. NHS England will impose it in England.") == [
        "Dr Smith of LMC spoke. NHS England will impose it in England."
    ]


def test_places_of_local_bodies_have_aliases_wherever_they_stand() -> None:
    assert read("Garthmouth LMC met in Garthmouth. Garthmouth surgeries were told, and those of Fenby.") == [
        "LMC met in Newtown. Newtown surgeries were told, and those of Fenby."
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NHS Wexcombe and Orley CCG met at Wexcombe-on-Sea.", "CCG met at Wexcombe-on-Sea."),
        ("NHS Wexcombe and Orley CCG met in Wexcombe; Orley-on-Sea lost.", "CCG met in Newtown; Orley-on-Sea lost."),
        ("Wexcombe LMC met in Wexcombe. WEXCOMBE WINS.", "LMC met in Newtown. Newtown WINS."),
        ("Wexcombe LMC met in Wexcombe. See www.wexcombe.nhs.uk.", "LMC met in Newtown. See www.wexcombe.nhs.uk."),
        ("The Shadow CCG met. Shadow boards will follow.", "The CCG met. Shadow boards will follow."),
        ("Vale LMC met in Vale. It lies in a vale.", "LMC met in Vale. It lies in a vale."),
        (
            "Mental Health NHS Trust staff met in Mental Health House.",
            "hospital trust staff met in Mental Health House.",
        ),
    ],
)
def test_what_counts_as_a_place(text: str, expected: str) -> None:
    assert read(text) == [expected]


def test_a_place_inside_a_longer_word_is_told_where_it_stands_alone_too() -> None:
    text = "Surgeries in Stockton and Tees met. Stockton-on-Tees lost."
    body = mention("NHS Stockton and Tees CCG", "NHS Stockton and Tees CCG", "ccg")
    assert places_of(text, [body]).told(text) == "Surgeries in Newtown and Newtown met. Newtown-on-Newtown lost."


def test_a_line_without_a_blank_is_read_once() -> None:
    """A pattern that looked for addresses took the square of its length: minutes for these."""
    text = "Wexcombe LMC met in Wexcombe. " + "a" * 1_000_000
    assert places_of(text, [mention(text, "Wexcombe LMC", "lmc")]).names == {"Wexcombe", "WEXCOMBE"}


@given(st.text(max_size=200))
def test_without_names_a_text_stays(text: str) -> None:
    assert Places(frozenset()).told(text) == text


NAMED = (
    "GPs in {place} reject plan\n\n{place} LMC has rejected the plan of NHS {place} CCG.\n\n"
    "Its chair Dr {first} {last} said that surgeries in {place} would close. Dr {last} spoke for an hour.\n\nNo one in {place} was glad."
)
TOWNS = st.sampled_from(["Wexcombe", "Hallowdene", "Brinkholm", "Eddlesham", "Pyrfold"])
FIRST = st.sampled_from(["Ann", "Robert", "Priya", "Idris"])
LAST = st.sampled_from(["Mallory", "Karimov", "Oakrigg", "Adebowale", "Paget-Hale"])
WHO = st.tuples(TOWNS, FIRST, LAST)


@given(WHO, WHO)
def test_who_it_is_and_where_makes_no_difference_to_what_a_model_reads(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    readings = [
        read(*NAMED.format(place=place, first=first, last=last).split("\n\n")) for place, first, last in (one, other)
    ]
    assert readings[0] == readings[1]
