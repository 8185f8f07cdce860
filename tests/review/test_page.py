"""The page in a real browser: load, keys, reload, export, hostile texts, two sizes, light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser import Watched, chromium, opened, serious
from review_rows import OBJECTION, PLAN, PLANS, TEXT, place, reading, record
from review_server import running, threaded
from stancewire.review.decisions import Decisions
from stancewire.review.session import Plan, Session
from stancewire.review.store import Store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

__all__ = ["chromium"]  # a fixture; named here it is found
STORE = "out.review.sqlite"


@contextmanager
def reviewed(browser: Browser, folder: Path, *rows: Any, plan: Any = None, **settings: Any) -> Iterator[Watched]:
    """A page of a running review that did nothing it should not have done."""
    with threaded(folder, *rows, **plan or {}) as link, watched_at(browser, link, **settings) as watched:
        yield watched


@contextmanager
def watched_at(browser: Browser, link: str, **settings: Any) -> Iterator[Watched]:
    with opened(browser, link, **settings) as watched:
        watched.page.wait_for_selector("#desk:not([hidden])")
        yield watched
        origin = link.partition("?")[0]
        assert [url for url in watched.requests if not url.startswith(origin)] == []
        assert (watched.errors, watched.breaches()) == ([], [])


def far(page: Page, said: str) -> None:
    """Wait until the bar says how far the coder is."""
    page.locator("#far", has_text=said).wait_for(timeout=10_000)


def shows(page: Page, number: int, of: int) -> None:
    page.locator("#source", has_text=f"record {number} of {of}").wait_for(timeout=10_000)


def history(folder: Path) -> list[tuple[str, str, str]]:
    with Store(folder / STORE) as store:
        names = [(store.record(i.number) or {})["id"] for i in store.items()]
        return [(names[d.step.item - 1], d.step.action, d.step.state) for d in Decisions(store).history()]


def last(folder: Path, number: int) -> Any:
    with Store(folder / STORE) as store:
        found = Decisions(store).last(number, "ann")
        return found and found.step


FOUR = [record(name, surest=surest) for name, surest in (("a", 0.5), ("b", 0.6), ("c", 0.7), ("d", 0.8))]


def test_several_records_by_keyboard_alone(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, *FOUR) as watched:
        page = watched.page
        assert "token" not in page.url
        shows(page, 1, 4)
        page.keyboard.press("a")
        shows(page, 2, 4)
        page.keyboard.press("2")
        page.keyboard.press("Shift+Digit1")
        page.locator("#present-lmc_objection[aria-pressed=false]").wait_for()
        page.keyboard.press("Enter")
        shows(page, 3, 4)
        page.keyboard.press("s")
        shows(page, 4, 4)
        page.keyboard.press("u")  # the skip is taken back, and its record shown
        shows(page, 3, 4)
        far(page, "2 of 4 done")
        page.keyboard.press("0")
        page.keyboard.press("a")
        shows(page, 4, 4)
        far(page, "3 of 4 done · ann")
    assert [one for one in history(tmp_path) if one[1] != "edit"] == [
        ("a", "decide", "accepted"),
        ("b", "decide", "corrected"),
        ("c", "skip", "skipped"),
        ("c", "undo", ""),
        ("c", "decide", "corrected"),
    ]
    said = last(tmp_path, 2).reading
    assert (said.primary, said.present) == ("ccg_plan", ("ccg_plan",))
    assert last(tmp_path, 3).reading.primary == "none"


@contextmanager
def held(page: Page, pattern: str) -> Iterator[Page]:
    """Requests to an address wait until the end of the block; only then the server hears of them."""
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route(pattern, wait)
    yield page
    for route in waiting:
        route.continue_()
    page.unroute(pattern)


def test_a_key_while_a_decision_is_being_saved_changes_nothing(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, *FOUR) as watched:
        page = watched.page
        page.keyboard.press("ArrowDown")
        page.keyboard.press("r")  # a span is being moved: arrows and Enter are keys of that
        page.locator("#primary-none").focus()
        with held(page, "**/api/item/*"), page.expect_request("**/api/item/1"):
            for key in ("a", "2", "Shift+Digit1", "ArrowLeft", "Enter", "x", "i", "u", "ArrowRight", "s"):
                page.keyboard.press(key)
            assert page.locator("#decide[inert]").count() == 1
        shows(page, 2, 4)
        page.locator("#decide:not([inert]) #primary-none:focus").wait_for()
        page.keyboard.press("2")
        page.locator("#primary-ccg_plan[aria-pressed=true]").wait_for()
        page.locator("#status", has_text="this one: open").wait_for()
    assert history(tmp_path) == [("a", "decide", "accepted"), ("b", "edit", "open")]


def test_of_two_quick_arrows_the_later_record_is_shown(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, *FOUR) as watched:
        page = watched.page
        shows(page, 1, 4)
        with page.expect_response("**/api/item/2") as answer, held(page, "**/api/item/2"):
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowRight")
            shows(page, 3, 4)
        answer.value.finished()
        page.wait_for_timeout(200)  # for the page to do with it what it should not
        assert page.locator("#source").inner_text().endswith("record 3 of 4 · c")
        page.keyboard.press("a")
        shows(page, 4, 4)
    assert history(tmp_path) == [("c", "decide", "accepted")]


def test_a_statement_is_corrected_by_keyboard(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, record()) as watched:
        page = watched.page
        page.keyboard.press("ArrowDown")
        page.keyboard.press("h")
        page.keyboard.type("Another LMC")
        page.keyboard.press("Enter")
        page.keyboard.press("t")
        page.keyboard.type("dropped")
        page.keyboard.press("Escape")
        page.keyboard.press("v")
        page.keyboard.type("neu")
        page.keyboard.press("Enter")
        page.keyboard.press("r")
        for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowRight"):
            page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.keyboard.press("c")
        page.keyboard.type("see the minutes; a and s are letters here")
        page.keyboard.press("Escape")
        page.locator("#status", has_text="this one: open").wait_for()
        page.keyboard.press("a")
        page.wait_for_selector("#done:not([hidden])")
    step = last(tmp_path, 1)
    one = step.reading.statements[0]
    assert (one.holder, one.target, one.act, one.label) == ("Another LMC", "NHS Westmarch CCG", "neutral", None)
    assert TEXT[one.start : one.end] == "LMC turns down the hubs of NHS"
    assert (step.state, step.comment) == ("corrected", "see the minutes; a and s are letters here")


def test_what_is_being_typed_is_not_lost_when_the_answers_are_drawn_anew(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, record()) as watched:
        page = watched.page
        page.keyboard.press("ArrowDown")
        page.keyboard.press("h")
        page.evaluate(
            """() => {
                const [holder, target] = ["holder", "target"].map((name) => document.getElementById(`field-${name}`));
                holder.value = "Another LMC";
                holder.dispatchEvent(new Event("change"));
                target.focus();
                target.value = "dro";
            }"""
        )
        page.locator("#status", has_text="this one: open").wait_for()
        page.keyboard.type("pped")
        assert page.locator("#field-target").input_value() == "dropped"
        page.keyboard.press("Enter")
        page.locator("#field-target:not(:focus)").wait_for()
        page.keyboard.press("a")
        page.wait_for_selector("#done:not([hidden])")
    one = last(tmp_path, 1).reading.statements[0]
    assert (one.holder, one.target) == ("Another LMC", "dropped")


def test_what_is_selected_behind_a_sign_beyond_u_ffff_has_the_right_offsets(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, record()) as watched:
        page = watched.page
        page.evaluate("""() => {
            const piece = [...document.querySelectorAll('[data-start]')].find((one) => one.textContent.startsWith('NHS Westmarch CCG plans'));
            const range = document.createRange();
            range.setStart(piece.firstChild, 18);
            range.setEnd(piece.firstChild, 34);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }""")
        page.keyboard.press("i")
        page.locator("#statement-2").wait_for()
        page.keyboard.press("x")
        page.keyboard.press("i")  # nothing is selected any more: the next sentence
        page.locator("#status", has_text="open").wait_for()
        page.keyboard.press("a")
        page.wait_for_selector("#done:not([hidden])")
    with Store(tmp_path / STORE) as store:
        spans = [
            [TEXT[s.start : s.end] for s in d.step.reading.statements] for d in Decisions(store).history()
        ]  # fmt: skip
    assert spans[0] == [TEXT[OBJECTION["start"] : OBJECTION["end"]], PLANS, "plans three hubs"]
    assert len(spans[1]) == 2
    assert len(spans[2]) == 3


def test_a_page_loaded_again_shows_what_was_saved(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path, *FOUR) as link, watched_at(chromium, link) as watched:
        page = watched.page
        page.keyboard.press("a")
        shows(page, 2, 4)
        page.keyboard.press("3")
        page.locator("#status", has_text="open").wait_for()
        page.reload()
        far(page, "1 of 4 done")
        shows(page, 2, 4)
        page.locator("#primary-nhse_mandate[aria-pressed=true]").wait_for()
        page.keyboard.press("ArrowLeft")
        shows(page, 1, 4)
        page.locator("#status", has_text="this one: accepted").wait_for()
    with reviewed(chromium, tmp_path, *FOUR) as watched:  # another server on the same store
        far(watched.page, "1 of 4 done")
        watched.page.locator("#primary-nhse_mandate[aria-pressed=true]").wait_for()


def test_export_from_the_page(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, record()) as watched:
        page = watched.page
        page.keyboard.press("a")
        page.wait_for_selector("#done:not([hidden])")
        page.keyboard.press("e")
        with page.expect_download() as download:
            page.locator("[data-export=doccano]").click()
        rows = [json.loads(line) for line in download.value.path().read_bytes().splitlines()]
    assert download.value.suggested_filename == "doccano.jsonl"
    assert [(row["record"], row["primary"]) for row in rows] == [("one", "lmc_objection")]


def test_blind_the_page_holds_nothing_of_the_model_until_the_decision(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, *FOUR[:2], plan={"blind": True}) as watched:
        page = watched.page
        page.locator("#notes", has_text="Blind: the model’s answers are hidden").wait_for()
        assert page.locator("mark, .said, .statement").count() == 0
        assert "0." not in page.inner_text("#document")
        assert page.locator("#order option").all_text_contents() == ["most uncertain first", "random", "as listed"]
        page.keyboard.press("e")
        page.locator("#dialog-body", has_text="a blind coder gets none here").wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("a")  # nothing is chosen: nothing is decided
        page.locator("#trouble", has_text="Choose the primary label first").wait_for()
        page.keyboard.press("0")
        page.keyboard.press("a")
        shows(page, 2, 2)
        page.locator("#status", has_text="before: none; model: lmc objection, also ccg plan").wait_for()
        page.keyboard.press("ArrowLeft")
        page.locator("#primary-lmc_objection .said").wait_for()
    assert [one[1:] for one in history(tmp_path)] == [("edit", "open"), ("decide", "corrected")]


def test_what_another_window_saved_is_not_overwritten(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, record()) as watched:
        with Store(tmp_path / STORE) as store:
            said = reading("ccg_plan", statements=[PLAN])
            Session(store, Plan(coder="ann")).save(1, {"action": "edit", "reading": said, "comment": "", "seen": 0})
        watched.page.keyboard.press("a")
        watched.page.locator("#trouble", has_text="was changed in another window").wait_for()
        watched.page.locator("#primary-ccg_plan[aria-pressed=true]").wait_for()
        watched.errors.clear()  # the browser notes the answer 409 in its console
    assert len(history(tmp_path)) == 1


def test_of_a_scheme_with_one_label_a_text_the_primary_is_all(chromium: Browser, tmp_path: Path) -> None:
    chances = {"for": 0.6, "against": 0.3, "other": 0.1}
    stance = {
        "present": ["for"],
        "primary": "for",
        "primary_probabilities": chances,
        "abstained": False,
        "reason": None,
    }
    stance["probabilities"] = {"for": 0.6, "against": 0.3}
    towns = record(stance=stance, model=record()["model"] | {"scheme": "towns/1"}, statements=[])
    with reviewed(chromium, tmp_path, towns) as watched:
        page = watched.page
        assert page.locator("[id^=present-], .hint").count() == 0
        page.keyboard.press("Shift+Digit2")  # no key of this scheme
        page.keyboard.press("2")
        page.keyboard.press("0")  # the class that is no stance
        page.keyboard.press("2")
        page.keyboard.press("a")
        page.wait_for_selector("#done:not([hidden])")
    with Store(tmp_path / STORE) as store:
        said = [(d.step.reading.primary, d.step.reading.present) for d in Decisions(store).history()]
    assert said == [("against", ("against",)), ("other", ()), ("against", ("against",)), ("against", ("against",))]


PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<style>*{display:none}</style>",
    "<svg onload=alert(3)><a href='javascript:alert(4)'>",
    '"\' onfocus=alert(5) autofocus x="',
    "javascript:alert(6)",
)


def hostile() -> dict[str, Any]:
    """A record in which everything that comes from a document or a model is a payload."""
    text = "\n\n".join(PAYLOADS)
    everything = " ".join(PAYLOADS)
    start = place(PAYLOADS[1], text)
    said = OBJECTION | {"start": start["start"], "end": start["end"]}
    said |= dict.fromkeys(("holder", "speaker", "target", "policy"), everything)
    zones = [{"zone": "title"} | place(PAYLOADS[0], text), {"zone": "body"} | place(text[len(PAYLOADS[0]) + 2 :], text)]
    known = dict.fromkeys(("title", "publisher", "byline", "sender"), everything)
    bodies = [start | {"kind": "lmc", "name": everything, "zone": "body"}]
    return record(everything) | {
        "text": text,
        "document": record()["document"] | known | {"characters": len(text), "zones": zones},
        "statements": [said | {"text": PAYLOADS[1], "probability": 0.5, "holder_id": None, "target_id": None}],
        "organisations": bodies,
        "passages": [],
        "warnings": [everything],
        "duplicate_of": everything,
        "stance": record()["stance"] | {"abstained": True, "reason": everything},
    }


def test_a_hostile_record_is_text_and_nothing_else(chromium: Browser, tmp_path: Path) -> None:
    with reviewed(chromium, tmp_path, hostile()) as watched:
        page = watched.page
        page.keyboard.press("ArrowDown")
        page.keyboard.press("c")
        page.keyboard.type(PAYLOADS[1])
        page.keyboard.press("Escape")
        page.locator("#status", has_text="open").wait_for()
        page.reload()
        page.wait_for_selector("#desk:not([hidden])")
        page.keyboard.press("ArrowDown")
        page.locator("#field-holder").wait_for()
        assert page.input_value("#field-holder") == " ".join(PAYLOADS)
        assert page.input_value("#comment") == PAYLOADS[1]
        for payload in PAYLOADS:
            assert payload in page.inner_text("#text")
        made = "main :is(script, img, style, svg, iframe, object, [onerror], [onload], [onfocus], [autofocus], a[href^=java])"
        assert page.locator(made).count() == 0
        assert page.locator("script").count() == 1
        page.keyboard.press("a")
        page.wait_for_selector("#done:not([hidden])")
        page.keyboard.press("g")
        page.locator("#dialog-body table").wait_for()


LOOKS = [(width, scheme) for width in (390, 1440) for scheme in ("light", "dark")]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_everybody_can_use_it(chromium: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    size = {"width": width, "height": 844}
    rows = [record(abstained=True), record("copy", duplicate_of="one")]
    with reviewed(chromium, tmp_path, *rows, viewport=size, color_scheme=scheme) as watched:
        page = watched.page
        page.keyboard.press("ArrowDown")
        page.locator("#field-holder").wait_for()
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for key in ("?", "e", "g") if width == 390 else ():
            page.keyboard.press(key)
            page.locator("dialog[open]").wait_for()
            assert serious(page) == []
            page.keyboard.press("Escape")
            page.locator("dialog[open]").wait_for(state="hidden")
        page.locator("#skip").click()
        shows(page, 2, 2)
        page.locator("#accept").click()
        page.wait_for_selector("#done:not([hidden])")
        assert serious(page) == []
        deeds = page.locator(".deeds").bounding_box()
        assert deeds is not None
        assert deeds["y"] + deeds["height"] == pytest.approx(
            844, abs=1
        )  # at the bottom, and no higher than its buttons
        assert deeds["height"] < 120
