"""Every way out against a file written by hand from the format's own documentation, and read back where that is ours."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from review_rows import OBJECTION, PLAN, TEXT, Json, reading, record
from stancewire.cli.review_out import export as export_command
from stancewire.config import InputConfig
from stancewire.corpus.agreement import agreement, read_twice
from stancewire.corpus.read import as_users_load_it, merged, read
from stancewire.corpus.violations import Findings
from stancewire.review import decisions
from stancewire.review.corpus_rows import name_of
from stancewire.review.decisions import SKIPPED
from stancewire.review.exporters import EXPORTERS, Choices, UnknownCoder, export, packed
from stancewire.review.folder import write_folder
from stancewire.review.reading import Refused
from stancewire.review.session import Plan, Session
from stancewire.review.store import Store, key_of
from stancewire.review.to_corpus import NO_DATE, NOT_RESTING, OTHER_LABELS
from stancewire.review.verdicts import DISPUTED, NO_TEXT
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read as read_documents
from stancewire.types import Article

EXPECTED = Path(__file__).parent / "expected"
NEUTRAL = OBJECTION | {"act": "neutral", "label": None, "target": ""}
SAID = reading("ccg_plan", present=["ccg_plan"], statements=[NEUTRAL, PLAN | {"speaker": "Dr Ivo Larch"}])
NONE = reading("none", present=[], statements=[NEUTRAL])


class _Clock(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(decisions, "datetime", _Clock)
    with Store(tmp_path / "study.sqlite", new=True) as opened:
        yield opened


Decide = Callable[..., None]


@pytest.fixture
def decide(store: Store) -> Decide:
    """Add a record and what coders said of it; of None it is skipped."""

    def decided(values: Json, **said: Json | None) -> None:
        store.add([values])
        number = len(store.items())
        for coder, answer in said.items():
            sent = {"action": "decide" if answer else "skip", "reading": answer or reading(), "seen": 0, "comment": ""}
            comment = {"comment": "a reported refusal"} if answer is SAID else {}
            Session(store, Plan(coder=coder)).save(number, sent | comment)

    return decided


@pytest.fixture
def study(store: Store, decide: Decide) -> Store:
    """One record corrected, one skipped, one that nobody looked at."""
    decide(record("news/one"), ann=SAID)
    decide(record("two"), ann=None)
    decide(record("three"))
    return store


def rows(content: bytes) -> list[Json]:
    return [json.loads(line) for line in content.splitlines()]


def expected(name: str) -> list[Json]:
    return rows((EXPECTED / name).read_bytes())


def test_every_entry_of_the_table_is_there_and_the_command_offers_it() -> None:
    for place, _ in EXPORTERS.values():
        module, _, function = place.partition(":")
        assert callable(getattr(import_module(module), function))
    (choices,) = [option.type.choices for option in export_command.params if option.name == "kind"]
    assert tuple(choices) == tuple(EXPORTERS)


def test_prodigy(study: Store) -> None:
    found = export(study, "prodigy", Choices())
    assert rows(found.files["prodigy.jsonl"]) == expected("prodigy.jsonl")
    assert (found.documents, dict(found.left_out)) == (2, {})


def test_doccano(study: Store) -> None:
    found = export(study, "doccano", Choices())
    assert rows(found.files["doccano.jsonl"]) == expected("doccano.jsonl")
    assert (found.documents, dict(found.left_out)) == (1, {SKIPPED: 1})


def test_label_studio(study: Store) -> None:
    tasks = json.loads((EXPECTED / "label-studio.json").read_bytes())
    tasks[1]["predictions"] = tasks[0]["predictions"]  # the same text and model
    assert json.loads(export(study, "label-studio", Choices()).files["label-studio.json"]) == tasks


def test_the_interface_of_label_studio_has_a_control_for_everything_in_the_tasks(study: Store) -> None:
    tree = ET.fromstring(export(study, "label-studio-config", Choices()).files["label-studio.xml"])
    controls = {node.get("name"): node for node in tree}
    kinds = {"choices": "Choices", "labels": "Labels", "textarea": "TextArea"}
    for task in json.loads((EXPECTED / "label-studio.json").read_bytes()):
        for item in task["annotations"][0]["result"]:
            control = controls[item["from_name"]]
            assert (control.tag, control.get("toName")) == (kinds[item["type"]], "text")
            assert (control.get("perRegion") == "true") == ("start" in item["value"] and item["type"] != "labels")
            values = {node.get("value") for node in control}
            assert set(item["value"].get(item["type"], ())) <= values
    assert controls["text"].get("value") == "$text"


def test_table_and_its_rows_as_training_reads_them(study: Store, tmp_path: Path) -> None:
    content = export(study, "table", Choices()).files["labels.jsonl"]
    assert rows(content) == expected("labels.jsonl")
    (tmp_path / "labels.jsonl").write_bytes(content)
    wanted = (("text", "text"), ("label", "label"), ("id", "id"))  # as a config for one's own labels names them
    (article,) = read_documents(
        Input(uri="labels.jsonl", path=tmp_path / "labels.jsonl", columns=wanted), InputConfig()
    )
    assert isinstance(article, Article)
    assert (article.raw, article.given.label) == (TEXT, "ccg_plan")


def test_records_hold_what_was_decided_in_place_of_what_the_model_said(store: Store, decide: Decide) -> None:
    """An undated document, of whose labels one rests on no statement: a corpus holds neither, records hold both."""
    values = record("a b") | {"document": record()["document"] | {"published": None}}
    values["statements"][1]["holder_id"] = "99Q"
    said = reading("nhse_mandate", present=["ccg_plan", "nhse_mandate"], statements=[NEUTRAL, PLAN])
    decide(values, ann=said)
    found = export(store, "records", Choices())
    (row,) = rows(found.files["records.jsonl"])
    assert (row["id"], row["status"], row["document"], row["text"]) == ("a b", "ok", values["document"], TEXT)
    assert row["stance"] == {
        "present": ["ccg_plan", "nhse_mandate"], "primary": "nhse_mandate",
        "probabilities": {"lmc_objection": 0.0, "ccg_plan": 1.0, "nhse_mandate": 1.0},
        "primary_probabilities": {"lmc_objection": 0.0, "ccg_plan": 0.0, "nhse_mandate": 1.0, "none": 0.0},
        "prediction_set": ["nhse_mandate"], "abstained": False, "reason": None,
    }  # fmt: skip
    assert [(s["act"], s["label"], s["holder_id"], s["probability"]) for s in row["statements"]] == [
        ("neutral", None, None, 1.0),
        ("plans", "ccg_plan", "99Q", 1.0),
    ]
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in row["statements"])
    assert [passage["labels"] for passage in row["passages"]] == [[]]  # the objection became neutral
    assert row["model"]["name"] == "review by ann"
    assert found.documents == 1


def test_comparison_reads_the_records(store: Store, decide: Decide, tmp_path: Path) -> None:
    from stancewire.compare.coding import codings

    decide(record("one"), ann=SAID)
    (tmp_path / "r.jsonl").write_bytes(export(store, "records", Choices()).files["records.jsonl"])
    coding = codings(str(tmp_path / "r.jsonl"))["one"]
    assert (coding.primary, coding.present) == ("ccg_plan", {"ccg_plan"})


def test_history_has_every_step(study: Store) -> None:
    Session(study, Plan(coder="ann")).undo()
    found = rows(export(study, "history", Choices()).files["history.jsonl"])
    assert [(one["row"], one["record"], one["action"], one["undoes"]) for one in found] == [
        (1, "news/one", "decide", None),
        (2, "two", "skip", None),
        (3, "two", "undo", 2),
    ]
    assert found[0]["reading"] == SAID


def test_corpus_rows(study: Store) -> None:
    found = export(study, "corpus", Choices())
    assert rows(found.files["batches/review.jsonl"]) == expected("corpus.jsonl")
    assert (found.documents, dict(found.left_out)) == (1, {SKIPPED: 1})
    assert "second/review.jsonl" not in found.files


def test_training_reads_the_corpus(study: Store, tmp_path: Path) -> None:
    from stancewire.entities.finder import EntityFinder
    from stancewire.training.examples import ExampleReader

    write_folder(str(tmp_path / "corpus"), export(study, "corpus", Choices()).files)
    findings = Findings()
    corpus = as_users_load_it(read(tmp_path / "corpus", findings))
    assert findings.errors == []
    assert [entry.item.id for entry in corpus.documents] == ["news-one-e5a25321"]
    (example,) = ExampleReader(EntityFinder()).read(tmp_path / "corpus")
    assert (example.primary, example.present, example.lost) == ("ccg_plan", ("ccg_plan",), 0)
    assert example.split in ("train", "dev", "test")
    labels = [truth and truth.labels for truth in example.truths]
    assert labels == [None, frozenset(), frozenset(["ccg_plan"])]  # title, objection, plan


def test_what_a_corpus_cannot_hold_is_left_out_with_a_reason(store: Store, decide: Decide) -> None:
    bare = record("bare") | {"document": record()["document"] | {"zones": []}}
    del bare["text"]
    undated = record("undated") | {"document": record()["document"] | {"published": None}}
    decide(bare, ann=SAID)
    decide(undated, ann=SAID)
    decide(record("unfounded"), ann=reading("ccg_plan", present=["ccg_plan"], statements=[]))
    decide(record("foreign", model=record()["model"] | {"scheme": "towns/1"}), ann=SAID)
    decide(record("disputed"), ann=SAID, bob=NONE)
    found = export(store, "corpus", Choices())
    reasons = {NO_TEXT: 1, NO_DATE: 1, NOT_RESTING: 1, OTHER_LABELS: 1, DISPUTED: 1}
    assert (found.documents, dict(found.left_out)) == (0, reasons)
    dated = export(store, "corpus", Choices(undated="2021-05"))
    (row,) = rows(dated.files["batches/review.jsonl"])
    assert (row["year"], row["era"]) == ("2021-05", "2020-2026")


def test_two_documents_of_one_id_are_two_rows_of_a_corpus(store: Store, decide: Decide) -> None:
    other = record("one") | {"source": record()["source"] | {"sha256": "b" * 64}}
    decide(record("one"), ann=SAID, bob=SAID)
    decide(other, ann=SAID, bob=SAID)
    found = export(store, "corpus", Choices(coder="ann"))
    names = ["one", f"one-{key_of(other)[:8]}"]
    published = [row["id"] for side in ("train", "dev", "test") for row in rows(found.files[f"{side}.jsonl"])]
    assert sorted(published) == names
    for file in ("batches/review.jsonl", "second/review.jsonl"):
        assert [row["id"] for row in rows(found.files[file])] == names


def test_one_coders_corpus_holds_the_others_reading_as_the_second(store: Store, decide: Decide, tmp_path: Path) -> None:
    decide(record("one"), ann=SAID, bob=NONE)
    decide(record("two"), ann=SAID, bob=SAID)
    found = export(store, "corpus", Choices(coder="ann"))
    assert found.documents == 2
    assert [row["confidence"] for row in rows(found.files["batches/review.jsonl"])] == [2, 3]
    assert rows(found.files["second/review.jsonl"])[0] == {
        "id": "one", "present": [], "primary": "none", "confidence": 2,
        "lines": {"3": {"labels": [], "acts": [["lmc", "neutral"]]}},
    }  # fmt: skip
    write_folder(str(tmp_path / "corpus"), found.files)
    corpus = as_users_load_it(read(tmp_path / "corpus", Findings()))
    pairs = read_twice([e.item for e in merged(corpus.documents)], [e.item for e in merged(corpus.second)])
    if pytest.importorskip("krippendorff"):
        assert next((one.name, one.units, one.agreed) for one in agreement(pairs)) == ("primary", 2, 1)


def test_coders_who_agree_are_one_and_the_last_one_stands(store: Store, decide: Decide) -> None:
    decide(record("one"), ann=SAID, bob=SAID | {"statements": [PLAN]})
    (row,) = rows(export(store, "doccano", Choices()).files["doccano.jsonl"])
    assert (row["id"], row["primary"]) == (1, "ccg_plan")
    assert len(rows(export(store, "prodigy", Choices()).files["prodigy.jsonl"])) == 2
    assert len(rows(export(store, "prodigy", Choices(coder="bob")).files["prodigy.jsonl"])) == 1


@pytest.mark.parametrize("name", ["corpus", "records", "table", "doccano", "prodigy", "label-studio"])
def test_of_one_coder_what_others_did_is_counted_as_not_decided_by_him(store: Store, decide: Decide, name: str) -> None:
    decide(record("his"), bob=SAID, cat=NONE)
    decide(record("passed over"), bob=None)
    decide(record("theirs"), ann=NONE, cat=SAID)
    found = export(store, name, Choices(coder=" bob  "))
    alone = {"not decided by bob": 1}  # Prodigy and Label Studio hold what was skipped, and that it was
    of_each = {"prodigy": (2, alone), "label-studio": (2, alone)}
    assert (found.documents, dict(found.left_out)) == of_each.get(name, (1, {SKIPPED: 1} | alone))


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_coder_of_whom_nobody_knows_is_told_with_the_names_there_are(store: Store, decide: Decide, name: str) -> None:
    said = r"study\.sqlite: coder 'anne' decided nothing here; nobody has yet; go through its records with stancewire review"
    with pytest.raises(UnknownCoder, match=said):
        export(store, name, Choices(coder="anne"))
    decide(record("one"), bob=SAID, cat=None)
    said = r"study\.sqlite: coder 'anne' decided nothing here; the coders are bob, cat; name one of them"
    with pytest.raises(UnknownCoder, match=said):
        export(store, name, Choices(coder="anne"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("t-01", "t-01"),
        ("news/one", "news-one-e5a25321"),
        ("…", "document-"),
        ("x" * 81, "x" * 60 + "-"),
    ],
)
def test_names_become_ids(name: str, kept: str) -> None:
    assert name_of(name).startswith(kept)
    assert name_of(name_of(name)) == name_of(name)


def test_the_page_gets_one_file(study: Store) -> None:
    import io
    import zipfile

    assert packed(study, "doccano")[0] == "doccano.jsonl"
    name, content = packed(study, "corpus")
    assert name == "corpus.zip"
    assert {"batches/review.jsonl", "train.jsonl", "splits.json"} <= set(
        zipfile.ZipFile(io.BytesIO(content)).namelist()
    )
    with pytest.raises(Refused, match="format: is not one of corpus, records, table"):
        packed(study, "poem")


def test_an_empty_store_gives_empty_files(store: Store) -> None:
    for name in EXPORTERS:
        found: Any = export(store, name, Choices())
        assert found.documents == 0
