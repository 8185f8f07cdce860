"""The primary label: what the headline and the opening report as the news (codebook, sections 4 and 8)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from builders import by_hand, statement
from stancewire.stance.labels import label_of
from stancewire.stance.primary import choose_primary
from stancewire.types import Document, Statement

OBJECTION, PLAN, MANDATE, NONE = "lmc_objection", "ccg_plan", "nhse_mandate", "none"


@dataclass(frozen=True)
class Said:
    """What somebody does in a stretch of a document."""

    where: str
    kind: str
    act: str
    own: bool = False


def objects(where: str, kind: str = "lmc", *, own: bool = False) -> Said:
    return Said(where, kind, "objects", own)


def supports(where: str) -> Said:
    return Said(where, "lmc", "supports")


def plans(where: str, *, own: bool = False) -> Said:
    return Said(where, "local_commissioner", "plans", own)


def mandates(where: str, *, own: bool = False) -> Said:
    return Said(where, "national_authority", "mandates", own)


def primary(document: Document, *said: Said, present: tuple[str, ...] | None = None) -> str:
    """The primary label; without `present`, every label that a statement carries is present."""
    statements = [
        statement(start, start + len(s.where), holder_kind=s.kind, act=s.act, own=s.own)
        for s in said
        for start in [document.text.index(s.where)]
    ]
    labelled: list[tuple[Statement, str | None]] = [(s, label_of(s)) for s in statements]
    labels = {label for _, label in labelled if label}
    there = present if present is not None else tuple(n for n in (OBJECTION, PLAN, MANDATE) if n in labels)
    choice = choose_primary(document, labelled, there)
    assert 0 <= choice.trust <= 1
    return choice.label


def news(title: str = "A headline", standfirst: str = "") -> Document:
    return by_hand("The opening.", "The middle.", "The end.", title=title, standfirst=standfirst)


def test_nothing_present_is_none() -> None:
    assert primary(news()) == NONE


# ------------------------------------------------------------------------- news


def test_the_objection_in_the_headline_is_the_news_though_the_plan_is_described_at_length() -> None:
    assert primary(news(), objects("A headline"), plans("opening"), plans("middle"), plans("end")) == OBJECTION


def test_a_critic_quoted_below_the_plan_is_not_the_news() -> None:
    assert primary(news(), plans("A headline"), plans("opening"), objects("middle")) == PLAN


def test_headline_and_opening_disagree() -> None:
    assert primary(news(), mandates("A headline"), plans("opening")) == MANDATE


def test_without_a_stance_in_the_headline_the_opening_decides() -> None:
    assert primary(news(), objects("opening"), plans("middle")) == OBJECTION


def test_a_standfirst_is_read_like_the_opening() -> None:
    document = news(standfirst="The standfirst.")
    assert primary(document, mandates("standfirst"), objects("middle")) == MANDATE


def test_background_counts_for_present_only() -> None:
    assert primary(news(), objects("middle"), plans("end")) == NONE


def test_a_headline_that_states_a_charge_as_fact() -> None:
    """ "Boundaries imposed by PCTs", where the opening says that GP leaders have warned of it."""
    document = by_hand("PCTs impose, GP leaders have warned.", title="Imposed by PCTs")
    said = (plans("Imposed by PCTs"), plans("PCTs impose"), objects("PCTs impose, GP leaders have warned", "gp_body"))
    assert primary(document, *said) == OBJECTION


def test_where_the_text_itself_reports_the_order_the_order_is_the_news() -> None:
    document = by_hand("PCTs impose borders. GP leaders oppose it.", title="Imposed by PCTs")
    said = (plans("Imposed by PCTs"), plans("PCTs impose borders."), objects("GP leaders oppose it", "gp_body"))
    assert primary(document, *said) == PLAN


def test_a_gp_body_accepts_a_plan_that_the_text_describes() -> None:
    assert primary(news(), supports("A headline"), mandates("opening"), objects("middle")) == MANDATE
    assert primary(news(), supports("A headline"), plans("end")) == PLAN
    assert primary(news(), supports("A headline"), objects("end")) == NONE


@pytest.mark.parametrize("kind", ["patient_body", "parliament", "union", "local_commissioner", "other"])
def test_the_objection_of_others_is_the_headline_and_the_plan_is_described_below(kind: str) -> None:
    assert primary(news(), objects("A headline", kind), plans("opening")) == NONE


def test_gps_in_a_headline_may_be_the_body_of_the_opening() -> None:
    assert primary(news(), objects("A headline", "provider"), objects("opening")) == OBJECTION
    assert primary(news(), objects("A headline", "other"), objects("opening")) == OBJECTION


@pytest.mark.parametrize(
    "title",
    [
        "LMC drops opposition to closures",
        "LMC ends boycott",
        "CCG shelves closure plans",
        "PCT calls off merger",
        "NHS England withdraws its plans",
        "U-turn on closures",
        "PCT backs down over closures",
        "Dispute settled",
    ],
)
def test_a_reversal_is_the_news(title: str) -> None:
    assert primary(news(title), objects(title), plans("opening")) == NONE


@pytest.mark.parametrize(
    "title",
    [
        "LMC calls on CCG to scrap closure plans",
        "LMC demands halt to closures",
        "LMC urges PCT to drop merger",
        "NHS England must end boycott talk, LMC says",
        "LMC rejects plans",
    ],
)
def test_a_reversal_that_is_only_asked_for_is_an_objection(title: str) -> None:
    assert primary(news(title), objects(title), plans("opening")) == OBJECTION


def test_an_endorsement_is_no_end() -> None:
    assert primary(news("LMC endorses closure plans"), supports("LMC endorses closure plans"), plans("opening")) == PLAN


def test_a_label_that_is_not_present_is_not_primary() -> None:
    assert primary(news(), objects("A headline"), plans("opening"), present=(PLAN,)) == PLAN


# ------------------------------------------------- letters, plans, specifications


def sent(kind: str, passages: int = 3) -> Document:
    return by_hand(*(f"Item {number}." for number in range(passages)), title="A subject", kind=kind)


def test_a_letter_does_what_its_sender_does() -> None:
    said = (mandates("Item 0"), mandates("Item 1"), objects("Item 2", own=True))
    assert primary(sent("letter"), *said) == OBJECTION


def test_a_letter_that_explains_somebody_elses_mandate_has_no_primary() -> None:
    explains = Said("Item 0", "lmc", "neutral", own=True)
    assert primary(sent("letter"), explains, mandates("Item 1"), mandates("Item 2")) == NONE


def test_a_plan_without_own_acts_has_its_commonest_label() -> None:
    assert primary(sent("plan"), mandates("Item 0"), plans("Item 1"), plans("Item 2")) == PLAN


def test_of_equals_the_first_of_the_scheme_leads() -> None:
    assert primary(sent("guidance"), mandates("Item 0"), plans("Item 1")) == PLAN


def test_the_title_of_a_specification_goes_first() -> None:
    assert primary(sent("guidance"), mandates("A subject"), plans("Item 1"), plans("Item 2")) == MANDATE


@pytest.mark.parametrize("kind", ["newsletter", "minutes", "motion"])
def test_a_minor_item_among_many_does_not_set_the_primary(kind: str) -> None:
    assert primary(sent(kind, passages=20), objects("Item 0"), objects("Item 2")) == NONE
    assert primary(sent(kind, passages=4), objects("Item 0")) == NONE


@pytest.mark.parametrize("kind", ["newsletter", "minutes", "motion"])
def test_the_leading_stance_of_many_items_does(kind: str) -> None:
    said = [objects(f"Item {n}") for n in (0, 2, 4)]
    assert primary(sent(kind, passages=10), *said, plans("Item 1")) == OBJECTION
