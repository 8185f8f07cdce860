"""People with title, role and the body they speak for."""

from __future__ import annotations

from dataclasses import replace

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
    ("text", "expected"),
    [
        ("The chair of Westmarch LMC, Dr Ada Hale, said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("The chair of Westmarch LMC, Dr Ada Hale", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("The chair of Westmarch LMC, Dr Ada Hale said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Chair of Westmarch LMC Dr Ada Hale said no.", ("Dr Ada Hale", "Chair", "Westmarch LMC")),
        ("So says the medical secretary of the Westmarch LMC, Dr Ada Hale.", ("Dr Ada Hale", "medical secretary", "Westmarch LMC")),
        ("Dr Ada Hale (Westmarch LMC chair) said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale (Westmarch LMC’s vice-chair) said no.", ("Dr Ada Hale", "vice-chair", "Westmarch LMC")),
        ("Dr Ada Hale (chair of the Westmarch LMC) said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale (chair, Westmarch LMC) said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale (Westmarch LMC) said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Dr Ada Hale of the Westmarch LMC said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Dr Ada Hale, of Westmarch LMC, said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Dr Ada Hale, for Westmarch LMC, said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Dr Ada Hale, from Westmarch LMC, said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Dr Ada Hale, at Westmarch LMC, said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Dr Ada Hale at Westmarch LMC said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Westmarch LMC’s Dr Ada Hale said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Westmarch LMC's Dr Ada Hale, its chair, said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale, who chairs Westmarch LMC, said no.", ("Dr Ada Hale", "chair", "Westmarch LMC")),
        ("Dr Ada Hale, a GP in Stow who now leads Westmarch LMC, said no.", ("Dr Ada Hale", "lead", "Westmarch LMC")),
        ("Dr Ada Hale, who speaks for Westmarch LMC, said no.", ("Dr Ada Hale", None, "Westmarch LMC")),
        ("Westmarch LMC's chair, Dr A Hale, said no.", ("Dr A Hale", "chair", "Westmarch LMC")),
        ("Dr A Hale, a GP in Stow and medical secretary of Westmarch LMC, said no.", ("Dr A Hale", "medical secretary", "Westmarch LMC")),
        ("Dr Ada Hale, Chair, Westmarch LMC, said no.", ("Dr Ada Hale", "Chair", "Westmarch LMC")),
        ("Dr Ada Hale, Director of Westmarch LMC, said no.", ("Dr Ada Hale", "Director", "Westmarch LMC")),
    ],
)  # fmt: skip
def test_a_body_is_said_in_many_ways(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert [facts(person) for person in people(text, LMC)] == [expected]


@pytest.mark.parametrize("comma", ["", ","])
def test_the_body_of_a_role_may_be_a_part_of_another(comma: str) -> None:
    found = people(
        f"The chair of the BMA’s GP committee{comma} Dr Ada Hale, said no.", ("BMA", "bma"), ("GP committee", "gpc")
    )
    assert [facts(person) for person in found] == [("Dr Ada Hale", "chair", "GP committee")]


@pytest.mark.parametrize(
    "text",
    [
        "In a letter to the chair of Westmarch LMC, Dr Ada Hale said no.",
        "A letter to Dr Ada Hale from Westmarch LMC said no.",
        "Dr Ada Hale (who had written to Westmarch LMC) said no.",
        "Dr Ada Hale wrote of Westmarch LMC.",
        "Dr Ada Hale, who left,\nand chairs Westmarch LMC.",
        "Members of Westmarch LMC, Dr Ada Hale said, were glad.",
    ],
)
def test_a_body_beside_a_name_may_be_somebody_elses(text: str) -> None:
    assert [person.affiliation for person in people(text, LMC)] == [None]


def test_where_somebody_was_is_nobody_they_speak_for() -> None:
    text = "Dr Ada Hale, at the LMCs conference, said no."
    assert [person.affiliation for person in people(text, ("LMCs conference", "lmc"))] == [None]


@pytest.mark.parametrize(
    ("whose", "role"),
    [("His deputy", "deputy"), ("His deputy,", "deputy"), ("Her predecessor", "predecessor"), ("Then his vice-chair", "vice-chair")],
)  # fmt: skip
@pytest.mark.parametrize("second", ["Dr Owen Marl", "Dr Hale"])
def test_a_deputy_is_somebody_else_of_the_same_body(whose: str, role: str, second: str) -> None:
    text = f"Dr Ada Hale, chair of Westmarch LMC, said no. {whose} {second} said yes."
    assert [facts(person) for person in people(text, LMC)] == [
        ("Dr Ada Hale", "chair", "Westmarch LMC"),
        (second, role, "Westmarch LMC"),
    ]


@pytest.mark.parametrize(
    "name",
    ["Dr Hale", "Dr J. Hale", "Dr J Hale", "Dr. Ada Hale", "Professor Ada Hale", "Dame Ada O’Hale", "Cllr Ada Hale-Marl", "Mr Ian McHale"],
)  # fmt: skip
def test_a_title_shows_a_name(name: str) -> None:
    assert [person.name for person in people(f"Then {name} left.")] == [name]


@pytest.mark.parametrize("name", ["Dr AB Hale", "Dr Stanisław Hale", "Dr A. B. Hale", "Dr AB"])
def test_initials_and_letters_of_other_languages_are_of_a_name(name: str) -> None:
    assert [person.name for person in people(f"Then {name} left.")] == [name]


def test_a_name_ends_before_the_number_of_a_note() -> None:
    assert [person.name for person in people("Then Dr Ada Hale2 left.")] == ["Dr Ada Hale"]


@pytest.mark.parametrize("letters", [" CBE", " MBE", " OBE FRCGP", ", MBE,", " MP", " FRCGP", " KC", " PhD"])
def test_letters_behind_a_name_are_no_part_of_it(letters: str) -> None:
    comma = "" if letters.endswith(",") else ","
    text = f"Dr Ada Hale{letters}{comma} chair of Westmarch LMC, said no. Dr Hale added a word."
    assert [facts(person) for person in people(text, LMC)] == [("Dr Ada Hale", "chair", "Westmarch LMC")] * 2


@pytest.mark.parametrize("link", [" of", ", from"])
def test_a_body_is_tied_over_letters_behind_a_name(link: str) -> None:
    found = people(f"Dr Ada Hale CBE{link} Westmarch LMC said no.", LMC)
    assert [facts(person) for person in found] == [("Dr Ada Hale", None, "Westmarch LMC")]


def test_an_initial_pair_is_that_of_a_name_in_full() -> None:
    found = people("Dr Ada Hale, chair of Westmarch LMC, left. Dr AB Hale came back.", LMC)
    assert [facts(person) for person in found] == [("Dr Ada Hale", "chair", "Westmarch LMC")] * 2


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


EASTMARCH = ("Eastmarch LMC", "lmc")
TWO = "Dr Owen Hale, Westmarch LMC chief executive, and Dr Olive Hale, of Eastmarch LMC, met."
OWEN, OLIVE = ("Dr Owen Hale", "chief executive", "Westmarch LMC"), ("Dr Olive Hale", None, "Eastmarch LMC")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("Dr Hale", ("Dr Hale", None, None)),
        ("Dr O. Hale", ("Dr O. Hale", None, None)),
        ("Dr Olive Hale", OLIVE),
        ("Dr Owen Hale", OWEN),
        ("Dr Oscar Hale", ("Dr Oscar Hale", None, None)),
        ("Dr Hale, of Eastmarch LMC,", OLIVE),
    ],
)
def test_namesakes_with_one_initial_stay_apart(later: str, expected: tuple[str, str | None, str | None]) -> None:
    text = f"{TWO} Then {later} left."
    bodies = [mention(text, *LMC), mention(text, *EASTMARCH)]
    if (again := text.rfind("Eastmarch LMC")) > bodies[1].start:
        bodies.append(replace(bodies[1], start=again, end=again + len("Eastmarch LMC")))
    assert [facts(person) for person in find_people(by_hand(text), bodies)] == [OWEN, OLIVE, expected]


