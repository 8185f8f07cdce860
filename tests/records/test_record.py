from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.errors import EmptyInput
from stancewire.records.record import Record, error_record
from stancewire.records.schema import record_schema
from stancewire.tagger import Tagger
from stancewire.types import Failure, Given, Source

VALIDATOR = jsonschema.Draft202012Validator(record_schema())
OBJECTION = (
    "LMC rejects plan\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to close two surgeries.\n\n"
    "The CCG plans to close both in April and has published its proposals for a single health centre."
)


def valid(record: Record) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(record.to_json())
    VALIDATOR.validate(values)
    return values


def spans_of(values: dict[str, Any]) -> list[dict[str, Any]]:
    groups = (
        values["organisations"],
        values["policy_terms"],
        values["statements"],
        values["passages"],
        values["document"]["zones"],
    )
    return [span for group in groups for span in group]


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema())


def test_a_record_has_the_fields_of_the_contract_in_their_order(tagger: Tagger) -> None:
    assert list(valid(tagger.tag_text(OBJECTION))) == [
        "schema", "id", "source", "status", "document", "text", "organisations", "policy_terms", "statements", "passages",
        "stance", "duplicate_of", "warnings", "error", "model", "config_sha256", "stancewire",
    ]  # fmt: skip


def test_a_statement_says_who_does_what_to_whom(tagger: Tagger) -> None:
    values = valid(tagger.tag_text(OBJECTION))
    body = [s for s in values["statements"] if s["start"] > 0]
    said = {(s["holder"], s["act"], s["label"]) for s in body}
    assert said >= {("Westmarch LMC", "objects", "lmc_objection"), ("NHS Westmarch CCG", "plans", "ccg_plan")}
    assert {s["target"] for s in body if s["act"] == "objects"} == {"NHS Westmarch CCG"}


def test_what_the_caller_knows_is_in_the_record(tagger: Tagger) -> None:
    given = Given(published="2014-10", publisher="The Westmarch Star", kind="news", url="https://example.org/1")
    document = valid(tagger.tag_text(OBJECTION, id="a-1", given=given))["document"]
    assert (document["published"], document["published_source"]) == ("2014-10", "given")
    assert (document["publisher"], document["kind"], document["url"]) == (
        "The Westmarch Star",
        "news",
        "https://example.org/1",
    )


def test_text_can_be_left_out_and_snippets_stay(tagger: Tagger) -> None:
    record = tagger.tag_text(OBJECTION)
    values = record.to_dict(with_text=False)
    assert "text" not in values
    VALIDATOR.validate(json.loads(record.to_json(with_text=False)))
    assert values["organisations"][0]["text"] == "LMC"


def test_an_error_record_keeps_its_place_and_says_what_to_do(tagger: Tagger) -> None:
    source = Source(uri="a.txt", media_type="text/plain", sha256="")
    failure = Failure(id="a", source=source, error=EmptyInput("a.txt", "holds no text", "give one"))
    values = valid(error_record(failure, tagger.provenance))
    assert (values["status"], values["document"], values["stance"]) == ("error", None, None)
    assert values["error"] == {"class": "EmptyInput", "message": "a.txt: holds no text; give one", "hint": "give one"}


def test_a_fault_of_ours_is_called_one(tagger: Tagger) -> None:
    source = Source(uri="a.txt", media_type="text/plain", sha256="")
    values = valid(error_record(Failure(id="a", source=source, error=KeyError("x")), tagger.provenance))
    assert values["error"]["class"] == "KeyError"
    assert "report" in values["error"]["hint"]


WORDS = st.sampled_from(
    (
        *("The", "LMC", "CCG", "NHS", "England", "Westmarch", "Harrowdene", "PCT", "GPC", "has", "rejected", "plans"),
        *(
            "must",
            "close",
            "by",
            "‘we",
            "will",
            "not’",
            "said",
            "Dr",
            "Ann",
            "Lee,",
            ".",
            "\n\n",
            "practices",
            "QOF",
            "💊",
        ),
        *("co-commissioning", "é", "•", "Dear"),
    )
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(str.strip)
    | st.text(min_size=1, max_size=200).filter(str.strip)
)
def test_any_text_gives_a_valid_record_whose_spans_are_its_text(text: str) -> None:
    values = valid(shared_tagger().tag_text(text))
    assert all(values["text"][s["start"] : s["end"]] == s["text"] for s in spans_of(values))
    chances = values["stance"]["primary_probabilities"].values()
    assert sum(chances) == pytest.approx(1, abs=0.001)
    assert values["stance"]["primary"] in values["stance"]["prediction_set"]


_TAGGERS: list[Tagger] = []


def shared_tagger() -> Tagger:
    # hypothesis refuses function-scoped fixtures, and one tagger serves every example
    if not _TAGGERS:
        _TAGGERS.append(Tagger.load())
    return _TAGGERS[0]
