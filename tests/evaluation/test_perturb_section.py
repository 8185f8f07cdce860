"""The section compares what a tagger says of twins and of pairs; a tagger that reads names is caught."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.corpus.types import Claim, CorpusDocument, LabelledLine, NamedBody, PairPassage, ZoneLines
from stancewire.evaluation.perturb_measure import Flip, Outcome, Twin, flips, share
from stancewire.evaluation.perturbations import section
from stancewire.evaluation.report import Section, Table
from stancewire.tagger import Tagger

TEXT = "Fen LMC says no\n\nFen LMC has rejected the plan.\n\nThe Kent board met in 2014."
OBJECTION = Claim(
    speaker="", holder="Fen LMC", holder_kind="lmc", act="objects", target="", policy="", direct=False, line=3
)


@dataclass
class Word:
    """Says lmc_objection of each line that has a word, and nothing else."""

    word: str
    deaf: bool = False  # to "not"

    def tag_text(self, text: str) -> Any:
        lines = list(text.split("\n\n")[1:])
        labels = [
            ("lmc_objection",) if self.word in line and (self.deaf or " not " not in line) else () for line in lines
        ]
        present = ("lmc_objection",) if any(labels) else ()
        starts = [text.index(line) for line in lines]
        passages = [
            SimpleNamespace(labels=found, start=start, end=start + len(line))
            for found, start, line in zip(labels, starts, lines, strict=True)
        ]
        stance = SimpleNamespace(primary=present[0] if present else "none", present=present, passages=passages)
        return SimpleNamespace(stance=stance, text=text)


def corpus_document(name: str = "d1") -> CorpusDocument:
    return CorpusDocument(
        id=name, kind="news", publisher="", year="2014", url="", sender="", sender_kind="", event=name, era="2013-2019",
        nation="England", fictional=True, register="trade", hard="", confidence=3, text=TEXT, present=("lmc_objection",),
        primary="lmc_objection", zones=(ZoneLines(first=1, last=1, zone="title"), ZoneLines(first=3, last=5, zone="body")),
        labelled=(LabelledLine(line=3, labels=("lmc_objection",)),),
        organisations=(NamedBody(mention="Fen LMC", kind="lmc", canonical="Fen LMC", line=3),), policy_terms=(), statements=(OBJECTION,),
    )  # fmt: skip


def pair(name: str, text: str, *labels: str) -> PairPassage:
    return PairPassage(
        id=name, pair=name[:-1], flips="negation", text=text, context_title="A title", labels=labels, statements=()
    )


PAIRS = (
    pair("p1a", "Fen LMC has rejected it.", "lmc_objection"),
    pair("p1b", "Fen LMC has not rejected it."),
    pair("p2a", "Fen LMC has refused it.", "lmc_objection"),
    pair("p2b", "Fen LMC has taken it."),
)


def table(found: Section, title: str) -> Table:
    return next(part for part in found.parts if isinstance(part, Table) and part.title.startswith(title))


def taggers(**words: str) -> dict[str, Tagger]:
    return {name: cast(Tagger, Word(word)) for name, word in words.items()}


def test_a_tagger_that_reads_names_is_caught_and_one_that_does_not_is_not() -> None:
    found = section((corpus_document(),), PAIRS, taggers(names="Fen LMC has", verbs="has "), 7)
    rows = {(row[0], row[1]): row for row in table(found, "Labels that change").rows}
    assert rows["names", "renamed bodies"][2:4] == (1, 1.0)
    assert rows["verbs", "renamed bodies"][2:4] == (1, 0.0)
    examples = table(found, "Documents whose").rows
    assert examples == (("names", "renamed bodies", "d1", "lmc_objection", "lmc_objection", "none"),)
    targets = {(row[0], row[1]): row[-1] for row in table(found, "Perturbations against").rows}
    assert targets["names", "primary labels changed: renamed bodies"] == "no"
    assert targets["verbs", "primary labels changed: renamed bodies"] == "yes"


def test_pairs_are_right_only_where_the_label_goes_as_it_should() -> None:
    found = section((), PAIRS, taggers(rejects="rejected", all="Fen"), 7)
    rows = {(row[0], row[1]): row for row in table(found, "Minimal pairs whose labels differ").rows}
    assert rows["rejects", "negation"][2:5] == (2, 0.5, 0.5)
    assert table(found, "Minimal pairs whose labels must stay").rows == ()
    assert {row[-1] for row in table(found, "Perturbations against").rows if "primary" in str(row[1])} == {
        "not measured"
    }


def test_a_denied_statement_must_lose_its_label() -> None:
    systems = taggers(reads="has ") | {"deaf": cast(Tagger, Word("Fen LMC", deaf=True))}
    found = section((corpus_document(),), (), systems, 7)
    assert {row[0]: row[2:4] for row in table(found, "Statements denied").rows if row[1] == "all"} == {
        "reads": (1, 1.0),
        "deaf": (1, 0.0),
    }


def test_the_same_seed_gives_the_same_section() -> None:
    one, other = (section((corpus_document(),), PAIRS, taggers(a="Fen"), 7) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("part", ["rejected", "Fen"])
def test_flips_are_every_two_of_a_group(part: str) -> None:
    three = (*PAIRS[:2], pair("p1c", "Fen LMC has signed it."))
    found = tuple(flips(cast(Tagger, Word(part)), three))
    assert len(found) == 3
    assert [flip.stays for flip in found] == [False, False, True]


def test_a_label_that_goes_the_wrong_way_is_no_flip() -> None:
    label = frozenset(["ccg_plan"])
    flip = Flip(group="g", flips="negation", truth=(label, frozenset()), found=(frozenset(), label))
    assert flip.differs
    assert not flip.as_truth
    assert not flip.both_right
    other = Flip(group="g", flips="negation", truth=(label, frozenset()), found=(label | {"x"}, frozenset(["x"])))
    assert other.as_truth
    assert not other.both_right


def test_a_lost_passage_has_changed() -> None:
    before, after = (Outcome(primary="none", present=frozenset(), passages=(frozenset(),) * n) for n in (3, 2))
    assert Twin(id="d", truth="none", before=before, after=after).passages == (1, 3)


@given(st.lists(st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=20))
def test_a_share_lies_in_its_interval(units: list[tuple[int, int]]) -> None:
    found = share(units, 3)
    assert 0.0 <= found.low <= found.high <= 1.0
    assert found.count == sum(n for _, n in units)
    assert found.value == pytest.approx(sum(k for k, _ in units) / found.count)
    assert share([], 3).count == 0
