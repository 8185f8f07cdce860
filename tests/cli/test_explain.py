"""`stancewire explain` on the samples."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from stancewire.cli import run
from stancewire.stance.explain import RUNS

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpora" / "samples"
CONFIGS = ROOT / "configs"


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["explain", "--json", *arguments]) == 0
    values: dict[str, Any] = json.loads(capsys.readouterr().out)
    return values


def spans(values: Any) -> list[dict[str, Any]]:
    """Every object with offsets, however deep."""
    if isinstance(values, dict):
        return ([values] if "start" in values else []) + [s for value in values.values() for s in spans(value)]
    return [s for value in values for s in spans(value)] if isinstance(values, list) else []


@pytest.mark.parametrize("config", ["default", "linear", "encoder", "rules"])
def test_every_backend_explains_a_sample(capsys: pytest.CaptureFixture[str], config: str) -> None:
    values = explained(capsys, str(SAMPLES / "03-lmc-denies-boycott.txt"), "--config", str(CONFIGS / f"{config}.toml"))
    assert values["labels"][0]["label"] == values["primary"]
    assert [part["part"] for part in values["parts"]][:2] == ["title", "opening"]
    assert all(values["text"][s["start"] : s["end"]] == s["text"] for s in spans(values))
    assert values["method"] == ("cues" if config == "rules" else "occlusion")


@pytest.mark.parametrize("name", ["02-ccg-local-contract-offer.txt", "12-nhse-letter-weekend-plans.txt"])
def test_labels_and_chances_are_those_of_the_record(capsys: pytest.CaptureFixture[str], name: str) -> None:
    linear = ("--config", str(CONFIGS / "linear.toml"))
    assert run(["score", str(SAMPLES / name), "--json", *linear]) == 0
    record = json.loads(capsys.readouterr().out)
    values = explained(capsys, str(SAMPLES / name), *linear)
    stance = record["stance"]
    assert values["text"] == record["text"]
    assert values["primary_probability"] == stance["primary_probabilities"][stance["primary"]]
    assert {label["label"] for label in values["labels"]} == {*stance["present"], stance["primary"]}
    passages = {(p["start"], p["end"]): p for p in record["passages"]}
    for label in values["labels"]:
        for shown in label["passages"]:
            passage = passages[shown["start"], shown["end"]]
            assert label["label"] in passage["labels"]
            assert shown["probability"] == passage["probabilities"][label["label"]]
            assert all(shown["start"] <= word["start"] < word["end"] <= shown["end"] for word in shown["words"])
    assert 1 < values["runs"] <= RUNS


def test_twice_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (str(SAMPLES / "03-lmc-denies-boycott.txt"),)
    assert explained(capsys, *arguments) == explained(capsys, *arguments)


def test_a_weight_is_what_the_text_without_the_word_has_less(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Merger refused\n\nWestmarch LMC has rejected a plan by NHS Westmarch CCG to merge three surgeries.\n"
    (tmp_path / "with.txt").write_text(text, encoding="utf-8")
    (tmp_path / "without.txt").write_text(text.replace(" rejected", ""), encoding="utf-8")
    values = explained(capsys, str(tmp_path / "with.txt"))
    odds = []
    for name in ("with.txt", "without.txt"):
        assert run(["score", "--json", str(tmp_path / name)]) == 0
        chance = json.loads(capsys.readouterr().out)["passages"][0]["probabilities"]["lmc_objection"]
        odds.append(math.log(chance / (1 - chance)))
    (label,) = (label for label in values["labels"] if label["label"] == "lmc_objection")
    weights = {word["text"]: word["weight"] for word in label["passages"][0]["words"]}
    assert weights["rejected"] == pytest.approx(odds[0] - odds[1], abs=0.05)  # probabilities have four digits
    assert abs(weights["Westmarch LMC"]) > 0.1


def test_a_terminal_shows_labels_words_and_parts(capsys: pytest.CaptureFixture[str]) -> None:
    name = str(SAMPLES / "01-lmc-hand-back-budgets.txt")
    assert run(["explain", name, "--width", "100", "--config", str(CONFIGS / "linear.toml")]) == 0
    out = capsys.readouterr().out
    assert "what each part does for the primary label" in out
    assert max(map(len, out.splitlines())) <= 100


def test_what_the_caller_knows_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        "Dear all,\n\nWe reject the offer and advise you not to sign it.\n", encoding="utf-8"
    )
    given = ("--sender", "Westmarch LMC", "--kind", "letter")
    assert explained(capsys, str(tmp_path / "a.txt"), *given)["document"]["kind"] == "letter"


def test_a_model_of_other_labels_is_explained_towards_its_target(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "id,text,target,label\n" + "".join(
        f"{k},The {word} {thing} number {k}.,{thing},{label}\n"
        for k in range(40)
        for word, label in (("splendid", "favour"), ("dreadful", "against"))
        for thing in ("lane", "turbine")
    )
    for side, word in (("train", "number"), ("test", "case")):
        (tmp_path / f"{side}.csv").write_text(table.replace("number", word), encoding="utf-8")
    (tmp_path / "train.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "own.toml").write_text('[model]\npath = "model"\n', encoding="utf-8")
    assert run(["train", "--config", str(tmp_path / "train.toml")]) == 0
    capsys.readouterr()
    (tmp_path / "a.txt").write_text("A dreadful turbine stands there.\n", encoding="utf-8")
    values = explained(capsys, str(tmp_path / "a.txt"), "--config", str(tmp_path / "own.toml"), "--target", "turbine")
    assert values["labels"][0]["label"] == values["primary"] == "against"
    words = values["labels"][0]["passages"][0]["words"]
    assert max(words, key=lambda word: word["weight"])["text"] == "dreadful"


OWN = """
[scheme]
name = "things/1"
labels = ["favour", "against"]
rest = ""

