"""The report's section on perturbations: what changes although nothing should, and what stays although it should go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from stancewire.corpus.denials import Denied, denials
from stancewire.corpus.types import CorpusDocument, PairPassage
from stancewire.entities.finder import EntityFinder
from stancewire.evaluation.perturb import PERTURBATIONS, perturbed
from stancewire.evaluation.perturb_measure import Flip, Outcome, Share, Twin, denied_away, flips, outcome, share
from stancewire.evaluation.perturb_subject import Subject, subject_of
from stancewire.evaluation.report import Cell, Section, Table
from stancewire.normalise.document import normalise
from stancewire.tagger import Tagger
from stancewire.types import Article, Source

MOST_CHANGED: Final = 0.03  # of primary labels, where bodies are renamed or moved to another era
LEAST_FLIPPED: Final = 0.8  # of minimal pairs with a negation flipped
NAMES_AND_ERAS: Final = ("renamed bodies", "another era")
NEGATIONS: Final = "pairs whose label goes with a negation"
_NOWHERE: Final = Source(uri="corpus", media_type="text/plain", sha256="")
_OURS: Final = "Texts and labels of the corpus are the project's own; real reporting may do worse."
_TEXT: Final = (
    "Each document is tagged as it is and perturbed: every local body and person under another invented name; moved to "
    "another era (PCT, CCG, ICB round in a circle, NHS England and the Department of Health changing places, years shifted); "
    "in other words, by a literal table; with one letter in a hundred of the body mistyped. None of this changes who does "
    "what, so no label should change. Shares are of documents whose text did change. Minimal pairs are the opposite: a few "
    "words differ and the labels with them. Intervals are 95 % by bootstrap over documents, or over groups of pairs. "
) + _OURS
Twins = Mapping[str, Mapping[str, Sequence[Twin]]]  # by tagger, then by perturbation
Row = tuple[Cell, ...]


def section(
    documents: Sequence[CorpusDocument], pairs: Sequence[PairPassage], taggers: Mapping[str, Tagger], seed: int
) -> Section:
    """Perturb, tag and compare. documents and pairs are of one split, taggers by the name a reader knows them by."""
    texts = _texts(documents, seed, PERTURBATIONS)
    plain = {name: {d.id: outcome(tagger, d.text) for d in documents} for name, tagger in taggers.items()}
    twins = {name: _twins(tagger, documents, plain[name], texts) for name, tagger in taggers.items()}
    denied = {name: _denied(tagger, documents, plain[name]) for name, tagger in taggers.items()}
    flipped = {name: tuple(flips(tagger, pairs)) for name, tagger in taggers.items()}
    return Section(
        title="Perturbations",
        text=_TEXT,
        parts=(
            _targets(twins, flipped, seed),
            _changes(twins, seed),
            _flip_table(flipped, seed),
            _stays_table(flipped, seed),
            _denial_table(denied, seed),
            _examples(twins),
        ),
    )


def figures(
    documents: Sequence[CorpusDocument], pairs: Sequence[PairPassage], tagger: Tagger, seed: int
) -> dict[str, Share]:
    """What the targets are about, under one tagger, as shares in [0, 1].

    Of NAMES_AND_ERAS the share of primary labels that change, of documents whose text did; of NEGATIONS that of pairs whose
    labels go as they should. documents and pairs are of one split; of nothing the share is 0, with a count of 0.
    """
    texts = _texts(documents, seed, NAMES_AND_ERAS)
    changed = _twins(tagger, documents, {d.id: outcome(tagger, d.text) for d in documents}, texts)
    shares = {name: _primary_changed(changed[name], seed) for name in NAMES_AND_ERAS}
    return shares | {NEGATIONS: _turned(tuple(flips(tagger, pairs)), seed)}


def subjects(documents: Sequence[CorpusDocument]) -> Iterator[Subject]:
    """Documents of a corpus with everybody named in them."""
    finder = EntityFinder()
    for document in documents:
        article = Article(id=document.id, source=_NOWHERE, raw=document.text)
        yield subject_of(document, finder.find(normalise(article)))


def _texts(documents: Sequence[CorpusDocument], seed: int, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Perturbed texts by perturbation and document, those alone that changed."""
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    for subject in subjects(documents):
        for name, changed in found.items():
            text = perturbed(name, subject, seed)
            if text != subject.text:
                changed[subject.id] = text
    return found


def _twins(
    tagger: Tagger,
    documents: Sequence[CorpusDocument],
    plain: Mapping[str, Outcome],
    texts: Mapping[str, Mapping[str, str]],
) -> dict[str, list[Twin]]:
    truth = {document.id: document.primary for document in documents}
    return {
        name: [
            Twin(id=key, truth=truth[key], before=plain[key], after=outcome(tagger, text))
            for key, text in found.items()
        ]
        for name, found in texts.items()
    }


def _denied(
    tagger: Tagger, documents: Sequence[CorpusDocument], plain: Mapping[str, Outcome]
) -> list[tuple[Denied, bool]]:
    return [
        found
        for document in documents
        for found in denied_away(tagger, document, plain[document.id], denials([document]))
    ]


def _primary_changed(twins: Sequence[Twin], seed: int) -> Share:
    return share([(int(twin.before.primary != twin.after.primary), 1) for twin in twins], seed)


