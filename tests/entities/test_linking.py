"""Which body a mention is: by name, by time, and not at all where nothing tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import by_hand, entity_finder
from stancewire.entities.linking import Linker
from stancewire.register.lookup import load_register
from stancewire.types import Mention, Mentions


def mentions_of(text: str, published: str | None = None) -> Mentions:
    document = by_hand(text)
    return entity_finder().find(replace(document, meta=replace(document.meta, published=published)))


def first(text: str, published: str | None = None) -> Mention:
    return mentions_of(text, published).organisations[0]


@pytest.mark.parametrize(
    ("text", "published", "id_", "kind", "by"),
    [
        ("Then NHS Barnet wrote.", "2009-05-01", "5A9", "pct", "date"),
        ("Then NHS Barnet wrote.", "2015", "07M", "ccg", "date"),
        ("Then NHS Barnet wrote in 2010 of its plan for 2011.", None, "5A9", "pct", "vocabulary"),
        ("Then NHS Barnet wrote to the practices in 2010.", None, None, "pct", None),  # one year may be anybody's
        ("Then NHS Barnet wrote of QOF.", None, None, "pct", None),  # since 2004, and to this day
        ("Then NHS London wrote.", "2019", None, "sha", None),  # closed in 2013: who else is meant, the text must say
        ("Then NHS Kent and Medway wrote.", "2018", None, "pct_cluster", None),
        ("Then the Department of Health wrote.", "2015", "government-department-health", "government", "name"),
        ("Then NHS Barnet wrote. The CCG explained.", None, "07M", "ccg", "vocabulary"),
        ("Then Barnet LMC wrote.", None, "lmc-barnet", "lmc", "name"),
        ("Then NHS Barnet CCG wrote.", "2009", "07M", "ccg", "name"),
        ("Then Westmarch LMC wrote.", "2009", None, "lmc", None),
        ("Then the LMC for Kent wrote.", "2009", "lmc-kent", "lmc", "name"),
    ],
)
def test_a_mention_is_linked(text: str, published: str | None, id_: str | None, kind: str, by: str | None) -> None:
    mention = first(text, published)
    assert (mention.register_id, mention.kind, mention.linked_by) == (id_, kind, by)


def test_a_later_short_mention_takes_the_id() -> None:
    short = mentions_of("Then Barnet PCT wrote. The PCT explained.", "2009").organisations[1]
    assert (short.register_id, short.linked_by) == ("5A9", "reference")


def test_namesakes_that_nothing_tells_apart_are_left_open_and_said() -> None:
    mentions = mentions_of("Then NHS Barnet wrote.")
    mention = mentions.organisations[0]
    assert (mention.register_id, mention.linked_by) == (None, None)
    assert {"07M", "5A9"} <= set(mention.candidates)
    assert "not linked, no body or more than one bore the name at that time: 'NHS Barnet'" in mentions.warnings[0]


def test_an_undated_document_says_that_its_vocabulary_decided() -> None:
    mentions = mentions_of("Then NHS Barnet wrote. The CCG explained.")
    assert mentions.warnings[0].startswith("the document has no date: namesakes were told apart by its vocabulary (")


def test_what_the_vocabulary_told_apart_keeps_its_namesakes() -> None:
    mention = first("Then NHS Barnet wrote. The CCG explained.")
    assert (mention.register_id, set(mention.candidates)) == ("07M", {"07M", "5A9"})


def test_a_short_mention_after_two_of_a_kind_is_the_nearest_with_both_as_candidates() -> None:
    mentions = mentions_of("Kent LMC wrote to NHS West Kent CCG and NHS Thanet CCG. The CCG has refused.", "2014")
    short = mentions.organisations[-1]
    assert (short.register_id, short.candidates) == ("10E", ("10E", "99J"))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("In Scotland the Scottish GPs met. The Department of Health wrote.", "government-department-health"),
        (
            "In Northern Ireland, Stormont met. The Department of Health wrote.",
            "government-northern-ireland-department-health",
        ),
    ],
)
def test_the_nation_of_a_text_chooses(text: str, id_: str) -> None:
    linked = {m.register_id for m in mentions_of(text, "2017").organisations}
    assert id_ in linked


def test_a_place_and_its_initials() -> None:
    mentions = mentions_of("Then North Central London (NCL) wrote. NCL explained.", "2021")
    assert [m.register_id for m in mentions.organisations] == ["93C", "93C", "93C"]


@pytest.mark.parametrize(
    ("text", "published", "members"),
    [
        ("Then Camden and Islington LMCs wrote.", "2014", ("lmc-camden", "lmc-islington")),
        ("Then Swindon, Wiltshire PCTs wrote.", "2009", ("5K3", "5QK")),
        ("Then Swindon and Wiltshire primary care trusts wrote.", "2009", ("5K3", "5QK")),
        (
            "Then Bath and North East Somerset, Swindon and Wiltshire PCTs wrote.",
            "2009",
            ("5FL", "5K3", "5QK"),
        ),
    ],
    ids=["two", "without and", "in words", "one with an and in its name"],
)
def test_a_group_of_bodies_has_its_members(text: str, published: str, members: tuple[str, ...]) -> None:
    mention = first(text, published)
    assert (mention.register_id, mention.linked_by, mention.candidates) == (None, "group", members)


@pytest.mark.parametrize(
    ("text", "published", "surface", "members"),
    [
        ("Havering, Redbridge PCTs wrote.", "2009", "Havering, Redbridge PCTs", ("5A4", "5NA")),
        ("Brent/Harrow CCGs wrote.", "2015", "Brent/Harrow CCGs", ("07P", "08E")),
    ],
)
def test_a_group_at_the_start_of_a_paragraph_keeps_its_first_place(
    text: str, published: str, surface: str, members: tuple[str, ...]
) -> None:
    mention = first(text, published)
    assert (text[mention.start : mention.end], mention.candidates) == (surface, members)


@pytest.mark.parametrize(
    ("text", "published", "id_", "said"),
    [
        ("Then NHS West Kent CCG wrote.", "2003", "99J", "dated 2003, before their beginning: 'NHS West Kent CCG' (99J, 2013-04-01)"),
        ("Then Barnet PCT wrote.", "2020-02", "5A9", "dated 2020-02, after their end: 'Barnet PCT' (5A9, 2013-03-31)"),
        ("Then NHS West Kent CCG wrote.", "2011", "99J", ""),  # in shadow form
        ("Then NHS West Kent CCG wrote.", "2015", "99J", ""),
        ("Then Barnet PCT wrote.", "2004", "5A9", ""),  # "by 2009" is no birth
    ],
)  # fmt: skip
def test_a_link_against_the_date_stays_and_is_said(text: str, published: str, id_: str, said: str) -> None:
    mentions = mentions_of(text, published)
    assert mentions.organisations[0].register_id == id_
    assert mentions.warnings == ((f"linked by name, but the document is {said}",) if said else ())


def test_a_group_with_an_unknown_member_stays_open() -> None:
    assert first("Then Swindon, Harrowdene and Wiltshire PCTs wrote.", "2009").candidates == ()


def test_a_row_that_nobody_checked_is_flagged() -> None:
    assert first("Then Kent LMC wrote.").verified
    assert not first("Then Sunderland LMC wrote.").verified


@pytest.mark.parametrize(
    ("text", "published", "said"),
    [
        ("Then Barnet PCT wrote.", "1995", "'Barnet PCT' (5A9, 2000-04-01 at the earliest)"),
        ("Then Kent LMC wrote.", "1900", "'Kent LMC' (lmc-kent, 1912-01-01 at the earliest)"),
    ],
)
def test_a_name_before_there_was_such_a_body_is_said(text: str, published: str, said: str) -> None:
    mentions = mentions_of(text, published)
    assert mentions.organisations[0].linked_by == "name"
    assert mentions.warnings == (f"linked by name, but the document is dated {published}, before their beginning: {said}",)  # fmt: skip


def test_a_place_alone_is_nobody_before_there_was_such_a_body() -> None:
    mention = first("Then NHS Barnet wrote.", "1995")
    assert (mention.register_id, mention.linked_by) == (None, None)


def test_a_primary_care_group_is_linked_to_its_trust_unverified() -> None:
    mentions = mentions_of("Then Barnet PCG wrote. The PCG explained.", "2000")
    assert [(m.register_id, m.verified) for m in mentions.organisations] == [("5A9", False), ("5A9", False)]
    assert mentions.warnings == ("a primary care group is linked to the trust with its name, unverified: 'Barnet PCG' (5A9)",)  # fmt: skip
    assert first("Then Barnet PCT wrote.", "2001").verified


@pytest.mark.parametrize(
    ("text", "published", "by", "members"),
    [
        ("Then the three Leeds CCGs wrote.", "2016", "group", ("02V", "03C", "03G")),
        ("Then the three Leeds CCGs wrote.", "2019", None, ("02V", "03C", "03G", "15F")),
        ("Then the Buckinghamshire CCGs wrote.", "2016", None, ()),
        ("Then the LMCs of Kent and Surrey wrote.", "2016", "group", ("lmc-kent", "lmc-surrey")),
        ("Then the LMCs of Camden, Islington and Kent wrote.", "2016", "group", ("lmc-camden", "lmc-islington", "lmc-kent")),
    ],
    ids=["there then", "merged", "none known", "places behind", "a list behind"],
)  # fmt: skip
def test_several_bodies_of_a_place_are_not_the_one_of_its_name(
    text: str, published: str, by: str | None, members: tuple[str, ...]
) -> None:
    mention = first(text, published)
    assert (mention.register_id, mention.linked_by, mention.candidates) == (None, by, members)


def test_a_plural_that_one_body_bears_is_that_body() -> None:
    assert first("Then Londonwide LMCs wrote.", "2016").register_id == "lmc-londonwide"


@pytest.mark.parametrize(("published", "kind"), [("2025", "ccg"), ("1995", "pct")])
def test_a_kind_that_no_candidate_has_is_corrected(published: str, kind: str) -> None:
    document = by_hand("Then NHS Swale wrote.")
    document = replace(document, meta=replace(document.meta, published=published))
    guess = Mention(start=5, end=14, kind="icb", canonical="NHS Swale", finder="brand")
    (mention,), _ = Linker(load_register(), ()).link([guess], document, ())
    assert (mention.register_id, mention.kind, mention.candidates) == (None, kind, ("10D", "pct-swale"))


@pytest.mark.parametrize(
    ("text", "published", "id_"),
    [
        ("Then Surrey Heartlands agreed. The ICS explained.", "2020", "E54000052"),
        ("The ICS explained. Then Surrey Heartlands agreed.", None, "E54000052"),
        ("Then Surrey Heartlands agreed. The ICB explained.", None, "QXU"),
        ("Then Surrey Heartlands agreed.", "2023", "QXU"),
        ("Then Surrey Heartlands agreed.", "2019", "E54000052"),
    ],
)
def test_a_system_by_its_name_alone(text: str, published: str | None, id_: str) -> None:
    assert {m.register_id for m in mentions_of(text, published).organisations} == {id_}


@pytest.mark.parametrize(
    ("name", "published", "candidates"),
    [
        ("Fife and Tayside health boards", "2016", ("S08000029", "S08000030")),
        ("Hywel Dda and Cwm Taf University Health Boards", "2016", ("W11000025", "W11000027")),
        ("Kent and Medway and Surrey and Sussex strategic health authorities", "2004", ("sha-kent-medway", "sha-surrey-sussex")),
        ("Lancashire and Merseyside area teams", "2014", ("Q47", "Q48")),
        ("Highland health boards", "2016", ()),
    ],
)  # fmt: skip
def test_boards_authorities_and_teams_in_the_plural_are_groups(
    name: str, published: str, candidates: tuple[str, ...]
) -> None:
    mention = first(f"Then {name} met.", published)
    assert (mention.register_id, mention.candidates) == (None, candidates)
    assert mention.linked_by == ("group" if candidates else None)
