"""Real bodies and real people where they may not stand, or should not.

In an invented text no real body, local or national, and no real person holds a position: that is an error;
"ministers", "the department", "the inspectorate" do as well. A real local body that is only named there, and a well-known
name in any text, may be a chance likeness, so both are warnings.
Names of people are invented throughout; offices ("the health secretary") are not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from stancewire.corpus.types import Claim, NamedBody
from stancewire.corpus.violations import Complaint

if TYPE_CHECKING:
    from stancewire.register.lookup import Register

_MEND: Final = "holds a position in an invented text; invent a body or a person, or name an office"
_LOCAL: Final = frozenset("lmc ccg pct pct_cluster icb ics sha trust council".split())
_NATIONAL: Final = re.compile(
    r"\b(NHS England|NHSE|NHSEI|NHS Commissioning Board|NHS Improvement|NHS Digital|NHS Employers|NHS Confederation|"
    r"NHS Alliance|NAPC|BMA|British Medical Association|GPCE?|General Practitioners Committee|RCGP|RCN|Royal College|"
    r"Department of Health|DHSC?|(?:UK|Welsh|Scottish) Government|Northern Ireland Executive|CQC|Care Quality Commission|"
    r"GMC|General Medical Council|NICE|Public Health (?:England|Wales|Scotland)|UKHSA|HM Treasury|Healthwatch England|"
    r"Unison|Unite the Union|PSNC|Community Pharmacy England|King['’]s Fund|Nuffield Trust|Policy Exchange)\b",
    re.IGNORECASE,
)
# Those most often named in the news of the field.
_PEOPLE: Final = (
    "Hamish Meldrum", "Laurence Buckman", "Chaand Nagpaul", "Richard Vautrey", "Farah Jameel", "Katie Bramall",
    "Andrew Lansley", "Jeremy Hunt", "Alan Johnson", "John Reid", "Patricia Hewitt", "Andy Burnham", "Matt Hancock",
    "Sajid Javid", "Steve Barclay", "Victoria Atkins", "Wes Streeting", "Simon Stevens", "Amanda Pritchard",
    "David Nicholson", "Lord Darzi", "Ara Darzi", "Nikita Kanani", "Nikki Kanani", "Arvind Madan", "Nigel Watson",
    "Michelle Drage", "Clare Gerada", "Maureen Baker", "Helen Stokes-Lampard", "Martin Marshall", "Kamila Hawthorne",
    "Robert Morley", "Peter Holden", "Alan McDevitt", "Andrew Buist", "Beth McCarron-Nash", "Krishna Kasaraneni",
    "Mark Sanford-Wood", "David Bailey", "Tom Black", "Charlotte Jones", "David Wrigley", "Kieran Sharrock",
)  # fmt: skip


def people(text: str) -> Iterator[Complaint]:
    """Well-known names of the field, in any text."""
    for name in _PEOPLE:
        if name in text:
            yield "text", f"{name!r} is a real person; use an office or an invented name"


def positions(claims: Iterable[Claim], register: Register) -> Iterator[Complaint]:
    """Statements of an invented text whose holder is a real body, or whose holder or speaker is a real person."""
    for k, claim in enumerate(claims):
        holders = [part.strip() for part in claim.holder.split(";")]
        if _NATIONAL.search(claim.holder) or any(_is_local(name, register) for name in holders):
            yield f"statements[{k}].holder", f"{claim.holder!r} is a real body and {_MEND}"
        for field, name in (("holder", claim.holder), ("speaker", claim.speaker)):
            if any(person in name for person in _PEOPLE):
                yield f"statements[{k}].{field}", f"{name!r} is a real person and {_MEND}"


def local(bodies: Iterable[NamedBody], claims: Iterable[Claim], register: Register) -> Iterator[Complaint]:
    """Local bodies of the register that an invented text names, or that its statements are about."""
    names = {name for body in bodies for name in (body.mention, body.canonical)}
    names |= {part.strip() for claim in claims for part in claim.target.split(";")}
    for name in sorted(names):
        if _is_local(name, register):
            yield "organisations", f"{name!r} is a real body in an invented document; invent one"


def _is_local(name: str, register: Register) -> bool:
    return any(body.kind in _LOCAL and _bears(body.forms, name) for body in register.find(name))


def _bears(forms: Iterable[str], name: str) -> bool:
    """Whether a name is one of a body's, word for word: the register itself also finds by place alone."""
    return name.casefold() in {form.casefold() for form in forms}
