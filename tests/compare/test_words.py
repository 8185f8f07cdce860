"""A comparison as tables and as a paragraph."""

from __future__ import annotations

import orjson
import pytest

from coded import coding, event
from stancewire.compare.comparison import Comparison, compare
from stancewire.compare.words import methods, tables
from stancewire.errors import EmptyInput


def compared() -> Comparison:
    labels = ("lmc_objection", "ccg_plan", "none", "none", "ccg_plan")
    events = tuple(event("Fen LMC", concept) for concept in "xyz")
    one = {str(k): coding(str(k), label, events=events) for k, label in enumerate(labels)}
    two = {str(k): coding(str(k), label, events=events) for k, label in enumerate(("lmc_objection", "none", "none"))}
    return compare(one, two | {"x": coding("x", "none")}, names=("model", "people"))


def test_every_document_is_accounted_for() -> None:
    found = compared()
    assert (found.documents, found.only_one, found.only_two) == (3, 2, 1)
    assert [warning.split(":")[0] for warning in found.warnings] == [
        "1 documents of people have no counterpart in model and are left out",
        "corrected shares hold only if the 3 documents of people are a random sample of model",
        "a sample of 3 is small",
    ]


def test_tables_name_the_sides() -> None:
    text = tables(compared())
    assert text.startswith("3 documents of both; 2 only in model, 1 only in people;")
    assert "Primary label: people down, model across\n" in text
    assert "Shares of all documents of model\n" in text


def test_the_paragraph_has_the_figures() -> None:
    text = methods(compared())
    assert "On the 3 documents that were coded by both model and people" in text
    assert "Krippendorff's alpha (nominal, 95 % bootstrap interval over documents) was 0." in text
    assert "Shares of the 5 documents were corrected" in text


def test_without_documents_beyond_the_sample_no_share_is_corrected() -> None:
    one = {"1": coding("1", "none"), "2": coding("2", "ccg_plan")}
    found = compare(one, one, names=("a", "b"))
    assert found.prevalences == ()
    assert "Shares" not in methods(found)


def test_the_json_has_every_figure() -> None:
    row = orjson.loads(orjson.dumps(compared().to_json()))
    assert row["macro_f1"]["primary"] == pytest.approx((1.0 + 2 / 3 + 0.0) / 3)
    assert [len(row[name]) for name in ("alphas", "scores", "confusion", "prevalences")] == [10, 10, 4, 7]


def test_sides_without_a_document_in_common_are_refused() -> None:
    with pytest.raises(EmptyInput, match="b: shares no id with a; compare codings of the same documents by their ids"):
        compare({"1": coding("1", "none")}, {"2": coding("2", "none")}, names=("a", "b"))


def test_it_is_said_how_many_statements_name_no_policy() -> None:
    """Of three statements of one side two name none, of two of the other none does not."""
    one = {"1": coding("1", "none", events=tuple(event("Fen LMC", concept) for concept in ("x", "", "")))}
    two = {"1": coding("1", "none", events=(event("Fen LMC", "x"), event("Fen LMC", "y")))}
    (warning,) = compare(one, two, names=("a", "b")).warnings
    assert warning.startswith(
        "2 of 3 statements of a and 0 of 2 statements of b name no policy: networks of bodies and"
    )
    assert compare(two, two, names=("a", "b")).warnings == ()
