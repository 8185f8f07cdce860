"""The same events in another era of the NHS: PCT, CCG and ICB move round, and with them regions, Whitehall and the years.

All bodies of a text move by as many eras at once, so that two actors stay two: where a CCG text tells of the PCT
before it, the CCG becomes an ICB and the PCT a CCG. Nobody does anything else than before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from stancewire.evaluation.perturb_subject import Subject

ERAS: Final = ("pct", "ccg", "icb")
_YEARS: Final = {"pct": (2004, 2012), "ccg": (2013, 2021), "icb": (2022, 2026)}
_STEP: Final = 9  # years from an era to the next


@dataclass(frozen=True, slots=True)
class _Form:
    """What a role is called in one era: as abbreviation, in full, by annotators' kind, and as the noun of "the trust"."""

    short: str
    long: str
    kind: str
    noun: str


ROLES: Final[tuple[tuple[_Form, _Form, _Form], ...]] = (
    (
        _Form("PCT cluster", "cluster of primary care trusts", "pct_cluster", "cluster"),
        _Form("STP", "sustainability and transformation partnership", "ics", "partnership"),
        _Form("ICS", "integrated care system", "ics", "system"),
    ),
    (
        _Form("PCT", "primary care trust", "pct", "trust"),
        _Form("CCG", "clinical commissioning group", "ccg", "group"),
        _Form("ICB", "integrated care board", "icb", "board"),
    ),
    (
        _Form("SHA", "strategic health authority", "sha", "authority"),
        _Form("area team", "area team", "nhs_england", "team"),
        _Form("regional team", "regional team", "nhs_england", "team"),
    ),
)
# Whitehall before 2013 and the body that took its place; they change places, so that where both are named both act on.
_DEPARTMENT: Final = re.compile(
    r"\b(?:(?P<article>[Tt]he|[Aa]n?) )?(?:Department of Health(?! and Social)|DoH|DH)\b", re.ASCII
)
_ENGLAND: Final = re.compile(r"\b(?:(?P<article>[Tt]he|[Aa]n?) )?(?:NHS England|NHSE)\b")
_NO_ARTICLE: Final = re.compile(
    r"(?:(?:\b(?:its|this|that|each|every|one|new|former|senior|their|our|his|her)|[’']s) |\()\Z", re.I
)
_HEADING: Final = re.compile(r"\Z|\n|[:,]| ?[·|–—]")  # what follows a name that stands alone on its line
_SENTENCE: Final = re.compile(r"[.?!:]\s+[“‘\"']?\Z")
_YEAR: Final = re.compile(r"(?<![\d£,.])((?:19|20)\d\d)(?:([/–-])(\d\d)(?!\d))?(?![\d,]\d|\.\d|s\b)")
_VOWEL: Final = re.compile(r"[AEIOaeio]|SHA|STP|NHS")
_DETERMINERS: Final = frozenset(("the", "the same", "our"))
_DETERMINED: Final = tuple(f"{word} " for word in sorted(_DETERMINERS))
_SMALL: Final = re.compile(r"\b(?:Of|And)\b")
_WORD: Final = 40  # letters, more than any place has
_NAME_BEFORE: Final = re.compile(
    r"(?<!\w)(?!(?:The|This|That|Each|Every|One|Our|Both|If|When|As|But|And|All|No)\b)[A-Z]\w+ \Z"
)


def moved(subject: Subject, random: Random) -> str:
    """The text one or two eras on, counted round; unchanged where nothing tells of an era."""
    era = era_of(subject)
    if not era:
        return subject.text
    steps = random.choice((1, 2))
    target = ERAS[(ERAS.index(era) + steps) % 3]
    text = _renamed_bodies(subject, steps)
    if "pct" in (era, target):
        text = _swapped_centre(text, subject)
    return _shifted(text, years_between(subject.year, era, target))


def era_of(subject: Subject) -> str:
    """The era of the commissioners a text names most, else of its year; empty where it has neither."""
    counts = Counter(body.kind for body in subject.bodies if body.kind in ERAS)
    for form in ROLES[1]:
        counts[form.kind] += len(re.findall(rf"\b{form.short}s?\b|\b{form.long}", subject.text, re.ASCII))
    kind, most = max(((era, counts[era]) for era in ERAS), key=lambda pair: pair[1])
    if most:
        return kind
    return next((era for era in ERAS if subject.year and subject.year <= _YEARS[era][1]), "")


def years_between(year: int, era: str, target: str) -> int:
    """By how many years a text moves so that its own year lies in the target era."""
    first, last = _YEARS[target]
    steps = ERAS.index(target) - ERAS.index(era)
    return min(max(year + _STEP * steps, first), last) - year if year else _STEP * steps


