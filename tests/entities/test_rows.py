"""Bodies in a row are each a mention, and names with an "and" in them are one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import by_hand, entity_finder, mention, scene
from stancewire.entities.rows import first_of_row, is_row


def found(text: str, published: str | None = None) -> list[str]:
    document = by_hand(text)
    document = replace(document, meta=replace(document.meta, published=published))
    return [text[m.start : m.end] for m in entity_finder().find(document).organisations]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Then NHS Surrey and Surrey LMC agreed.", "2009", ["NHS Surrey", "Surrey LMC"]),
        ("Then NHS Kent and Medway and Kent LMC agreed.", "2012", ["NHS Kent and Medway", "Kent LMC"]),
        ("Then NHS Somerset and Somerset LMC agreed.", "2023", ["NHS Somerset", "Somerset LMC"]),
        ("Then NHS Lothian & the Lothian LMC agreed.", "2016", ["NHS Lothian", "Lothian LMC"]),
        ("Then NHS Barnet and Enfield PCT agreed.", "2009", ["NHS Barnet", "Enfield PCT"]),
        ("The King’s Fund and Nuffield Trust agreed.", "2018", ["King’s Fund", "Nuffield Trust"]),
        ("The King’s Fund and Health Foundation agreed.", "2018", ["King’s Fund", "Health Foundation"]),
        ("NHS Providers and Nuffield Trust agreed.", "2018", ["NHS Providers", "Nuffield Trust"]),
        ("Then King’s Fund, Health Foundation and Nuffield Trust agreed.", "2018", ["King’s Fund", "Health Foundation", "Nuffield Trust"]),
    ],
)  # fmt: skip
def test_names_of_the_register_one_after_another_are_each_one(text: str, published: str, expected: list[str]) -> None:
    assert found(text, published) == expected


@pytest.mark.parametrize(
    "name",
    [
        "NHS Dartford, Gravesham and Swanley CCG",
        "Camden and Islington LMCs",
        "NHS Basildon and Brentwood CCG",
        "NHS Leeds and Bradford CCG",
        "NHS Cawderby and Marl CCG",
    ],
)
def test_a_name_with_and_in_it_stays_whole(name: str) -> None:
    assert found(f"Then {name} agreed.", "2014") == [name]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The chair of NHS Bristol, Jane Marl, refused.", "2009", ["NHS Bristol"]),
        ("In a letter to NHS Bristol, Avon LMC and GPs objected.", "2009", ["NHS Bristol", "Avon LMC"]),
        ("At NHS Bristol, Pulse has learnt, all is well.", "2009", ["NHS Bristol", "Pulse"]),
        ("NHS Barnet, Barnet LMC and Camden PCT signed.", "2009", ["NHS Barnet", "Barnet LMC", "Camden PCT"]),
        ("NHS Lothian, Unison and the BMA agreed.", "2016", ["NHS Lothian", "Unison", "BMA"]),
        ("NHS Cawderby and Cawderby LMC agreed.", "2014", ["NHS Cawderby", "Cawderby LMC"]),
    ],
)
def test_a_brand_ends_where_the_next_name_begins(text: str, published: str, expected: list[str]) -> None:
    assert found(text, published) == expected


TEXT = "Then NHS Cawder, Marl LMC and the Stow Fund met."
BODIES = (mention(TEXT, "NHS Cawder", "pct"), mention(TEXT, "Marl LMC", "lmc"), mention(TEXT, "Stow Fund", "other"))
START, END = TEXT.index("NHS"), TEXT.index(" met")


def test_a_row_is_filled_by_bodies_found_before() -> None:
    assert is_row(scene(TEXT, *BODIES), START, END)
    assert is_row(scene(TEXT, *BODIES), START, END - 5)  # the last of them may be longer
    assert not is_row(scene(TEXT, *BODIES[:2]), START, END)
    assert not is_row(scene(TEXT, BODIES[0], BODIES[2]), START, END)
    assert not is_row(scene(TEXT, *BODIES[1:]), START, END)
    assert not is_row(scene(TEXT, *BODIES), START, BODIES[0].end), "one body is no row"
    assert not is_row(scene(TEXT), START, END)


def test_neighbours_that_nothing_joins_are_no_row() -> None:
    text = "NHS Cawder Marl LMC"
    cawder, marl = mention(text, "NHS Cawder", "pct"), mention(text, "Marl LMC", "lmc")
    assert not is_row(scene(text, cawder, marl), 0, len(text))
    assert first_of_row(scene(text, marl), 0, len(text)) == len(text)


def test_the_first_of_a_row_ends_before_what_joins_it() -> None:
    assert first_of_row(scene(TEXT, *BODIES), START, END) == BODIES[0].end
    assert first_of_row(scene(TEXT, BODIES[2]), START, END) == BODIES[1].end
    assert first_of_row(scene(TEXT, BODIES[0]), START, END) == END
    assert first_of_row(scene(TEXT, BODIES[2]), START, START + 12) == START + 12, "what comes later is no concern"
