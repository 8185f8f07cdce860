"""The columns that README.md declares are those of the published rows; `datasets` refuses, or leaves empty, what parts.

In:  the text of README.md, whose front matter holds the features of the configuration `default`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.corpus.jsonl import Row
from stancewire.corpus.violations import Complaint

_FEATURES: Final = re.compile(r"^- config_name: default\n  features:\n((?:  .*\n)+)", re.M)
_COLUMN: Final = re.compile(r"^  - name: (\w+)$", re.M)


def columns(card: str, rows: Sequence[Row]) -> Iterator[Complaint]:
    """Columns that are declared or published only; nothing where the card declares none. `rows`: one at least."""
    features = _FEATURES.search(card)
    if features is None:
        return
    declared: set[str] = set(_COLUMN.findall(features[1]))
    published: list[set[str]] = [set(row) for row in rows]
    for name in sorted(set[str]().union(*published) - declared):
        yield name, "is published, but not declared; add its name and dtype to the features under dataset_info"
    for name in sorted(declared - published[0].intersection(*published)):
        yield name, "is declared, but not in every published row; take it from the features, or build again"
