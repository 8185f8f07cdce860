"""Another set of labels from end to end with three commands: train, tag, evaluate."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import own_labels as toy
from stancewire.cli import run
from stancewire.training.own_settings import BASELINES

ROOT = Path(__file__).parents[2]
COLUMNS = ("--columns", "text=words,target=about")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables, configs and the model trained from them."""
    folder = tmp_path_factory.mktemp("own")
    assert run(["train", "--config", str(toy.corpus(folder))]) == 0
    return folder


def tagged(made: Path, source: Path, *more: str) -> list[dict[str, Any]]:
    out = made / "out.jsonl"
    assert run(["tag", str(source), "--config", str(made / "use.toml"), "-o", str(out), "--force", *more]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def records(made: Path) -> list[dict[str, Any]]:
    return tagged(made, made / "test.csv", *COLUMNS)


def test_every_text_gets_the_label_it_has_towards_its_target(records: list[dict[str, Any]]) -> None:
    expected = [(target, label) for _, target, label in toy.rows("test")]
    assert [(r["document"]["target"], r["stance"]["primary"]) for r in records] == expected


def test_records_are_valid_against_the_schema_of_their_scheme_and_no_other(
    made: Path, records: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", "--config", str(made / "use.toml")]) == 0
    own = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    assert run(["schema"]) == 0
    ours = jsonschema.Draft202012Validator(json.loads(capsys.readouterr().out))
    for record in records:
        own.validate(record)
        assert not ours.is_valid(record)
    assert {record["model"]["scheme"] for record in records} == {"toy/1"}


def test_the_rest_is_a_class_and_no_label(records: list[dict[str, Any]]) -> None:
    dull = next(r for r in records if r["stance"]["primary"] == "none")
    assert dull["stance"]["present"] == []
    assert list(dull["stance"]["probabilities"]) == ["favour", "against"]
    assert list(dull["stance"]["primary_probabilities"]) == ["favour", "against", "none"]
    assert dull["passages"][0]["labels"] == []
    assert dull["statements"] == []


def test_show_prints_labels_it_does_not_know(
    made: Path, records: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(made / "out.jsonl"), "--width", "120"]) == 0
    assert " favour " in capsys.readouterr().out


def test_a_text_without_a_target_is_answered_with_a_doubt(made: Path) -> None:
    (record,) = tagged(made, toy.write_jsonl(made / "one.jsonl", [("I love the tram.", "", "")]), *COLUMNS)
    assert record["status"] == "abstained"
    assert "none is given; name its column (--columns target=COLUMN)" in record["stance"]["reason"]
    assert "target" not in record["document"]


def test_the_same_rows_give_the_same_records_alone_reversed_and_with_two_workers(
    made: Path, records: list[dict[str, Any]]
) -> None:
    backwards = toy.write_csv(made / "backwards.csv", toy.rows("test")[::-1])
    for more in ((), ("--workers", "2")):
        found = tagged(made, backwards, *COLUMNS, *more)
        assert [r["stance"] for r in reversed(found)] == [r["stance"] for r in records]


def test_the_report_compares_the_model_with_baselines(made: Path) -> None:
    assert run(["evaluate", "--config", str(made / "train.toml"), "-o", str(made / "report")]) == 0
    figures = json.loads((made / "report" / "figures.json").read_text(encoding="utf-8"))
    scores = {row["system"]: row["macro-F1"]["score"] for row in figures["Scores"]}
    assert list(scores) == ["toy", "majority", "tf-idf", "tf-idf + target"]
    assert tuple(scores)[1:] == BASELINES
    assert scores["toy"] == 1.0
    assert scores["tf-idf"] < 0.8  # it cannot know which target a row is about
    split = figures["Right labels by target"][-1]
    assert split["target"] == "(texts with two labels)"
    assert (split["right by toy"]["score"], split["right by majority"]["score"]) == (1.0, 0.5)
    assert list(figures["Rows"][0]) == ["side", "rows", "texts", "label favour", "label against", "label none"]
    assert (made / "report" / "report.html").read_text(encoding="utf-8").count("<svg") >= 2


@pytest.mark.parametrize("name", BASELINES)
def test_a_model_that_is_called_as_a_baseline_is_not_judged(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """The tables of the report would have two rows of one name, and the figures of the baseline in both."""
    shutil.copytree(made, tmp_path / "own")
    card = tmp_path / "own" / "model" / "model.toml"
    card.write_text(card.read_text(encoding="utf-8").replace('"toy"', f'"{name}"'), encoding="utf-8")
    assert run(["evaluate", "--config", str(tmp_path / "own" / "train.toml"), "-o", str(tmp_path / "r")]) == 2
    assert (
        f"is called '{name}', as a baseline of the report is; give it another [model] name and train it again"
        in capsys.readouterr().err
    )
    assert not (tmp_path / "r" / "report.md").exists()


def test_rows_that_the_model_was_made_from_are_not_judged(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = toy.rows("train")
    toy.write_csv(made / "known.csv", [*toy.rows("test"), *((text.upper(), *rest) for text, *rest in known[:7])])
    toy.write_csv(made / "others.csv", known[20:])
    path = made / "swapped.toml"
    text = (made / "train.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("train.csv", "others.csv").replace("test.csv", "known.csv"), encoding="utf-8")
    assert run(["evaluate", "--config", str(path), "-o", str(made / "r3")]) == 3
    said, first = capsys.readouterr().err, len(toy.rows("test")) + 2
    assert "known.csv: 7 rows cannot be judged: " in said
    assert [f"known.csv, line {first + k} was one of those that toy was trained" in said for k in range(7)] == [
        True, True, True, True, True, False, False,
    ]  # fmt: skip
    assert "; and 2 more; " in said
    assert not (made / "r3" / "report.md").exists()


def test_what_a_folder_of_an_older_form_was_made_from_is_not_claimed(made: Path) -> None:
    older = made / "older"
    shutil.copytree(made / "model", older)
    values = json.loads((older / "own.json").read_text(encoding="utf-8"))
    del values["seen"]
    before, after = (older / "own.json").read_bytes(), json.dumps(values).encode()
    (older / "own.json").write_bytes(after)
    card = (older / "model.toml").read_text(encoding="utf-8")
    old, new = (hashlib.sha256(content).hexdigest() for content in (before, after))
    (older / "model.toml").write_text(card.replace(old, new), encoding="utf-8")
    path = made / "older.toml"
    path.write_text((made / "train.toml").read_text(encoding="utf-8").replace('"model"', '"older"'), encoding="utf-8")
    claims = []
    for config in (path, made / "train.toml"):
        assert run(["evaluate", "--config", str(config), "-o", str(made / f"r-{config.stem}")]) == 0
        report = (made / f"r-{config.stem}" / "report.md").read_text(encoding="utf-8")
        claims.append(("none of which any of them was trained on" in report, "cannot be checked" in report))
    assert claims == [(False, True), (True, False)]


def test_train_leaves_the_folder_of_another_model_with_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = toy.corpus(tmp_path)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "notes.txt").write_text("Mine.", encoding="utf-8")
    assert run(["train", "--config", str(path)]) == 3
    assert "is not empty and has no model.toml" in capsys.readouterr().err


def test_the_shipped_example_is_trained_and_judged_as_the_readme_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its paths are those of a checkout; here its model goes to a folder of its own."""
    text = (ROOT / "configs" / "examples" / "targets-train.toml").read_text(encoding="utf-8")
    corpora = (ROOT / "corpora").as_posix()
    path = tmp_path / "train.toml"
    path.write_text(
        text.replace("../../corpora", corpora).replace("../../build", tmp_path.as_posix()), encoding="utf-8"
    )
    assert run(["train", "--config", str(path)]) == 0
    assert run(["evaluate", "--config", str(path), "-o", str(tmp_path / "report")]) == 0
    figures = json.loads((tmp_path / "report" / "figures.json").read_text(encoding="utf-8"))
    scores = {row["system"]: row["macro-F1"]["score"] for row in figures["Scores"]}
    assert scores["town-debates"] > max(scores["tf-idf"], scores["tf-idf + target"], scores["majority"])
    said = capsys.readouterr().err.splitlines()[:-1]  # the last one names the folder
    assert len(said) == 7
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in said if line not in readme] == []
    use = tomllib.loads((ROOT / "configs" / "examples" / "targets.toml").read_text(encoding="utf-8"))
    train = tomllib.loads(text)
    assert use["model"]["path"] == train["model"]["folder"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "--config", "train.toml", "--from", "scores"], "is trained in one step"),
        (["evaluate", "--config", "train.toml", "-o", "r"], "holds no model; make it: stancewire train"),
    ],
)
def test_what_the_commands_cannot_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    toy.corpus(tmp_path)
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_config_that_is_of_both_kinds_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = toy.corpus(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "[encoder]\nepochs = 2\n", encoding="utf-8")
    for command in (["train"], ["evaluate", "-o", str(tmp_path / "r")]):
        assert run([*command, "--config", str(path)]) == 2
        assert "unknown section 'encoder'; known are scheme, data, columns, model, linear" in capsys.readouterr().err


def test_a_model_of_other_labels_than_the_config_is_not_judged(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = made / "other.toml"
    text = (made / "train.toml").read_text(encoding="utf-8").replace("toy/1", "toy/2")
    other.write_text(text, encoding="utf-8")
    assert run(["evaluate", "--config", str(other), "-o", str(made / "r2")]) == 2
    assert "has the labels favour, against, none of toy/1, the config toy/2" in capsys.readouterr().err


@pytest.mark.parametrize("name", BASELINES)
def test_a_model_is_not_trained_under_the_name_of_a_baseline(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = toy.config(tmp_path, model=f'[model]\nname = "{name}"\nfolder = "model"')
    assert run(["train", "--config", str(path)]) == 2
    assert f"name is '{name}', which a baseline of the report is called; give another" in capsys.readouterr().err
