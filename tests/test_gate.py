"""The shipped model stays as good as it was: its figures on the test side of the corpus do not fall below their floors."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from builders import entity_finder
from stancewire.assets import folder
from stancewire.config import load_config
from stancewire.corpus.read import as_users_load_it, read
from stancewire.corpus.violations import Findings
from stancewire.evaluation import perturbations
from stancewire.evaluation.settings import load_settings
from stancewire.stance.cascade import CascadeChances
from stancewire.stance.decision import Chancer, load_decision
from stancewire.stance.encoder import EncoderScorer
from stancewire.stance.linear import LinearScorer
from stancewire.stance.trained import ScoredChances
from stancewire.tagger import Tagger
from stancewire.training.examples import Example, ExampleReader
from stancewire.training.scores import figures

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import move_floor  # noqa: E402 - scripts/ is no package

MODEL = folder("models") / "stance-1"
CORPUS = ROOT / "corpora" / "stance-v1"
CHANCERS = {
    "cascade": lambda: CascadeChances(MODEL),
    "linear": lambda: ScoredChances(LinearScorer(MODEL), load_decision(MODEL, "linear")),
    "encoder": lambda: ScoredChances(EncoderScorer(MODEL), load_decision(MODEL, "encoder")),
}
FLOORS = move_floor.read_floors(move_floor.FLOORS)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The test side alone; the others would take seven times as long to read."""
    place = tmp_path_factory.mktemp("test-side")
    for name in ("test.jsonl", "pairs-test.jsonl"):
        shutil.copyfile(CORPUS / name, place / name)
    return place


@pytest.fixture(scope="module")
def examples(corpus: Path) -> list[Example]:
    return list(ExampleReader(entity_finder()).read(corpus))


def figures_of(name: str, examples: list[Example]) -> dict[str, float]:
    model: Chancer = CHANCERS[name]()
    found = figures(examples, model, load_config().stance.present_at)
    ceiling = {f"{name}.{move_floor.ECE}": found["passage_calibration_error"]}
    return {f"{name}.{figure}": found[figure]["score"] for figure in move_floor.FIGURES} | ceiling


@pytest.mark.parametrize("name", CHANCERS)
def test_the_shipped_model_reaches_its_floors(name: str, examples: list[Example]) -> None:
    assert {example.split for example in examples} == {"test"}
    found = figures_of(name, examples)
    assert move_floor.below({floor: FLOORS[floor] for floor in found}, found) == []


def test_the_shipped_model_holds_under_perturbation(corpus: Path) -> None:
    """As the report of configs/evaluate.toml measures it: the same side, the same seed."""
    side = as_users_load_it(read(corpus, Findings()))
    documents, pairs = [entry.item for entry in side.documents], [entry.item for entry in side.pairs]
    seed = load_settings(ROOT / "configs" / "evaluate.toml").report.seed
    measured = perturbations.figures(documents, pairs, Tagger(load_config()), seed)
    shares = [measured[name] for name in (*perturbations.NAMES_AND_ERAS, perturbations.NEGATIONS)]
    assert all(share.count > len(documents) / 4 for share in shares), "of too few nothing can be said"
    found = dict(zip(move_floor.PERTURBED, (share.value for share in shares), strict=True))
    assert move_floor.below({floor: FLOORS[floor] for floor in found}, found) == []


