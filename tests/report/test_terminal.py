"""Records as a table for a terminal."""

from __future__ import annotations

import io

import pytest

import report_rows
from archive_rows import failed
from stancewire.report.terminal import answer, print_table


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


STEERING = "\x1b]0;window\x07LMC \x9b2J\u202erejects"


def test_a_title_cannot_steer_the_terminal() -> None:
    record = report_rows.record(1, [])
    record["document"] |= {"title": STEERING, "publisher": STEERING}
    (line,) = shown(record)
    for text in (line, answer(record)):
        assert "\ufffd]0;window\ufffdLMC \ufffd2J\ufffdrejects" in text
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)


def test_nor_can_the_message_of_an_error() -> None:
    record = failed(2, uri="letters/\x1b[2J.txt")
    assert answer(record).startswith("error: letters/\ufffd[2J.txt: is empty")
