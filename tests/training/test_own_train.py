"""Training on somebody's own labels: what it promises whatever the rows are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import own_labels as toy
from stancewire.errors import ConfigError, OutputError
from stancewire.stance.labels import Scheme
from stancewire.stance.model import load_model
from stancewire.stance.own import load_scorer
from stancewire.training import own_train
from stancewire.training.own_data import read_sides
from stancewire.training.own_pairs import hashes_of
from stancewire.training.own_settings import is_own, load_own
from stancewire.training.own_train import figures, fit, macro_f1, train_own


def quiet(line: str) -> None:
    """Says nothing."""


def test_the_order_of_the_rows_does_not_change_a_byte(tmp_path: Path) -> None:
    hashes = []
    for name, step in (("one", 1), ("other", -1)):
        (tmp_path / name).mkdir()
        path = toy.corpus(tmp_path / name)
        toy.write_csv(tmp_path / name / "train.csv", toy.rows("train")[::step])
        train_own(load_own(path), quiet)
        hashes.append(load_model(tmp_path / name / "model").sha256)
    assert hashes[0] == hashes[1]


def test_the_folder_says_what_it_is(tmp_path: Path) -> None:
    scores = train_own(load_own(toy.corpus(tmp_path)), quiet)
    model = load_model(tmp_path / "model")
    assert (model.backends, model.calibrated) == (("own",), True)
    assert model.labels == Scheme(name="toy/1", classes=("favour", "against", "none"), rest="none")
    assert json.loads((tmp_path / "model" / "scores.json").read_text(encoding="utf-8")) == scores
    assert scores["test"]["macro_f1"] == 1.0
    readme = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert "Targets: the pier, the pool, the tram." in readme
    assert not list((tmp_path / "model").glob("*.pkl"))


def test_what_is_read_back_says_what_was_measured(tmp_path: Path) -> None:
    run = load_own(toy.corpus(tmp_path))
    scores = train_own(run, quiet)
    back = load_scorer(run.folder, run.scheme)
    assert figures(back, read_sides(run).test) == scores["test"]


def test_the_folder_remembers_hashes_of_train_and_dev_and_its_weights_are_as_open_as_their_siblings(
    tmp_path: Path,
) -> None:
    run = load_own(toy.corpus(tmp_path))
    run.folder.mkdir()
    train_own(run, quiet)
    found = read_sides(run)
    seen = json.loads((run.folder / "own.json").read_text(encoding="utf-8"))["seen"]
    assert seen == sorted({*hashes_of(found.train), *hashes_of(found.dev)})
    assert {len(value) for value in seen} == {16}
    assert not {*hashes_of(found.test)} & {*seen}
    (run.folder / "own.safetensors").chmod(0o600)  # as an earlier version left it
    train_own(run, quiet)
    assert len({path.stat().st_mode for path in run.folder.iterdir()}) == 1


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ('name = "toy"\nscheme = "toy/2"\n', "holds the model toy of toy/2, and the config makes toy of toy/1; name another"),
        ('name = "other"\nscheme = "toy/1"\n', "holds the model other of toy/1"),
        ("name = ", "is not empty and has no model.toml that can be read"),
        (None, "is not empty and has no model.toml that can be read"),
    ],
)  # fmt: skip
def test_a_folder_of_something_else_is_left_as_it_is(tmp_path: Path, card: str | None, words: str) -> None:
    run = load_own(toy.corpus(tmp_path))
    run.folder.mkdir()
    (run.folder / ("notes.txt" if card is None else "model.toml")).write_text(card or "Mine.", encoding="utf-8")
    said: list[str] = []
    with pytest.raises(OutputError) as caught:
        train_own(run, said.append)
    assert words in str(caught.value)
    assert (said, len(list(run.folder.iterdir()))) == ([], 1)


def test_scores_that_are_no_numbers_leave_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_train, "figures", lambda *_: {"macro_f1": float("nan")})
    run = load_own(toy.corpus(tmp_path))
    with pytest.raises(ValueError, match="JSON compliant"):
        train_own(run, quiet)
    assert not run.folder.exists()


def test_a_name_or_label_is_no_mark_in_the_readme(tmp_path: Path) -> None:
    labels = {"favour": "yes|aye", "against": "<b>no</b>", "none": "none"}
    for side in ("train", "test"):
        toy.write_csv(tmp_path / f"{side}.csv", [(t, f"{at} *", labels[label]) for t, at, label in toy.rows(side)])
    changes = {
        "labels": f"labels = {json.dumps(list(labels.values()))}",
        "model": '[model]\nname = "[a](b)"\nfolder = "model"',
    }
    train_own(load_own(toy.config(tmp_path, **changes)), quiet)
    lines = (tmp_path / "model" / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == r"# \[a\](b)"
    assert r"| rows | yes\|aye | \<b\>no\</b\> | none |" in lines
    assert any(line.startswith(r"Targets: the pier \*, ") for line in lines)
    assert not [line for line in lines if "<b>" in line or "yes|" in line]


def test_a_readme_that_somebody_wrote_stays(tmp_path: Path) -> None:
    run = load_own(toy.corpus(tmp_path))
    train_own(run, quiet)
    (run.folder / "README.md").write_text("Mine.", encoding="utf-8")
    train_own(run, quiet)
    assert (run.folder / "README.md").read_text(encoding="utf-8") == "Mine."


def test_probabilities_sum_to_one_and_the_sets_hold_what_they_should(tmp_path: Path) -> None:
    run = load_own(toy.corpus(tmp_path))
    sides = read_sides(run)
    scorer = fit(run, sides.train, sides.dev)
    examples = (*sides.dev, *sides.test)
    chances = scorer.chances([e.text for e in examples], [e.target for e in examples])
    assert chances.sum(axis=1) == pytest.approx(1)
    assert (chances > 0).all()
    truth = [run.scheme.classes.index(e.label) for e in sides.dev]
    held = chances[np.arange(len(truth)), truth] >= scorer.settings.set_at
    assert held.mean() >= run.decision.coverage


def test_a_stronger_weight_for_a_stance_finds_more_of_it(tmp_path: Path) -> None:
    run = load_own(toy.corpus(tmp_path))
    sides = read_sides(run)
    plain, heavy = (
        fit(replace(run, linear=replace(run.linear, positive_weight=weight)), sides.train, sides.dev)
        for weight in (1.0, 50.0)
    )
    text, target = ["Nothing that was ever seen."], ["the tram"]
    rest = run.scheme.classes.index("none")
    assert heavy.chances(text, target)[0, rest] < plain.chances(text, target)[0, rest]


def test_two_labels_without_a_rest_and_without_targets(tmp_path: Path) -> None:
    found = [(text, "", label) for text, _, label in (
        [(f"What a {w} day number {k}.", "", "sun") for k in range(12) for w in ("bright", "warm")]
        + [(f"What a {w} day number {k}.", "", "rain") for k in range(12) for w in ("wet", "grey")])]  # fmt: skip
    toy.write_csv(tmp_path / "train.csv", found)
    toy.write_csv(tmp_path / "test.csv", [("A warm day.", "", "sun"), ("A wet day.", "", "rain")])
    run = load_own(
        toy.config(
            tmp_path, labels='labels = ["sun", "rain"]', rest="", columns='[columns]\ntext = "words"\nlabel = "side"'
        )
    )
    scores = train_own(run, quiet)
    assert scores["test"]["accuracy"] == 1.0
    assert load_model(run.folder).labels.names == ("sun", "rain")


def test_macro_f1_is_the_mean_over_labels() -> None:
    found, truth = np.array([0, 0, 1, 2]), np.array([0, 1, 1, 1])
    assert macro_f1(found, truth, 3) == pytest.approx((2 / 3 + 1 / 2 + 0) / 3)


# ------------------------------------------------------------------------- the config


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": 'name = "town"'}, "name is 'town'; give a name and a number like town-debates/1"),
        ({"name": 'name = "primary-care/1"'}, "not primary-care/1"),
        ({"labels": 'labels = ["favour"]'}, "labels is ['favour']; list two or more, each once"),
        ({"labels": 'labels = ["a", "b", "a"]'}, "list two or more, each once"),
        ({"rest": 'rest = "neither"'}, "rest is 'neither'; give one of favour, against, none, or leave it out"),
        ({"data": '[data]\ntrain = "train.csv"'}, "[data] test is empty"),
        ({"data": '[data]\ntrain = "no.csv"\ntest = "test.csv"'}, "[data] train names 'no.csv', which is no file"),
        ({"columns": '[columns]\ntext = ""'}, "[columns] text is empty"),
        ({"model": "[linear]\nc = 0.0"}, "[linear] c must be more than 0"),
        ({"model": "[decision]\ncoverage = 1.0"}, "coverage must lie between 0 and 1"),
        ({"model": "[model]\nbase = 'x'"}, "unknown key in [model] 'base'; known are name, version, folder"),
    ],
)
def test_a_config_that_cannot_be_used(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    toy.corpus(tmp_path)
    with pytest.raises(ConfigError) as caught:
        load_own(toy.config(tmp_path, **changes))
    assert message in str(caught.value)


def test_which_configs_are_of_own_labels(tmp_path: Path) -> None:
    assert is_own(toy.corpus(tmp_path))
    assert not is_own(tmp_path / "use.toml")
    assert not is_own(tmp_path / "nowhere.toml")


def test_a_config_may_begin_with_the_mark_of_some_editors(tmp_path: Path) -> None:
    path = toy.corpus(tmp_path)
    plain = load_own(path)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert is_own(path)
    assert load_own(path) == plain
