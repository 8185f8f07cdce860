"""Words that often end names, where they end none: addresses, headings, matters and contracts, longer names."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from stancewire.entities.suffixes import PREMISES, Suffix

_OPEN: Final = frozenset(
    (
        "Association", "Guild", "Alliance", "Group", "Healthcare", "Health Care", "Consortium", "Federation", "Practice", "Residents",
        "Hospital", "Hospitals", "Infirmary", "Medical Services", "Medical Care", "Managed Care", "Urgent Care", "Clinics",
        "Union", "Society", "League", "Campaign", "Circle", "Panel", "Confederation", "University", "Institute", "Foundation", "Commission",
        "Agency", "Journal",
    )
)  # fmt: skip
# "General Practice", "Personal Medical Services", "Best Practice" are matters and contracts, nobody's name.
_MATTERS: Final = frozenset(
    "general personal alternative provider primary emergency essential additional enhanced specialist urgent acute secondary best good "
    "initial minimum private family support your dear nhs gp".split()
)
_ANY_HOSPITAL: Final = frozenset(
    "district general community cottage local university royal major acute county city teaching private".split()
)
_OF_MATTERS: Final = frozenset(
    ("Practice", "Medical Services", "Medical Care", "Managed Care", "Urgent Care", "Clinics")
)
_PLACED: Final = frozenset(("at", "in", "into", "from", "outside", "near"))
# "Royal Mail", "Go Live" are no newspapers.
_NO_PAPERS: Final = frozenset("royal go facebook instagram five four three gold rising air".split())


def is_matter(tokens: Doc, start: int, suffix: Suffix) -> bool:
    """ "Personal Medical Services" are a contract, "General Practice" is what doctors do, "District Hospital" any."""
    if suffix.kind == "trust" and {token.lower_ for token in tokens[start : suffix.start]} <= _ANY_HOSPITAL:
        return start < suffix.start
    if suffix.kind == "media" and suffix.start and tokens[suffix.start - 1].lower_ in _NO_PAPERS:
        return True
    if tokens[suffix.start : suffix.end].text not in _OF_MATTERS:
        return False
    return tokens[start].lower_ in _MATTERS or tokens[suffix.start - 1].lower_ in _MATTERS


def is_address(tokens: Doc, start: int, suffix: Suffix) -> bool:
    """ "At Fen Health Centre", "Mill Lane Surgery: your questions": where or about what something is, and nobody who acts."""
    if tokens[suffix.start : suffix.end].text not in PREMISES:
        return False
    if suffix.end < len(tokens) and tokens[suffix.end].text == ":":
        return True
    if not start:
        return False
    before = start - 2 if tokens[start - 1].lower_ == "the" and start > 1 else start - 1
    return tokens[before].lower_ in _PLACED or (suffix.kind == "trust" and tokens[before].lower_ == "to")


def goes_on(tokens: Doc, start: int, end: int) -> bool:
    """ "Fen Healthcare Trust", "Consortium of Fen LMCs": a word that often ends names and here does not."""
    if end == len(tokens) or tokens[start:end].text not in _OPEN:
        return False
    if tokens[end].lower_ == "to" and end + 1 < len(tokens):
        end += 1
    return tokens[end].lower_ == "of" or (tokens[end].text[:1].isupper() and tokens[end].is_alpha)
