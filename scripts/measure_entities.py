"""Measure the entity stage: mentions and terms, links, and bodies that the register does not have.

    python scripts/measure_entities.py GOLD_FOLDER [--write]

GOLD_FOLDER holds dev.jsonl and score.py; of the gold only id and text reach the program. Links are measured on
corpora/links-v1.jsonl, annotated by reading on documents of ours, with their dates and without. Bodies that the
register does not have: a tenth of it, by hash of the id, is taken out and must be found by the shape of its
names, for each of the ten tenths in turn. --write puts the figures into docs/results/entities.json.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from stancewire.entities.finder import EntityFinder
from stancewire.normalise.document import normalise
from stancewire.register.bodies import Body
from stancewire.register.lookup import Register, load_register
from stancewire.tagger import Tagger
from stancewire.types import Article, Document, Given, Mention, Source

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "docs" / "results" / "entities.json"
ERAS: Final = {"2004-13": ("2004", "2013"), "2014-19": ("2014", "2019"), "2020-26": ("2020", "2026")}
# Kinds whose names say what they are; others (media, companies, unions) can be known by heart only.
SHAPED: Final = frozenset(("lmc", "ccg", "pct", "pct_cluster", "icb", "ics", "sha", "trust"))
SHORT: Final = frozenset(
    "the this our its their that a s pct tpct pcts ccg ccgs icb icbs lmc lmcs sha trust board committee authority area team teams "
    "primary care strategic health local medical clinical commissioning group union association department government "
    "ministers conference commissioner commissioners organisation national body us we county doctors select review".split()
)
Json = dict[str, Any]


def rows_of(path: Path) -> list[Json]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def corpus() -> dict[str, Json]:
    """Our documents by id."""
    paths = sorted((ROOT / "corpora" / "stance-v1" / "batches").glob("*.jsonl"))
    return {row["id"]: row for path in paths for row in rows_of(path)}


def scorer(folder: Path) -> Any:
    """The scorer beside the gold, as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def mentions_and_terms(score: Any, golds: list[Json], tagger: Tagger) -> Json:
    """F1 of mentions, of mentions with their kind and of terms, whole and by era, and errors by kind."""
    records = [tagger.tag_text(gold["text"], id=gold["id"]).to_dict() for gold in golds]
    parts = {"all": golds} | {
        era: [gold for gold in golds if first <= gold["year"][:4] <= last] for era, (first, last) in ERAS.items()
    }
    keys = ("organisations", "organisations_with_kind", "policy_terms")
    figures = {name: {key: score.score(records, part)[key] for key in keys} for name, part in parts.items()}
    return figures | {"errors": _errors(score, golds, records)}


def _errors(score: Any, golds: list[Json], records: list[Json]) -> Json:
    """For each kind how many mentions were found, found wrongly, found with other borders, and missed."""
    table: dict[str, Counter[str]] = {}
    for gold, record in zip(golds, records, strict=True):
        ours = {score.bare(o["text"]): o["kind"] for o in record["organisations"] if o["zone"] not in score.OUTSIDE}
        theirs = {score.bare(o["mention"]): o["kind"] for o in gold["organisations"]}
        plain = {
            n
            for n in ours.keys() | theirs.keys()
            if not n or n in score.GENERIC or n.removesuffix("s") in score.GENERIC
        }
        for name in theirs.keys() - plain:
            near = any(name in other or other in name for other in ours.keys() - theirs.keys() - plain)
            fate = "found" if name in ours else "other borders" if near else "missed"
            table.setdefault(theirs[name], Counter())[fate] += 1
        for name in ours.keys() - theirs.keys() - plain:
            table.setdefault(ours[name], Counter())["too many"] += 1
    return {kind: dict(counts) for kind, counts in sorted(table.items())}


def links(score: Any, tagger: Tagger, register: Register, *, dated: bool) -> Json:
    """How often a linkable mention has the annotated ids: of those found, and of all; names and short mentions apart."""
    documents, counts = corpus(), Counter[str]()
    rows = rows_of(ROOT / "corpora" / "links-v1.jsonl")
    records = {}
    for name in {row["doc"] for row in rows}:
        given = Given(published=documents[name]["year"] or None if dated else None)
        records[name] = tagger.tag_text(documents[name]["text"], given=given).to_dict()
    for row in rows:
        bare = score.bare(row["mention"])
        found = [o for o in records[row["doc"]]["organisations"] if score.bare(o["text"]) == bare]
        if not row["linkable"]:
            counts["not linkable"] += 1
            counts["not linkable, linked"] += any(o["id"] for o in found)
            continue
        want = {register.body(code).id for code in row["ids"]}
        sort = "short" if set(bare.split()) <= SHORT else "name"
        counts[sort] += 1
        counts[f"{sort}, found"] += bool(found)
        counts[f"{sort}, right"] += any(_agree(o, want, bool(row.get("ambiguous"))) for o in found)
    return dict(sorted(counts.items()))


