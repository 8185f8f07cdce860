""" "The government" and "GPC" beside those of Scotland, Wales and Northern Ireland."""

from __future__ import annotations

import pytest

from builders import by_hand, mentions_of
from stancewire.types import Mention

SCOTTISH, WELSH, UK = "government-scottish", "W01", "government-uk"
GPC = "gpc-bma-general-practitioners-committee"


def bodies(text: str, sender: str | None = None) -> list[Mention]:
    return list(mentions_of(by_hand(text, kind="letter" if sender else "news", sender=sender)).organisations)


def linked(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Id and candidates of the bare names of a text."""
    return [
        (m.register_id, m.candidates) for m in bodies(text) if text[m.start : m.end].lower() in ("government", "gpc")
    ]


def test_the_government_is_that_of_the_nation_a_text_speaks_of() -> None:
    text = "The Welsh Government has cut funds. GPs in Wales met. The government refused. Government waits."
    assert linked(text) == [(WELSH, ()), (WELSH, ())]
    assert [m.linked_by for m in bodies(text)[1:]] == ["reference", "reference"]


def test_a_headline_may_say_it_before_the_name() -> None:
    assert linked("Government cuts funds. GPs in Scotland met the Scottish Government.") == [(SCOTTISH, ())]


def test_where_both_were_named_the_nearer_one_is_meant_and_both_are_candidates() -> None:
    text = "The UK Government agreed. The Scottish Government did not. Scotland waits. The government refused."
    assert linked(text) == [(SCOTTISH, (SCOTTISH, UK))]
    text = "The Scottish Government agreed. The UK Government did not. Scotland waits. The government refused."
    assert linked(text) == [(UK, (SCOTTISH, UK))]


def test_a_nation_named_in_passing_leaves_both_open() -> None:
    assert linked("The Scottish Government agreed. The government refused.") == [(SCOTTISH, (SCOTTISH, UK))]
    text = "England waits. The Government agreed. The Scottish Government did not. The government refused."
    assert linked(text) == [(UK, ()), (UK, (SCOTTISH, UK))]


@pytest.mark.parametrize(
    "text",
    [
        "The UK Government agreed. The government refused.",
        "The Scottish Executive agreed. Scotland waits. The government refused.",
        "The Welsh Office and NHS Wales agreed. The government refused.",
    ],
    ids=["the kingdom", "executive", "office"],
)
def test_bodies_that_are_no_government_of_a_nation_change_nothing(text: str) -> None:
    assert linked(text) == [(UK, ())]


@pytest.mark.parametrize("between", ["The Treasury", "The Department for Communities and Local Government"])
def test_a_department_is_no_government(between: str) -> None:
    text = f"The Welsh Government agreed. Wales waits. {between} did not. The government refused."
    assert linked(text) == [(WELSH, ())]


def test_a_subcommittee_is_no_gpc() -> None:
    text = "The GPC premises subcommittee met. GPC Wales met. Wales waits. The GPC refused."
    assert linked(text) == [(GPC, (GPC, f"{GPC}-wales"))]


def test_gpc_stays_the_kingdoms_with_the_others_as_candidates() -> None:
    assert linked("GPC Wales met. Wales waits. The GPC refused.") == [(GPC, (GPC, f"{GPC}-wales"))]
    assert linked("The GPC met. GPC Wales did not.") == [(GPC, ())]


def test_the_gpc_of_a_letter_may_be_its_sender() -> None:
    text = "The GPC refused."
    assert bodies(text, "GPC Wales")[0].candidates == (GPC, f"{GPC}-wales")


@pytest.mark.parametrize("before", ["In England, the", "Prime Minister Ada Hale said that the", "At Westminster the"])
def test_words_of_the_kingdom_before_it_leave_it_the_kingdoms(before: str) -> None:
    text = f"The Welsh Government agreed. GPs in Wales and Welsh patients waited for long. {before} government refused."
    assert linked(text) == [(UK, (WELSH, UK))]