def _targets(twins: Twins, flipped: Mapping[str, Sequence[Flip]], seed: int) -> Table:
    rows: list[Row] = []
    for system, found in twins.items():
        for name in NAMES_AND_ERAS:
            changed = _primary_changed(found[name], seed)
            goal = f"at most {MOST_CHANGED}"
            rows.append(
                (system, f"primary labels changed: {name}", goal, *_shown(changed, changed.value <= MOST_CHANGED))
            )
        turned = _turned(flipped[system], seed)
        goal = f"at least {LEAST_FLIPPED}"
        rows.append((system, NEGATIONS, goal, *_shown(turned, turned.value >= LEAST_FLIPPED)))
    columns = ("system", "what", "target", "measured", "95 % interval", "of", "met")
    return Table(title="Perturbations against their targets", columns=columns, rows=tuple(rows), note=_OURS)


def _turned(flipped: Sequence[Flip], seed: int) -> Share:
    return _flip_share([f for f in flipped if f.flips == "negation" and not f.stays], "as_truth", seed)


def _shown(found: Share, met: bool) -> Row:
    return (found.value, found.interval, found.count, ("yes" if met else "no") if found.count else "not measured")


def _changes(twins: Twins, seed: int) -> Table:
    rows: list[Row] = []
    for system, by_name in twins.items():
        for name, found in by_name.items():
            primary = _primary_changed(found, seed)
            present = share([(int(twin.before.present != twin.after.present), 1) for twin in found], seed)
            passages = share([twin.passages for twin in found], seed)
            right = [sum(getattr(twin, side).primary == twin.truth for twin in found) for side in ("before", "after")]
            shares = [cell for part in (primary, present, passages) for cell in (part.value, part.interval)]
            rows.append((system, name, len(found), *shares, *(n / max(1, len(found)) for n in right)))
    return Table(
        title="Labels that change although nothing should",
        columns=(
            "system", "perturbation", "documents", "primary changed", "interval", "present changed", "interval ", "passage labels changed",
            "interval  ", "primary right before", "primary right after",
        ),
        rows=tuple(rows),
        note=f"Documents are those whose text the perturbation changed. {_OURS}",
    )  # fmt: skip


def _flip_share(found: Sequence[Flip], what: str, seed: int) -> Share:
    groups: dict[str, list[bool]] = defaultdict(list)
    for flip in found:
        groups[flip.group].append(getattr(flip, what))
    return share([(sum(hits), len(hits)) for hits in groups.values()], seed)


def _flip_table(flipped: Mapping[str, Sequence[Flip]], seed: int) -> Table:
    rows: list[Row] = []
    for system, found in flipped.items():
        moving = [flip for flip in found if not flip.stays]
        for kind in (*sorted({flip.flips for flip in moving}), "all"):
            those = [flip for flip in moving if kind in ("all", flip.flips)]
            shares = [_flip_share(those, what, seed) for what in ("differs", "as_truth", "both_right")]
            rows.append(
                (system, kind, len(those), shares[0].value, *(c for s in shares[1:] for c in (s.value, s.interval)))
            )
    return Table(
        title="Minimal pairs whose labels differ",
        columns=(
            "system",
            "flips",
            "pairs",
            "labels differ",
            "differ as the truth",
            "interval",
            "both right",
            "interval ",
        ),
        rows=tuple(rows),
        note=f"Every two members of a group whose true labels differ, each read under its headline. {_OURS}",
    )


def _stays_table(flipped: Mapping[str, Sequence[Flip]], seed: int) -> Table:
    rows: list[Row] = []
    for system, found in flipped.items():
        staying = [flip for flip in found if flip.stays]
        for kind in sorted({flip.flips for flip in staying}):
            those = [flip for flip in staying if flip.flips == kind]
            differs = _flip_share(those, "differs", seed)
            rows.append((system, kind, len(those), differs.value, differs.interval))
    return Table(
        title="Minimal pairs whose labels must stay",
        columns=("system", "flips", "pairs", "labels differ", "interval"),
        rows=tuple(rows),
        note=_OURS,
    )


def _denial_table(denied: Mapping[str, Sequence[tuple[Denied, bool]]], seed: int) -> Table:
    rows: list[Row] = []
    for system, found in denied.items():
        for label in (*sorted({passage.label for passage, _ in found}), "all"):
            gone = share([(int(away), 1) for passage, away in found if label in ("all", passage.label)], seed)
            rows.append((system, label, gone.count, gone.value, gone.interval))
    return Table(
        title="Statements denied by rule",
        columns=("system", "label", "passages with the label", "label gone", "interval"),
        rows=tuple(rows),
        note="Passages of one sentence with one statement, whose label the system finds; a table of rules puts “not” in, "
        f"or takes it out. The document around them stays, headline included. {_OURS}",
    )


def _examples(twins: Twins) -> Table:
    rows = tuple(
        (system, name, twin.id, twin.truth, twin.before.primary, twin.after.primary)
        for system, by_name in twins.items()
        for name in NAMES_AND_ERAS
        for twin in by_name[name]
        if twin.before.primary != twin.after.primary
    )
    columns = ("system", "perturbation", "document", "true", "before", "after")
    return Table(
        title="Documents whose primary label changed with names or era", columns=columns, rows=rows, note=_OURS
    )
