"""The figures that a corpus folder's pages show, filled in from its published files, so that no page lags behind them.

In:  a page in Markdown with `<!-- name -->` and `<!-- /name -->` around each table; what the folder holds.
Out: the page with the tables of today. What stands outside the markers is left alone, as is a block without rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Final

from stancewire.corpus.read import Corpus, as_users_load_it, merged
from stancewire.corpus.stats import beside_table, pair_table, split_table, tables
from stancewire.corpus.types import CorpusDocument

PAGES: Final = ("README.md", "DATASHEET.md")
OTHERS: Final = "reference"  # the head of the column beside this corpus


def figures(corpus: Corpus, beside: Sequence[CorpusDocument] = ()) -> dict[str, str]:
    """Name of a block -> its text, of the rows that users load. `beside`: documents of another corpus, where it is there."""
    loaded = as_users_load_it(corpus)
    found = {"figures": tables(loaded), "splits": split_table(loaded), "pairs": pair_table(loaded)}
    compared = {"beside": beside_table(loaded, (OTHERS, beside))} if beside else {}
    return found | compared | _agreement(loaded)


def _agreement(loaded: Corpus) -> dict[str, str]:
    if find_spec("krippendorff") is None:  # the extra `corpus`
        return {}
    from stancewire.corpus.agreement import agreement, read_twice, table

    documents, second, first = (
        [entry.item for entry in merged(loaded.documents)],
        [entry.item for entry in merged(loaded.second)],
        [entry.item for entry in merged(loaded.first)],
    )
    twice = read_twice(documents, second, first)
    return {"agreement": table(agreement(twice), len(twice))} if twice else {}


def filled(page: str, blocks: Mapping[str, str]) -> str:
    """A page with every block it has a place for."""

    def block(found: re.Match[str]) -> str:
        content = blocks.get(found[1])
        return f"<!-- {found[1]} -->\n{content}\n<!-- /{found[1]} -->" if content else found[0]

    return re.sub(r"(?s)<!-- (\w+) -->.*?<!-- /\1 -->", block, page)
