"""The report as files: inert whatever it says, whole or not at all, nothing fetched."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from stancewire.errors import OutputError
from stancewire.evaluation import render
from stancewire.evaluation.charts import reliability_chart
from stancewire.evaluation.figures import Bin
from stancewire.evaluation.render import check_folder, figures, markdown, page, shown, svg_of, write_report
from stancewire.evaluation.report import Chart, Interval, Report, Section, Table

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "</table></main></body>",
    "javascript:alert(1)",
    "| a | b |\n# [x](http://example.org) `y` *z*",
)
TAGS = set(
    "html head meta title style body main section h1 h2 p div table caption thead tbody tr th td figure figcaption".split()
)
DRAWN = {"svg", "g", "path", "text", "line", "rect", "defs", "clippath", "circle", "lineargradient", "stop"}


def chart(name: str = "c", what: str = "w") -> Chart:
    """A real chart, small."""
    made = reliability_chart({what: (Bin(low=0.2, high=0.3, size=4, stated=0.25, right=0.5),)})
    return Chart(title=what, name=name, spec=made.spec, note="n")


def report(text: str = "x", *parts: Table | Chart) -> Report:
    """Every field of a report says the same."""
    table = Table(
        title=text, columns=(text, "b"), rows=((text, 1234), (None, 0.5), ("i", Interval(0.5, 0.25, 0.75))), note=text
    )
    return Report(title=text, opening=text, sections=(Section(title=text, text=text, parts=(table, *parts)),))


class Seen(HTMLParser):
    """What a browser would make elements and attributes of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.data: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.data.append(data)


@pytest.fixture(scope="module")
def drawing() -> str:
    """One chart with every hostile string as a name in its data."""
    bins = tuple(Bin(low=0.2, high=0.3, size=4, stated=k / 10, right=0.5) for k in range(2))
    return svg_of(reliability_chart(dict.fromkeys(HOSTILE, bins)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_holds_no_element_that_a_text_brings(text: str) -> None:
    seen = Seen(page(report(text), {}))
    assert seen.tags <= TAGS
    assert not {name for name, _ in seen.attributes if name.startswith("on") or name in ("src", "href")}
    assert " ".join("".join(seen.data).split()).count(" ".join(text.split())) == 9


def test_a_drawing_holds_no_element_that_its_data_brings(drawing: str) -> None:
    seen = Seen(page(report("x", chart()), {"c": drawing}))
    assert seen.tags <= TAGS | DRAWN
    assert not {name for name, _ in seen.attributes if name.startswith("on") or name in ("src", "href", "xlink:href")}
    assert "alert(1)" in "".join(seen.data)


def test_nothing_is_fetched(drawing: str) -> None:
    made = page(report("x", chart()), {"c": drawing.replace("http://example.org", "")})
    assert set(re.findall(r"[a-z]+://[^\s\"'<]+", made)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "url(" not in re.sub(r"url\(#", "", made)
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in made
    assert not {"script", "link", "iframe", "img"} & Seen(made).tags


def test_a_chart_with_a_picture_or_a_link_is_refused() -> None:
    spec = {"data": {"values": [{"u": "x.png"}]}, "mark": "image", "encoding": {"url": {"field": "u"}}}
    with pytest.raises(ValueError, match="chart 'c' holds '<image'"):
        svg_of(Chart(title="t", name="c", spec=spec))


def test_data_from_elsewhere_is_refused() -> None:
    spec = {"data": {"url": "http://127.0.0.1:9/x.json"}, "mark": "point", "encoding": {"x": {"field": "u"}}}
    with pytest.raises(ValueError, match="External data url not allowed"):
        svg_of(Chart(title="t", name="c", spec=spec))


def test_drawings_on_one_page_keep_their_ids_apart() -> None:
    svg = '<svg><clipPath id="clip0"></clipPath><g clip-path="url(#clip0)"></g></svg>'
    made = page(report("x", chart("a"), chart("b")), {"a": svg, "b": svg})
    assert re.findall(r'id="(\S+?)"', made) == re.findall(r"url\(#(\S+?)\)", made) == ["a-clip0", "b-clip0"]


def test_cells_as_people_read_them() -> None:
    assert [shown(cell) for cell in (None, 1234, 0.12349, "x", Interval(0.5, 0.25, 0.75))] == [
        "",
        "1,234",
        "0.123",
        "x",
        "0.500 (0.25 to 0.75)",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_keeps_the_shape_of_its_table(text: str) -> None:
    lines = [line for line in markdown(report(text)).splitlines() if line.startswith("|")]
    assert len(lines) == 5
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {3}
    assert not re.search(r"(?<!\\)<|(?<!\\)\[", markdown(report(text)))


def test_figures_are_values_by_title() -> None:
    assert figures(report("x")) == {
        "x": [
            {"x": "x", "b": 1234},
            {"x": None, "b": 0.5},
            {"x": "i", "b": {"score": 0.5, "low": 0.25, "high": 0.75}},
        ]
    }


# ----------------------------------------------------------------- files


def test_all_files_are_written_and_each_chart_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def fake(chart: Chart) -> str:
        drawn.append(chart.name)
        return f"<svg>{chart.name}</svg>"

    monkeypatch.setattr(render, "svg_of", fake)
    write_report(report("x", chart("a"), chart("b")), tmp_path / "out" / "deep")
    names = sorted(
        p.relative_to(tmp_path / "out" / "deep").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()
    )
    assert names == ["charts/a.svg", "charts/b.svg", "figures.json", "report.html", "report.md"]
    assert drawn == ["a", "b"]
    folder = tmp_path / "out" / "deep"
    assert "![w](charts/a.svg)" in (folder / "report.md").read_text(encoding="utf-8")
    assert "<svg>a</svg>" in (folder / "report.html").read_text(encoding="utf-8")
    assert json.loads((folder / "figures.json").read_text(encoding="utf-8")) == figures(report("x"))


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_report(report("x", chart()), tmp_path / name)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).rglob("*.*") if p.is_file()} for n in ("one", "two"))
    assert one == two


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(report("old"), tmp_path)
    before = (tmp_path / "report.md").read_bytes()
    write: Any = Path.write_text

    def full(path: Path, text: str, **values: Any) -> int:
        if path.name == "figures.json":
            raise OSError(28, "No space left on device")
        return int(write(path, text, **values))

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputError, match="cannot be written to \\(No space left"):
        write_report(report("new"), tmp_path)
    assert (tmp_path / "report.md").read_bytes() == before
    assert not list(tmp_path.glob(".stancewire*"))


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="holds something already; name another folder, or give --force"):
        check_folder(tmp_path, force=False)
    check_folder(tmp_path, force=True)
    check_folder(tmp_path / "new" / "deep", force=False)
    with pytest.raises(OutputError, match="is no folder"):
        check_folder(tmp_path / "mine.txt", force=True)


def test_a_folder_below_a_file_or_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    for name, words in (
        ("mine.txt/sub/deep", r"cannot be made, since \S+/mine\.txt is no folder; name a folder"),
        ("link/sub", r"cannot be made, since \S+/link is no folder"),
        ("link", "link: is no folder"),
    ):
        with pytest.raises(OutputError, match=words):
            check_folder(tmp_path / name, force=True)
