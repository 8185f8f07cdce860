"""Who signs a letter, and to whom it goes: role and body on the lines below a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import by_hand, mention
from stancewire.entities.people import find_people
from stancewire.types import Zone

NAME = "Dr Ada Hale"


def below(lines: str, zone: str = "signoff") -> tuple[str | None, str | None]:
    """Role and body of Dr Ada Hale over some lines in a zone."""
    text = f"Yours sincerely\n\n{lines}"
    document = replace(by_hand(text), zones=(Zone(start=0, end=len(text), zone=zone),))
    bodies = [mention(text, "Westmarch LMC", "lmc")] if "Westmarch LMC" in text else []
    (person,) = (person for person in find_people(document, bodies) if person.name == NAME)
    return person.role, person.affiliation.canonical if person.affiliation else None


@pytest.mark.parametrize(
    "lines",
    [
        "Chair, Westmarch LMC",
        "Chair\nWestmarch LMC",
        "\nChair\n\nWestmarch LMC",
        "Chair of Westmarch LMC",
        "Chair\nOn behalf of Westmarch LMC",
        "Chair and Medical Director, Westmarch LMC",
        "Westmarch LMC Chair",
        "Westmarch LMC\nChair",
    ],
)
def test_role_and_body_stand_below_a_signer(lines: str) -> None:
    assert below(f"{NAME}\n{lines}") == ("Chair", "Westmarch LMC")


@pytest.mark.parametrize("name", [f"{NAME}, Chair", f"{NAME} MBE, Chair", f"{NAME},\nChair", f"{NAME} CBE\nChair"])
def test_a_role_may_stand_beside_a_signer_and_letters_behind(name: str) -> None:
    assert below(f"{name}\nWestmarch LMC") == ("Chair", "Westmarch LMC")


def test_a_signer_may_have_a_body_alone_or_a_role_alone() -> None:
    assert below(f"{NAME}\nWestmarch LMC") == (None, "Westmarch LMC")
    assert below(f"{NAME}\nHonorary Secretary") == ("Honorary Secretary", None)


def test_somebody_written_to_has_role_and_body_too() -> None:
    assert below(f"{NAME}\nChair\nWestmarch LMC", "recipient") == ("Chair", "Westmarch LMC")


@pytest.mark.parametrize(
    "lines",
    [
        f"{NAME}    Dr Owen Marl\nChair     Secretary\nWestmarch LMC",
        f"Dr Owen Marl    {NAME}\nChair     Secretary\nWestmarch LMC",
        f"{NAME}\nDr Owen Marl\nChair, Westmarch LMC",
        f"{NAME}\n12 Market Street\nWestmarch LMC",
    ],
    ids=["left of two", "right of two", "one above the other", "an address"],
)
def test_a_line_below_may_be_somebody_elses(lines: str) -> None:
    assert below(lines) == (None, None)


def test_elsewhere_the_line_below_a_name_is_another_matter() -> None:
    assert below(f"{NAME}\nChair of Westmarch LMC wins", "body") == (None, None)


def test_the_officers_in_a_footer_are_not_the_signer() -> None:
    assert below(f"{NAME}\nWestmarch LMC\nChair: Dr Owen Marl\nSecretary: Dr Ivo Larch") == (None, "Westmarch LMC")
    assert below(f"{NAME}\nWestmarch LMC\nChair Dr Owen Marl") == (None, "Westmarch LMC")
