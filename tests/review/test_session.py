"""What a coder is told, and when; what becomes of a step; how agreement is shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from review_rows import OBJECTION, PLAN, reading, record
from stancewire.review.decisions import Decisions, Overtaken
from stancewire.review.reading import Refused
from stancewire.review.session import Plan, Session
from stancewire.review.store import Store
from stancewire.review.terminal import progress_lines


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite", new=True) as opened:
        opened.add(
            [record("sure", surest=0.9), record("unsure", surest=0.4), record("odd", surest=0.9, abstained=True)]
        )
        yield opened


def session(store: Store, coder: str = "ann", **plan: Any) -> Session:
    return Session(store, Plan(coder=coder, **plan))


def decide(one: Session, number: int, said: dict[str, Any] | None = None, action: str = "decide") -> dict[str, Any]:
    item = one.item(number)
    assert item is not None
    sent = {"action": action, "reading": said or item["reading"], "comment": "", "seen": item["seen"]}
    saved = one.save(number, sent)
    assert saved is not None
    return saved


def test_the_doubtful_come_first_and_the_decided_are_told(store: Store) -> None:
    ann = session(store)
    decide(ann, 2)
    assert ann.queue("uncertain") == {"order": "uncertain", "items": [3, 2, 1], "states": {2: "accepted"}}
    assert ann.queue("listed")["items"] == [1, 2, 3]


def test_a_sample_is_the_same_records_in_every_order(store: Store) -> None:
    ann, bob = session(store, order="random", seed=5, limit=2), session(store, "bob", order="random", seed=5, limit=2)
    chosen = ann.queue("random")["items"]
    assert len(chosen) == 2
    assert bob.queue("random")["items"] == chosen
    assert ann.queue("listed")["items"] == sorted(chosen)


def test_states_follow_from_what_was_done(store: Store) -> None:
    ann = session(store)
    assert decide(ann, 1)["state"] == "accepted"
    assert decide(ann, 2, reading("none", present=[], statements=[]))["state"] == "corrected"
    assert decide(ann, 3, action="skip")["state"] == "skipped"
    assert decide(ann, 1, reading("none"), action="edit")["state"] == "open"
    assert decide(ann, 2, action="comment")["state"] == "corrected"


def test_a_record_of_any_number_of_statements_can_be_decided_and_skipped(store: Store) -> None:
    many = record("many", statements=record()["statements"] * 300)
    store.add([many])
    ann = session(store)
    assert decide(ann, 4)["state"] == "accepted"
    assert decide(ann, 4, action="skip")["state"] == "skipped"
    with pytest.raises(Refused, match="statements: is no list of at most 1,100 statements; take some out"):
        decide(ann, 4, reading(statements=[PLAN] * 1101))


def test_what_is_shown_again_is_what_was_said(store: Store) -> None:
    moved = OBJECTION | {"holder": "Another LMC", "end": OBJECTION["end"] - 1}
    decide(session(store), 1, reading("ccg_plan", statements=[moved]))
    item = session(store).item(1)
    assert item is not None
    assert item["reading"] == reading("ccg_plan", statements=[moved])
    assert item["model"]["reading"] == reading()


def test_blind_means_that_nothing_of_the_model_is_in_what_is_sent(store: Store) -> None:
    ann = session(store, blind=True)
    item = ann.item(1)
    assert item is not None
    assert (item["model"], item["reading"]) == (None, {"primary": None, "present": [], "statements": []})
    told = str(
        {key: value for key, value in item.items() if key not in ("text", "zones", "document", "classes", "labels")}
    )
    for secret in ("lmc_objection", "objects", "0.9", "doubt", "abstained"):
        assert secret not in told
    assert "label" not in ann.about()["orders"]
    with pytest.raises(Refused, match="order: is not one of uncertain, random, listed"):
        ann.queue("label")


def test_a_blind_coder_sees_the_model_after_deciding_and_what_he_says_then_is_not_blind(store: Store) -> None:
    ann = session(store, blind=True)
    with pytest.raises(Refused, match="primary: is not chosen yet"):
        decide(ann, 1)
    assert decide(ann, 1, reading("none", present=[], statements=[]), action="edit")["model"] is None
    assert decide(ann, 1)["model"]["reading"] == reading()
    decide(ann, 1, reading())
    assert [(one.step.action, one.step.blind) for one in Decisions(store).history()] == [
        ("edit", True),
        ("decide", True),
        ("decide", False),
    ]


def test_undoing_a_blind_decision_does_not_make_it_blind_again(store: Store) -> None:
    ann = session(store, blind=True)
    decide(ann, 1, reading("none", present=[], statements=[]))
    item = ann.undo()
    assert item is not None
    assert item["state"] == ""
    assert item["model"] is not None
    decide(ann, 1, reading())
    assert [one.step.blind for one in Decisions(store).history() if one.step.action == "decide"] == [True, False]


def test_others_are_shown_to_those_who_have_decided(store: Store) -> None:
    ann, bob = session(store), session(store, "bob")
    decide(bob, 1, reading("none", present=[], statements=[]))
    before = ann.item(1)
    assert before is not None
    assert before["others"] == []
    decide(ann, 1)
    after = ann.item(1)
    assert after is not None
    assert [(one["coder"], one["reading"]["primary"]) for one in after["others"]] == [("bob", "none")]


def test_two_windows_of_one_coder_do_not_overwrite_each_other(store: Store) -> None:
    one, other = session(store), session(store)
    decide(one, 1)
    with pytest.raises(Overtaken):
        other.save(1, {"action": "decide", "reading": reading("none", present=[]), "comment": "", "seen": 0})


@pytest.mark.parametrize(
    "values",
    [{}, {"action": "delete", "seen": 0}, {"action": "edit"}, {"action": "edit", "seen": True}, {"action": "edit", "seen": 0, "reading": reading(), "comment": "x" * 5001}],
)  # fmt: skip
def test_what_is_no_step_is_refused(store: Store, values: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        session(store).save(1, {"reading": reading(), "comment": ""} | values)
    assert list(Decisions(store).history()) == []


def test_a_record_that_is_not_there_is_nothing(store: Store) -> None:
    assert session(store).item(9) is None
    assert session(store).save(9, {}) is None
    assert session(store).undo() is None


def coded_by_two(store: Store) -> Session:
    """Both say the same of two records, and another primary and present of the third."""
    ann, bob = session(store), session(store, "bob")
    none = reading("none", present=[], statements=[])
    for coder, answers in ((ann, (reading(), none, reading())), (bob, (reading(), none, none))):
        for number, said in enumerate(answers, 1):
            decide(coder, number, said)
    return ann


def test_agreement_is_krippendorffs_alpha(store: Store) -> None:
    pytest.importorskip("krippendorff", reason="the extra agreement is not installed")
    (pair,) = coded_by_two(store).agreement()["pairs"]
    assert (pair["coders"], pair["records"], pair["note"]) == (["ann", "bob"], 3, "")
    alphas = {one["name"]: one for one in pair["alphas"]}
    # Six answers, three of each value: observed disagreement 2/6, expected 2*3*3/(6*5) = 18/30; 1 - (1/3)/(3/5) = 4/9.
    assert alphas["primary"]["alpha"] == pytest.approx(4 / 9)
    assert alphas["present: ccg_plan"]["alpha"] == pytest.approx(4 / 9)
    assert alphas["present: nhse_mandate"]["alpha"] is None  # nobody ever saw one
    assert (alphas["primary"]["units"], alphas["primary"]["agreed"]) == (3, 2)


def test_without_the_library_agreement_is_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    (pair,) = coded_by_two(store).agreement()["pairs"]
    assert pair["alphas"] == []
    assert pair["note"] == (
        "alpha is not shown: krippendorff: is not installed; say pip install 'stancewire[agreement]'"
    )


def test_one_coder_agrees_with_nobody(store: Store) -> None:
    decide(session(store), 1)
    assert session(store).agreement() == {"pairs": []}


def test_progress_as_lines(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    ann = coded_by_two(store)
    decide(session(store, "carla-maria"), 1, reading("ccg_plan", statements=[PLAN]), action="edit")
    assert "\n".join(progress_lines(ann.progress(), ann.agreement())) == (
        "3 records\n"
        "coder         accepted  corrected    skipped       open\n"
        "ann                  2          1          0          0\n"
        "bob                  1          2          0          0\n"
        "carla-maria          0          0          0          1\n"
        "\n"
        "ann and bob: 3 records in common\n"
        "alpha is not shown: krippendorff: is not installed; say pip install 'stancewire[agreement]'"
    )
