"""Document and Mentions in, Verdict out: statements, labels of passages and document, and the right to abstain.

A backend is a function of a model folder and a StanceConfig; what it returns has one method,
judge(document, mentions) -> Verdict.
"""

from typing import Final

BACKENDS: Final = {
    "rules": "stancewire.stance.rules:rules",
    "linear": "stancewire.stance.trained:linear",
    "encoder": "stancewire.stance.trained:encoder",
    "cascade": "stancewire.stance.trained:cascade",
    "own": "stancewire.stance.own:own",  # any other set of labels
}