def _agree(mention: Json, want: set[str], ambiguous: bool) -> bool:
    got = {mention["id"]} if mention["id"] else set(mention["candidates"])
    return got == want or (ambiguous and bool(got & want))


def unknown_bodies(golds: Iterable[Json], register: Register) -> Json:
    """F1 on the mentions of bodies that were taken out of the register, tenth by tenth."""
    texts = {gold["id"]: document_of(gold["text"]) for gold in golds}
    whole = _warm(register)
    full = {name: named(whole, document) for name, document in texts.items()}
    counts = {"with a kind in the name": Counter[str](), "all": Counter[str]()}
    for tenth in range(10):
        out = {body.id for body in register.bodies if fold(body.id) == tenth}
        finder = _warm(Register(_without(body, out) for body in register.bodies if body.id not in out))
        for name, document in texts.items():
            lost = [m for m in full[name] if m.register_id in out]
            if lost:
                _compare(lost, named(finder, document), counts)
    return {name: {"f1": round(2 * c["tp"] / (2 * c["tp"] + c["fp"] + c["fn"]), 3), **c} for name, c in counts.items()}


def _without(body: Body, out: set[str]) -> Body:
    """A body whose successors, too, are those that are left."""
    return replace(body, successors=tuple(tie for tie in body.successors if tie.id not in out))


def _warm(register: Register) -> EntityFinder:
    """Built whole, once: else each of a thousand documents makes it grow, which takes ten minutes."""
    finder = EntityFinder(register)
    finder.warm()
    return finder


def fold(code: str) -> int:
    """Which tenth of the register a body belongs to."""
    return int(hashlib.sha256(code.encode()).hexdigest(), 16) % 10


def document_of(text: str) -> Document:
    """A text as the entity stage gets it."""
    return normalise(Article(id="x", source=Source(uri="x", media_type="text/plain", sha256=""), raw=text))


def named(finder: EntityFinder, document: Document) -> list[Mention]:
    """The mentions that name a body; later short ones apart."""
    found = finder.find(document).organisations
    return [m for m in found if m.finder != "reference" and m.linked_by != "reference" and not m.generic]


def _compare(lost: list[Mention], found: list[Mention], counts: dict[str, Counter[str]]) -> None:
    places = {(m.start, m.end) for m in found}
    for mention in lost:
        near = sum(m.start < mention.end and mention.start < m.end for m in found)
        hit = (mention.start, mention.end) in places
        result = Counter(tp=int(hit), fn=int(not hit), fp=near - hit)
        counts["all"] += result
        if mention.kind in SHAPED:
            counts["with a kind in the name"] += result


def lines(figures: Json) -> Iterator[str]:
    """The figures for a reader."""
    for part, values in figures["gold"].items():
        if part != "errors":
            yield f"gold {part:8} " + "  ".join(
                f"{key} {value['f1']:.3f} (n {value['n_gold']})" for key, value in values.items()
            )
    for kind, counts in figures["gold"]["errors"].items():
        yield f"     {kind:14} " + "  ".join(f"{fate} {n}" for fate, n in counts.items())
    for name in ("links", "links without dates"):
        c = figures[name]
        for sort in ("name", "short"):
            right, found, whole = c[f"{sort}, right"], c[f"{sort}, found"], c[sort]
            yield f"{name}, {sort}: right {right} of {found} found ({right / found:.3f}), of {whole} ({right / whole:.3f})"
    for name, c in figures["unknown"].items():
        yield f"taken out of the register, {name}: F1 {c['f1']:.3f} (tp {c['tp']} fp {c['fp']} fn {c['fn']})"


def main() -> int:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    score, golds, tagger, register = (
        scorer(arguments.gold),
        rows_of(arguments.gold / "dev.jsonl"),
        Tagger.load(),
        load_register(),
    )
    figures = {
        "gold": mentions_and_terms(score, golds, tagger),
        "links": links(score, tagger, register, dated=True),
        "links without dates": links(score, tagger, register, dated=False),
        "unknown": unknown_bodies([*golds, *corpus().values()], register),
    }
    print("\n".join(lines(figures)))
    if arguments.write:
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
