"""Labels and statements agree both ways: every label rests on a statement, every statement gives its label.

The rule is the codebook's section 4: holder kind x act (x target).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from stancewire.corpus.types import GP_KINDS, PASSAGE_ZONES, Claim, CorpusDocument
from stancewire.corpus.violations import Complaint

# Codebook 8: an objection against these is a statement without lmc_objection.
_VOID_KINDS: Final = frozenset(
    "regulator lmc bma gpc gp_body royal_college trust council media company think_tank".split()
)
_VOID_WORDS: Final = re.compile(
    r"\b(CQC|Care Quality Commission|GMC|General Medical Council|NICE|BMA|GPC|RCGP|LMCs?|union|patients?|hospital|"
    r"foundation trust|council|inspectorate|medical register)\b"
)


def label_of(claim: Claim, kinds: Mapping[str, str]) -> tuple[str | None, bool]:
    """The label a statement may give, and whether it has to. `kinds`: kinds of bodies by name, in lower case."""
    if claim.holder_kind in GP_KINDS and claim.act == "objects":
        return _objection(claim.target, kinds)
    if claim.holder_kind == "local_commissioner" and claim.act in ("plans", "mandates"):
        return "ccg_plan", True
    if claim.holder_kind == "national_authority" and claim.act in ("plans", "mandates"):
        return "nhse_mandate", claim.act == "mandates"  # a plan counts only when somebody has to carry it out
    return None, False


def _objection(target: str, kinds: Mapping[str, str]) -> tuple[str | None, bool]:
    """Void if every target is void; open if one is of kind `other`, which holds health boards as well as surgeries."""
    states = [_target_state(part.strip(), kinds) for part in target.split(";")]
    if "counts" in states:
        return "lmc_objection", True
    return ("lmc_objection", False) if "open" in states else (None, False)


def _target_state(target: str, kinds: Mapping[str, str]) -> str:
    kind = kinds.get(target.lower())
    if kind in _VOID_KINDS or (kind is None and _VOID_WORDS.search(target)):
        return "void"
    return "open" if kind == "other" else "counts"


def mention_kinds(document: CorpusDocument) -> dict[str, str]:
    """Kinds of the document's organisations by mention and by canonical name, in lower case."""
    return {name.lower(): body.kind for body in document.organisations for name in (body.mention, body.canonical)}


def labels(document: CorpusDocument) -> Iterator[Complaint]:
    """Every passage label has its statement and every statement its label."""
    kinds = mention_kinds(document)
    labelled = {item.line: set(item.labels) for item in document.labelled}
    given: dict[int, set[str]] = defaultdict(set)
    for k, statement in enumerate(document.statements):
        label, due = label_of(statement, kinds)
        given[statement.line] |= {label} if label else set()
        read = document.zone_of.get(statement.line) in PASSAGE_ZONES
        if label and due and read and label not in labelled.get(statement.line, ()):
            yield (
                f"statements[{k}]",
                f"gives {label}, but line {statement.line} lacks it; label the line or correct holder_kind, act or target",
            )
    for line, found in labelled.items():
        for label in sorted(found - given[line]):
            yield (
                "passages",
                f"line {line} carries {label}, but no statement there gives it; add the statement or remove the label",
            )
        if not found:
            yield "passages", f"line {line} carries no label; list only lines that carry one"


def document_labels(document: CorpusDocument) -> Iterator[Complaint]:
    """Present is the union of passages and title, primary one of them or none."""
    kinds = mention_kinds(document)
    union = {label for item in document.labelled for label in item.labels}
    titles = [label_of(claim, kinds) for claim in document.statements if document.zone_of.get(claim.line) == "title"]
    due = union | {label for label, must in titles if label and must}
    may = due | {label for label, _ in titles if label}
    present = set(document.present)
    if not due <= present <= may:
        yield "present", f"{sorted(present)} is not what passages and title give ({sorted(due)}); make them agree"
    if document.primary not in (*present, "none"):
        yield "primary", f"{document.primary} is not among present; choose one that is, or none"
