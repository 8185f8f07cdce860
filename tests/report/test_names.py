"""What documents without a title are called."""

from __future__ import annotations

import pytest

import report_rows
from stancewire.report.names import called, harmless


@pytest.mark.parametrize(
    ("uri", "member", "name"),
    [
        ("news/pulse/1.txt", None, "1.txt"),
        ("https://example.org/news/gps-reject-plan/", None, "gps-reject-plan"),
        ("https://example.org//", None, "example.org"),
        ("letters.csv", "7", "id-1"),
        ("-", None, "id-1"),
        ("text", None, "id-1"),
        ("/", None, "id-1"),
    ],
)
def test_a_row_is_called_by_its_id_a_file_or_page_by_the_end_of_its_path(
    uri: str, member: str | None, name: str
) -> None:
    record = report_rows.record(1, [])
    assert called(record | {"source": record["source"] | {"uri": uri, "member": member}}) == name


@pytest.mark.parametrize("control", ["\x1b", "\x07", "\n", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_what_steers_a_terminal_is_shown_as_a_mark(control: str) -> None:
    assert harmless(f"LMC{control}[2J says") == "LMC\ufffd[2J says"


def test_other_characters_stay() -> None:
    title = "Café\u00a0LMC \u2013 \u00a3\u202f5m\u00ad, \U0001f469\u200d\u2695\ufe0f"
    assert harmless(title) == title
