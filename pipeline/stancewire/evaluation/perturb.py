"""Perturbations of a text that must not change what a tagger says of it: by name, all of one form.

In:  a Subject (a text and who is named in it) and a Random. Out: a text with as many lines.
The same seed gives the same text, whatever was perturbed before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from stancewire.evaluation.perturb_era import moved
from stancewire.evaluation.perturb_names import renamed
from stancewire.evaluation.perturb_subject import Subject
from stancewire.evaluation.perturb_typos import mistyped
from stancewire.evaluation.perturb_wording import reworded

PERTURBATIONS: Final[Mapping[str, Callable[[Subject, Random], str]]] = {
    "renamed bodies": renamed,
    "another era": moved,
    "paraphrases": reworded,
    "typos": mistyped,
}


def perturbed(name: str, subject: Subject, seed: int) -> str:
    """A subject's text under one of PERTURBATIONS; chance depends on seed, perturbation and document alone."""
    return PERTURBATIONS[name](subject, Random(f"{seed}:{name}:{subject.id}"))