def test_an_ambiguous_name_leaves_both_who_bear_it_as_they_were() -> None:
    found = people(f"{TWO} Dr Hale left. Dr Olive Hale left. Dr Hale came.", LMC, EASTMARCH)
    assert [facts(person) for person in found][2:] == [("Dr Hale", None, None), OLIVE, ("Dr Hale", None, None)]


def test_a_role_in_a_list_stays_with_the_name_before_it() -> None:
    found = people(TWO.replace(" and", ""), LMC, EASTMARCH)
    assert [facts(person) for person in found] == [OWEN, OLIVE]


@pytest.mark.parametrize("later", ["Dr A Hale", "Dr A. Hale", "Dr A.B. Hale", "Dr Ada Hale"])
def test_an_initial_is_that_of_the_one_person_it_can_mean(later: str) -> None:
    found = people(f"Dr Ada Hale, chair of Westmarch LMC, met Dr Owen Hale. {later} left. Dr Anna Hale came.", LMC)
    ada = ("Dr Ada Hale", "chair", "Westmarch LMC")
    assert [facts(person) for person in found] == [ada, ("Dr Owen Hale", None, None), ada, ("Dr Anna Hale", None, None)]


def test_a_name_in_full_is_kept_before_a_longer_one_with_initials() -> None:
    found = people("Dr Ada Hale left. Professor A.B. Hale came. Dr Anna Hale stayed.")
    assert [person.name for person in found] == ["Dr Ada Hale", "Dr Ada Hale", "Dr Anna Hale"]


