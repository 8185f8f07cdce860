"""Splits keep together what belongs together, and stay as they are when a corpus grows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stancewire.corpus.splits import SHARES, assign, side
from stancewire.corpus.types import SPLITS

GROUPS = st.dictionaries(st.integers(0, 200).map(str), st.sampled_from([f"event-{k}" for k in range(40)]), min_size=1)


@given(GROUPS)
def test_no_group_stands_on_two_sides(groups: dict[str, str]) -> None:
    sides = assign(groups)
    assert sides.keys() == groups.keys()
    assert all(len({sides[name] for name in groups if groups[name] == group}) == 1 for group in groups.values())


@given(GROUPS, GROUPS)
def test_additions_move_nothing(groups: dict[str, str], more: dict[str, str]) -> None:
    before, after = assign(groups), assign(more | groups)
    assert {name: after[name] for name in groups} == before


@given(GROUPS, st.data())
def test_links_join_groups_and_what_is_published_stays(groups: dict[str, str], data: st.DataObject) -> None:
    names = st.sampled_from(sorted(groups))
    links = data.draw(st.lists(st.tuples(names, names), max_size=5))
    sides = assign(groups, links)
    assert all(sides[one] == sides[other] for one, other in links)
    kept = data.draw(st.dictionaries(names, st.sampled_from(SPLITS), max_size=5))
    sides = assign(groups, links, kept)
    assert {name: sides[name] for name in kept} == kept


def test_a_new_document_goes_where_its_event_was_published() -> None:
    assert assign({"a": "event", "b": "event"}, (), {"b": "test"}) == {"a": "test", "b": "test"}


def test_the_shares_are_about_those_wanted() -> None:
    sides = [side(f"event-{k}") for k in range(4_000)]
    assert all(abs(sides.count(split) / 4_000 - SHARES[split]) < 0.02 for split in SPLITS)
