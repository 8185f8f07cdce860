"""Names that two bodies may not both bear at one time, whatever their kinds, and names that nobody may bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from stancewire.register.bodies import ALWAYS, Body, Name, first_day, last_day
from stancewire.register.names import Key, key_of, keys_of

Complaint = tuple[str, str]  # what is wrong, what to do

# Pairs that did share a name: the National Assembly for Wales was parliament and government until 2006.
_SHARED: Final = frozenset((frozenset(("government-welsh-assembly", "other-senedd")),))
# A cluster went under the name of its largest trust: "NHS Derbyshire" was both.
_SHARING_BRANDS: Final = frozenset(("pct", "pct_cluster"))
# Matched in a text, they would be found in every sentence of it.
_EVERYDAY: Final = frozenset(
    "a an the and or but nor if so as than then that this these those there here who whom whose which what when where why how all any both each "
    "every few many most much more less other some such no not only own same too very of in on at by to for from with without into onto over under "
    "about after against before between during through until up down out off again also just now yet still i you he she it we they me him her us them "
    "my your his its our their mine yours ours is am are was were be been being have has had having do does did doing will would shall should can "
    "could may might must one two three said says nhs practice practices gp gps doctor doctors patient patients surgery surgeries".split()
)
# No body's name by themselves either, though a lexicon may have them for a matter of policy.
_ORDINARY: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "today yesterday tomorrow day week month year time people public health care healthcare hospital hospitals clinic clinics nurse nurses staff "
    "service services medical general local national minister ministers committee committees board boards trust trusts group groups body bodies "
    "meeting meetings letter letters report reports country county city town".split()
)
# Kinds of body, and people: as somebody's abbreviation they would take every "the LMC" of every text.
_ANYBODYS: Final = frozenset(
    "NHS GP GPs GPS MP MPs IT LMC LMCs PCT PCTs TPCT PCG PCGs CCG CCGs ICB ICBs ICS ICSs STP STPs SHA SHAs PCN PCNs CSU CSUs PCO PCOs".split()
)


def row_of(body: Body) -> str:
    """A body as messages name it."""
    times = f"{body.since or '?'} to {body.until or 'today'}"
    return f"{body.name!r} ({body.id}, {body.kind}, {times})"


def namesakes(bodies: Sequence[Body]) -> Iterator[Complaint]:
    """Two bodies with one name or one abbreviation at one time, not of two nations."""
    for claim, rows in _claimed(bodies).items():
        for one, other in combinations(rows, 2):
            if _meet(one, other) and not _may_share(one, other, claim):
                yield (
                    f"{row_of(one)} and {row_of(other)} both bear the name {claim[0]!r} at one time",
                    "leave the name to one of them, or give them dates that do not overlap",
                )


def _claimed(bodies: Iterable[Body]) -> dict[tuple[str, ...], list[Body]]:
    """Bodies by what they are called: a spelling of it, and how it is compared."""
    bearing: dict[Key, list[Body]] = defaultdict(list)
    short: dict[tuple[str, ...], list[Body]] = defaultdict(list)
    spelt: dict[Key, str] = {}
    for body in bodies:
        spelt |= {key_of(form): form for form in body.forms}
        for key in sorted(keys_of(body.forms, body.kind)):
            bearing[key].append(body)
        for form in dict.fromkeys((*body.abbreviations, *(form for form in body.forms if " " not in form))):
            short[form, "as written"].append(body)
    # What nobody bears in so many words ("NHS Fen", of PCT and CCG) is told apart by the time and the text.
    return short | {(spelt[key], key.family): rows for key, rows in bearing.items() if key in spelt}


def _meet(one: Body, other: Body) -> bool:
    apart = one.nation and other.nation and one.nation != other.nation
    return not apart and one.born <= last_day(other.until) and other.born <= last_day(one.until)


def _may_share(one: Body, other: Body, claim: Sequence[str]) -> bool:
    if claim[1] == "nhs" and {one.kind, other.kind} == _SHARING_BRANDS:
        return True
    return frozenset((one.id, other.id)) in _SHARED


def doubtful(bodies: Iterable[Body]) -> Iterator[Complaint]:
    """Rows that no text could be read with: everyday words as names, two names at once, an id in two words."""
    for body in bodies:
        if any(len(code.split()) != 1 or code != code.strip() for code in (body.id, *body.codes)):
            yield f"{row_of(body)} has an id or code with a blank in it", "write it without, as in 'fen-pct'"
        for form in (*body.forms, *body.abbreviations):
            if not any(map(str.isalpha, form)):
                yield f"{row_of(body)} is called {form!r}, which has no letter", "give it a name in words"
            if _is_anybodys(form, short=form in body.abbreviations):
                yield f"{row_of(body)} is called {form!r}, an everyday word", "give it a name that only it has"
        for one, other in combinations(body.names, 2):
            if _begins(one) < _ends(other) and _begins(other) < _ends(one):
                yield (
                    f"{row_of(body)} bears the names {one.name!r} and {other.name!r} at one time",
                    "let one end when the other begins, or make one an alias",
                )


def everyday(form: str) -> bool:
    """Whether a wording stands in every text, or for a kind of body."""
    return form in _ANYBODYS or form.lower() in _EVERYDAY


def _is_anybodys(form: str, *, short: bool) -> bool:
    """An abbreviation may be an everyday word in capitals ("WHO"), which texts write otherwise."""
    word = form if short and form.isupper() else form.lower()
    return form in _ANYBODYS or word in _EVERYDAY or word in _ORDINARY


def _begins(name: Name) -> str:
    return first_day(name.since)


def _ends(name: Name) -> str:
    """A name that ends in the year in which the next begins does not overlap it."""
    return first_day(name.until) if name.until else ALWAYS[1]
