"""Every rule, broken once, with the sentence it gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import corpus_rows as tiny
from corpus_rows import errors, found
from stancewire.corpus.check import check
from stancewire.corpus.rules.reference import Reference

TEXT = tiny.TEXT
STATEMENTS = tiny.document()["statements"]
BODIES = tiny.document()["organisations"]


def test_the_tiny_corpus_breaks_no_rule(tmp_path: Path) -> None:
    _, findings = check(tiny.corpus(tmp_path), Reference())
    assert (findings.errors, findings.warnings) == ([], [])


CONTENT = [
    (tiny.document(event="Hubs!"), "event: 'Hubs!' is not a kebab-case slug"),
    (tiny.document(fictional=False), "url: a document that is not fictional needs the address of its source"),
    (tiny.document(year="spring"), "year: 'spring' is no date; write YYYY, YYYY-MM or YYYY-MM-DD"),
    (tiny.document(year="2017-13"), "year: '2017-13' is a day or month that never was (month must be in 1..12); correct it"),
    (tiny.document(year="2014-00"), "year: '2014-00' is a day or month that never was"),
    (tiny.document(year="2014-02-29"), "year: '2014-02-29' is a day or month that never was (day is out of range for month)"),
    (tiny.document(year="２０１４"), "year: '２０１４' is no date"),
    (tiny.document(url="http://["), "url: 'http://[' is no address; write it as http:// or https://, host and path"),
    (tiny.document(url="https://a b"), "url: 'https://a b' is no address"),
    (tiny.document(retold_form=True), "retold_form: true, but there is no source whose form could be another; add its url"),
    (tiny.document(year="2021"), "era: 2021 does not lie in 2013-2019; correct one of the two"),
    (tiny.document(kind="letter"), "sender: a letter needs sender and sender_kind; add both"),
    (tiny.document(confidence=4), "confidence: not 1, 2 or 3"),
    (
        tiny.document(fictional=False, url="https://example.org/hubs", text=TEXT.replace("‘glad of it’", "‘glad of it and of all that comes’")),
        "text: quotes more than five words ('glad of it and of all that comes')",
    ),
    (tiny.document(zones=[[1, 9, "body"]]), "zones[0]: 1-9 overlaps, runs backwards or leaves the 8 lines"),
    (tiny.document(zones=[[1, 2, "title"], [3, 6, "body"], [8, 8, "related"]]), "zones[0]: 1-2 begins or ends on a blank"),
    (tiny.document(zones=[[1, 1, "title"], [3, 6, "body"]]), "zones: line 8 has no zone ('More on this: hubs elsewhere')"),
    (tiny.document(zones=[[1, 8, "title"]]), "zones: no body; a document has at least one body line"),
    (tiny.document(passages=[{"line": 4, "labels": ["ccg_plan"]}]), "passages[0].line: line 4 is blank or not in the text"),
    (tiny.document(passages=[{"line": 8, "labels": ["ccg_plan"]}]), "passages[0].line: line 8 is related, not standfirst or body"),
    (tiny.document(statements=[*STATEMENTS, tiny.claim("BMA", "bma_gpc", "neutral", 8)]), "statements[4].line: line 8 is related"),
    (
        tiny.document(passages=[{"line": 5, "labels": ["ccg_plan"]}] * 2),
        "passages: line 5 stands 2 times; join its labels in one passage",
    ),
    (tiny.document(organisations=[BODIES[0] | {"line": 5}]), "organisations[0].mention: 'Westmarch LMC' is not on line 5"),
    (tiny.document(organisations=BODIES[:1] * 2), "organisations: 'Westmarch LMC' stands 2 times; list each distinct string"),
    (tiny.document(policy_terms=["spring scheme"]), "policy_terms[0]: 'spring scheme' is not in the text"),
    (tiny.document(statements=[STATEMENTS[0] | {"speaker": "Dr Ann Oak"}]), "statements[0].speaker: 'Dr Ann Oak': the surname"),
    (tiny.document(statements=[STATEMENTS[0] | {"policy": "QOF"}]), "statements[0].policy: 'QOF' is not in the text"),
    (tiny.document(statements=[STATEMENTS[0] | {"holder": ""}]), "statements[0].holder: empty; only a national requirement"),
    (tiny.document(statements=[STATEMENTS[0] | {"direct": True}]), "statements[0].direct: true, but no quotation mark"),
    (tiny.document(passages=[{"line": 3, "labels": ["lmc_objection"]}]), "statements[2]: gives ccg_plan, but line 5 lacks it"),
    (
        tiny.document(passages=[*tiny.document()["passages"], {"line": 6, "labels": ["nhse_mandate"]}]),
        "passages: line 6 carries nhse_mandate, but no statement there gives it",
    ),
    (tiny.document(passages=[*tiny.document()["passages"], {"line": 6, "labels": []}]), "passages: line 6 carries no label"),
    (tiny.document(present=["lmc_objection"]), "present: ['lmc_objection'] is not what passages and title give"),
    (tiny.document(primary="nhse_mandate"), "primary: nhse_mandate is not among present; choose one that is, or none"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "sentence"), CONTENT, ids=lambda value: value[:60] if isinstance(value, str) else "")
def test_a_document_that_breaks_a_rule(tmp_path: Path, row: Any, sentence: str) -> None:
    sentences = errors(tmp_path, row)
    assert any(error.startswith(f"batches/b.jsonl: t-01: {sentence}") for error in sentences), sentences


@pytest.mark.parametrize("target", ["CQC", "Kestle Hospital", "Westmarch LMC; Care Quality Commission"])
def test_an_objection_against_a_regulator_or_a_trust_needs_no_label(tmp_path: Path, target: str) -> None:
    claims = [STATEMENTS[0], STATEMENTS[1] | {"target": target}, *STATEMENTS[2:]]
    passages = [{"line": 5, "labels": ["ccg_plan"]}]
    assert errors(tmp_path, tiny.document(statements=claims, passages=passages)) == []


@pytest.mark.parametrize(
    ("act", "labels", "wrong"), [("plans", [], 0), ("plans", ["nhse_mandate"], 0), ("mandates", [], 1)]
)
def test_a_national_plan_may_and_a_mandate_must_carry_its_label(
    tmp_path: Path, act: str, labels: list[str], wrong: int
) -> None:
    statements = [*STATEMENTS, tiny.claim("the ministry", "national_authority", act, 6)]
    passages = tiny.document()["passages"] + [{"line": 6, "labels": labels}] * bool(labels)
    present = ["lmc_objection", "ccg_plan", *labels]
    assert len(errors(tmp_path, tiny.document(statements=statements, passages=passages, present=present))) == wrong


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (tiny.pair(flips="mood"), "q-01b: flips: 'mood' is not one of negation"),
        (tiny.pair()[:1], "q-01a: pair: stands alone; add the member it differs from"),
        (tiny.pair(flips="act"), "q-01a: flips: the members name different flips; name one"),
        (tiny.pair(labels=[], statements=[]), "q-01a: labels: the members have the same labels; flip one"),
        (tiny.pair(text="Nothing is alike here at all."), "q-01a: text: q-01b differs in more than what flips the label"),
        (tiny.pair(text="One line.\nAnother line."), "q-01b: text: not one passage; write one line with text"),
        (tiny.pair(labels=["ccg_plan"]), "q-01b: labels: ['ccg_plan'] is not what the statements give"),
        (tiny.pair(text="Westmarch LMC will " * 60), "q-01b: text: longer than 1,000 characters; a member is one to three sentences"),
        (tiny.pair(text="Westmarch LMC\0 will not"), "q-01b: text: holds U+0000 (a control character) at character 13; "),
        (tiny.pair(mood="x"), "q-01b: mood: no such field; remove it or correct its spelling; the fields are id, pair, flips, "),
        (tiny.pair(id="q-01a"), "q-01a: id: stands already in pairs/q.jsonl; choose another"),
    ],
)  # fmt: skip
def test_a_pair_that_breaks_a_rule(tmp_path: Path, members: Any, sentence: str) -> None:
    sentences = errors(tmp_path, tiny.document(), pairs=members)
    assert any(error.startswith(f"pairs/q.jsonl: {sentence}") for error in sentences), sentences


def test_an_id_stands_once_in_documents_and_pairs(tmp_path: Path) -> None:
    assert "batches/b.jsonl: t-01: id: stands already in batches/b.jsonl; choose another" in errors(
        tmp_path, tiny.document(), tiny.document()
    )


@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("Westmarch", "Ashmere"), TEXT + "\nA word more, added below the text."]
)
def test_a_near_copy_is_found_under_other_names_too(tmp_path: Path, text: str) -> None:
    long = " ".join(f"Sentence {k} says what no other one says." for k in range(8))
    rows = [tiny.document(text=f"{t}\n{long}", id=name) for t, name in ((TEXT, "t-01"), (text, "t-02"))]
    assert any(
        "t-02: text: nearly the same as t-01; write it anew or remove it" in error for error in errors(tmp_path, *rows)
    )


def test_what_a_person_has_to_look_at_is_a_warning(tmp_path: Path) -> None:
    text = TEXT.replace("Kestle Hospital", "NHS Barnet CCG").replace("Dr Ivo Larch", "Jeremy Hunt")
    bodies = [*BODIES[:2], BODIES[2] | {"mention": "NHS Barnet CCG", "canonical": "NHS Barnet CCG", "kind": "ccg"}]
    claims = [
        *STATEMENTS[:1],
        STATEMENTS[1] | {"speaker": ""},
        STATEMENTS[2],
        STATEMENTS[3] | {"holder": "NHS England", "act": "neutral"},
    ]
    row = tiny.document(text=text, organisations=bodies, statements=claims)
    assert found(tmp_path, row) == (
        [
            "batches/b.jsonl: t-01: statements[3].holder: 'NHS England' is a real body and holds a position in an invented text; invent a body or a person, or name an office"
        ],
        [
            "batches/b.jsonl: t-01: text: 'Jeremy Hunt' is a real person; use an office or an invented name",
            "batches/b.jsonl: t-01: organisations: 'NHS Barnet CCG' is a real body in an invented document; invent one",
        ],
    )
    real = row | {"fictional": False, "url": "https://example.org/x"}
    assert [len(part) for part in found(tmp_path, real)] == [0, 1]


@pytest.mark.parametrize(
    ("holder", "real"),
    [
        *((name, True) for name in ("Department of Health", "the department of health", "CQC", "NICE", "Unison")),
        *((name, True) for name in ("Welsh Government", "General Medical Council", "BMA negotiators", "GPCE")),
        *((name, True) for name in ("Kent LMC", "NHS Barnet CCG", "Westmarch LMC; Kent LMC", "Dr Chaand Nagpaul")),
        *(
            (name, False)
            for name in ("the department", "ministers", "the government", "the inspectorate", "Eastmoors SHA")
        ),
    ],
)
def test_no_real_body_or_person_holds_a_position_in_an_invented_text(tmp_path: Path, holder: str, real: bool) -> None:
    claims = [*STATEMENTS[:3], STATEMENTS[3] | {"holder": holder, "act": "neutral"}]
    text = TEXT.replace("Kestle Hospital is", f"{holder} is")
    what = "person" if holder.startswith("Dr ") else "body"
    sentence = f"{holder!r} is a real {what} and holds a position in an invented text; invent a body or a person, or name an office"
    wanted = [sentence] if real else []
    row = tiny.document(text=text, organisations=BODIES[:2], statements=claims)
    assert [error.partition("holder: ")[2] for error in errors(tmp_path, row)] == wanted
    one, two = tiny.pair(labels=[], statements=[STATEMENTS[3] | {"holder": holder, "act": "neutral", "direct": False}])
    del two["statements"][0]["line"]
    told = [
        error.partition("holder: ")[2]
        for error in errors(tmp_path / "p", pairs=[one | {"flips": "era"}, two | {"flips": "era"}])
    ]
    assert told == wanted


def test_no_real_person_speaks_in_an_invented_text(tmp_path: Path) -> None:
    text = TEXT.replace("Dr Ivo Larch", "Dr Chaand Nagpaul")
    claims = [STATEMENTS[0], STATEMENTS[1] | {"speaker": "Dr Chaand Nagpaul"}, *STATEMENTS[2:]]
    (error,) = errors(tmp_path, tiny.document(text=text, statements=claims))
    assert "statements[1].speaker: 'Dr Chaand Nagpaul' is a real person and holds a position in an invented" in error


@pytest.mark.parametrize("target", ["the inspectorate", "the keepers of the medical register", "CQC"])
def test_an_objection_to_an_inspectorate_gives_no_label(tmp_path: Path, target: str) -> None:
    rows = tiny.pair(labels=[], statements=[tiny.claim("Westmarch LMC", "lmc", "objects", target=target)])
    rows[0] |= {"labels": ["lmc_objection"], "statements": tiny.pair()[1]["statements"]}
    assert errors(tmp_path, pairs=rows) == []


def test_an_era_pair_keeps_its_label(tmp_path: Path) -> None:
    rows = [row | {"flips": "era"} for row in tiny.pair()]
    assert errors(tmp_path, pairs=rows) == [
        "pairs/q.jsonl: q-01a: labels: an era pair keeps its label under another era's body; give all members the same, or say what flips"
    ]
