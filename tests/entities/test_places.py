"""A place alone that acts."""

from __future__ import annotations

import pytest

from builders import mention
from stancewire.entities.places import places_alone


def test_a_place_that_speaks_is_the_body_named_after_it() -> None:
    text = "NHS Cawder Vale CCG met. Cawder Vale said no."
    body = mention(text, "NHS Cawder Vale CCG", "ccg")
    (only,) = places_alone(text, [body])
    assert (text[only.start : only.end], only.start, only.canonical, only.finder) == (
        "Cawder Vale",
        25,
        "NHS Cawder Vale CCG",
        "reference",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Cawder PCT met. GPs in Cawder said no.",
        "Cawder PCT met. Cawder is a town.",
        "Cawder PCT met. Dr Jane Cawder said no.",
        "Cawder said no. Then Cawder PCT met.",
        "Dr Cawder came. Cawder PCT met. Cawder said no.",
        "Cawder PCT met. Helen Cawder, a nurse, came. Cawder said no.",
        "Cawder PCT met. Mrs J. Cawder wrote. Cawder refused.",
        "Cawder PCT met. Cawder decided to bat.",
        "Cawder PCT met. Cawder voted to leave.",
        "Cawder PCT met. Cawder plans for growth are many.",
        "Cawder PCT met. Cawder paid parking is back.",
        "Cawder PCT met. Cawder agreed terms with a striker.",
    ],
    ids=["where", "no act", "a person", "before the name", "somebody of that name", "with a first name", "with an initial",
         "cricket", "voters", "a noun", "parking", "football"],
)  # fmt: skip
def test_a_place_is_mostly_a_place(text: str) -> None:
    assert list(places_alone(text, [mention(text, "Cawder PCT", "pct")])) == []


@pytest.mark.parametrize("act", ["decided to close it", "voted against it", "warned that it would close", "has refused", "plans to close"])  # fmt: skip
def test_what_bodies_do(act: str) -> None:
    text = f"Cawder PCT met. But Cawder {act}."
    assert [text[m.start : m.end] for m in places_alone(text, [mention(text, "Cawder PCT", "pct")])] == ["Cawder"]


def test_of_several_bodies_the_last_is_meant() -> None:
    text = "Cawder PCT met. Cawder LMC met. Cawder refused."
    bodies = [mention(text, "Cawder PCT", "pct"), mention(text, "Cawder LMC", "lmc")]
    assert [m.kind for m in places_alone(text, bodies)] == ["lmc"]
