"""A comparison in words: tables for a terminal, and a paragraph for the methods section of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stancewire.compare.comparison import Comparison
from stancewire.compare.ties import Window
from stancewire.corpus.alpha import Alpha
from stancewire.stance.labels import CLASSES
from stancewire.version import VERSION

_NOTHING = "-"
Row = Sequence[str]


def tables(found: Comparison) -> str:
    """Everything, a table a question."""
    parts = [
        f"{found.documents:,} documents of both; {found.only_one:,} only in {found.one}, {found.only_two:,} only in {found.two}; "
        f"{found.passages:,} passages of both, {found.passages_apart:,} that one of them cuts otherwise\n",
        _table("Agreement", ("question", "alpha", "95 %", "units", "agreed"), map(_alpha_row, found.alphas)),
        _table(f"F1 of {found.one}, {found.two} taken as the truth", *_scores(found)),
        _table(f"Primary label: {found.two} down, {found.one} across", *_confusion(found)),
        _table(
            "Networks",
            ("window", "ties of", "ties", "shared", "correlation"),
            map(_window_row, found.windows),
        ),
    ]
    if found.prevalences:
        parts.append(_table(f"Shares of all documents of {found.one}", *_prevalences(found)))
    return "\n".join([*parts, *(f"Note: {warning}.\n" for warning in found.warnings)])


def methods(found: Comparison) -> str:
    """One paragraph with the figures filled in."""
    primary = next(alpha for alpha in found.alphas if alpha.name == "primary")
    present = next(alpha for alpha in found.alphas if alpha.name == "present: mean")
    passages = next(alpha for alpha in found.alphas if alpha.name == "passages: mean")
    sentences = [
        f"Documents were coded with stancewire {VERSION}. On the {found.documents:,} documents that were coded by both "
        f"{found.one} and {found.two}, Krippendorff's alpha (nominal, 95 % bootstrap interval over documents) was "
        f"{_with_interval(primary)} for the primary label, {_with_interval(present)} for the labels present in a document and "
        f"{_with_interval(passages)} for those of its passages (n = {found.passages:,}).",
        f"With {found.two} as the reference, macro-averaged F1 was {_number(found.macro('primary'))}, "
        f"{_number(found.macro('present'))} and {_number(found.macro('passages'))}.",
    ]
    sentences += _networks(found)
    if found.prevalences:
        sentences.append(_shares(found))
    return " ".join(sentences) + "\n"


def _networks(found: Comparison) -> Iterator[str]:
    told = [w.correlation for w in found.windows if w.ties_of == "kinds and acts"]
    values = sorted(value for value in told if value is not None)
    if values:
        yield (
            f"Networks of kinds of bodies and what they do correlated at {_number(_median(values))} in the median of "
            f"{len(values)} windows of time, between {_number(values[0])} and {_number(values[-1])}."
        )


def _shares(found: Comparison) -> str:
    present = [p for p in found.prevalences if p.question == "present"]
    shares = ", ".join(f"{p.label} {p.corrected:.1%} [{p.low:.1%}, {p.high:.1%}]" for p in present)
    total = found.documents + found.only_one
    return (
        f"Shares of the {total:,} documents were corrected for the classifier's error by the difference estimator from the "
        f"{found.documents:,} hand-coded ones, with 95 % intervals: {shares}."
    )


def _with_interval(alpha: Alpha) -> str:
    return f"{_number(alpha.alpha)} [{_number(alpha.low)}, {_number(alpha.high)}]"


def _median(values: Sequence[float]) -> float:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def _alpha_row(alpha: Alpha) -> Row:
    agreed = f"{alpha.agreed / alpha.units:.3f}" if alpha.units else _NOTHING
    return (
        alpha.name,
        _number(alpha.alpha),
        f"{_number(alpha.low)} to {_number(alpha.high)}",
        f"{alpha.units:,}",
        agreed,
    )


def _scores(found: Comparison) -> tuple[Row, Iterator[Row]]:
    rows = (
        (s.question, s.label, _number(s.precision), _number(s.recall), _number(s.f1), f"{s.found:,}", f"{s.wanted:,}")
        for s in found.scores
    )
    return ("question", "label", "precision", "recall", "F1", "found", "wanted"), rows


def _confusion(found: Comparison) -> tuple[Row, Iterator[Row]]:
    rows = ((name, *(f"{n:,}" for n in row)) for name, row in zip(CLASSES, found.confusion, strict=True))
    return ("", *CLASSES), rows


def _window_row(window: Window) -> Row:
    return window.name, window.ties_of, f"{window.ties:,}", f"{window.shared:,}", _number(window.correlation)


def _prevalences(found: Comparison) -> tuple[Row, Iterator[Row]]:
    rows = (
        (p.question, p.label, f"{p.as_found:.3f}", f"{p.corrected:.3f}", f"{p.low:.3f} to {p.high:.3f}")
        for p in found.prevalences
    )
    return ("question", "label", "as found", "corrected", "95 %"), rows


def _number(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.3f}"


def _table(title: str, head: Row, rows: Iterator[Row]) -> str:
    cells = [tuple(head), *(tuple(row) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([title, *lines, ""])
