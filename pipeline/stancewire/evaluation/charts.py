"""Charts as Vega-Lite specifications with their data inside; render.py draws them. altair is imported late.

Systems are told apart by colour and by shape, so that no chart needs colour to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from numpy.typing import NDArray

from stancewire.evaluation.figures import Bin, Measured, confusion
from stancewire.evaluation.report import Chart
from stancewire.evaluation.systems import System
from stancewire.stance.labels import CLASSES

_WIDTH: Final = 300
_STRONG: Final = 0.55  # the share from which a cell is so dark that its number is white
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")  # Okabe and Ito's


def scores_chart(measured: Mapping[str, Mapping[str, Measured]], figures: Sequence[str]) -> Chart:
    """Every system's score with its interval, one panel a figure."""
    import altair as alt

    values = [
        {"system": name, "figure": figure, "score": m.score, "low": m.low, "high": m.high}
        for name, own in measured.items()
        for figure, m in own.items()
        if figure in figures
    ]
    base = alt.Chart().encode(y=alt.Y("system:N", sort=list(measured), title=None))
    line = base.mark_rule(size=2, color=_COLOURS[0]).encode(
        x=alt.X("low:Q", title="score, 95 % interval", scale=alt.Scale(domain=[0, 1])), x2="high:Q"
    )
    dot = base.mark_point(filled=True, size=60, color=_COLOURS[0]).encode(x="score:Q")
    chart = alt.layer(line, dot, data=_data(values)).properties(width=180)
    spec = chart.facet(column=alt.Column("figure:N", sort=list(figures), title=None)).to_dict()
    return Chart(title="All systems", name="scores", spec=spec)


def confusion_chart(systems: Sequence[System]) -> Chart:
    """One heat map a system: shares of the documents that have a primary label, and their numbers."""
    import altair as alt

    values = [cell for system in systems for cell in _cells(system)]
    base = alt.Chart().encode(
        x=alt.X("found:N", sort=list(CLASSES), title="found", axis=alt.Axis(labelAngle=-40)),
        y=alt.Y("true:N", sort=list(CLASSES), title="true"),
    )
    rect = base.mark_rect().encode(
        color=alt.Color("share:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None)
    )
    text = base.mark_text().encode(
        text="number:Q", color=alt.condition(f"datum.share > {_STRONG}", alt.value("white"), alt.value("black"))
    )
    chart = alt.layer(rect, text, data=_data(values)).properties(width=160, height=160)
    order = [system.name for system in systems]
    spec = chart.facet(facet=alt.Facet("system:N", sort=order, title=None), columns=2).to_dict()
    return Chart(title="Primary label: true and found", name="confusion", spec=spec)


def _cells(system: System) -> list[dict[str, Any]]:
    counts = confusion(system.rows)
    rows = {true: max(1, sum(counts.get((true, found), 0) for found in CLASSES)) for true in CLASSES}
    return [
        {"system": system.name, "true": true, "found": found, "number": n, "share": n / rows[true]}
        for true in CLASSES
        for found in CLASSES
        for n in [counts.get((true, found), 0)]
    ]


def reliability_chart(bins: Mapping[str, Sequence[Bin]]) -> Chart:
    """What was stated beside what came true; on the diagonal both agree."""
    import altair as alt

    values = [
        {"what": what, "stated": b.stated, "right": b.right, "size": b.size} for what, own in bins.items() for b in own
    ]
    unit = alt.Scale(domain=[0, 1])
    line = (
        alt.Chart(_data(values))
        .mark_line(point=alt.OverlayMarkDef(size=50))
        .encode(
            x=alt.X("stated:Q", title="stated chance, mean of a bin", scale=unit),
            y=alt.Y("right:Q", title="share that is right", scale=unit),
            color=alt.Color("what:N", title=None, scale=alt.Scale(range=list(_COLOURS))),
            strokeDash=alt.StrokeDash("what:N", title=None),
        )
    )
    ends = [{"stated": 0, "right": 0}, {"stated": 1, "right": 1}]
    diagonal = alt.Chart(_data(ends)).mark_line(color="grey", strokeDash=[2, 4]).encode(x="stated:Q", y="right:Q")
    spec = (diagonal + line).properties(width=_WIDTH, height=_WIDTH).to_dict()
    return Chart(title="Reliability", name="reliability", spec=spec)


def risk_chart(risks: Mapping[str, NDArray[Any]]) -> Chart:
    """The share of wrong primary labels if only the surest documents are answered."""
    import altair as alt

    values = [
        {"system": name, "coverage": (k + 1) / len(risk), "risk": float(wrong)}
        for name, risk in risks.items()
        for k, wrong in enumerate(risk)
    ]
    names = list(risks)
    colours = [_COLOURS[index % len(_COLOURS)] for index in range(len(names))]
    chart = (
        alt.Chart(_data(values))
        .mark_line(interpolate="step-after")
        .encode(
            x=alt.X("coverage:Q", title="coverage: share of documents answered", scale=alt.Scale(domain=[0, 1])),
            y=alt.Y("risk:Q", title="risk: share of them that is wrong"),
            color=alt.Color("system:N", title=None, scale=alt.Scale(domain=names, range=colours)),
            strokeDash=alt.StrokeDash("system:N", title=None, scale=alt.Scale(domain=names)),
        )
        .properties(width=420, height=_WIDTH)
    )
    return Chart(title="Risk and coverage", name="risk-coverage", spec=chart.to_dict())


def _data(values: list[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Data(values=values)  # type: ignore[no-untyped-call]