[data]
train = "train.csv"
test = "test.csv"

[columns]
text = "text"
label = "label"
target = "target"
id = "id"

[model]
name = "things"
folder = "model"
"""


def test_columns_of_other_names_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "one.csv"
    table.write_text("nr,words,who\n7,Westmarch LMC has rejected the plan.,Westmarch LMC\n", encoding="utf-8")
    rules = ("--config", str(CONFIGS / "rules.toml"))
    assert run(["explain", str(table), *rules]) == 1
    assert "name the column that holds it (--columns text=COLUMN)" in " ".join(capsys.readouterr().err.split())
    columns = ("--columns", "text=words,sender=who", "--columns", "id=nr")
    values = explained(capsys, str(table), *rules, *columns)
    assert (values["id"], values["text"]) == ("7", "Westmarch LMC has rejected the plan.")
    assert run(["score", "--json", str(table), *rules, *columns]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "7"
    assert run(["view", str(table), "-o", str(tmp_path / "page.html"), *rules, *columns]) == 0
    assert run(["explain", str(table), "--columns", "words"]) == 2
    assert "'words' is not FIELD=COLUMN" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["missing.txt"], 3, "missing.txt: no such file or folder; check the path"),
        (["."], 3, "is a folder; explain takes one document; stancewire tag takes folders"),
        (["empty.txt"], 1, "empty.txt: is empty; give a file with the text of a document"),
        (["two.jsonl"], 2, "holds more than one document; explain takes one, stancewire tag takes many"),
        (["a.txt", "--published", "soon"], 2, "published 'soon' is not usable"),
        (["a.txt", "--config", "none.toml"], 2, "none.toml: cannot be read"),
    ],
)
def test_bad_input_is_answered_by_a_sentence_and_a_code(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    (tmp_path / "a.txt").write_text("Westmarch LMC met.\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "two.jsonl").write_bytes(b'{"text": "one"}\n{"text": "two"}\n')
    monkeypatch.chdir(tmp_path)
    assert run(["explain", *arguments]) == code
    assert words in " ".join(capsys.readouterr().err.split())
