"""A user's own register and lexicon held against the other table: no name is a body's and a policy's at once.

In:  paths of the user's additions to either table.
Out: a RegisterError that names the two rows, if there are such.

Only rows of the user are held to it. The packaged tables share a few wordings on purpose, and a text tells which is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from stancewire.errors import RegisterError
from stancewire.register.bodies import Body
from stancewire.register.folding import folded
from stancewire.register.lexicon import Policy, load_policies, wordings_of
from stancewire.register.lookup import load_register
from stancewire.register.namesakes import row_of


def check_together(registers: Sequence[Path], lexicons: Sequence[Path]) -> None:
    """Raise RegisterError if a row of a user shares a name with one of the other table, packaged or their own."""
    if not registers and not lexicons:
        return
    bodies, policies = load_register(*registers).bodies, load_policies(*lexicons)
    _check(registers, bodies[len(load_register().bodies) :], policies)
    _check(lexicons, bodies, policies[len(load_policies()) :])


def _check(paths: Iterable[Path], bodies: Iterable[Body], policies: Iterable[Policy]) -> None:
    """Raise RegisterError for the first name that a body shares with a policy; paths: where the user's rows stand."""
    owners = _owners(policies)
    for body in bodies:
        for form in (*body.forms, *body.abbreviations):
            if found := owners.get(folded(form)):
                policy, wording = found
                raise RegisterError(
                    ", ".join(map(str, paths)),
                    f"{form!r} of the body {row_of(body)} is to the matcher {wording!r}, a wording of the policy {policy.name!r} ({policy.id})",
                    "leave it to one of them",
                )


def _owners(policies: Iterable[Policy]) -> Mapping[str, tuple[Policy, str]]:
    return {key: (policy, wording) for policy in policies for key, wording in wordings_of(policy).items()}