def _renamed_bodies(subject: Subject, steps: int) -> str:
    """All roles in one pass, long forms first: nothing is moved twice."""
    table = {old.lower(): new for old, new in _moves(subject, steps)}
    forms = "|".join(re.escape(form) for form in sorted(table, key=lambda form: (-len(form), form)))
    pattern = re.compile(rf"(?<!\w)(?P<article>an? )?(?:teaching )?T?(?P<form>{forms})(?P<plural>s?)(?!\w)", re.I)

    def change(match: re.Match[str]) -> str:
        old = match["form"]
        if " " not in old and not old.isupper():  # "sha" in small letters is no body
            return match[0]
        alone = match["article"] or old.lower().startswith(_DETERMINED)  # "the trust" is no part of a name
        in_name = not alone and bool(_NAME_BEFORE.search(subject.text[max(0, match.start() - _WORD) : match.start()]))
        new = _styled(table[old.lower()], old, in_name=in_name)
        new = _plural(new) if match["plural"] else new
        return _article(match["article"], new) + new

    return pattern.sub(change, subject.text)


def _moves(subject: Subject, steps: int) -> Iterator[tuple[str, str]]:
    for role in ROLES:
        for index, form in enumerate(role):
            new = role[(index + steps) % 3]
            yield form.short, new.short
            yield form.long, new.long
            yield from _nouns(subject, form, new)


def _nouns(subject: Subject, form: _Form, new: _Form) -> Iterator[tuple[str, str]]:
    """ "the trust" becomes "the group", where annotators say that it is the PCT and nobody else."""
    pattern = re.compile(rf"(.*\b){form.noun}", re.I)
    for body in subject.bodies:
        others = {other.kind for other in subject.bodies if other.name.casefold() == body.name.casefold()} - {form.kind}
        match = pattern.fullmatch(body.name)
        if body.kind == form.kind and match and match[1].strip().casefold() in _DETERMINERS and not others:
            yield body.name, match[1] + new.noun
        elif (
            body.kind == form.kind == "pct_cluster" and match and body.name[0].isupper() and form.short not in body.name
        ):
            yield body.name, match[1] + new.short  # "Severn Uplands Cluster"


def _styled(new: str, old: str, *, in_name: bool) -> str:
    """As the old form was written: an abbreviation, in small letters, with a capital, in capitals, or as a title."""
    if new.isupper():
        return new
    if " " in old and old.isupper():
        return new.upper()
    if in_name or (" " in old and old.rsplit(maxsplit=1)[-1][0].isupper()):
        return _SMALL.sub(lambda match: match[0].lower(), _capitals(new))
    return new if old[0].islower() or old.isupper() else new[0].upper() + new[1:]


def _capitals(form: str) -> str:
    return " ".join(word[0].upper() + word[1:] for word in form.split())


def _plural(form: str) -> str:
    return re.sub("y$", "ie", form) + "s"


def _article(old: str | None, form: str) -> str:
    if not old:
        return ""
    return old[0] + ("n " if _VOWEL.match(form) else " ")


def _swapped_centre(text: str, subject: Subject) -> str:
    """NHS England and the Department of Health change places in one pass; "the department" goes with the latter."""
    short = {b.name for b in subject.bodies if b.kind == "government" and b.name.casefold() == "the department"}
    alone = "|".join(map(re.escape, sorted(short))) if _DEPARTMENT.search(text) else ""
    forms = [_DEPARTMENT.pattern.replace("article", "a"), _ENGLAND.pattern.replace("article", "b")]
    both = re.compile("|".join(forms + ([rf"\b(?:{alone})\b(?! of)"] if alone else [])))

    def change(match: re.Match[str]) -> str:
        article = match["a"] or match["b"] or ""
        if "NHS" in match[0]:
            return _department(article, text[: match.start()], text[match.end() :])
        return f"{article[0]}n NHS England" if article in {"A", "a", "An", "an"} else "NHS England"

    return both.sub(change, text)


def _department(article: str, before: str, after: str) -> str:
    """With the article that NHS England goes without, but for letterheads and behind "its" or "new"."""
    if article:
        return f"{article.removesuffix('n')} Department of Health"
    begins = not before or before.endswith("\n")
    if _NO_ARTICLE.search(before) or (begins and _HEADING.match(after)):
        return "Department of Health"
    capital = begins or _SENTENCE.search(before)
    return ("The" if capital else "the") + " Department of Health"


def _shifted(text: str, years: int) -> str:
    def change(match: re.Match[str]) -> str:
        year = int(match[1]) + years
        return f"{year}{match[2]}{(int(match[3]) + years) % 100:02}" if match[2] else str(year)

    return _YEAR.sub(change, text)
