"""Networks: their numbers are those computed by hand in docs/dna.md, which is read here too."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export_rows import ASHCOMBE, BIRCHWELL, CORVALE, HOURS, PHARMACISTS, TABLE, coded, example
from stancewire.export.events import Event, events_of
from stancewire.export.networks import Network, Recipe, network, usable
from stancewire.export.slices import without_duplicates

PAGE = (Path(__file__).parents[2] / "docs" / "dna.md").read_text(encoding="utf-8")
AB, AC, BC = (ASHCOMBE, BIRCHWELL), (ASHCOMBE, CORVALE), (BIRCHWELL, CORVALE)


def made(rows: list[dict[str, Any]] | None = None, duplicates: str = "include", **how: Any) -> Network:
    """The network of some records, else of the example."""
    recipe = Recipe(**{"modes": 1, "nodes": "organization", "qualifier": "congruence", "normalisation": "no"} | how)
    events = usable(events_of(example() if rows is None else rows), recipe.nodes)
    single = without_duplicates(events, duplicates, nodes=recipe.nodes, sides=recipe.qualifier != "ignore")
    return network(list(single), recipe)


def weights(network: Network) -> dict[tuple[str, str], float]:
    return {pair: round(float(tie["weight"]), 4) for pair, tie in network.ties.items()}


ONE_MODE = {
    "congruence": {AB: 2, AC: 1},
    "conflict": {AB: 1, AC: 2, BC: 2},
    "subtract": {AB: 1, AC: -1, BC: -2},
    "ignore": {AB: 3, AC: 3, BC: 2},
}
NORMALISED = {
    "average": {AB: 0.8, AC: 0.4},
    "cosine": {AB: 0.3333, AC: 0.1667},
    "jaccard": {AB: 0.5, AC: 0.25},
}


@pytest.mark.parametrize("qualifier", ONE_MODE)
def test_actors_are_tied_as_computed_by_hand(qualifier: str) -> None:
    assert weights(made(qualifier=qualifier)) == ONE_MODE[qualifier]


@pytest.mark.parametrize("normalisation", NORMALISED)
def test_ties_are_normalised_as_computed_by_hand(normalisation: str) -> None:
    assert weights(made(normalisation=normalisation)) == NORMALISED[normalisation]


def test_the_page_shows_the_statements_and_the_numbers() -> None:
    dated = re.findall(r"^\| (20\d\d-\d\d-\d\d) \| (.*?) \| (\w+) \| (.*?) \|$", PAGE, re.MULTILINE)
    assert tuple(dated) == TABLE
    assert shown("congruence") == {
        pair: [ONE_MODE[name].get(pair, 0) for name in ONE_MODE]
        + [NORMALISED[name].get(pair, 0) for name in NORMALISED]
        for pair in (AB, AC, BC)
    }
    columns = [
        TWO_MODES["subtract", "no"],
        TWO_MODES["ignore", "no"],
        TWO_MODES["ignore", "activity"],
        TWO_MODES["ignore", "prominence"],
    ]
    assert shown("subtract") == {pair: [column[pair] for column in columns] for pair in columns[0]}


def shown(first: str) -> dict[tuple[str, str], list[float]]:
    """The table of the page whose first column of numbers has that name."""
    table = PAGE.split(f"| tie | {first} |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (.*?) – (.*?) \| (.*) \|$", table, re.MULTILINE)
    return {(one, other): [float(cell) for cell in cells.split(" | ")] for one, other, cells in rows}


def test_ties_and_nodes_bear_what_they_are_made_of() -> None:
    found = made(qualifier="subtract")
    assert found.ties[AC] == {"weight": -1, "congruence": 1, "conflict": 2, "subtract": -1, "ignore": 3, "shared": 2}
    assert list(found.nodes) == [ASHCOMBE, BIRCHWELL, CORVALE]
    assert found.nodes[ASHCOMBE] == {
        "mode": "organization", "statements": 3, "agree": 1, "object": 2, "documents": 2, "kind": "lmc", "register_id": "",
        "first": "2014-03-04", "last": "2014-04-02",
    }  # fmt: skip


def test_concepts_are_tied_by_who_speaks_on_both() -> None:
    pair = (HOURS, PHARMACISTS)
    # Ashcombe 2·1 on opposite sides; Birchwell 1·1 and Corvale 1·1 on the same side.
    [(tie, attributes)] = made(nodes="concept", qualifier="ignore").ties.items()
    assert (tie, attributes["congruence"], attributes["conflict"], attributes["weight"]) == (pair, 2, 2, 4)
    assert made(nodes="concept", qualifier="subtract").ties == {}  # 2 - 2


TWO_MODES = {
    ("subtract", "no"): {(ASHCOMBE, HOURS): -2, (ASHCOMBE, PHARMACISTS): 1, (BIRCHWELL, HOURS): -1, (BIRCHWELL, PHARMACISTS): -1,
                         (CORVALE, HOURS): 1, (CORVALE, PHARMACISTS): 1},
    ("ignore", "no"): {(ASHCOMBE, HOURS): 2, (ASHCOMBE, PHARMACISTS): 1, (BIRCHWELL, HOURS): 1, (BIRCHWELL, PHARMACISTS): 1,
                       (CORVALE, HOURS): 1, (CORVALE, PHARMACISTS): 1},
    ("ignore", "activity"): {(ASHCOMBE, HOURS): 0.6667, (ASHCOMBE, PHARMACISTS): 0.3333, (BIRCHWELL, HOURS): 0.5,
                             (BIRCHWELL, PHARMACISTS): 0.5, (CORVALE, HOURS): 0.5, (CORVALE, PHARMACISTS): 0.5},
    ("ignore", "prominence"): {(ASHCOMBE, HOURS): 0.5, (ASHCOMBE, PHARMACISTS): 0.3333, (BIRCHWELL, HOURS): 0.25,
                               (BIRCHWELL, PHARMACISTS): 0.3333, (CORVALE, HOURS): 0.25, (CORVALE, PHARMACISTS): 0.3333},
    ("combine", "no"): {(ASHCOMBE, HOURS): 2, (ASHCOMBE, PHARMACISTS): 1, (BIRCHWELL, HOURS): 2, (BIRCHWELL, PHARMACISTS): 2,
                        (CORVALE, HOURS): 1, (CORVALE, PHARMACISTS): 1},
}  # fmt: skip


@pytest.mark.parametrize(("qualifier", "normalisation"), TWO_MODES)
def test_actors_are_tied_to_concepts_as_computed_by_hand(qualifier: str, normalisation: str) -> None:
    found = made(modes=2, qualifier=qualifier, normalisation=normalisation)
    assert weights(found) == TWO_MODES[qualifier, normalisation]
    assert {name: node["mode"] for name, node in found.nodes.items()} == dict.fromkeys(
        (ASHCOMBE, BIRCHWELL, CORVALE), "organization"
    ) | dict.fromkeys((HOURS, PHARMACISTS), "concept")


def test_both_sides_at_once_combine_to_three() -> None:
    row = coded(1, "LMC objects", *(("LMC", act, "hours", "LMC") for act in ("objects", "plans")))
    assert weights(made([row], modes=2, qualifier="combine")) == {("LMC", "hours"): 3}
    assert weights(made([row], modes=2, qualifier="subtract")) == {}


def test_an_actor_named_like_a_concept_is_another_node() -> None:
    row = coded(1, "LMC objects", ("pensions", "objects", "pensions", "LMC"))
    assert weights(made([row], modes=2, qualifier="ignore")) == {("pensions", "pensions (concept)"): 1}


def test_duplicates_count_once() -> None:
    assert weights(made(duplicates="document")) == {AB: 1, AC: 1}
    assert made(duplicates="document").nodes[ASHCOMBE]["statements"] == 2


def test_a_duplicate_is_of_the_actor_that_is_tied() -> None:
    claims = [("LMC", act, "hours", "LMC") for act in ("objects", "objects", "plans")]
    row = coded(1, "LMC objects", *claims)
    for statement, speaker in zip(row["statements"], ("Dr A", "Dr B", "Dr B"), strict=True):
        statement["speaker"] = speaker
    said = {"duplicates": "document", "modes": 2}
    assert made([row], qualifier="combine", **said).nodes["LMC"]["statements"] == 2  # for and against
    assert made([row], qualifier="ignore", **said).nodes["LMC"]["statements"] == 1  # whatever the side
    people = made([row], nodes="person", qualifier="combine", **said).nodes
    assert [people[name]["statements"] for name in ("Dr A", "Dr B")] == [1, 2]


def test_nodes_with_few_statements_are_left_out() -> None:
    found = made(min_statements=3, qualifier="ignore")
    assert (list(found.nodes), found.ties) == ([ASHCOMBE], {})
    assert list(made(min_statements=4, qualifier="ignore").nodes) == []
    assert weights(made(modes=2, min_statements=3, qualifier="ignore")) == {
        (ASHCOMBE, HOURS): 2,
        (ASHCOMBE, PHARMACISTS): 1,
    }


def test_people_can_be_the_actors() -> None:
    rows = [
        coded(n, "LMC objects", ("LMC", "objects", "hours", "LMC"), speaker=name)
        for n, name in enumerate(("Dr A", "Dr B", ""))
    ]
    found = made(rows, nodes="person")
    assert weights(found) == {("Dr A", "Dr B"): 1}
    assert (found.nodes["Dr A"]["organization"], found.nodes["Dr A"]["mode"]) == ("LMC", "person")


ACTS = st.sampled_from(("objects", "supports", "plans", "mandates", "neutral"))
CLAIMS = st.lists(st.tuples(st.sampled_from("ABCD"), ACTS, st.sampled_from("jkl"), st.just("LMC")), max_size=12)


def by_definition(events: list[Event], one: str, other: str) -> tuple[int, int]:
    """Congruence and conflict of two actors, pair by pair of their statements."""
    pairs = [
        (a, b)
        for a in events
        for b in events
        if (a.organization, b.organization) == (one, other) and a.concept == b.concept
    ]
    same = sum(a.agreement == b.agreement for a, b in pairs)
    return same, len(pairs) - same


@given(CLAIMS)
def test_ties_are_sums_over_pairs_of_statements(claims: list[tuple[str, str, str, str]]) -> None:
    rows = [coded(1, "LMC objects", *claims)]
    events = list(usable(events_of(rows), "organization"))
    found = made(rows, qualifier="ignore").ties
    for one, other in [(a, b) for a in "ABCD" for b in "ABCD" if a < b]:
        tie = found.get((one, other), {"congruence": 0, "conflict": 0})
        assert (tie["congruence"], tie["conflict"]) == by_definition(events, one, other)
    assert all(a < b for a, b in pairwise(found))
