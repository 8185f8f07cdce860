"""People with title, role and the body they speak for."""

from __future__ import annotations

import pytest

from builders import by_hand, mention
from stancewire.entities.people import find_people
from stancewire.types import Mention, Person


def people(text: str, *bodies: tuple[str, str]) -> tuple[Person, ...]:
    return find_people(by_hand(text), [mention(text, surface, kind) for surface, kind in bodies])


def facts(person: Person) -> tuple[str, str | None, str | None]:
    return person.name, person.role, person.affiliation.canonical if person.affiliation else None


LMC = ("Westmarch LMC", "lmc")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Westmarch LMC chair Dr Ada Hale said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Westmarch LMC’s medical secretary, Dr Ada Hale, said no.", ("Dr Ada Hale", "medical secretary", "Westmarch LMC")),
        ("Westmarch LMC joint chief executive Ada Hale said no.", ("Ada Hale", "joint chief executive", "Westmarch LMC")),
        ("Dr Ada Hale, chair of Westmarch LMC, said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale, who is vice-chair of Westmarch LMC, said no.", ("Dr Ada Hale", "vice-chair", "Westmarch LMC")),
        ("Ada Hale, chair of Westmarch LMC, said no.", ("Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale, a member, said no to Westmarch LMC.", ("Dr Ada Hale", "member", None)),
        ("Dr Ada Hale said no to Westmarch LMC.", ("Dr Ada Hale", None, None)),
    ],
    ids=["before", "possessive", "without title", "after", "who is", "apposed", "behind the verb", "no role"],
)  # fmt: skip
def test_role_and_body_stand_before_or_behind_a_name(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert [facts(person) for person in people(text, LMC)] == [expected]


@pytest.mark.parametrize(
    "name",
    ["Dr Hale", "Dr J. Hale", "Dr J Hale", "Dr. Ada Hale", "Professor Ada Hale", "Dame Ada O’Hale", "Cllr Ada Hale-Marl", "Mr Ian McHale"],
)  # fmt: skip
def test_a_title_shows_a_name(name: str) -> None:
    assert [person.name for person in people(f"Then {name} left.")] == [name]


def test_a_possessive_is_no_part_of_a_name() -> None:
    first, second = people("Dr Ada Hale, chair of Westmarch LMC, wrote. Dr Hale’s letter was long.", LMC)
    assert second.end - second.start == len("Dr Hale")
    assert facts(second) == facts(first) == ("Dr Ada Hale", "chair", "Westmarch LMC")


def test_a_surname_alone_takes_name_role_and_body_of_the_first_mention() -> None:
    text = "Westmarch LMC chair Dr Ada Hale said no. Dr Hale added a word."
    assert [facts(person) for person in people(text, LMC)] == [("Dr Ada Hale", "chair", "Westmarch LMC")] * 2


def test_two_people_may_share_a_surname() -> None:
    text = "Dr Ada Hale, chair of Westmarch LMC, met Dr Owen Hale at noon."
    assert [facts(person) for person in people(text, LMC)] == [
        ("Dr Ada Hale", "chair", "Westmarch LMC"),
        ("Dr Owen Hale", None, None),
    ]


def test_an_affiliation_that_comes_later_is_the_one_to_keep() -> None:
    text = "Dr Hale left. Dr Ada Hale, chair of Westmarch LMC, said why. Dr Hale came back."
    assert [facts(person)[2] for person in people(text, LMC)] == [None, "Westmarch LMC", "Westmarch LMC"]


@pytest.mark.parametrize(
    "text",
    [
        "Then health secretary Ian Rowe spoke.",
        "Health secretary Ian Rowe spoke.",
        "Health Secretary Ian Rowe spoke.",
        "Prime minister Ian Rowe spoke.",
        "Care minister Ian Rowe spoke.",
        "Ian Rowe, the health secretary, spoke.",
    ],
)
def test_a_minister_speaks_for_the_government(text: str) -> None:
    (person,) = people(text)
    assert (person.name, person.affiliation and person.affiliation.canonical) == ("Ian Rowe", "UK Government")


def test_a_body_is_no_person() -> None:
    text = "The Lord Marl Trust met."
    body = Mention(start=4, end=19, kind="trust", canonical="Lord Marl Trust", finder="shape")
    assert find_people(by_hand(text), [body]) == ()


def test_two_capital_words_without_title_or_role_are_no_person() -> None:
    assert people("Market Street, Market Square and Ada Hale were there.") == ()
