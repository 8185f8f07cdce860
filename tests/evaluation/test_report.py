"""A report cannot be built wrong: rows fit their columns, charts can be files, names come once."""

from __future__ import annotations

import pytest

from stancewire.evaluation.report import Chart, Report, Section, Table


def table(title: str = "t", *rows: tuple[str | int, ...]) -> Table:
    return Table(title=title, columns=("a", "b"), rows=rows)


def report(*parts: Table | Chart) -> Report:
    return Report(title="T", opening="o", sections=tuple(Section(title="s", text="x", parts=(part,)) for part in parts))


@pytest.mark.parametrize("row", [("x",), ("x", 1, 2), ()])
def test_a_row_has_a_cell_for_each_column(row: tuple[str | int, ...]) -> None:
    with pytest.raises(ValueError, match=f"a row of 't' has {len(row)} cells for 2 columns"):
        table("t", row)


@pytest.mark.parametrize("name", ["", "a b", "../a", "A", "a/b", "a.svg", "-a", "a--b"])
def test_a_chart_has_a_name_for_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="is no file name"):
        Chart(title="t", name=name, spec={})


def test_parts_are_told_apart_by_name() -> None:
    with pytest.raises(ValueError, match="two tables are called 't'"):
        report(table(), table())
    with pytest.raises(ValueError, match="two charts are called 'c'"):
        report(Chart(title="x", name="c", spec={}), Chart(title="y", name="c", spec={}))


def test_columns_of_a_table_are_told_apart_by_name() -> None:
    with pytest.raises(ValueError, match="two columns of 't' are called 'rows'"):
        Table(title="t", columns=("side", "rows", "rows"), rows=())


def test_tables_and_charts_stand_in_order() -> None:
    parts = (table("one"), Chart(title="x", name="c", spec={}), table("two"), Chart(title="y", name="d", spec={}))
    found = report(*parts)
    assert (found.tables, found.charts) == ((parts[0], parts[2]), (parts[1], parts[3]))
