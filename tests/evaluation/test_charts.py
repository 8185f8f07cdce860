"""Charts carry their numbers: what a reader sees is what a table says."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import numpy as np
import pytest

from judged_rows import ROWS, WORSE
from stancewire.evaluation.charts import confusion_chart, reliability_chart, risk_chart, scores_chart
from stancewire.evaluation.figures import Bin, Measured
from stancewire.evaluation.render import VEGA_LITE, svg_of
from stancewire.evaluation.report import Chart
from stancewire.evaluation.systems import System
from stancewire.stance.labels import CLASSES, NAMES, NONE

OBJECTION, PLAN, MANDATE = NAMES
SYSTEMS = tuple(System(name=name, about="", rows=rows) for name, rows in (("one", ROWS), ("two", WORSE)))
HALF = Measured(0.5, np.linspace(0, 1, 1000))


def values(chart: Chart, *keys: str) -> list[tuple[Any, ...]]:
    """The rows of a chart that have these keys."""
    return [tuple(row[key] for key in keys) for row in data(chart.spec) if row.keys() >= set(keys)]


def data(spec: Any) -> list[dict[str, Any]]:
    """All rows of all data sets inside a specification."""
    if isinstance(spec, dict):
        own = spec.get("data", {}).get("values", [])
        return own + [row for value in spec.values() for row in data(value)]
    return [row for value in spec for row in data(value)] if isinstance(spec, list) else []


def all_charts() -> list[Chart]:
    measured = {"one": {"primary": HALF, "statements": HALF}, "two": {"primary": HALF}}
    bins = {"passage labels": (Bin(low=0.2, high=0.3, size=4, stated=0.25, right=0.5),)}
    return [
        scores_chart(measured, ["primary"]),
        confusion_chart(SYSTEMS),
        reliability_chart(bins),
        risk_chart({"one": np.array([0.0, 0.5]), "two": np.array([1.0, 0.5])}),
    ]


def test_the_renderer_knows_the_version_that_altair_writes() -> None:
    assert alt.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")


def test_scores_with_their_intervals() -> None:
    found = values(all_charts()[0], "system", "figure", "score")
    assert found == [("one", "primary", 0.5), ("two", "primary", 0.5)]
    assert values(all_charts()[0], "low", "high")[0] == pytest.approx((0.025, 0.975), abs=0.002)


def test_a_heat_map_has_every_cell_of_every_system() -> None:
    found = {
        tuple(cell[:3]): cell[3:] for cell in values(all_charts()[1], "system", "true", "found", "number", "share")
    }
    assert len(found) == 2 * len(CLASSES) ** 2
    assert found["one", OBJECTION, PLAN] == (1, 0.5)
    assert found["one", PLAN, PLAN] == (1, 1.0)
    assert found["two", PLAN, NONE] == (1, 1.0)
    assert found["one", MANDATE, MANDATE] == (0, 0.0)  # of a class without documents nothing is divided


def test_reliability_and_risk() -> None:
    assert values(all_charts()[2], "what", "stated", "right", "size") == [("passage labels", 0.25, 0.5, 4)]
    assert values(all_charts()[3], "system", "coverage", "risk") == [
        ("one", 0.5, 0.0),
        ("one", 1.0, 0.5),
        ("two", 0.5, 1.0),
        ("two", 1.0, 0.5),
    ]


@pytest.mark.parametrize("chart", all_charts(), ids=lambda chart: chart.name)
def test_a_chart_is_plain_json_with_its_data_inside_and_can_be_drawn(chart: Chart) -> None:
    text = json.dumps(chart.spec)
    assert '"url"' not in text
    assert svg_of(chart).startswith("<svg")


def test_ten_systems_are_told_apart() -> None:
    chart = risk_chart({f"s{k}": np.array([k / 10]) for k in range(10)})
    scale = chart.spec["encoding"]["color"]["scale"]
    assert len(scale["domain"]) == len(scale["range"]) == 10
