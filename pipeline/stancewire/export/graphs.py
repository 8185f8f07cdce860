"""A network as GraphML or GEXF, as networkx writes them: the same network, the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, Final

from stancewire.export.networks import Network

Graph = Any  # a networkx.Graph; networkx tells its types nowhere
# What XML 1.0 cannot hold, in whatever way it is written.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graph_of(network: Network, **about: str | int) -> Graph:
    """An undirected graph; `about` are attributes of the whole."""
    import networkx

    graph = networkx.Graph(**_clean(about))
    for name, attributes in network.nodes.items():
        graph.add_node(_text(name), label=_text(name), **_clean(attributes))
    for (one, other), attributes in network.ties.items():
        graph.add_edge(_text(one), _text(other), **_clean(attributes))
    return graph


def _clean(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _text(value) if isinstance(value, str) else value for name, value in attributes.items()}


def _text(value: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value)


def graphml(graph: Graph) -> bytes:
    """GraphML: attributes of the graph, of nodes and of edges."""
    from networkx.readwrite.graphml import GraphMLWriter

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True, named_key_ids=True)
    writer.add_graph_element(graph)
    stream = io.BytesIO()
    writer.dump(stream)
    return stream.getvalue()


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2, for Gephi: attributes of nodes and edges; of the graph it holds the name alone."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(graph, encoding="utf-8", prettyprint=True)
    meta = writer.xml.find("meta")
    # The day it is written on would make two files of one network differ.
    del meta.attrib["lastmodifieddate"]
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
