"""Labels of document, units and headline agree with each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model_parts import Named, chances, reading
from stancewire.stance.labelling import Labels, labels_of
from stancewire.stance.labels import CLASSES, NAMES, NONE
from stancewire.stance.outputs import UNIT_OUTPUTS

OBJECTION, PLAN, MANDATE = NAMES
EVEN = dict.fromkeys(CLASSES, 0.25)


def labels(*body: Named, present: Named, primary: Named = EVEN, title: Named | None = None, at: float = 0.5) -> Labels:
    read = reading(*("x" for _ in body), title=None if title is None else "x")
    units = body if title is None else (title, *body)
    return labels_of(read, chances(*units, present=present, primary=primary), at)


def test_a_label_is_present_from_its_chance_on() -> None:
    chance = {OBJECTION: 0.5, PLAN: 0.49}
    assert labels(chance, present=chance).present == (OBJECTION,)
    assert labels(chance, present=chance, at=0.49).present == (OBJECTION, PLAN)


def test_units_carry_labels_from_another_chance_on() -> None:
    found = labels({PLAN: 0.4}, {PLAN: 0.39}, {PLAN: 0.9}, present={PLAN: 0.9})
    assert found.units == ((PLAN,), (), (PLAN,))


def test_each_label_has_a_chance_of_its_own() -> None:
    both = {PLAN: 0.9, OBJECTION: 0.9}
    said = chances({PLAN: 0.5, OBJECTION: 0.5}, {PLAN: 0.6, OBJECTION: 0.4}, present=both, primary=EVEN)
    strict = replace(said, label_at=np.array([0.6 if name == PLAN else 0.5 for name in NAMES]))
    assert labels_of(reading("x", "x"), strict, 0.5).units == ((OBJECTION,), (PLAN,))


def test_what_the_document_does_not_take_no_unit_carries() -> None:
    found = labels({PLAN: 0.9, OBJECTION: 0.9}, present={PLAN: 0.9, OBJECTION: 0.1})
    assert (found.present, found.units) == ((PLAN,), ((PLAN,),))


def test_what_the_document_takes_the_likeliest_unit_carries() -> None:
    found = labels({MANDATE: 0.01}, {MANDATE: 0.2}, {MANDATE: 0.1}, present={MANDATE: 0.9})
    assert found.units == ((), (MANDATE,), ())


def test_a_headline_carries_no_label() -> None:
    found = labels({PLAN: 0.1}, present={PLAN: 0.9}, title={PLAN: 0.95})
    assert found.units == ((), (PLAN,))


def test_the_primary_is_the_likeliest_of_what_is_present_and_none() -> None:
    primary = {OBJECTION: 0.5, PLAN: 0.3, MANDATE: 0.0, NONE: 0.2}
    assert labels({}, present={OBJECTION: 0.9, PLAN: 0.9}, primary=primary).primary == OBJECTION
    assert labels({}, present={PLAN: 0.9}, primary=primary).primary == PLAN
    assert labels({}, present={MANDATE: 0.9}, primary=primary).primary == NONE
    assert labels({}, present={}, primary=primary).primary == NONE


def test_of_equals_the_label_goes_before_none() -> None:
    assert labels({}, present={PLAN: 0.9}).primary == PLAN


def test_without_units() -> None:
    found = labels(present={PLAN: 0.9})
    assert (found.present, found.units) == ((PLAN,), ())


CHANCE = st.sampled_from((0.0, 0.2, 0.4, 0.6, 1.0))


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES, CHANCE)), min_size=1, max_size=4),
    st.fixed_dictionaries(dict.fromkeys(NAMES, CHANCE)),
    st.none() | st.fixed_dictionaries(dict.fromkeys(NAMES, CHANCE)),
)
def test_a_document_takes_a_stance_where_a_unit_does(body: list[Named], present: Named, title: Named | None) -> None:
    found = labels(*body, present=present, title=title)
    carried = {name for unit in found.units for name in unit}
    assert carried == set(found.present)
    assert found.primary in (*found.present, NONE)


def test_labels_stand_in_the_order_of_the_scheme() -> None:
    everything = dict.fromkeys(reversed(NAMES), 0.9)
    found = labels(everything, present=everything)
    assert found.present == found.units[0] == NAMES
    assert np.isin(NAMES, UNIT_OUTPUTS[: len(NAMES)]).all()
