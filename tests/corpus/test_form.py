"""The form of a row, broken once, with the sentence it gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import corpus_rows as tiny
from corpus_rows import errors

TEXT = tiny.TEXT
STATEMENTS = tiny.document()["statements"]
BODIES = tiny.document()["organisations"]


def without(name: str) -> dict[str, Any]:
    row = tiny.document()
    del row[name]
    return row


FORM = [
    (without("url"), "url: missing; add it as str"),
    (tiny.document(confidence="3"), "confidence: '3' is not int; write it as int"),
    (tiny.document(confidence=True), "confidence: True is not int; write it as int"),
    (tiny.document(kind="leaflet"), "kind: 'leaflet' is not one of news, letter"),
    (tiny.document(era="1990s"), "era: '1990s' is not one of 2004-2012"),
    (
        tiny.document(note="x"),
        "note: no such field; remove it or correct its spelling; the fields are id, kind, publisher, ",
    ),
    (tiny.document(**{"a\nb": 1}), "'a\\nb': no such field"),
    (
        tiny.document(statements=[STATEMENTS[0] | {"mood": ""}]),
        "statements[0].mood: no such field; remove it or correct its spelling; the fields are speaker, ",
    ),
    (tiny.document(retold_form="yes"), "retold_form: 'yes' is not bool; write it as bool"),
    (tiny.document(retold_form=1), "retold_form: 1 is not bool; write it as bool"),
    (
        tiny.document(text=TEXT + "\0"),
        f"text: holds U+0000 (a control character) at character {len(TEXT)}; only plain spaces, ",
    ),
    (
        tiny.document(text=TEXT + "\t\r\n"),
        f"text: holds U+0009 (a control character) at character {len(TEXT)} and 1 more; ",
    ),
    (tiny.document(hard="a\u2028b"), "hard: holds U+2028 (line separator) at character 1; "),
    (
        tiny.document(organisations=[BODIES[0] | {"canonical": "Kent\u200bLMC"}]),
        "organisations[0].canonical: holds U+200B (zero width space) at",
    ),
    (tiny.document(sender="a\nb"), "sender: holds U+000A (a control character) at character 1; "),
    (tiny.document(zones=[[1, 1, "titel"]]), "zones[0]: [1, 1, 'titel'] is not [first_line, last_line, zone]"),
    (tiny.document(present=["plan"]), "present: ['plan'] is not a list of distinct labels"),
    (tiny.document(passages=[3]), "passages[0]: 3 is not an object; write it as one"),
    (tiny.document(passages=[{"line": 3, "labels": ["x"]}]), "passages[0].labels: ['x'] is not a list of distinct"),
    (tiny.document(passages=[{"line": 3}]), "passages[0].labels: missing; add it as list"),
    (tiny.document(policy_terms=[""]), "policy_terms[0]: '' is not a term"),
    (tiny.document(organisations=[BODIES[0] | {"kind": "club"}]), "organisations[0].kind: 'club' is not one of lmc"),
    (tiny.document(statements=[STATEMENTS[0] | {"act": "hopes"}]), "statements[0].act: 'hopes' is not one of objects"),
    ("{", "line 1: row: not JSON"),
    ("[1]", "line 1: row: not a JSON object; write one document as one object"),
]


@pytest.mark.parametrize(("row", "sentence"), FORM, ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_a_row_out_of_form(tmp_path: Path, row: Any, sentence: str) -> None:
    sentences = errors(tmp_path, row)
    name = "" if isinstance(row, str) else "t-01: "
    assert any(error.startswith(f"batches/b.jsonl: {name}{sentence}") for error in sentences), sentences


def test_half_a_character_is_told_without_being_printed(tmp_path: Path) -> None:
    (sentence,) = errors(tmp_path, json.dumps(tiny.document(publisher="\ud800")))
    assert sentence.startswith("batches/b.jsonl: t-01: publisher: holds U+D800 (a control character) at character 0; ")
    assert sentence.isprintable()


@pytest.mark.parametrize("name", ["", "a b", "a\nb", "é", "x" * 81])
def test_an_id_is_a_plain_name(tmp_path: Path, name: str) -> None:
    (sentence,) = errors(tmp_path, tiny.document(id=name))
    assert sentence.startswith("batches/b.jsonl: line 1: id: ")
    assert sentence.endswith(" is no id; write 1 to 80 letters, digits, hyphens, dots or underscores")


def test_a_sentence_keeps_its_beginning_and_its_mend(tmp_path: Path) -> None:
    (sentence,) = [error for error in errors(tmp_path, tiny.document(event="É" * 5_000)) if ": event: " in error]
    assert len(sentence) < 1_000
    assert sentence.startswith("batches/b.jsonl: t-01: event: 'ÉÉÉ")
    assert sentence.endswith("is not a kebab-case slug; write lower-case words joined by hyphens")
