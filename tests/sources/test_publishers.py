"""Pages as the publishers of the field lay them out: body and furniture, and what is known of each page.

The pages of NHS England follow the templates of its own theme; of the others only the order of lines is known, and the
markup around them is plain (docs/publishers.md).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import document_fromstring

from page_cases import document_of as read_case
from page_cases import furniture_f1, rows_of
from stancewire.sources.publishers import told_by_publisher, with_publisher
from stancewire.types import Given

FOLDER = Path(__file__).parents[1] / "publishers"
CASES = sorted(FOLDER.iterdir())
KNOWN = {  # title, date, byline, publisher as read today; what is still wrong stands in docs/publishers.md
    "bma-guidance-lines": ("Work of the committees in your area", None, None, "BMA"),
    "bma-release-lines": ("BMA response to plan for seven-day surgeries", "2015-04-01", None, "BMA"),
    "gponline-2014-lines": ("LMCs to debate end of CCG membership", "2014-05-12", "Lydia Marsh", "GPonline"),
    "gponline-2021-lines": ("GP leaders quit national talks over appointments", "2021-09-21", "Lydia Marsh", "GPonline"),
    "leader-news-lines": ("ICBs asked to hand back unspent winter money", "2024-02-06", "By Gwen Hollis", "Healthcare Leader"),
    "leader-opinion-lines": ("Neighbourhoods need practices at the table", "2022-07-01", "By Owen Tarr", "Healthcare Leader"),
    "lmc-email-lines": ("Emergency meeting on access plan", "2021-10-26", None, None),
    "lmc-page-lines": ("Private letters to practices", "2024-02-14", None, None),
    "mip-feature-lines": ("Partnerships: weighing risk against reward", "2019-03-14", "by Sonia Lake", "Management In Practice"),
    "mip-news-lines": ("Managers warned over new reporting rules", "2021-11-22", "Sonia Lake", "Management In Practice"),
    "nhse-blog": ("Why lists need one front door – Dr Orla Finch", "2018-02-05", "Dr Orla Finch", "NHS England"),
    "nhse-document": ("Specification for the local improvement scheme 2019/20", "2019-03-04", None, "NHS England"),
    "nhse-news": ("Practices to keep Saturday clinics", "2017-10-12", None, "NHS England"),
    "nhse-page": ("Contract changes", None, None, "NHS England"),
    "pulse-2014-lines": ("LMC walks out of CCG talks over list checks", "2014-11-03", "By Perdita Vane", "Pulse"),
    "pulse-2023-lines": ("ICB orders practices to answer phones until eight", "2023-05-09", None, "Pulse Today"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_body_line_is_lost_and_the_page_is_known(case: Path) -> None:
    _, lost, _ = furniture_f1(rows_of(case))
    meta = read_case(case).meta
    assert lost == 0
    assert (meta.title, meta.published, meta.byline, meta.publisher) == KNOWN[case.name]


def test_furniture_is_told_from_body() -> None:
    f1, _, _ = furniture_f1(row for case in CASES for row in rows_of(case))
    assert f1 >= 0.96


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.england.nhs.uk/2017/10/clinics/", "NHS England"),
        ("https://web2.bma.org.uk/pressrel.nsf/w/A", "BMA"),
        ("https://notbma.org.uk/", None),
        ("https://nhs.uk/conditions/", None),
        ("http://[", None),
        ("/news/clinics/", None),
    ],
)
def test_a_publisher_is_known_by_the_host_of_the_page(address: str, name: str | None) -> None:
    told = told_by_publisher(document_fromstring(f'<link rel="canonical" href="{address}"><p>A page</p>'))
    assert (told and told.publisher) == name


def test_a_publisher_is_nobodys_byline_and_a_page_may_call_itself_otherwise() -> None:
    told = Given(publisher="NHS England")
    assert with_publisher(Given(byline="NHS england"), told) == told
    assert with_publisher(Given(byline="Iris Calder", publisher="NHS Fens"), told).publisher == "NHS Fens"
    assert with_publisher(Given(byline="NHS England"), None).byline == "NHS England"
