"""The three stance labels as the codebook's section 4 defines them: holder kind x act (x target); and what a set of labels is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stancewire.types import Statement

SCHEME: Final = "primary-care/1"
NONE: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A statement of one of these holders and acts carries this label."""

    name: str
    gloss: str
    holder_kinds: frozenset[str]
    acts: frozenset[str]
    acts_on_practices: frozenset[str] = (
        frozenset()
    )  # these count only when commissioners or practices are to carry it out
    never_against: frozenset[str] = frozenset()  # kinds of target that void it


LABELS: Final = (
    Label(
        name="lmc_objection",
        gloss="a GP body objects to what a commissioner or a national authority does",
        holder_kinds=frozenset(("lmc", "bma_gpc", "gp_body")),
        acts=frozenset(("objects",)),
        never_against=frozenset(("regulator", "union", "lmc", "bma_gpc", "gp_body", "provider", "patient_body")),
    ),
    Label(
        name="ccg_plan",
        gloss="a local commissioner plans or requires something",
        holder_kinds=frozenset(("local_commissioner",)),
        acts=frozenset(("plans", "mandates")),
    ),
    Label(
        name="nhse_mandate",
        gloss="a national authority requires something, or plans what practices or commissioners are to carry out",
        holder_kinds=frozenset(("national_authority",)),
        acts=frozenset(("mandates",)),
        acts_on_practices=frozenset(("plans",)),
    ),
)
NAMES: Final = tuple(label.name for label in LABELS)
CLASSES: Final = (*NAMES, NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A set of labels of which each document has one as its primary: ours, or one that a model's card brings along."""

    name: str  # "town-debates/1"; the number goes up when a label's meaning changes
    classes: tuple[str, ...]
    rest: str = ""  # the class that means no stance; empty where there is none

    @property
    def names(self) -> tuple[str, ...]:
        """The labels that are a stance."""
        return tuple(name for name in self.classes if name != self.rest)


OURS: Final = Scheme(name=SCHEME, classes=CLASSES, rest=NONE)


def label_of(statement: Statement) -> str | None:
    """The label a statement carries, None where it carries none."""
    return next((label.name for label in LABELS if _carries(statement, label)), None)


def _carries(statement: Statement, label: Label) -> bool:
    if statement.holder_kind not in label.holder_kinds or statement.target_kind in label.never_against:
        return False
    return statement.act in label.acts or (statement.act in label.acts_on_practices and statement.addresses_practices)
