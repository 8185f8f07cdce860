"""The primary label of a document: what its headline and opening report as the news.

For a letter, a plan or a specification: what its sender does. The cases are
those of the codebook's sections 4 and 8.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from stancewire.stance.labels import NAMES, NONE
from stancewire.types import Document, Statement

_GP_SIDE: Final = frozenset(("lmc", "bma_gpc", "gp_body"))
_REVERSED: Final = re.compile(
    r"\b(?:drop|scrap|abandon|shelv|ditch|withdr[ae]w|paus|halt|suspend|revers|end(?!ors|ang|ur|eav)|lift|call\w* off|back\w* down (?:on|over))\w*\s(?:from\s)?(?:[\w’'-]+\s){0,4}?(?:plans?|proposals?|threat|boycott|ballot|action|dispute|merger|closures?|opposition|strike|embargo|imposition)\b"
    r"|\bu-?turns?\b|\bclimb(?:s|ed)?[ -]?down\b|\bback(?:s|ed)? down\b|\bdispute (?:is |was )?(?:over|settled|ended|resolved)\b",
    re.I,
)
# "LMC calls on CCG to scrap plan" asks for a reversal and reports none.
_ASKED: Final = re.compile(
    r"\b(?:urg|demand|ask|tell|told|want|press)\w*\b|\bcall\w* (?:on|for)\b|\b(?:must|should)\b", re.I
)
# Whose objection in a headline is the news without being a stance; "GPs" in a headline are often a body in the text.
_OTHERS: Final = frozenset(("patient_body", "parliament", "union", "local_commissioner", "other"))
_CHARGE: Final = re.compile(r"\b(?:have|has|had)?\s?(?:warn|claim|complain|alleg|say|said|fear|accus)\w*\b", re.I)
_SENDS: Final = frozenset(("letter", "newsletter", "plan", "guidance", "minutes", "motion"))
_MANY_ITEMS: Final = frozenset(("newsletter", "minutes", "motion"))
_LEADING_SHARE: Final = 0.15  # of the labelled passages of a document with many items


@dataclass(frozen=True, slots=True)
class Choice:
    """A primary label and how far it can be trusted, in [0, 1]; the trust is set by hand."""

    label: str
    trust: float


Labelled = Sequence[tuple[Statement, str | None]]


def choose_primary(document: Document, labelled: Labelled, present: Sequence[str]) -> Choice:
    """Decide from statements in text order, each with its label; a label that is not present cannot be primary."""
    if not present:
        return Choice(NONE, 0.75)
    labelled = [(statement, label if label in present else None) for statement, label in labelled]
    if document.meta.kind in _SENDS:
        return _by_sender(document, labelled, present)
    return _by_news(document, labelled)


def _by_news(document: Document, labelled: Labelled) -> Choice:
    title, opening = _in_zone(document, labelled, "title"), _opening(document, labelled)
    if _is_reversal(_text(document, "title")):
        return Choice(NONE, 0.6)
    in_title, in_opening = _first_label(title), _first_label(opening)
    if in_title and in_title != "lmc_objection" and _is_charge(document, opening):
        return Choice("lmc_objection", 0.6)
    if in_title:
        return Choice(in_title, 0.85 if in_title in {label for _, label in opening} else 0.7)
    if _has_gp_act(title, "supports"):
        return _accepted(opening, labelled)
    if _others_object(title) and in_opening != "lmc_objection":
        return Choice(NONE, 0.55)
    return Choice(in_opening, 0.65) if in_opening else Choice(NONE, 0.5)


def _is_reversal(headline: str) -> bool:
    match = _REVERSED.search(headline)
    return match is not None and not _ASKED.search(headline[: match.start()])


def _others_object(title: Labelled) -> bool:
    return any(s.act == "objects" and s.holder_kind in _OTHERS for s, _ in title)


def _accepted(opening: Labelled, labelled: Labelled) -> Choice:
    """News of a GP body that accepts a plan: the plan's label, if the text describes it."""
    plans = [label for _, label in (*opening, *labelled) if label and label != "lmc_objection"]
    return Choice(plans[0], 0.6) if plans else Choice(NONE, 0.5)


def _is_charge(document: Document, opening: Labelled) -> bool:
    """The opening gives what the headline states as fact as a charge: "… , GP leaders have warned"."""
    return any(
        statement.holder_kind in _GP_SIDE
        and statement.act == "objects"
        and _CHARGE.search(document.text[statement.start : statement.end][-60:])
        for statement, _ in opening
    )


def _by_sender(document: Document, labelled: Labelled, present: Sequence[str]) -> Choice:
    """What the sender does: the commonest label of the document, the headline's first where it has one."""
    counts = Counter(label for _, label in labelled if label)
    if document.meta.kind not in _MANY_ITEMS and any(s.own for s, _ in labelled):
        return _by_own_acts(labelled)
    in_title = _first_label(_in_zone(document, labelled, "title"))
    leading = in_title or max(present, key=lambda name: (counts[name], -NAMES.index(name)))
    if document.meta.kind in _MANY_ITEMS and counts[leading] < max(2, _LEADING_SHARE * len(document.passages)):
        return Choice(NONE, 0.5)
    return Choice(leading, 0.65)


def _by_own_acts(labelled: Labelled) -> Choice:
    """A letter that explains somebody else's mandate does not carry it as its own."""
    own = Counter(label for statement, label in labelled if statement.own and label)
    return Choice(max(own, key=lambda name: (own[name], -NAMES.index(name))), 0.75) if own else Choice(NONE, 0.6)


def _in_zone(document: Document, labelled: Labelled, zone: str) -> Labelled:
    return [item for item in labelled if document.zone_at(item[0].start) == zone]


def _opening(document: Document, labelled: Labelled) -> Labelled:
    """Standfirst and first passage."""
    end = document.passages[0].end if document.passages else 0
    return [item for item in labelled if item[0].end <= end and document.zone_at(item[0].start) != "title"]


def _first_label(labelled: Labelled) -> str | None:
    return next((label for _, label in labelled if label), None)


def _has_gp_act(labelled: Labelled, act: str) -> bool:
    return any(s.holder_kind in _GP_SIDE and s.act == act for s, _ in labelled)


def _text(document: Document, zone: str) -> str:
    return " ".join(document.text[z.start : z.end] for z in document.zones if z.zone == zone)
