"""What an explanation says: for each label the passages and the words that carried it."""

from __future__ import annotations

from dataclasses import dataclass

from stancewire.types import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Span):
    """A stretch of Document.text and what it weighs; below 0 it speaks against the label."""

    weight: float
    part: str = "words"  # or title, standfirst, opening (the first passage), passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier(Span):
    """A passage that carries a label, or comes nearest to it where none does, and its words in text order."""

    probability: float
    words: tuple[Part, ...]
    carries: bool = True  # false of the nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelExplained:
    """One label of a document; its passages are in text order."""

    label: str
    probability: float | None  # that it is present; None of a class that is no label ("none")
    passages: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All labels of a document, the primary one first, and what each part of the document does for the primary one.

    Weights are drops of log odds by method "occlusion", strengths of cue words by "cues".
    """

    method: str
    labels: tuple[LabelExplained, ...]
    parts: tuple[Part, ...]  # in text order
    runs: int  # of the model
    untried: int = 0  # runs of words that were not taken out, because the model had run often enough
