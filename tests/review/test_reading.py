"""What the page sends is looked at field by field; doubt and orders follow from the record alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_rows import OBJECTION, PLAN, TEXT, reading, record
from stancewire.review.doubt import doubt_of
from stancewire.review.queue import ORDERS, queue
from stancewire.review.reading import Refused, bounds_of, from_json, parse, reading_of
from stancewire.review.store import Item

BOUNDS = bounds_of(record())


def test_the_models_reading_and_the_same_sent_by_the_page_are_one() -> None:
    assert parse(reading(), BOUNDS) == reading_of(record()) == from_json(reading_of(record()).to_json())


def test_statements_come_in_text_order_and_labels_in_the_schemes() -> None:
    found = parse(reading(present=["ccg_plan", "lmc_objection"], statements=[PLAN, OBJECTION]), BOUNDS)
    assert found == reading_of(record())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"primary": "plan"}, "primary: is not one of lmc_objection, ccg_plan, nhse_mandate, none"),
        ({"primary": ["none"]}, "primary: is not one of"),
        ({"present": ["none"]}, "present: is no list out of lmc_objection, ccg_plan, nhse_mandate"),
        ({"present": "ccg_plan"}, "present: is no list"),
        ({"statements": [PLAN] * 503}, "statements: is no list of at most 502 statements; take some out"),
        ({"statements": [PLAN | {"act": "shouts"}]}, "statement 1, act: is not one of objects,"),
        ({"statements": [PLAN, PLAN | {"holder_kind": None}]}, "statement 2, holder_kind: is not one of"),
        ({"statements": [PLAN | {"label": "none"}]}, "statement 1, label: is not one of"),
        ({"statements": [PLAN | {"holder": "x" * 501}]}, "statement 1, holder: is no text of at most 500"),
        ({"statements": [PLAN | {"target": 7}]}, "statement 1, target: is no text"),
        ({"statements": [PLAN | {"direct": 1}]}, "statement 1, direct: is neither true nor false"),
        ({"statements": [PLAN | {"end": len(TEXT) + 1}]}, "statement 1: its span is empty, reversed or outside"),
        ({"statements": [PLAN | {"start": PLAN["end"]}]}, "statement 1: its span is empty"),
        ({"statements": [PLAN | {"start": True}]}, "statement 1: its span is empty"),
        ({"statements": [PLAN | {"html": ""}]}, "statement 1: is no object with the fields"),
    ],
)
def test_what_breaks_a_rule_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(reading() | changes, BOUNDS)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith("; nothing was saved; correct it and send it again")


@pytest.mark.parametrize("values", [None, [], "reading", {}])
def test_what_is_no_reading_is_refused(values: Any) -> None:
    with pytest.raises(Refused):
        parse(values, BOUNDS)


SCRAP = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 200) | st.sampled_from(["ccg_plan", "none", "objects", "lmc", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(PLAN)), inner),
    max_leaves=8,
)


@given(
    primary=SCRAP,
    present=SCRAP,
    changes=st.dictionaries(st.sampled_from(sorted(PLAN)), SCRAP, max_size=2),
    more=st.lists(SCRAP, max_size=1),
)
def test_whatever_is_sent_is_refused_or_kept_as_it_is(primary: Any, present: Any, changes: Any, more: Any) -> None:
    try:
        found = parse({"primary": primary, "present": present, "statements": [PLAN | changes, *more]}, BOUNDS)
    except Refused:
        return
    assert parse(found.to_json(), BOUNDS) == found == from_json(found.to_json())
    assert found.primary == primary
    assert set(found.present) == set(present)
    assert more == []  # no scrap is a whole statement
    assert [{name: found.to_json()["statements"][0][name] for name in PLAN}] == [PLAN | changes]


def test_doubt_is_the_chance_that_a_label_is_wrong() -> None:
    # 1 - 0.7 (primary) x 0.9 (objection there) x 0.8 (plan there) x (1 - 0.1) (mandate not there)
    assert doubt_of(record(surest=0.7)) == pytest.approx(1 - 0.7 * 0.9 * 0.8 * 0.9)
    # a scheme of one label a text: the primary alone
    assert doubt_of(record(model={"scheme": "towns/1"})) == pytest.approx(0.3)


def item(number: int, label: str, doubt: float, *, abstained: bool = False) -> Item:
    return Item(number=number, key=f"k{number}", label=label, abstained=abstained, doubt=doubt)


ITEMS = [
    item(1, "none", 0.2),
    item(2, "ccg_plan", 0.5),
    item(3, "lmc_objection", 0.1, abstained=True),
    item(4, "ccg_plan", 0.6),
    item(5, "none", 0.3, abstained=True),
]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [("uncertain", [5, 3, 4, 2, 1]), ("label", [3, 4, 2, 5, 1]), ("listed", [1, 2, 3, 4, 5])],
)
def test_orders(order: str, numbers: list[int]) -> None:
    assert queue(ITEMS, order, seed=1) == numbers
    assert queue(ITEMS, order, seed=1, limit=2) == numbers[:2]


def test_a_random_order_hangs_on_the_seed_and_on_nothing_else() -> None:
    one = queue(ITEMS, "random", seed=7)
    assert sorted(one) == [1, 2, 3, 4, 5]
    assert queue(ITEMS[::-1], "random", seed=7) == one
    assert len({tuple(queue(ITEMS, "random", seed=seed)) for seed in range(20)}) > 10
    # taking a record away leaves the order of the others
    assert queue(ITEMS[1:], "random", seed=7) == [number for number in one if number != 1]


def test_the_command_offers_the_orders_there_are() -> None:
    from stancewire.cli.review import open_

    (choices,) = [option.type.choices for option in open_.params if option.name == "order"]
    assert tuple(choices) == tuple(ORDERS)
