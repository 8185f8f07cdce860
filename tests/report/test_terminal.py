"""Records as a table for a terminal."""

from __future__ import annotations

import io

import pytest

import report_rows
from archive_rows import failed
from stancewire.report.terminal import print_table


def shown(*records: report_rows.Json) -> list[str]:
    """The lines of the table below its head, without what pads them."""
    stream = io.StringIO()
    print_table(records, stream, 140)
    return [line.strip() for line in stream.getvalue().splitlines()][3:-1]


@pytest.mark.parametrize(
    "title", ["LMC [/b] rejects plan", "GPs [sic] angry :smile:", "[red]LMC[/red] objects", "Plan \\[draft]"]
)
def test_what_a_title_says_stands_as_it_is(title: str) -> None:
    record = report_rows.record(1, [])
    record["document"]["title"] = title
    (line,) = shown(record)
    assert line.endswith(f" {title}")


def test_so_do_names_of_files_and_messages_of_errors() -> None:
    one, other = report_rows.record(1, []), failed(2, uri="letters/[b]two.txt")
    one["source"]["uri"] = "letters/2014 [scan].txt"
    first, second = shown(one, other)
    assert first.startswith("2014 [scan].txt ")
    assert second.startswith("[b]two.txt ")
    assert second.endswith(" letters/[b]two.txt: is empty; give a text")
