"""The finder in somebody's spaCy pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from stancewire.entities import component  # registers the factory where the package is not installed
from stancewire.errors import GivenError, RegisterError

assert component.make


def test_spans_carry_kind_and_id() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("stancewire", config={"published": "2015"})
    doc = nlp("Then NHS Barnet’s plan met Fenmarsh LMC and extended access.")
    assert [(s.text, s.label_, s.kb_id_) for s in doc.spans["organisations"]] == [
        ("NHS Barnet", "ccg", "07M"),
        ("Fenmarsh LMC", "lmc", ""),
    ]
    assert [s.text for s in doc.spans["policy_terms"]] == ["extended access"]


@pytest.mark.parametrize("text", ["", "   \n", "Nobody is named here."])
def test_a_text_without_bodies_has_empty_groups(text: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("stancewire")
    doc = nlp(text)
    assert list(doc.spans["organisations"]) == []


def test_own_tables_and_bad_dates(tmp_path: Path) -> None:
    table = tmp_path / "own.toml"
    table.write_text('[[body]]\nname = "Fenmarsh LMC"\nkind = "lmc"\nevidence = "its letterhead"\n', encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("stancewire", config={"registers": [str(table)]})
    doc = nlp("Then Fenmarsh LMC met.")
    assert [s.kb_id_ for s in doc.spans["organisations"]] == ["lmc-fenmarsh"]
    with pytest.raises(GivenError):
        spacy.blank("en").add_pipe("stancewire", config={"published": "soon"})


def test_own_tables_are_held_against_the_packaged_ones(tmp_path: Path) -> None:
    table = tmp_path / "own.toml"
    table.write_text('[[body]]\nname = "QOF"\nkind = "other"\nevidence = "a mistake"\n', encoding="utf-8")
    with pytest.raises(RegisterError, match="'QOF'"):
        spacy.blank("en").add_pipe("stancewire", config={"registers": [str(table)]})
