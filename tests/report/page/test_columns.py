"""Records become columns that say the same, whatever their status and labels."""

from __future__ import annotations

import report_rows
from stancewire.register.lookup import load_register
from stancewire.report.page.areas import Areas
from stancewire.report.page.columns import Columns, Places


def columns_of(records: list[report_rows.Json]) -> report_rows.Json:
    columns = Columns(Areas(load_register()))
    for record in records:
        columns.add(record)
    return columns.as_json()


def test_places_number_values_once_in_their_order() -> None:
    places: Places[str] = Places()
    assert [places.of(value) for value in ("b", "a", "b", "", None)] == [0, 1, 0, -1, -1]
    assert list(places) == ["b", "a"]


def test_documents_and_their_statements() -> None:
    values = columns_of(report_rows.rows())
    documents, lists = values["documents"], values["lists"]
    assert documents["id"] == [f"id-{n}" for n in range(5)] + ["id-5"]
    assert documents["title"][4:] == ["Document 4", "5.txt"]  # an error is called as its file
    assert [lists["status"][n] for n in documents["status"]] == ["ok", "ok", "ok", "duplicate", "abstained", "error"]
    assert [n if n < 0 else lists["published"][n] for n in documents["published"]] == [
        "2014-05-01", "2014-05", "2015", -1, "2014-07-09", -1,
    ]  # fmt: skip
    assert documents["size"] == [1, 2, 1, 1, 0, 0]  # a neutral statement is no evidence
    assert documents["copy"] == [0, 0, 0, 1, 0, 0]
    assert documents["doubted"] == [0, 0, 0, 0, 1, 0]
    assert documents["chance"] == [2500, 2500, 2500, 2500, 2500, -1]
    statements = values["statements"]
    assert [lists["holder"][n] for n in statements["holder"]] == [
        "Kelmarsh LMC", "Kelmarsh LMC", "NHS Darlington CCG", "NHS England", "Kelmarsh LMC",
    ]  # fmt: skip
    assert statements["chance"] == [9000, 9000, 9000, 6000, 9000]
    assert values["labels"] == ["lmc_objection", "ccg_plan", "nhse_mandate"]
    assert [values["present"][n] if n >= 0 else None for n in documents["present"]] == [[0], [0, 1], [2], [0], [], []]
    assert values["probabilities"][0] == [9000, 9000, 1000, 9000, 1000, -1]
    assert values["faults"] == [["EmptyInput", "give a text", 1]]


def test_labels_of_two_schemes_stand_side_by_side() -> None:
    other = report_rows.record(9, [])
    other["stance"] |= {
        "present": ["yes"],
        "primary": "yes",
        "probabilities": {"yes": 0.7},
        "primary_probabilities": {"yes": 0.7, "no": 0.3},
    }
    values = columns_of([report_rows.rows()[0], other])
    assert values["labels"] == ["lmc_objection", "ccg_plan", "nhse_mandate", "yes"]
    assert values["probabilities"][3] == [-1, 7000]
    assert values["classes"][-2:] == ["yes", "no"]
    assert values["documents"]["chance"][1] == 7000


def test_no_records_are_empty_columns() -> None:
    values = columns_of([])
    assert values["documents"]["id"] == values["labels"] == values["faults"] == []
