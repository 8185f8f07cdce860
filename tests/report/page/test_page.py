"""The page in a browser: what it counts, filters, shows, saves, and refuses to run."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import report_rows
from browser import Watched, chromium, opened, serious
from stancewire.export.events import cell

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

__all__ = ["chromium"]  # a fixture: pytest finds it by its name
Open = Callable[..., AbstractContextManager[Watched]]
WIDE = {"viewport": {"width": 1440, "height": 1000}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def shown(chromium: Browser, folder: Path) -> Open:
    """Open the page of some records, each page made once; a page that did what it should not do fails the test."""

    @contextmanager
    def show(name: str, records: list[report_rows.Json], **settings: Any) -> Iterator[Watched]:
        path = folder / f"{name}.html"
        address = path.resolve().as_uri() if path.exists() else report_rows.page_at(path, records)
        with opened(chromium, address, **(WIDE | settings)) as watched:
            drawn(watched.page)
            yield watched
            assert (watched.requests, watched.errors, watched.breaches()) == ([], [], [])

    return show


def drawn(page: Page) -> None:
    page.wait_for_selector("html[data-drawn]")


def tiles(page: Page) -> dict[str, str]:
    """The figures at a glance, by their words."""
    parts = page.locator("#tiles li").evaluate_all(
        "all => all.map(one => [...one.children].map(part => part.textContent))"
    )
    return {words: number for number, words in parts}


def numbers(page: Page, figure: str) -> list[list[str]]:
    """The table beside a chart."""
    if not page.locator(f"#{figure} details").evaluate("node => node.open"):
        page.click(f"#{figure} summary")
        page.wait_for_selector(f"#{figure} details table")
    return cells(page, f"#{figure} details")


def cells(page: Page, place: str) -> list[list[str]]:
    rows: list[list[str]] = page.locator(f"{place} tbody tr").evaluate_all(
        "all => all.map(row => [...row.children].map(cell => cell.textContent))"
    )
    return rows


def listed(page: Page) -> list[str]:
    return page.locator("#rows .name").all_text_contents()


def choose(page: Page, field: str, words: str) -> None:
    page.select_option(f"#{field}", label=words)
    drawn(page)


def saved(page: Page, button: str) -> bytes:
    return download(page, page.get_by_role("button", name=button, exact=True))


def download(page: Page, button: Locator) -> bytes:
    with page.expect_download() as waited:
        button.click()
    return Path(waited.value.path()).read_bytes()


def test_every_figure_is_that_of_the_records(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        assert tiles(page) == {
            "documents": "6", "objection": "3", "plan": "1", "mandate": "1", "statements": "5", "abstained": "1", "copies": "1", "errors": "1",
        }  # fmt: skip
        assert numbers(page, "timeline") == [
            ["objection", "objection: LMC", "2014-05", "2"],
            ["plan", "plan: local commissioner", "2014-05", "1"],
        ]
        assert page.text_content("#timeline-note") == "3 documents not drawn: no month is known."
        assert numbers(page, "heatmap") == [["Kelmarsh LMC", "hubs", "2"], ["Kelmarsh LMC", "co-commissioning", "1"]]
        assert sorted(numbers(page, "network")) == [
            ["Kelmarsh LMC", "co-commissioning", "objection", "1"],
            ["Kelmarsh LMC", "hubs", "objection", "2"],
            ["NHS Darlington CCG", "hubs", "plan", "1"],
            ["NHS England", "hubs", "mandate", "1"],
        ]
        assert cells(page, "#area-table") == [  # Darlington's area, by way of NHS Tees Valley CCG
            ["NHS North East and North Cumbria ICB", "1", "0", "1", "0", "1"],
            ["(no area known: LMC)", "3", "3", "0", "0", "3"],
            ["(no area known: national authority)", "1", "0", "0", "1", "1"],
        ]
        assert numbers(page, "coverage") == [["2014-05", "ok", "2"], ["2014-07", "abstained", "1"]]
        assert numbers(page, "confidence")[0] == ["objection", "0.25", "0.30", "3"]
        assert cells(page, "#publisher-table") == [
            ["(not known)", "3", "0", "1", "1", "1", "1"],
            ["Echo", "2", "2", "0", "0", "0", "2"],
            ["Gazette", "1", "1", "0", "0", "0", "1"],
        ]
        assert cells(page, "#fault-table") == [["EmptyInput", "give a text", "1"]]
        assert listed(page) == ["Document 2", "Document 4", "Document 0", "Document 1", "Document 3", "5.txt"]


def test_by_year_more_documents_have_a_place(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        choose(page, "unit", "year")
        assert numbers(page, "timeline")[-1] == ["mandate", "mandate: national authority", "2015", "1"]
        assert page.text_content("#timeline-note") == "2 documents not drawn: no year is known."


FILTERS = {
    ("label", "plan"): (["Document 1"], "1"),
    ("actor", "NHS England"): (["Document 2"], "1"),
    ("kind", "local commissioner"): (["Document 1"], "1"),
    ("policy", "hubs"): (["Document 0", "Document 1", "Document 2", "Document 3"], "4"),
    ("publisher", "Gazette"): (["Document 2"], "1"),
    ("status", "duplicate"): (["Document 3"], "1"),
    ("from", "2014-05-20"): (["Document 1", "Document 2", "Document 4"], "3"),
    ("to", "2014-05-20"): (["Document 0", "Document 1"], "3"),
    ("once", ""): (["5.txt", "Document 0", "Document 1", "Document 2", "Document 4"], "4"),
}


def test_each_filter_acts_on_charts_list_and_figures(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        for (field, value), (documents, statements) in FILTERS.items():
            put(page, field, value)
            drawn(page)
            assert sorted(listed(page)) == documents, field
            assert tiles(page)["of 6 documents"] == str(len(documents)), field
            assert tiles(page)["statements"] == statements, field
            assert sum(int(row[1]) for row in cells(page, "#publisher-table")) == len(documents), field
            page.click("#clear")
            drawn(page)
            assert tiles(page)["documents"] == "6"
            assert page.is_hidden("#clear")


def put(page: Page, field: str, value: str) -> None:
    if field == "once":
        page.check("#once")
    elif field in ("from", "to", "actor"):
        page.fill(f"#{field}", value)
        page.dispatch_event(f"#{field}", "change")
    else:
        page.select_option(f"#{field}", label=value)


def test_filters_meet(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        for field, value in (("policy", "hubs"), ("label", "objection"), ("once", "")):
            put(page, field, value)
        drawn(page)
        assert listed(page) == ["Document 0"]  # 1 objects to another policy, 3 is its copy
        assert numbers(page, "timeline") == [["objection", "objection: LMC", "2014-05", "1"]]


def test_a_probability_is_asked_of_documents_and_of_statements(shown: Open) -> None:
    rows = report_rows.rows()
    rows[2]["stance"]["primary_probabilities"]["nhse_mandate"] = 0.8
    with shown("sure", rows) as watched:
        page = watched.page
        page.fill("#chance", "65")
        drawn(page)
        assert listed(page) == ["Document 2"]
        assert tiles(page)["mandate"] == "1"  # 0.9 of the document
        assert tiles(page)["statements"] == "0"  # 0.6


def test_the_heat_map_shows_another_label_or_an_act(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        numbers(page, "heatmap")
        page.select_option("#heatmap-choice", label="anybody mandates")
        assert page.text_content("#heatmap-title") == "Who mandates what"
        assert numbers(page, "heatmap") == [["NHS England", "hubs", "1"]]


def test_the_heat_map_shows_whom_statements_are_directed_at(shown: Open) -> None:
    rows = report_rows.rows()
    rows[1]["statements"][0]["target"] = "NHS Darlington CCG"
    with shown("targets", rows) as watched:
        page = watched.page
        numbers(page, "heatmap")
        page.select_option("#against", "target")
        page.wait_for_selector("#heatmap th:has-text('target')")
        assert numbers(page, "heatmap") == [["Kelmarsh LMC", "NHS Darlington CCG", "1"]]
        assert page.text_content("#heatmap-note") == "4 of 5 statements name no target and are not drawn."
        assert page.text_content("#network-note") == "0 of 5 statements name no policy and are not drawn."


def test_the_network_shows_whom_statements_are_directed_at(shown: Open) -> None:
    rows = report_rows.rows()
    rows[1]["statements"][0] |= {"target": "NHS Darlington CCG", "policy": ""}
    with shown("tied", rows) as watched:
        page = watched.page
        note = (
            "1 of 5 statements name no policy and are not drawn; “by target” draws them by whom they are directed at."
        )
        assert (page.text_content("#network-note"), page.text_content("#heatmap-note")) == (note, note)
        numbers(page, "network")
        page.select_option("#tied", "target")
        page.wait_for_selector("#network th:has-text('target')")
        assert page.text_content("#network-title") == "Actors and targets"
        assert numbers(page, "network") == [["Kelmarsh LMC", "NHS Darlington CCG", "objection", "1"]]
        assert page.text_content("#network-note") == "4 of 5 statements name no target and are not drawn."


def test_an_actor_that_is_not_there_filters_nothing_and_is_said_so(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        put(page, "actor", "Kelmarsh")
        told = page.evaluate("document.querySelector('#actor').validationMessage")
        assert told == "No actor has this name: choose one of the list."
        assert page.input_value("#actor") == "Kelmarsh"
        put(page, "actor", "kelmarsh lmc ")
        drawn(page)
        assert page.input_value("#actor") == "Kelmarsh LMC"
        assert page.evaluate("document.querySelector('#actor').validationMessage") == ""
        assert tiles(page)["of 6 documents"] == "3"


def test_a_network_of_at_least_two_statements(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        page.fill("#least", "2")
        page.dispatch_event("#least", "change")
        assert numbers(page, "network") == [["Kelmarsh LMC", "hubs", "objection", "2"]]


def test_pressing_a_part_of_a_chart_filters_by_it(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        page.locator("#heatmap svg text[aria-roledescription='text mark']").first.click()
        drawn(page)
        assert page.input_value("#actor") == "Kelmarsh LMC"
        assert sorted(listed(page)) == ["Document 0", "Document 3"]
        page.locator("#timeline svg path[aria-roledescription='bar']").first.click()
        drawn(page)
        assert (page.input_value("#from"), page.input_value("#to")) == ("2014-05-01", "2014-05-31")
        assert listed(page) == ["Document 0"]


def test_the_pointer_is_told_what_it_is_over(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        page.locator("#timeline svg path[aria-roledescription='bar']").first.hover()
        assert page.text_content("#tip") == "2014-05, objection: LMC: 2 documents"
        told = page.evaluate(EVERYWHERE)  # axes, legends and headings too: nothing there may fail
        assert "NHS England, mandate on hubs: 1 statement" in told
        assert not any("undefined" in text or "NaN" in text for text in told)


EVERYWHERE = """() => {
  const told = new Set();
  for (const part of document.querySelectorAll('.chart svg :is(path, text)')) {
    part.dispatchEvent(new MouseEvent('mousemove', { bubbles: true }));
    told.add(document.querySelector('#tip').textContent);
  }
  return [...told];
}"""


def test_a_document_shows_its_evidence_in_its_text(shown: Open) -> None:
    rows = report_rows.rows()
    emoji = "\N{GRINNING FACE} "  # two units of UTF-16, one code point
    rows[1]["text"] = emoji + report_rows.TEXT
    for statement in rows[1]["statements"]:
        statement["start"] += 2
        statement["end"] += 2
    with shown("marked", rows) as watched:
        page = watched.page
        page.get_by_role("button", name="Document 1").click()
        page.wait_for_selector("#document h3")
        marks = page.locator("#document mark").evaluate_all(
            "all => all.map(one => [one.textContent, one.dataset.stance, one.title])"
        )
        assert marks == [
            ["Kelmarsh LMC rejects it.", "objection", "Kelmarsh LMC objects on co-commissioning (0.90)"],
            ["The CCG will go ahead.", "plan", "NHS Darlington CCG plans on hubs (0.90)"],
        ]
        assert page.text_content("#document .reading") == emoji + report_rows.TEXT
        assert page.locator("#document .about dd").all_text_contents()[:2] == ["2014-05", "Echo"]
        page.get_by_role("button", name="NHS Darlington CCG plans on hubs").click()
        assert page.evaluate("document.activeElement.textContent") == "The CCG will go ahead."


def test_of_a_doubted_document_and_of_an_error_the_reason_is_told(shown: Open) -> None:
    with shown("six", report_rows.rows()) as watched:
        page = watched.page
        page.get_by_role("button", name="5.txt").click()
        page.wait_for_selector("#document h3")
        assert page.text_content("#document .notice") == "EmptyInput: news/pulse/5.txt: is empty; give a text"


def test_of_a_thousand_documents_only_those_in_sight_exist(shown: Open) -> None:
    rows = [report_rows.record(n, [], published=None) for n in range(1000)]
    with shown("thousand", rows) as watched:
        page = watched.page
        assert page.locator("#rows li").count() < 40
        page.locator("#rows button").first.focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.querySelector('.name').textContent") == "Document 1"
        page.keyboard.press("End")
        assert page.evaluate("document.activeElement.querySelector('.name').textContent") == "Document 999"
        page.keyboard.press("Enter")
        page.wait_for_selector("#document h3")
        assert page.text_content("#document h3") == "Document 999"
        assert page.locator("#rows li").last.get_attribute("aria-posinset") == "1000"
        assert page.locator("#rows li").count() < 40


def test_charts_are_saved_as_drawings_images_and_numbers(shown: Open) -> None:
    with shown("six", report_rows.rows(), color_scheme="dark") as watched:
        page = watched.page
        for figure in ("timeline", "heatmap", "network", "coverage", "confidence"):
            title = page.text_content(f"#{figure} h2")
            drawing = ET.fromstring(saved(page, f"{title}: save as SVG"))
            assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
            ground = drawing.find("{http://www.w3.org/2000/svg}rect")
            assert ground is not None
            assert ground.get("fill") == "#ffffff"  # light, whatever the page is
            assert title in [node.text for node in drawing.iter("{http://www.w3.org/2000/svg}text")]
            assert saved(page, f"{title}: save as PNG").startswith(b"\x89PNG\r\n\x1a\n")
            lines = saved(page, f"{title}: save as CSV").decode().splitlines()
            assert len(lines) == len(numbers(page, figure)) + 1


def test_tables_are_saved_as_they_stand_and_formulas_stay_text(shown: Open) -> None:
    rows = report_rows.rows()
    rows[0]["document"]["title"] = '=HYPERLINK("https://example.org"), "now"'
    with shown("formula", rows) as watched:
        page = watched.page
        page.select_option("#sort", "oldest")
        lines = saved(page, "Documents: save as CSV").decode().splitlines()
        assert lines[0] == "id,title,published,publisher,kind,status,primary,probability,present"
        assert lines[1] == (
            'id-0,"\'=HYPERLINK(""https://example.org""), ""now""",2014-05-01,Echo,news,ok,lmc_objection,0.25,lmc_objection'
        )
        assert saved(page, "By area: save as CSV").decode().splitlines()[1] == (
            "NHS North East and North Cumbria ICB,1,0,1,0,1"
        )
        assert saved(page, "Coverage by publisher: save as CSV").decode().splitlines()[0] == (
            "publisher,inputs,ok,abstained,duplicate,error,covered"
        )


