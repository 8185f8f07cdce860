"""The policy lexicon: concepts of primary-care policy and the words for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from stancewire.errors import RegisterError
from stancewire.register.folding import folded, orders
from stancewire.register.namesakes import everyday
from stancewire.register.tables import DATA, read_rows, refuse_shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One concept. Variants match in any case, number, order and hyphenation; abbreviations as written."""

    id: str
    name: str
    variants: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    context: bool = False  # counts only where one of `needs` stands in the same document
    needs: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # an abbreviation's own: in the same paragraph, or the document spells it out
    since: int = 0  # 0: timeless, or the user's table does not say
    until: int = 0  # 0: in force
    timeless: bool = False  # a matter that has no first year
    broader: str = ""  # id of the concept above
    gloss: str = ""


PACKAGED: Final = DATA / "policies.json"


@cache
def load_policies(*additions: Path) -> tuple[Policy, ...]:
    """The packaged lexicon with a user's own tables put to it. Raises RegisterError naming the rows of a contradiction."""
    policies: tuple[Policy, ...] = ()
    for path in (PACKAGED, *additions):
        rows = read_rows(path, "policy", Policy)
        _check(path, (*policies, *rows))
        if policies:
            _refuse_folded(path, policies, rows)
        policies = (*policies, *rows)
    return policies


def _check(path: Path, policies: tuple[Policy, ...]) -> None:
    """Ids and names unique, no wording claimed twice, each row at one with itself, broader terms a tree."""
    if twice := [key for key, count in Counter(policy.id for policy in policies).items() if count > 1]:
        rows = " and by ".join(repr(policy.name) for policy in policies if policy.id == twice[0])
        raise RegisterError(str(path), f"the id {twice[0]!r} is claimed by {rows}", "leave it to one of them")
    refuse_shared(path, [(policy.name.lower(), policy.id) for policy in policies])
    refuse_shared(path, [(_alike(form), p.name) for p in policies for form in (p.name, *p.variants)])
    refuse_shared(path, [(form, policy.name) for policy in policies for form in policy.abbreviations])
    for policy in policies:
        if found := _contradiction(policy):
            raise RegisterError(str(path), f"{policy.name!r} {found[0]}", found[1])
    _refuse_circles(path, {policy.id: policy for policy in policies})


def _alike(form: str) -> str:
    return form.lower().replace("-", " ").replace("&", "and").replace("’", "'")


def _refuse_folded(path: Path, known: Iterable[Policy], rows: Iterable[Policy]) -> None:
    """A user's row takes no wording of another that is one to the matcher: number, case, hyphens, compounds, order."""
    owners: dict[str, Policy] = {}
    for policy in known:
        for wording in (*_turned(policy), *wordings_of(policy)):
            owners[wording] = policy
    for row in rows:
        if len(row.id.split()) != 1 or row.id != row.id.strip():
            raise RegisterError(
                str(path), f"the id {row.id!r} of {row.name!r} has a blank in it", "write a hyphen there"
            )
        for wording, form in (_turned(row) | wordings_of(row)).items():
            if everyday(form):
                raise RegisterError(
                    str(path), f"{row.name!r} has the wording {form!r}, an everyday word", "add words to it"
                )
            if (owner := owners.get(wording)) and owner is not row:
                said = f"{form!r} of {row.name!r} ({row.id}) is to the matcher a wording of {owner.name!r} ({owner.id})"
                raise RegisterError(str(path), said, "leave it to one of them")
        owners |= dict.fromkeys((_turned(row) | wordings_of(row)), row)


def wordings_of(policy: Policy) -> dict[str, str]:
    """The forms of a policy as they are compared; of each the spelling. Abbreviations count with their plural."""
    short = {folded(form + end): form for form in policy.abbreviations for end in ("", "s")}
    return short | {folded(form): form for form in (policy.name, *policy.variants)}


def _turned(policy: Policy) -> dict[str, str]:
    return {folded(other): form for form in (policy.name, *policy.variants) for other in orders(form)}


def _contradiction(policy: Policy) -> tuple[str, str] | None:
    """What is wrong with a row by itself, and what to do."""
    if policy.since and policy.until and policy.since > policy.until:
        return f"ends in {policy.until}, before it begins in {policy.since}", "correct its from or its to"
    if policy.timeless and (policy.since or policy.until):
        year = f"the year {policy.since or policy.until}"
        return f"is timeless and has {year}", "leave out one of them"
    if policy.context and not policy.needs:
        return "counts in context only, but names no words of it", "give it needs, or take out its context"
    if policy.needs and not policy.context:
        return "has needs, which do nothing without context", "say context = true, or take out its needs"
    if policy.near and not policy.abbreviations:
        return "has near, which is for abbreviations, and no abbreviation", "give it one, or take out its near"
    return None


def _refuse_circles(path: Path, known: dict[str, Policy]) -> None:
    for start in known.values():
        chain = [start]
        while above := chain[-1].broader:
            if above not in known:
                raise RegisterError(
                    str(path), f"{chain[-1].name!r} is below {above!r}, which is not there", "correct its key broader"
                )
            chain.append(known[above])
            if chain[-1] in chain[:-1]:
                circle = " below ".join(repr(p.name) for p in chain[chain.index(chain[-1]) :])
                raise RegisterError(str(path), f"broader terms run in a circle: {circle}", "correct one key broader")
