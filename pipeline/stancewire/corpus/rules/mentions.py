"""Names, terms, policies, speakers and quotation marks stand in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from stancewire.corpus.types import Claim, CorpusDocument
from stancewire.corpus.violations import Complaint

_MARK: Final = re.compile(r"[“\"‘']")


def mentions(document: CorpusDocument) -> Iterator[Complaint]:
    """Organisations, policy terms and what statements name."""
    for k, body in enumerate(document.organisations):
        if not body.mention or body.mention not in document.line(body.line):
            yield f"organisations[{k}].mention", f"{body.mention!r} is not on line {body.line}; correct one of the two"
    for name, times in Counter(body.mention for body in document.organisations).items():
        if times > 1:
            yield "organisations", f"{name!r} stands {times} times; list each distinct string once"
    for k, term in enumerate(document.policy_terms):
        if term not in document.text:
            yield f"policy_terms[{k}]", f"{term!r} is not in the text; write it as it stands there"
    for k, statement in enumerate(document.statements):
        yield from claim(statement, document.text, document.line(statement.line), f"statements[{k}]")


def claim(claim: Claim, text: str, line: str, where: str) -> Iterator[Complaint]:
    """What a statement names stands in the text; a quoted one has quotation marks on its line."""
    if claim.speaker and claim.speaker.split()[-1] not in text:
        yield where + ".speaker", f"{claim.speaker!r}: the surname is not in the text; correct or empty it"
    if claim.policy and claim.policy.lower() not in text.lower():
        yield where + ".policy", f"{claim.policy!r} is not in the text; use the term as it stands there, or empty it"
    if not claim.holder and not (claim.holder_kind == "national_authority" and claim.act in ("mandates", "plans")):
        yield where + ".holder", "empty; only a national requirement without issuer has no holder"
    if claim.direct and not _MARK.search(line):
        yield where + ".direct", "true, but no quotation mark stands on the line; set it false or quote"
