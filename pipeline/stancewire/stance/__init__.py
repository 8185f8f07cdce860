"""Statements in, Stance out: labels of passages and documents, with probabilities and the right to abstain.

A backend is built from a model folder and a StanceConfig and has one method,
predict(document, statements) -> Stance.
"""

from typing import Final

BACKENDS: Final = {
    "rules": "stancewire.stance.rules:RuleStance",
}
