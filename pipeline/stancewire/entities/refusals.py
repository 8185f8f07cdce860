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
# "Waiting Times", "Working Group", "Estate Agency": whole names of these words are headings and things, nobody's own.
_ANYBODYS: Final = frozenset(
    "waiting response appointment opening hard good old bad journey turnaround transfer closing working focus age blood control steering task user peer "
    "support reference study project interest ethnic income risk sub ad advisory solar advertising marketing election leaflet recruitment vaccination inner outer vicious "
    "estate travel letting recruitment employment news staffing nursing locum rock pop film michelin gold chain e electronic junk air job blog parcel senior private "
    "tape video voice case medical driving chief prostate stress discussion web open online internet public royal sales mental field animal common sharp usual standard "
    "current clinical housing residents residents' tenants a an any".split()
)
_ORDINARY_ENDS: Final = frozenset(
    (
        "Group", "Panel", "Campaign", "Circle", "Agency", "Times", "Post", "Star", "Mail", "Citizen", "Recorder", "Examiner", "Echo", "Commission",
        "Forum", "Practice", "Hospital", "Hospitals", "Association", "Society", "League", "Live", "Journal", "Observer", "Federation",
    )
)  # fmt: skip
_BUILDINGS: Final = frozenset(("Medical Centre", "Health Centre"))
_PLACED: Final = frozenset(("at", "in", "into", "from", "outside", "near"))
# "Royal Mail", "Go Live" are no newspapers.
_NO_PAPERS: Final = frozenset("royal go facebook instagram five four three gold rising air".split())


def is_matter(tokens: Doc, start: int, suffix: Suffix) -> bool:
    """ "Personal Medical Services" are a contract, "General Practice" is what doctors do, "District Hospital" any."""
    if suffix.kind == "trust" and {token.lower_ for token in tokens[start : suffix.start]} <= _ANY_HOSPITAL:
        return start < suffix.start
    if (
        tokens[suffix.start : suffix.end].text in _ORDINARY_ENDS
        and start < suffix.start
        and all(token.lower_ in _ANYBODYS for token in tokens[start : suffix.start])
    ):
        return True
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
    if tokens[suffix.start : suffix.end].text in _BUILDINGS and _in_passing(tokens, start, suffix):
        return True
    if not start:
        return False
    before = start - 2 if tokens[start - 1].lower_ == "the" and start > 1 else start - 1
    return tokens[before].lower_ in _PLACED or (suffix.kind == "trust" and tokens[before].lower_ == "to")


def _in_passing(tokens: Doc, start: int, suffix: Suffix) -> bool:
    """A building that a text names once is where somebody works; one that it comes back to is what it is about."""
    return start < suffix.start and tokens.text.count(tokens[start : suffix.start].text) < 2


def goes_on(tokens: Doc, start: int, end: int) -> bool:
    """ "Fen Healthcare Trust", "Consortium of Fen LMCs": a word that often ends names and here does not."""
    if end == len(tokens) or tokens[start:end].text not in _OPEN:
        return False
    if tokens[end].lower_ == "to" and end + 1 < len(tokens):
        end += 1
    return tokens[end].lower_ == "of" or (tokens[end].text[:1].isupper() and tokens[end].is_alpha)
