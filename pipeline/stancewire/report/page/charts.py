"""The page's charts as Vega-Lite specifications without data: the page counts, and gives each chart its rows.

A colour is the name of a property of style.css ("--plan"; "--plan/1" is a paler shade of it); the page puts in the
value of the mode it is shown in. Rows come in the order in which they are to stand, so nothing is sorted here.
"""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]
_STATUS: Final = {"ok": "--accent", "abstained": "--warn", "duplicate": "--none/2", "error": "--other-6"}


def charts() -> dict[str, Json]:
    """Every chart by its name. Widths and heights in pixels are the page's to set."""
    made = {
        "timeline": _timeline(),
        "heatmap": _heatmap(),
        "network": _network(),
        "coverage": _coverage(),
        "confidence": _confidence(),
    }
    return {
        name: {key: value for key, value in chart.to_dict().items() if key != "config"} for name, chart in made.items()
    }


def _timeline() -> Any:
    import altair as alt

    bars = (
        alt.Chart(_rows())
        .mark_bar()
        .encode(
            x=_months(),
            y=_documents(),
            color=alt.Color(
                "series:N",
                title=None,
                sort=None,
                legend=_legend(column=190),
                scale=alt.Scale(domain=["series"], range=["--none"]),
            ),
            order=alt.Order("place:Q"),
        )
        .properties(height=96)
    )
    header = alt.Header(title=None, labelOrient="top", labelAnchor="start", labelFontWeight=600, labelPadding=4)
    return bars.facet(
        row=alt.Row("label:N", sort=alt.EncodingSortField("rank", op="min"), header=header), spacing=14
    ).resolve_scale(y="independent")


def _heatmap() -> Any:
    import altair as alt

    base = alt.Chart(_rows()).encode(
        x=alt.X(
            "other:N",
            sort=None,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=170, domain=False, ticks=False),
        ),
        y=alt.Y("actor:N", sort=None, title=None, axis=alt.Axis(labelLimit=250, domain=False, ticks=False)),
    )
    colour = alt.Color("statements:Q", legend=None, scale=alt.Scale(domain=["cells"]))
    cells = base.mark_rect(cursor="pointer", stroke="--line", strokeWidth=0.5).encode(color=colour)
    ink = alt.condition("datum.strong", alt.value("--card"), alt.value("--ink"))
    numbers = base.mark_text(fontSize=11, cursor="pointer").encode(text="shown:N", color=ink)
    return alt.layer(cells, numbers)


def _network() -> Any:
    import altair as alt

    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False, zero=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], reverse=True, nice=False))
    stance = alt.Color(
        "label:N", title=None, sort=None, legend=_legend("stroke"), scale=alt.Scale(domain=["label"], range=["--none"])
    )
    links = (
        alt.Chart(_rows("links"))
        .mark_line(interpolate="basis", opacity=0.55, strokeCap="round", cursor="pointer")
        .encode(
            x=across,
            y=down,
            detail="link:N",
            order="step:Q",
            color=stance,
            size=alt.Size("statements:Q", legend=None, scale=alt.Scale(range=[1, 9], domainMin=0)),
        )
    )
    base = alt.Chart(_rows("nodes")).encode(x=across, y=down)
    dots = base.mark_circle(color="--soft", opacity=1, cursor="pointer").encode(
        size=alt.Size("statements:Q", legend=None, scale=alt.Scale(range=[25, 260], domainMin=0))
    )
    sides = (
        base.transform_filter("datum.side === 'actor'").mark_text(
            align="right", dx=-12, limit=190, cursor="pointer", color="--ink"
        ),
        base.transform_filter("datum.side === 'other'").mark_text(
            align="left", dx=12, limit=190, cursor="pointer", color="--ink"
        ),
    )
    return alt.layer(links, dots, *(side.encode(text="name:N") for side in sides)).resolve_scale(size="independent")


def _coverage() -> Any:
    import altair as alt

    colour = alt.Scale(domain=list(_STATUS), range=list(_STATUS.values()))
    return (
        alt.Chart(_rows())
        .mark_bar()
        .encode(
            x=_months(),
            y=_documents(),
            color=alt.Color("status:N", title=None, scale=colour, legend=_legend()),
            order=alt.Order("place:Q"),
        )
        .properties(height=150)
    )


def _confidence() -> Any:
    import altair as alt

    axis = alt.Axis(format=".0%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    return (
        alt.Chart(_rows())
        .mark_bar()
        .encode(
            x=alt.X(
                "low:Q",
                title="probability of the primary label",
                axis=axis,
                scale=alt.Scale(domain=[0, 1]),
                bin="binned",
            ),
            x2="high:Q",
            y=_documents(),
            color=alt.Color(
                "label:N", title=None, sort=None, legend=_legend(), scale=alt.Scale(domain=["label"], range=["--none"])
            ),
            order=alt.Order("place:Q"),
        )
        .properties(height=150)
    )


def _months() -> Any:
    """Time across, in the months that the page counts by; a label a year."""
    import altair as alt

    years = alt.Axis(format="%Y", tickCount="year", labelOverlap="greedy", labelSeparation=8, labelFlush=False)
    return alt.X("utcyearmonth(month):T", title=None, axis=years, scale=alt.Scale(type="utc"))


def _documents() -> Any:
    """Their number upwards."""
    import altair as alt

    # Half a document is no tick worth a number.
    whole = alt.Axis(tickCount=4, labelExpr="datum.value % 1 ? '' : format(datum.value, ',d')")
    return alt.Y("documents:Q", title="documents", axis=whole)


def _legend(shape: str = "square", column: int = 85) -> Any:
    """column: its width in pixels. Stated as a negative number of columns: the page knows how many there is room for."""
    import altair as alt

    return alt.Legend(orient="top", direction="horizontal", symbolType=shape, symbolOpacity=1, columns=-column)


def _rows(name: str = "rows") -> Any:
    import altair as alt

    return alt.Data(name=name)  # type: ignore[no-untyped-call]
