"""Baselines learn from the train side alone, and say what they must on a corpus whose answers are known."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

import toy_judging as toy
from stancewire.errors import MissingLibrary
from stancewire.evaluation import embeddings
from stancewire.evaluation.ablations import WHOLE, ablations
from stancewire.evaluation.baselines import Represented, judged_texts, learned_system, learned_texts, majority, words
from stancewire.evaluation.figures import measure
from stancewire.evaluation.material import Material, load_material
from stancewire.stance.features import PARTS, features_of
from stancewire.stance.labels import CLASSES, NAMES, NONE


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return load_material(toy.corpus(tmp_path_factory.mktemp("toy") / "corpus"), "test")


def scores(material: Material, system: object) -> dict[str, float]:
    return {name: m.score for name, m in measure(system.rows, 0).items()}  # type: ignore[attr-defined]


def test_the_majority_says_one_thing(material: Material) -> None:
    """Of 33 documents 9 say nothing; of 12 judged ones 3 do."""
    more = replace(material, train=(*material.train, next(e for e in material.train if e.primary == NONE)))
    found = majority(more)
    assert {row.primary for row in found.rows} == {NONE}
    assert {row.present for row in found.rows} == {()}
    assert found.rows[0].trust == pytest.approx(9 / 33)
    assert scores(more, found) == {"primary": pytest.approx((2 * 3 / (12 + 3)) / 4), "present": 0, "passage": 0}


def test_words_decide_where_words_do(material: Material) -> None:
    found = words(material, 1)
    assert scores(material, found) == {"primary": 1, "present": 1, "passage": 1}
    assert [row.example.id for row in found.rows] == [e.id for e in material.judged]
    assert all(row.deeds is None for row in found.rows)


def test_a_baseline_sees_names_and_not_roles(material: Material) -> None:
    assert any("Westmarch" in text for text in learned_texts(material))
    assert len(judged_texts(material)) == sum(row.wanted.shape[0] for row in majority(material).rows)


def test_the_judged_side_teaches_nothing(material: Material) -> None:
    """With the truth of the judged side turned round a baseline answers the same."""
    turned = tuple(replace(e, primary=NONE, present=()) for e in material.judged)
    one, other = words(material, 1), words(replace(material, judged=turned), 1)
    assert [row.primary for row in one.rows] == [row.primary for row in other.rows]
    assert np.array_equal(*(np.concatenate([row.chances for row in s.rows]) for s in (one, other)))  # type: ignore[misc]


def test_dense_features_are_learned_from_like_sparse_ones(material: Material) -> None:
    """Features that are the answer give the answer; a class and a label that train does not know are never said."""
    known = replace(material, train=tuple(e for e in material.train if e.primary != CLASSES[0]))
    answer = np.eye(len(CLASSES))
    units = [np.array([float("plans" in t), float("orders" in t)]) for t in learned_texts(known)]
    asked = [np.array([float("plans" in t), float("orders" in t)]) for t in judged_texts(known)]
    features = Represented(
        learned=np.array([answer[CLASSES.index(str(e.primary))] for e in known.learned]),
        judged=np.array([answer[CLASSES.index(str(e.primary))] for e in known.judged]),
        learned_units=np.array(units),
        judged_units=np.array(asked),
    )
    found = learned_system("x", "y", features, known, 1)
    right = [row.primary == row.example.primary for row in found.rows if row.example.primary != CLASSES[0]]
    assert all(right)
    assert NAMES[0] not in {name for row in found.rows for name in (row.primary, *row.present)}
    assert not any(row.found is not None and row.found[:, 0].any() for row in found.rows)
    assert all(row.found is not None and np.array_equal(row.found[:, 1:], row.wanted[:, 1:]) for row in found.rows)


def test_embeddings_without_their_library_say_what_to_do(material: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "find_spec", lambda name: None)
    with pytest.raises(MissingLibrary, match=r"torch: is not installed; say pip install 'stancewire\[train\]'"):
        embeddings.embeddings("package:x/y", material, 1, lambda line: None)


# ----------------------------------------------------------------- ablations


@pytest.mark.parametrize("part", PARTS)
def test_what_is_left_out_is_gone_and_the_rest_as_it_was(material: Material, part: str) -> None:
    read = material.judged[0].reading
    whole, less = features_of(read), features_of(read, part)
    pairs = [set(zip(f.buckets.tolist(), f.weights.tolist(), strict=True)) for f in (whole, less)]
    assert pairs[1] < pairs[0]
    assert len(less.bounds) == len(whole.bounds)


def test_a_line_of_dashes_may_have_nothing_left(material: Material) -> None:
    from model_parts import reading

    found = features_of(reading("— —"), "characters")
    assert found.bounds.tolist() == [0, len(found.buckets)]


def test_ablations_judge_passages_and_nothing_else(material: Material) -> None:
    said: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        found = ablations(material, 1, said.append, pool)()
    assert [s.name for s in found] == [WHOLE, "without roles (names as they stand)", *(f"without {p}" for p in PARTS)]
    assert len(said) == len(found)
    assert measure(found[0].rows, 0, ("passage",))["passage"].score == 1
    assert all(row.deeds is None and row.chances is None for system in found for row in system.rows)