def test_hundreds_may_share_a_surname() -> None:
    names = [
        f"Dr {first}{second}{third} Hale" for first in "ABCDEFGHIJKLM" for second in "aeiou" for third in "bdglmnrst"
    ]
    assert [person.name for person in people(", ".join(names) + ", Dr Hale")] == [*names, "Dr Hale"]


def test_a_role_is_not_carried_to_another_body() -> None:
    text = "Dr Ada Hale, chair of Westmarch LMC, left. Dr Hale, of Eastmarch LMC, came. Dr Hale stayed."
    chair = ("Dr Ada Hale", "chair", "Westmarch LMC")
    assert [facts(person) for person in people(text, LMC, EASTMARCH)] == [
        chair,
        ("Dr Ada Hale", None, "Eastmarch LMC"),
        chair,
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
        "Secretary of state Ian Rowe spoke.",
        "The Secretary of State Ian Rowe spoke.",
        "The Secretary of State for Health Ian Rowe spoke.",
        "Secretary of state for health and social care Ian Rowe spoke.",
        "The care secretary Ian Rowe spoke.",
    ],
)
def test_a_minister_speaks_for_the_government(text: str) -> None:
    (person,) = people(text)
    assert (person.name, person.affiliation and person.affiliation.canonical) == ("Ian Rowe", "UK Government")


@pytest.mark.parametrize("role", ["health minister", "Health minister", "The health minister,", "Secretary of state"])
def test_a_minister_may_be_a_lord(role: str) -> None:
    assert [facts(person)[::2] for person in people(f"{role} Lord Rowe spoke.")] == [("Lord Rowe", "UK Government")]


@pytest.mark.parametrize("role", ["The shadow health secretary", "Shadow health minister"])
def test_the_opposition_does_not_speak_for_the_government(role: str) -> None:
    assert [person.affiliation for person in people(f"{role} Ian Rowe spoke.")] == [None]


def test_a_body_is_no_person() -> None:
    text = "The Lord Marl Trust met."
    body = Mention(start=4, end=19, kind="trust", canonical="Lord Marl Trust", finder="shape")
    assert find_people(by_hand(text), [body]) == ()


def test_two_capital_words_without_title_or_role_are_no_person() -> None:
    assert people("Market Street, Market Square and Ada Hale were there.") == ()


def test_a_name_ends_with_its_line() -> None:
    assert [p.name for p in people("Yours, Dr Ada Hale\nNational Director")] == ["Dr Ada Hale"]


@pytest.mark.parametrize(
    "text",
    [
        "Present: Dr Ada Hale, Dr Owen Marl - Chair, Westmarch LMC.",
        "Present: Dr Ada Hale, Mrs Owen Secretary to Westmarch LMC.",
        "Dr Ada Hale, GP\nDr Owen Marl\nSecretary, Westmarch LMC",
    ],
)
def test_the_role_of_the_person_named_next_is_not_that_of_the_one_before(text: str) -> None:
    assert facts(people(text, LMC)[0]) == ("Dr Ada Hale", None, None)


@pytest.mark.parametrize("name", ["Dr Ada Hale¹", "Dr Ada Hale²"])
def test_a_raised_number_is_no_letter_of_a_name(name: str) -> None:
    assert [person.name for person in people(f"{name} said no.")] == ["Dr Ada Hale"]


def test_letters_of_further_languages_are_of_a_name() -> None:
    assert facts(people("Dr Minh Nguyễn, chair of Westmarch LMC, said no.", LMC)[0]) == (
        "Dr Minh Nguyễn", "chair", "Westmarch LMC",
    )  # fmt: skip
