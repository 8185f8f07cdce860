"""What a run builds beforehand changes nothing that is found: a document alone has the record it has in an archive."""

from __future__ import annotations

from pathlib import Path

from builders import by_hand
from stancewire.entities.finder import EntityFinder

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "samples").glob("*.txt"))


def test_a_warm_finder_finds_what_a_cold_one_finds() -> None:
    warm, cold = EntityFinder(), EntityFinder()
    warm.warm()
    documents = [by_hand(*path.read_text(encoding="utf-8").split("\n\n")) for path in SAMPLES]
    assert documents
    assert [warm.find(document) for document in documents] == [cold.find(document) for document in documents]