def test_every_floor_is_what_the_changelog_last_said() -> None:
    assert FLOORS.keys() == set(move_floor.NAMES)
    assert move_floor.unsaid(FLOORS, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", move_floor.NAMES)
@pytest.mark.parametrize("change", [-0.01, 0.01])
def test_a_floor_moved_by_hand_is_noticed(name: str, change: float) -> None:
    """In the file, or in the changelog's line, but not in both."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    by_hand = FLOORS | {name: round(FLOORS[name] + change, 4)}
    (sentence,) = move_floor.unsaid(by_hand, changelog)
    assert sentence.startswith(f"floor {name} is {by_hand[name]}, and CHANGELOG.md last said {FLOORS[name]}; move it")


def test_a_floor_taken_out_is_noticed() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    less = {name: value for name, value in FLOORS.items() if name != "cascade.primary"}
    (sentence,) = move_floor.unsaid(less, changelog)
    assert sentence.startswith("floor cascade.primary is None")


def test_a_floor_of_nothing_is_noticed() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (sentence,) = move_floor.unsaid(FLOORS | {"cascade.speed": 0.5}, changelog)
    assert sentence.startswith("floor cascade.speed is 0.5, and CHANGELOG.md last said None")


def test_a_figure_below_its_floor_is_a_sentence() -> None:
    floors = {"linear.primary": 0.7, "linear.present": 0.8, "linear.passage_ece": 0.02}
    good = {"linear.primary": 0.7, "linear.present": 0.9, "linear.passage_ece": 0.02}
    assert move_floor.below(floors, good) == []
    low, high = move_floor.below(floors, good | {"linear.primary": 0.699, "linear.passage_ece": 0.021})
    assert low.startswith("linear.primary of the shipped model is 0.699, below its floor 0.7: mend what")
    assert high.startswith("linear.passage_ece of the shipped model is 0.021, above its ceiling 0.02: mend what")


CHANGES = (
    "# Changelog\n\n## 0.2.0\n\n- Something.\n\n## 0.1.0\n\n- floor `cascade.primary` to 0.7 (new): first pinned here\n"
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    floors, changelog = tmp_path / "floors.toml", tmp_path / "CHANGELOG.md"
    floors.write_text("[cascade]\nprimary = 0.7\n", encoding="utf-8")
    changelog.write_text(CHANGES, encoding="utf-8")
    return floors, changelog


def test_a_moved_floor_stands_in_both_files(files: tuple[Path, Path]) -> None:
    line = move_floor.move({"cascade.primary": 0.65, "linear.passage_ece": 0.03}, "a harder\ntest side", *files)
    assert line == (
        "- floor `cascade.primary` to 0.65 (easier, was 0.7), `linear.passage_ece` to 0.03 (new): a harder test side"
    )
    floors, changelog = files
    assert move_floor.read_floors(floors) == {"cascade.primary": 0.65, "linear.passage_ece": 0.03}
    assert changelog.read_text(encoding="utf-8") == CHANGES.replace("- Something.\n", f"- Something.\n{line}\n")
    assert move_floor.last_said(changelog.read_text(encoding="utf-8")) == move_floor.read_floors(floors)


def test_of_several_lines_the_last_of_the_newest_version_counts(files: tuple[Path, Path]) -> None:
    for value in (0.6, 0.75, 0.72):
        line = move_floor.move({"cascade.primary": value}, "a try or two", *files)
    assert "(easier, was 0.75)" in line
    assert move_floor.last_said(files[1].read_text(encoding="utf-8")) == {"cascade.primary": 0.72}


def test_a_ceiling_that_goes_up_is_easier(files: tuple[Path, Path]) -> None:
    move_floor.move({"linear.passage_ece": 0.03}, "first pinned here", *files)
    assert "(easier, was 0.03)" in move_floor.move({"linear.passage_ece": 0.04}, "it got worse", *files)
    assert "(harder, was 0.04)" in move_floor.move({"linear.passage_ece": 0.01}, "it got better", *files)


@pytest.mark.parametrize(
    ("moves", "why", "words"),
    [
        ({"cascade.speed": 0.5}, "as it is", "'cascade.speed' is no floor; give one of cascade.primary"),
        ({"cascade.primary": 1.5}, "as it is", "cascade.primary 1.5 is no figure; give a number from 0 to 1"),
        ({"cascade.primary": 0.12345}, "as it is", "is no figure"),
        ({"cascade.primary": float("nan")}, "as it is", "is no figure"),
        ({"cascade.primary": 0.5}, "because", "--why says too little"),
        ({"cascade.primary": 0.5}, "see `linear.primary` to 0.9", "without backticks"),
    ],
)
def test_what_is_refused_changes_nothing(
    files: tuple[Path, Path], moves: dict[str, float], why: str, words: str
) -> None:
    before = [path.read_text(encoding="utf-8") for path in files]
    with pytest.raises(ValueError, match=re.escape(words)):
        move_floor.move(moves, why, *files)
    assert [path.read_text(encoding="utf-8") for path in files] == before


def test_a_floor_that_stands_there_twice_is_refused() -> None:
    assert move_floor.moves_of(["cascade.primary", "0.5", "linear.primary", "0.7"]) == {
        "cascade.primary": 0.5,
        "linear.primary": 0.7,
    }
    with pytest.raises(ValueError, match=r"cascade\.primary stands there twice; give each floor one value"):
        move_floor.moves_of(["cascade.primary", "0.5", "cascade.primary", "0.7"])
