"""Statements of whole documents: each sentence is one case of the codebook."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import by_hand, mentions_of, statement_reader, surfaces
from stancewire.types import Document, Statement

GPC = "BMA General Practitioners Committee"


def read(document: Document) -> tuple[Statement, ...]:
    return tuple(s for told in statement_reader().read(document, mentions_of(document)) for s in told.statements)


def held(*passages: str, **given_: str) -> set[tuple[str, str]]:
    """(holder, act) of every statement."""
    return {(s.holder, s.act) for s in read(by_hand(*passages, **given_))}


LMC, CCG, NHSE, GOVERNMENT = "Westmarch LMC", "NHS Stow CCG", "NHS England", "UK Government"

# text -> statements that stand there, statements that do not
CASES: dict[str, tuple[set[tuple[str, str]], set[tuple[str, str]]]] = {
    "Westmarch LMC has voted against NHS Stow CCG’s plan to close two surgeries.": ({(LMC, "objects"), (CCG, "plans")}, {(CCG, "objects")}),
    "Westmarch LMC has welcomed NHS Stow CCG’s plan to open two surgeries.": ({(LMC, "supports"), (CCG, "plans")}, {(LMC, "objects")}),
    "Westmarch LMC has told surgeries not to take part in the scheme.": ({(LMC, "objects")}, {(LMC, "supports")}),
    "Westmarch LMC will boycott the scheme unless NHS Stow CCG withdraws it.": ({(LMC, "objects")}, set()),
    "Westmarch LMC does not support NHS Stow CCG’s scheme.": ({(LMC, "objects")}, {(LMC, "supports")}),
    "Westmarch LMC cannot support NHS Stow CCG’s scheme.": ({(LMC, "objects")}, {(LMC, "supports")}),
    "Westmarch LMC has dropped its opposition to the scheme.": ({(LMC, "supports")}, {(LMC, "objects")}),
    "Westmarch LMC has no objection to the scheme.": (set(), {(LMC, "objects")}),
    "Westmarch LMC does not oppose the scheme.": (set(), {(LMC, "objects")}),
    "The GPC denies it will boycott the scheme.": (set(), {(GPC, "objects")}),
    "Neither Westmarch LMC nor the GPC has opposed the scheme.": (set(), {(LMC, "objects"), (GPC, "objects")}),
    "The scheme was rejected by Westmarch LMC.": ({(LMC, "objects")}, set()),
    "Westmarch LMC said it would discuss the scheme with NHS Stow CCG.": ({(LMC, "neutral")}, {(LMC, "objects")}),
    "Westmarch LMC has asked for clarity about the scheme.": ({(LMC, "neutral")}, {(LMC, "objects")}),
    "Dr Ada Hale, chair of Westmarch LMC, said the scheme was unworkable.": ({(LMC, "objects")}, set()),
    "‘We do not support the scheme,’ said Westmarch LMC.": ({(LMC, "objects")}, set()),
    "GP leaders have condemned NHS England’s plan.": ({("GP leaders", "objects"), (NHSE, "plans")}, set()),
    "Local GPs have condemned NHS England’s plan.": ({("Local GPs", "objects")}, {(NHSE, "objects")}),
    "Villagers have condemned NHS Stow CCG’s plan.": ({("Villagers", "objects"), (CCG, "plans")}, set()),
    "NHS Stow CCG has published a strategy for urgent care.": ({(CCG, "plans")}, set()),
    "NHS Stow CCG is consulting on the closure of two surgeries.": ({(CCG, "plans")}, set()),
    "NHS Stow CCG has no plans to close surgeries.": (set(), {(CCG, "plans")}),
    "NHS Stow CCG met on Monday.": (set(), {(CCG, "plans")}),
    "NHS England has told practices to open on Saturdays.": ({(NHSE, "mandates")}, set()),
    "NHS England has imposed the new GP contract on practices.": ({(NHSE, "mandates")}, set()),
    "The new GP contract has not been imposed.": (set(), {(NHSE, "mandates"), ("", "mandates")}),
    "Practices must sign the new GP contract by 28 October.": ({("", "mandates")}, set()),
    "NHS England has ordered CCGs to submit plans.": ({(NHSE, "mandates")}, {("CCGs", "plans"), ("CCGs", "mandates")}),
    "CCGs have been ordered by NHS England to submit plans.": ({(NHSE, "mandates")}, {("CCGs", "plans"), ("CCGs", "mandates")}),
    "Health secretary Ian Rowe has ordered practices to publish waiting times.": ({(GOVERNMENT, "mandates")}, set()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "there", "absent"), [(text, *sets) for text, sets in CASES.items()], ids=CASES)
def test_a_case_of_the_codebook(text: str, there: set[tuple[str, str]], absent: set[tuple[str, str]]) -> None:
    found = held(text)
    assert there - found == set(), f"missing among {found}"
    assert absent & found == set()


def test_every_field_of_a_statement() -> None:
    text = "Dr Ada Hale, chair of Westmarch LMC, told NHS Stow CCG: ‘This co-commissioning is an insult.’"
    assert read(by_hand(text)) == (
        Statement(
            start=0,
            end=len(text),
            holder="Westmarch LMC",
            holder_kind="lmc",
            speaker="Dr Ada Hale",
            act="objects",
            target="NHS Stow CCG",
            target_kind="local_commissioner",
            policy="co-commissioning",
            direct=True,
            addresses_practices=True,
            probability=0.8,
        ),
    )


def test_evidence_is_the_sentence() -> None:
    document = by_hand("It rained. Westmarch LMC has rejected it. The sun came out.")
    assert surfaces(document.text, read(document)) == ["Westmarch LMC has rejected it."]


def test_only_title_standfirst_and_body_are_read() -> None:
    heading = by_hand(
        "It rained.", title="Westmarch LMC rejects it", standfirst="NHS Stow CCG has published a strategy."
    )
    assert [s.holder for s in read(heading)] == ["Westmarch LMC", "NHS Stow CCG"]
    comments = Document(
        article_id="x",
        text=heading.text,
        origin=heading.origin,
        zones=tuple(type(z)(start=z.start, end=z.end, zone="comments") for z in heading.zones),
        passages=(),
        meta=heading.meta,
    )
    assert read(comments) == ()


def test_another_language_is_not_read() -> None:
    assert read(by_hand("Westmarch LMC has rejected it.", language="fr")) == ()


def test_an_unknown_language_is_read() -> None:
    assert len(read(by_hand("Westmarch LMC has rejected it.", language=None))) == 1


def test_a_document_without_a_word_has_no_statement() -> None:
    assert read(by_hand()) == ()


def test_he_and_it_and_a_quote_go_on_from_the_sentence_before() -> None:
    said = by_hand("Dr Ada Hale, chair of Westmarch LMC, said it was late.", "‘It is unacceptable.’")
    assert [(s.holder, s.speaker, s.direct) for s in read(said)] == [("Westmarch LMC", "Dr Ada Hale", True)]
    assert ("Westmarch LMC", "objects") in held("Westmarch LMC met on Monday. It has rejected the scheme.")
    assert ("NHS Stow CCG", "plans") in held("NHS Stow CCG met on Monday. It is consulting on the closure.")


def test_a_headline_leaves_out_the_issuer_that_the_opening_names() -> None:
    document = by_hand("NHS England wrote on Monday.", title="Practices must open on Saturdays")
    (first,) = read(document)
    assert (first.holder, first.act) == ("NHS England", "mandates")


def test_we_in_a_letter_is_its_sender() -> None:
    (own,) = read(by_hand("We have rejected the scheme.", kind="letter", sender="Westmarch LMC"))
    assert (own.holder, own.own) == ("Westmarch LMC", True)


def test_reported_speech_in_a_letter_belongs_to_whom_it_is_attributed_to() -> None:
    text = "NHS Stow CCG has published a strategy."
    (plan,) = read(by_hand(text, kind="letter", sender="Westmarch LMC"))
    assert (plan.holder, plan.own) == ("NHS Stow CCG", False)


def test_what_each_ccg_will_do_in_a_national_letter_is_what_it_is_told_to_do() -> None:
    letter = by_hand("Each CCG will publish a strategy.", kind="letter", sender="NHS England")
    assert {(s.holder, s.act) for s in read(letter)} == {("NHS England", "mandates")}


def test_a_list_goes_on_with_what_the_line_above_says() -> None:
    document = by_hand("NHS England said practices must:", "• open early", "• close late", "It rained.")
    lead, *items = read(document)
    assert [(s.holder, s.act) for s in items] == [("NHS England", "mandates")] * 2
    assert surfaces(document.text, items) == ["• open early", "• close late"]
    assert all(item.probability < lead.probability for item in items)


def test_what_is_only_supposed_counts_half() -> None:
    (said,) = read(by_hand("Westmarch LMC has rejected it."))
    (unreal,) = read(by_hand("It is not known whether Westmarch LMC has rejected it."))
    assert unreal.probability == said.probability / 2


def test_one_statement_a_holder_and_act_in_a_sentence() -> None:
    statements = read(by_hand("Westmarch LMC has rejected, condemned and opposed the scheme."))
    assert [(s.act, s.probability) for s in statements] == [("objects", 0.92)]


WORDS = ["Westmarch LMC", "NHS Stow CCG", "NHS England", "practices", "has rejected", "must", "plans to", "its plan", "‘we", "unfair’", "said", "it", "not", ".", ":", "• "]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=1, max_size=3))
def test_statements_stand_in_text_order_within_the_text(passages: list[list[str]]) -> None:
    document = by_hand(*(" ".join(words) for words in passages))
    statements = read(document)
    assert [s.start for s in statements] == sorted(s.start for s in statements)
    assert all(any(p.holds(s.start, s.end) for p in document.passages) for s in statements)
