"""Shared records hold no text, and come back byte for byte to whoever has the articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_rows import failed
from helpers import article
from stancewire.archive.pointers import Vocabulary, hidden, load_vocabulary, shown
from stancewire.archive.rehydrate import rehydrated
from stancewire.archive.share import shared, text_of
from stancewire.archive.shelf import Shelf
from stancewire.archive.whitelist import KEEP, RULES
from stancewire.config import load_config
from stancewire.errors import EmptyInput, MalformedRow
from stancewire.records.schema import record_schema
from stancewire.sources.inputs import find_inputs, missing
from stancewire.sources.reading import read
from stancewire.tagger import Tagger
from stancewire.types import Article, Failure

ROOT = Path(__file__).parents[2]
SENTENCES = (
    "Kelmarsh LMC has rejected a plan by NHS Kelmarsh CCG to close two surgeries.",
    "Dr Ada Thornley, chair of Kelmarsh LMC, said: ‘We will not sign this.’",
    "HALLOWDALE LMC opposes the new contract.",
    "NHS England has told all practices to publish their waiting times by 1 May.",
    "Somerset PCT was dissolved long ago \U0001f3e5 but Barnet PCT plans a hub.",
    "12 March 2016",
    "Eat your greens, the café said.",
)


@pytest.fixture(scope="module")
def rules() -> Tagger:
    return Tagger(load_config(ROOT / "configs" / "rules.toml"))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def back(shared_records: list[dict[str, Any]], items: list[Article | Failure]) -> list[dict[str, Any]]:
    with Shelf() as shelf:
        shelf.put(items)
        return list(rehydrated(json.loads(json.dumps(shared_records)), shelf))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(below)


@pytest.mark.parametrize("with_text", [True, False])
def test_the_samples_come_back_byte_for_byte(rules: Tagger, vocabulary: Vocabulary, with_text: bool) -> None:
    inputs = find_inputs([str(ROOT / "corpora" / "samples")])
    items = [item for one in inputs for item in read(one, rules.config.input)]
    records = [rules.record_of(item).to_dict(with_text=with_text) for item in items]
    again = back([shared(record, vocabulary) for record in records], items[::-1])
    assert [orjson.dumps(record) for record in again] == [orjson.dumps(record) for record in records]


@settings(max_examples=20)
@given(
    texts=st.lists(
        st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("\n\n".join), min_size=1, max_size=4
    )
)
def test_any_texts_come_back_and_nothing_of_them_is_shared(
    rules: Tagger, vocabulary: Vocabulary, texts: list[str]
) -> None:
    items: list[Article | Failure] = [article(text, uri=f"{n}.txt") for n, text in enumerate(texts)]
    records = [rules.record_of(item).to_dict() for item in items]
    lines = [shared(record, vocabulary) for record in records]
    assert [orjson.dumps(record) for record in back(lines, items)] == [orjson.dumps(record) for record in records]
    published = set(strings(lines)) - vocabulary.names
    assert not [text for text in published if any(word in text for word in ("Kelmarsh", "Thornley", "sign", "surger"))]


def test_every_field_of_the_schema_is_decided_upon() -> None:
    def compared(rule: Any, schema: Any, path: str) -> None:
        schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
        if isinstance(rule, list):
            compared(rule[0], schema["items"], f"{path}[]")
        elif isinstance(rule, dict):
            assert rule.keys() == schema["properties"].keys(), path
            for name, below in rule.items():
                compared(below, schema["properties"][name], f"{path}/{name}")
        elif rule != KEEP:
            assert set(schema["type"]) & {"string"} or schema["type"] == "string", path

    compared(RULES, record_schema(), "")


def test_what_is_not_listed_stays_at_home(rules: Tagger, vocabulary: Vocabulary) -> None:
    record = rules.record_of(article(SENTENCES[0])).to_dict() | {"lead": "Kelmarsh LMC has rejected"}
    assert "lead" not in shared(record, vocabulary)


def test_a_name_in_other_letters_and_with_our_words() -> None:
    vocabulary = Vocabulary(frozenset(), frozenset({"Local", "Committee"}))
    text = "HALLOWDALE said no. Dr Ada"
    parts = hidden("Hallowdale Local Committee", text, vocabulary)
    assert parts == [[0, 10, "capitalize"], " Local Committee"]
    assert shown(parts, text) == "Hallowdale Local Committee"
    assert isinstance(hidden("Elsewhere LMC", text, vocabulary), str)


def test_another_text_is_an_error_that_says_so(rules: Tagger, vocabulary: Vocabulary) -> None:
    mine, other = article(SENTENCES[0], uri="a"), article(SENTENCES[1], uri="b")
    line = shared(rules.record_of(mine).to_dict(), vocabulary)
    [record] = back([line], [other])
    assert (record["status"], record["id"], record["stance"], record["statements"]) == ("error", mine.id, None, [])
    assert "none of your documents has its text" in record["error"]["message"]
    edited = Article(id=mine.id, source=mine.source, raw=SENTENCES[2])
    [record] = back([line], [edited])
    assert "your copy of it has another text" in record["error"]["message"]


def test_other_metadata_are_said_and_the_rest_is_restored(rules: Tagger, vocabulary: Vocabulary) -> None:
    tagged = rules.record_of(article(SENTENCES[0], publisher="Pondwick Bugle")).to_dict()
    [record] = back([shared(tagged, vocabulary)], [article(SENTENCES[0])])
    assert record["statements"] == tagged["statements"]
    assert record["warnings"] == ["not restored, as your copy does not say it: document/publisher"]


def test_a_text_that_stands_at_two_places_comes_back_to_both(rules: Tagger, vocabulary: Vocabulary) -> None:
    items: list[Article | Failure] = [article(SENTENCES[0], uri=uri) for uri in "ab"]
    records = [rules.record_of(item).to_dict() for item in items]
    assert back([shared(record, vocabulary) for record in records], items[::-1]) == records


def test_failures_come_back_where_they_fail_likewise(rules: Tagger, vocabulary: Vocabulary) -> None:
    lost = missing("nowhere/a.txt", "no such file or folder", "check the path")
    record = rules.record_of(lost).to_dict()
    line = shared(record, vocabulary)
    assert "nowhere" not in json.dumps(line)
    assert back([line], [lost]) == [record]
    [other] = back([shared(failed(1, EmptyInput.__name__), vocabulary)], [])
    assert (
        other["error"]["message"]
        == "id-1: could not be tagged when the records were made (EmptyInput); tag your own copy"
    )


def test_damage_is_said(rules: Tagger, vocabulary: Vocabulary) -> None:
    item = article(SENTENCES[0])
    line = shared(rules.record_of(item).to_dict(), vocabulary)
    with pytest.raises(MalformedRow, match="damaged shared record"):
        back([line | {"hidden": {"statements/99/holder": [[0, 3]]}}], [item])


def test_a_text_left_out_is_put_together_from_its_zones(rules: Tagger) -> None:
    record = rules.record_of(article("\n\n".join(SENTENCES)))
    assert text_of(record.to_dict(with_text=False)) == record.text
