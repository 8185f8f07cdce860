"""The policy lexicon: concepts of primary-care policy and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from stancewire.errors import RegisterError
from stancewire.register.tables import DATA, read_rows, refuse_shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One concept. Variants match in any case, with hyphen for space and with a plural s; abbreviations as written."""

    id: str
    name: str
    variants: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    context: bool = False  # counts only where one of `needs` stands in the same document
    needs: tuple[str, ...] = ()
    since: int = 0
    until: int = 0  # 0: in force
    broader: str = ""  # id of the concept above
    gloss: str = ""


PACKAGED: Final = DATA / "policies.json"


@cache
def load_policies(*additions: Path) -> tuple[Policy, ...]:
    """The packaged lexicon with a user's own tables put to it. Raises RegisterError naming both rows of a contradiction."""
    policies: tuple[Policy, ...] = ()
    for path in (PACKAGED, *additions):
        policies = (*policies, *read_rows(path, "policy", Policy))
        _check(path, policies)
    return policies


def _check(path: Path, policies: tuple[Policy, ...]) -> None:
    """Ids unique, broader terms there, no word claimed twice."""
    known = {policy.id for policy in policies}
    refuse_shared(path, [(policy.id, policy.name) for policy in policies])
    refuse_shared(path, [(form.lower(), policy.id) for policy in policies for form in (policy.name, *policy.variants)])
    refuse_shared(path, [(form, policy.id) for policy in policies for form in policy.abbreviations])
    for policy in policies:
        if policy.broader and policy.broader not in known:
            raise RegisterError(
                str(path), f"{policy.id!r} is below {policy.broader!r}, which is not there", "correct its key broader"
            )
