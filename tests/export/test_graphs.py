"""Network files: read back by networkx they are the network, and they are the same bytes every time."""

from __future__ import annotations

import io
import time
from importlib import import_module
from typing import Any

import networkx
import pytest

from export_rows import ASHCOMBE, BIRCHWELL, coded, example
from stancewire.export import EXPORTERS
from stancewire.export.events import events_of
from stancewire.export.graphs import graph_of
from stancewire.export.networks import Network, Recipe, network, usable

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}
HOSTILE = 'A "B" & <C>; \N{COMBINING ACUTE ACCENT}\U0001f3e5\n=1'


def made(rows: list[dict[str, Any]] | None = None, **how: Any) -> Network:
    recipe = Recipe(**{"modes": 1, "nodes": "organization", "qualifier": "subtract", "normalisation": "no"} | how)
    return network(list(usable(events_of(rows or example()), recipe.nodes)), recipe)


def written(kind: str, graph: Any) -> bytes:
    module, _, name = EXPORTERS[kind].partition(":")
    content = getattr(import_module(module), name)(graph)
    assert isinstance(content, bytes)
    return content


@pytest.mark.parametrize("kind", EXPORTERS)
@pytest.mark.parametrize(
    "how", [{}, {"modes": 2}, {"normalisation": "average"}, {"nodes": "concept", "qualifier": "ignore"}], ids=str
)
def test_networkx_reads_back_what_was_written(kind: str, how: dict[str, Any]) -> None:
    source = made(**how)
    found = READERS[kind](io.BytesIO(written(kind, graph_of(source, name="whole"))))
    assert dict.fromkeys(found.nodes) == dict.fromkeys(source.nodes)
    for name, attributes in source.nodes.items():
        assert found.nodes[name] == attributes | {"label": name}
    assert {frozenset(pair) for pair in found.edges} == {frozenset(pair) for pair in source.ties}
    for (one, other), attributes in source.ties.items():
        edge = {name: value for name, value in found.edges[one, other].items() if name != "id"}
        assert edge == pytest.approx(attributes)


def test_graphml_says_how_the_network_was_made() -> None:
    content = written("graphml", graph_of(made(), qualifier="subtract", statements=7))
    assert (
        networkx.read_graphml(io.BytesIO(content)).graph.items() >= {"qualifier": "subtract", "statements": 7}.items()
    )


@pytest.mark.parametrize("kind", EXPORTERS)
def test_the_same_network_is_the_same_bytes_on_another_day(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(kind, graph_of(made(), name="whole"))
    monkeypatch.setattr(time, "strftime", lambda *_: "1999-12-31")
    assert written(kind, graph_of(made(), name="whole")) == first


@pytest.mark.parametrize("kind", EXPORTERS)
def test_names_may_hold_anything(kind: str) -> None:
    rows = [
        coded(n, "LMC", (name, "objects", HOSTILE, "LMC")) for n, name in enumerate((HOSTILE, "bell\x07\x00", ASHCOMBE))
    ]
    found = READERS[kind](io.BytesIO(written(kind, graph_of(made(rows)))))
    # What XML has no way to hold is replaced.
    assert set(found.nodes) == {HOSTILE, "bell\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}", ASHCOMBE}
    assert found.edges[HOSTILE, ASHCOMBE]["weight"] == 1


@pytest.mark.parametrize("kind", EXPORTERS)
def test_a_network_may_be_empty(kind: str) -> None:
    found = READERS[kind](io.BytesIO(written(kind, graph_of(Network(nodes={}, ties={})))))
    assert (len(found.nodes), len(found.edges)) == (0, 0)


def test_weights_can_be_negative() -> None:
    found = networkx.read_graphml(io.BytesIO(written("graphml", graph_of(made()))))
    assert found.edges[ASHCOMBE, "NHS Corvale CCG"]["weight"] == -1
    assert found.edges[ASHCOMBE, BIRCHWELL]["weight"] == 1
