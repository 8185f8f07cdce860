"""Who demands what a sentence says practices "must" do, when the sentence itself does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from stancewire.statements.actors import AUTHORITIES, GP_SIDE, Actor

_NATIONAL: Final = re.compile(
    r"\b(?:contract(?:ual|ually)?|regulations?|legislation|the law|statutory|Act|Bill|GMS|PMS|QOF|DES|national(?:ly)?)\b"
)
_ADDRESSEES: Final = frozenset(("provider", "local_commissioner", ""))


def issuer_of(
    sentence: str,
    subject: Actor | None,
    speaker: Actor | None,
    sender: Actor | None,
    known: Actor | None,
    named: Sequence[Actor] = (),
) -> Actor | None:
    """The authority behind a demand, None where nobody fits.

    subject: who has to obey; a demand on a national authority or on GP bodies is no mandate.
    known: the authority of which the document spoke last.
    named: the actors of the sentence.
    """
    kind = subject.kind if subject else ""
    if kind not in _ADDRESSEES and not (subject and subject.pronoun):
        return None
    if kind == "local_commissioner":
        # Only a national authority can order commissioners about.
        return next((a for a in (*named, speaker, sender, known) if a and a.kind == "national_authority"), None)
    if speaker and speaker.kind not in GP_SIDE | AUTHORITIES | {"other"}:
        return None
    candidates = (speaker, None if speaker else sender, known)
    obeys = subject.name if subject else ""
    issuer = next((a for a in candidates if a and a.kind in AUTHORITIES and a.name != obeys), None)
    return issuer or (_nobody_named() if _NATIONAL.search(sentence) else None)


def _nobody_named() -> Actor:
    # Codebook, section 8: a passive national requirement without issuer has an empty holder.
    return Actor(start=0, end=0, name="", kind="national_authority")