def test_cells_have_the_guard_of_exported_events(shown: Open) -> None:
    """Whatever a text begins with; what a spreadsheet in an East Asian setting takes for "=+-@" is among it."""
    begins = [*map(chr, range(0x20, 0x7F)), "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "é"]
    titles = [f"{sign}1+1" for sign in begins]
    rows = [report_rows.record(number, []) for number in range(len(titles))]
    for row, title in zip(rows, titles, strict=True):
        row["document"]["title"] = title
    with shown("guards", rows) as watched:
        table = saved(watched.page, "Documents: save as CSV").decode()
    found = {row["id"]: row["title"] for row in csv.DictReader(io.StringIO(table, newline=""))}
    assert found == {row["id"]: cell(title) for row, title in zip(rows, titles, strict=True)}


def test_what_a_hostile_record_says_stays_text(shown: Open) -> None:
    with shown("hostile", report_rows.hostile()) as watched:
        page = watched.page
        scripts = page.locator("script").count()
        for place in range(2):
            page.locator("#rows button").nth(place).click()
            page.wait_for_selector(f"#rows li:nth-child({place + 1}) button[aria-current=true]")
            page.wait_for_function("() => !document.querySelector('#document').ariaBusy")
        page.locator("#rows button").first.click()
        page.wait_for_selector("#document .chances")
        for figure in ("timeline", "heatmap", "network", "coverage", "confidence"):
            numbers(page, figure)
        assert page.text_content("#document h3") == report_rows.PAYLOAD
        assert page.text_content("#document .reading") == report_rows.PAYLOAD
        assert report_rows.ADDRESS in page.locator("#document .about dd").all_text_contents()
        assert page.locator("a[href^='javascript']").count() == 0
        assert page.locator("img, iframe, object, embed, [onerror], [onload], [onclick]").count() == 0
        assert page.locator("script").count() == scripts == 4
        assert page.locator("style").count() == 1
        page.mouse.move(700, 300)
        drawing = ET.fromstring(download(page, page.locator("#heatmap [data-kind=SVG]")))
        assert not {node.tag.rpartition("}")[2] for node in drawing.iter()} & {
            "script",
            "image",
            "foreignObject",
            "a",
            "style",
        }
        assert page.evaluate("window.hit") is None


def test_links_lead_to_the_web_or_nowhere(shown: Open) -> None:
    rows = [report_rows.record(n, []) for n in range(4)]
    urls = [
        "https://example.org/a?b=1",
        "data:text/html,<script>window.hit=1</script>",
        "//example.org",
        "JaVaScRiPt:window.hit=1",
    ]
    for row, url in zip(rows, urls, strict=True):
        row["document"]["url"] = url
    with shown("links", rows) as watched:
        page = watched.page
        for number, url in enumerate(urls):
            page.get_by_role("button", name=f"Document {number}").click()
            page.wait_for_function(f"() => document.querySelector('#document h3')?.textContent === 'Document {number}'")
            assert url in page.locator("#document dd").all_text_contents()
            assert page.locator("#document a").evaluate_all("all => all.map(one => one.href)") == (
                [url] if number == 0 else []
            )


def other_scheme() -> list[report_rows.Json]:
    rows = [report_rows.record(n, [], published=f"201{n}-03-02") for n in range(3)]
    for row, primary in zip(rows, ("for", "against", "documents"), strict=True):
        chances = {"for": 0.2, "against": 0.3, "documents": 0.5}
        row["stance"] |= {
            "present": [primary],
            "primary": primary,
            "probabilities": chances,
            "primary_probabilities": chances,
        }
        row["model"]["scheme"] = "town-debates/1"
    return rows


def test_labels_of_another_scheme(shown: Open) -> None:
    with shown("other", other_scheme()) as watched:
        page = watched.page
        assert tiles(page) == {"documents": "3", "for": "1", "against": "1", "statements": "0"} | tiles(page)
        assert numbers(page, "timeline") == [
            ["for", "for: no actor found", "2010-03", "1"],
            ["against", "against: no actor found", "2011-03", "1"],
            ["documents", "documents: no actor found", "2012-03", "1"],
        ]
        assert page.text_content("#heatmap-note") == "There are no statements."
        choose(page, "label", "against")
        assert listed(page) == ["Document 1"]


@pytest.mark.parametrize(("name", "rows"), [("empty", []), ("errors", [report_rows.rows()[5]])])
def test_of_nothing_there_is_a_page_that_says_so(shown: Open, name: str, rows: list[report_rows.Json]) -> None:
    with shown(name, rows) as watched:
        page = watched.page
        assert tiles(page)["documents"] == str(len(rows))
        assert page.is_visible("#timeline p.soft:has-text('Nothing to draw')")
        assert page.is_visible("#no-area")
        assert page.is_visible("#no-rows") == (not rows)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious_and_nothing_stands_out_of_the_page(shown: Open, mode: str, width: int) -> None:
    with shown("six", report_rows.rows(), color_scheme=mode, viewport={"width": width, "height": 900}) as watched:
        page = watched.page
        page.get_by_role("button", name="Document 1").click()
        page.wait_for_selector("#document h3")
        numbers(page, "heatmap")
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_page_says_what_it_needs(chromium: Browser, folder: Path) -> None:
    address = report_rows.page_at(folder / "still.html", [])
    with opened(chromium, address, java_script_enabled=False) as watched:
        assert re.search(r"Allow scripts", watched.page.inner_text("body"))
