"""Searching many expressions at once finds what searching each of them finds."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.assets import folder
from stancewire.statements import wordindex
from stancewire.statements.actors import _ROLE_WORDS
from stancewire.statements.cues import load_cues
from stancewire.statements.heads import Expression, compiled, tables_of
from stancewire.statements.wordindex import Family, WordIndex, fold, holds, may_end, word_begins

KELVIN = "\N{KELVIN SIGN}"  # a k in any case
Found = list[tuple[int, tuple[int, int], str | None]]


def family(*words: str) -> Family:
    expressions = tuple(Expression(word) for word in words)
    return Family(compiled(expressions), expressions)


CUES = load_cues(folder("models") / "rules-1" / "cues.toml")
FAMILIES = (
    *(Family(cue.pattern, cue.words) for cue in CUES),
    Family(compiled(_ROLE_WORDS), _ROLE_WORDS),
)
# What authors of other models may write: words of any beginning, open ends, groups, several in one, flags.
ODD = (
    family("un\\w+", "unfair to", "un"),
    family("plan|plans to|plans", "the plan"),
    family("\\w+ing by", "told"),
    family("(?:\\w+ly )?(?:told|asked) (?:by|to)"),
    family("(reject)(s|ed)?", "(?i:bids?)"),
    family("(t)he \\1", "plan"),
    family("’tis", "a*", "kiss"),
    family("é\\w", "is", "sit in", "sit"),
    family("cut short\\w*", "cut back"),
    Family(re.compile("[a-z]+ed")),
)


def searched(families: tuple[Family, ...], text: str, start: int, end: int) -> Found:
    """The slow way: every pattern over every letter."""
    return [
        (number, match.span(), match.lastgroup)
        for number, one in enumerate(families)
        for match in one.pattern.finditer(text, start, end)
        if match.end() > match.start()
    ]


def indexed(index: WordIndex, text: str, start: int, end: int) -> Found:
    return [(number, match.span(), match.lastgroup) for number, match in index.find(text, start, end)]


@pytest.fixture(scope="module", autouse=True)
def at_once() -> object:
    """Tables from the first text on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wordindex, "_SOON", 0)
        yield


INDEX, ODD_INDEX = WordIndex(FAMILIES), WordIndex(ODD)
SOURCES = tuple(one.source for each in FAMILIES for one in each.expressions)
BETWEEN = st.sampled_from([" ", ", ", "’", "-", "", ". ", "\n", " x", " the ", " is ", " İ "])
ANY_CASE = st.sampled_from([str, str.upper, str.title, lambda text: text.replace("s", "ſ").replace("k", KELVIN)])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """What the model's own expressions match, in any order and case, whole or run into each other."""
    pieces = draw(st.lists(st.sampled_from(SOURCES).flatmap(lambda s: st.from_regex(re.compile(s, re.I), fullmatch=True)), max_size=4))  # fmt: skip
    return "".join(draw(BETWEEN) + draw(ANY_CASE)(piece[:60]) for piece in pieces)


@settings(deadline=None, max_examples=300)
@given(texts(), st.data())
def test_the_packaged_cues_and_roles_lose_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for first, last in ((0, len(text)), (start, end)):
        assert indexed(INDEX, text, first, last) == searched(FAMILIES, text, first, last)


PIECES = "unfair un plan plans plans to the told asked by to being badly told by reject rejected bids the t a aa ’tis kiss is sit sit in éa said cut shortly cut back".split()  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(BETWEEN, st.sampled_from(PIECES), ANY_CASE), max_size=8), st.data())
def test_expressions_of_any_kind_lose_nothing(pieces: list[tuple[str, str, object]], data: st.DataObject) -> None:
    text = "".join(between + case(piece) for between, piece, case in pieces)  # type: ignore[operator]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for first, last in ((0, len(text)), (start, end)):
        assert indexed(ODD_INDEX, text, first, last) == searched(ODD, text, first, last)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("They told us.", [(5, 9)]),
        ("Being told by us.", [(6, 10)]),
        ("It is bullying by them.", [(6, 17)]),
        ("They cut shortly by.", [(5, 16)]),
        ("untold told-off tolds told", [(22, 26)]),
    ],
)
def test_words_and_gates_find_their_own(text: str, spans: list[tuple[int, int]]) -> None:
    index = WordIndex([family("\\w+ing by", "told", "cut short\\w*")])
    assert [match.span() for _, match in index.find(text, 0, len(text))] == spans


def test_only_what_cannot_be_known_by_its_words_is_searched_as_a_whole() -> None:
    gates = tables_of([each.expressions for each in ODD]).gates
    assert set(gates) == {2, 3, 4, 5, 6, 7, 9}
    assert gates[2] == ((("ing by",),),)
    assert gates[5] == ((),), "an expression that refers to another's group is always searched"
    assert gates[9] == ((),)


def test_the_packaged_expressions_are_nearly_all_known_by_their_words() -> None:
    tables = tables_of([each.expressions for each in FAMILIES])
    assert sum(len(needed) for needed in tables.gates.values()) <= 3
    assert all(needed for several in tables.gates.values() for needed in several), (
        "a family is searched in every sentence"
    )


def test_a_short_text_is_searched_without_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordindex, "_SOON", 20)
    index = WordIndex([family("told")])
    text = "They told us, and told us again."
    assert indexed(index, text, 0, len(text)) == searched((family("told"),), text, 0, len(text))
    assert "_tables" not in vars(index)
    assert indexed(index, text, 0, len(text)) == searched((family("told"),), text, 0, len(text))
    assert "_tables" in vars(index)


def test_sentences_of_several_texts_are_kept_apart() -> None:
    index = WordIndex([family("told")])
    texts = ("They told us.", "We were told it.")
    assert [[m.start() for _, m in index.find(text, 0, len(text))] for text in (*texts, *texts)] == [[5], [8], [5], [8]]


def test_folding_knows_every_letter_that_matches_an_ascii_letter_and_moves_none() -> None:
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    assert all(len(fold(char)) == 1 for char in everything)
    odd = re.findall("[a-z]", "".join(everything), re.I)
    assert all(re.fullmatch(re.escape(fold(char)), char, re.I) and fold(char).isascii() for char in odd)
    assert {char for char in odd if not char.isascii()} == {"ſ", "ı", "İ", KELVIN}


@given(st.text("IiTthHeE ’-xİı", max_size=20), st.data())
def test_words_are_found_where_they_begin(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    found = {m.start() for m in re.finditer(r"(?<!\w)(?:it|the)(?!\w)", text[:end], re.I)}
    assert found <= set(word_begins(text, 0, end, frozenset(("it", "the"))))


def test_holds() -> None:
    assert holds("not told", ("x", "ol"))
    assert not holds("not told", ("x", "olt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("said the", True), ("left the", False), ("the", False), ("", False), ("it said a the a the ", True), ("x a the a the", True)],
)  # fmt: skip
def test_may_end_asks_for_the_last_word_with_a_meaning(text: str, expected: bool) -> None:
    assert may_end(text, lambda word: None if word in ("a", "the") else word == "said") is expected
