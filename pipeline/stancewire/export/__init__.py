"""Records in the forms that others work with: Discourse Network Analyzer files, event lists, networks. Reads Records only."""

from __future__ import annotations

from typing import Final

# What a network file may be, by the end of its name: where the function stands that makes its bytes of a graph.
EXPORTERS: Final = {
    "graphml": "stancewire.export.graphs:graphml",
    "gexf": "stancewire.export.graphs:gexf",
}
