"""Tables of somebody's own labels: what is read, and what is refused with its rows named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import own_labels as toy
from stancewire.cli import run
from stancewire.errors import MalformedRow
from stancewire.training.own_data import OwnSides, read_sides, targets_of, words_of
from stancewire.training.own_pairs import repeats
from stancewire.training.own_settings import load_own

GOOD = [(f"I {verb} the tram, number {k}.", "the tram", label)
        for k in range(8) for verb, label in (("love", "favour"), ("loathe", "against"), ("saw", "none"))]  # fmt: skip
TEST = [
    ("The tram is a gift.", "the tram", "favour"),
    ("The tram is a curse.", "the tram", "against"),
    ("A tram.", "the tram", "none"),
]


def sides(folder: Path, train: list[toy.Row], test: list[toy.Row] = TEST, **changes: str) -> OwnSides:
    toy.write_csv(folder / "train.csv", train)
    toy.write_csv(folder / "test.csv", test)
    return read_sides(load_own(toy.config(folder, **changes)))


def test_train_dev_and_test_are_apart(tmp_path: Path) -> None:
    found = sides(tmp_path, GOOD)
    assert len(found.train) + len(found.dev) == len(GOOD)
    assert len(found.dev) >= 2
    assert not {e.key for e in found.train} & {e.key for e in found.dev}
    assert {(e.text, e.target, e.label) for e in found.test} == set(TEST)
    assert list(targets_of(found.train)) == ["the tram"]


def test_the_order_of_the_rows_makes_no_difference(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one, other = sides(tmp_path / "one", GOOD), sides(tmp_path / "other", GOOD[::-1])
    for side in ("train", "dev"):
        assert [(e.text, e.label) for e in getattr(one, side)] == [(e.text, e.label) for e in getattr(other, side)]


def test_a_text_with_two_targets_stays_on_one_side(tmp_path: Path) -> None:
    both = [(text, target, label) for text, _, label in GOOD for target in ("the tram", "the pool")]
    found = sides(tmp_path, both)
    assert not {e.text for e in found.train} & {e.text for e in found.dev}


def test_a_small_table_holds_back_a_text_of_every_label(tmp_path: Path) -> None:
    """None of these six texts of a label is in the fifth that the hash takes."""
    many = [(f"{verb} the tram, number {k}.", "the tram", label)
            for k in range(40) for verb, label in (("Love", "favour"), ("Loathe", "against"), ("Saw", "none"))]  # fmt: skip
    free = [row for row in many if crc32(words_of(row[0]).encode()) % 5]
    small = [row for label in ("favour", "against", "none") for row in [r for r in free if r[2] == label][:6]]
    found = sides(tmp_path, small)
    assert sorted(e.label for e in found.dev) == ["against", "favour", "none"]
    assert len(found.train) == len(small) - 3


def test_a_label_whose_texts_all_fall_into_the_fifth_is_trained_too(tmp_path: Path) -> None:
    many = [(f"Love the tram, number {k}.", "the tram", "favour") for k in range(60)]
    taken = [row for row in many if crc32(words_of(row[0]).encode()) % 5 == 0][:5]
    found = sides(tmp_path, [row for row in GOOD if row[2] != "favour"] + taken)
    assert [sum(e.label == "favour" for e in side) for side in (found.train, found.dev)] == [1, 4]


def test_no_label_leaves_dev_where_another_is_put_back(tmp_path: Path) -> None:
    """The last text of "favour" is the only one of "against" that the fifth takes."""
    texts = [f"A tram, number {k}." for k in range(400)]
    taken = sorted((t for t in texts if not crc32(words_of(t).encode()) % 5), key=lambda t: crc32(words_of(t).encode()))
    first, last, free = taken[0], taken[-1], [t for t in texts if t not in taken]
    train = [(last, "the tram", "against"), (last, "the bus", "favour"), (first, "the bus", "favour")]
    train += [(first, target, "favour") for target in ("the car", "the boat", "the train")]
    train += [(t, "the tram", "against") for t in free[:10]] + [
        (t, "the tram", "none") for t in free[10:20] + taken[1:3]
    ]
    found = sides(tmp_path, train)
    for side in (found.train, found.dev):
        assert {e.label for e in side} == {"against", "favour", "none"}


def test_a_label_with_one_text_cannot_be_trained_and_held_back(tmp_path: Path) -> None:
    train = [row for row in GOOD if row[2] != "favour"]
    train += [("One text alone.", f"the tram {k}", "favour") for k in range(6)]
    with pytest.raises(MalformedRow) as caught:
        sides(tmp_path, train)
    assert str(caught.value) == (
        "train.csv: has no row with 'favour' besides the fifth of its texts that is held back as dev; add rows with other "
        "texts, or name a table as [data] dev"
    )


def parquet(path: Path, rows: list[toy.Row]) -> Path:
    columns = ("words", "about", "side")
    pq.write_table(pa.table({name: [row[k] for row in rows] for k, name in enumerate(columns)}), path)
    return path


def tsv(path: Path, rows: list[toy.Row]) -> Path:
    lines = ["words\tabout\tside", *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("write", "suffix"), [(toy.write_csv, "csv"), (toy.write_jsonl, "jsonl"), (parquet, "parquet"), (tsv, "tsv")]
)
def test_a_table_may_be_of_any_kind(tmp_path: Path, write: Callable[[Path, list[toy.Row]], Path], suffix: str) -> None:
    write(tmp_path / f"train.{suffix}", GOOD)
    toy.write_csv(tmp_path / "test.csv", TEST)
    path = toy.config(
        tmp_path, train=f"train.{suffix}", columns='[columns]\ntext = "words"\nlabel = "side"\ntarget = "about"'
    )
    found = read_sides(load_own(path))
    assert {(e.text, e.target, e.label) for e in (*found.train, *found.dev)} == set(GOOD)


def test_labels_may_be_numbers(tmp_path: Path) -> None:
    rows = [{"t": f"{word} {k}", "y": y} for k in range(9) for y, word in enumerate(("rain", "sun"))]
    (tmp_path / "train.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "test.jsonl").write_text('{"t": "rain", "y": 0}\n{"t": "sun", "y": 1}\n', encoding="utf-8")
    path = toy.config(tmp_path, "train.jsonl", "test.jsonl", labels='labels = ["0", "1"]', rest="",
                      columns='[columns]\ntext = "t"\nlabel = "y"')  # fmt: skip
    found = read_sides(load_own(path))
    assert {e.label for e in found.train} == {"0", "1"}
    assert {e.target for e in found.train} == {""}


REFUSED = {
    "unknown label": (
        [*GOOD, ("One.", "the tram", "favor"), ("Two.", "the tram", "Against")],
        "train.csv: 2 rows cannot be used: train.csv, line 26 has the unknown label 'favor'; train.csv, line 27 has the "
        "unknown label 'Against'; labels are favour, against, none and [columns] names text = 'words', target = 'about', "
        "label = 'side': mend the rows, or the config",
    ),
    "no label": ([*GOOD, ("One.", "the tram", "")], "1 row cannot be used: train.csv, line 26 has no label in the column 'side'"),
    "no target": ([*GOOD, ("One.", "", "none")], "train.csv, line 26 has no target in the column 'about'"),
    "empty text": ([*GOOD, (" ", "the tram", "none")], "train.csv, line 26: has an empty text"),
    "no word": ([*GOOD, ("?!", "the tram", "none")], "train.csv, line 26 has a text without a word"),
    "one class": ([row for row in GOOD if row[2] == "none"], "train.csv: has only the label 'none': with one class there is nothing to learn"),
    "rare label": (
        [row for row in GOOD if row[2] != "favour"] + [("A.", "the tram", "favour")],
        "train.csv: has fewer than 5 rows with 'favour' (1 rows); add rows with it, or take it out of [scheme] labels",
    ),
    "shared text": (
        [*GOOD, ("the TRAM is a gift", "the pool", "against")],
        "test.csv: 1 row cannot be judged: test.csv, line 2 has the text of train.csv, line 26; a text stands on one side only",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("train", "message"), REFUSED.values(), ids=REFUSED)
def test_rows_that_cannot_be_used_are_named(tmp_path: Path, train: list[toy.Row], message: str) -> None:
    with pytest.raises(MalformedRow) as caught:
        sides(tmp_path, train)
    assert message in str(caught.value)
    assert not (tmp_path / "model").exists()


def test_a_test_side_of_one_class_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedRow, match=r"test\.csv: has only the label 'favour': with one class there is nothing"):
        sides(tmp_path, GOOD, TEST[:1])


def test_twenty_rows_are_named_and_the_others_counted(tmp_path: Path) -> None:
    with pytest.raises(
        MalformedRow, match=r"25 rows cannot be used: .*line 45 has .*; and 5 more; labels are"
    ) as caught:
        sides(tmp_path, [*GOOD, *((f"Text {k}.", "the tram", "x") for k in range(25))])
    assert "line 46" not in str(caught.value)


@pytest.mark.parametrize("field", ["text", "label", "target"])
def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, field: str) -> None:
    names = {"text": "words", "label": "side", "target": "about"} | {field: "mood"}
    lines = "\n".join(f'{name} = "{column}"' for name, column in names.items())
    with pytest.raises(MalformedRow) as caught:
        sides(tmp_path, GOOD, columns=f"[columns]\n{lines}")
    assert str(caught.value) == (
        f"train.csv: has no column 'mood' for {field}; there are id, words, about, side; correct [columns] in the config"
    )


@pytest.mark.parametrize("field", ["text", "label", "target", "id"])
def test_a_column_that_no_json_line_has_is_one_sentence(tmp_path: Path, field: str) -> None:
    toy.write_jsonl(tmp_path / "train.jsonl", GOOD)
    toy.write_csv(tmp_path / "test.csv", TEST)
    names = {"text": "words", "label": "side", "target": "about", "id": "id"} | {field: "mood"}
    lines = "\n".join(f'{name} = "{column}"' for name, column in names.items())
    with pytest.raises(MalformedRow) as caught:
        read_sides(load_own(toy.config(tmp_path, "train.jsonl", columns=f"[columns]\n{lines}")))
    assert str(caught.value) == (
        f"train.jsonl: has no column 'mood' for {field}; there are id, words, about, side; correct [columns] in the config"
    )


@pytest.mark.parametrize("side", ["train", "test"])
@pytest.mark.parametrize("written", [str, str.upper])
def test_one_text_and_target_with_two_labels_is_refused(
    tmp_path: Path, side: str, written: Callable[[str], str]
) -> None:
    tables = {"train": GOOD, "test": TEST}
    text, target, label = tables[side][0]
    line = len(tables[side]) + 2
    tables[side] = [*tables[side], (written(text), written(target), "none")]
    with pytest.raises(MalformedRow) as caught:
        sides(tmp_path, **tables)
    assert f"{side}.csv, line {line} has the label 'none', {side}.csv, line 2 {label!r};" in str(caught.value)


@pytest.mark.parametrize(("one", "other"), [(":)", ":("), ("C++ or C", "C or C"), ("की बात", "कि बात")])
def test_texts_that_differ_in_signs_may_have_two_labels(tmp_path: Path, one: str, other: str) -> None:
    target = GOOD[0][1]
    rows = [*GOOD, (f"my own tram {one}", target, "favour"), (f"my own tram {other}", target, "against")]
    found = sides(tmp_path, rows)
    assert len(found.train) + len(found.dev) == len(rows)


def test_a_text_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text("I love the tram.\n\nIt runs at six.\n", encoding="utf-8")
    toy.write_csv(tmp_path / "test.csv", TEST)
    with pytest.raises(MalformedRow) as caught:
        read_sides(load_own(toy.config(tmp_path, "train.txt")))
    assert str(caught.value) == "train.txt: is no table of rows; give CSV, TSV, JSON lines or Parquet"


def test_rows_that_repeat_another_are_allowed_and_counted(tmp_path: Path) -> None:
    assert repeats(sides(tmp_path, GOOD)) == ""
    assert repeats(sides(tmp_path, GOOD, [*TEST, TEST[0], TEST[0]])).endswith("and are counted again: 2 in test")


def test_a_dev_table_of_ones_own_shares_no_text_either(tmp_path: Path) -> None:
    toy.write_csv(tmp_path / "dev.csv", [*TEST[1:], GOOD[0]])
    data = '[data]\ntrain = "train.csv"\ntest = "test.csv"\ndev = "dev.csv"'
    with pytest.raises(MalformedRow, match=r"dev\.csv, line 4 has the text of train\.csv, line 2"):
        sides(tmp_path, GOOD, data=data)
    toy.write_csv(
        tmp_path / "dev.csv", [("Tram good.", "a", "favour"), ("Tram bad.", "a", "against"), ("Tram.", "a", "none")]
    )
    found = sides(tmp_path, GOOD, data=data)
    assert (len(found.train), len(found.dev)) == (len(GOOD), 3)


def test_the_command_leaves_with_the_code_of_unusable_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    toy.write_csv(tmp_path / "train.csv", [*GOOD, ("One.", "the tram", "favor")])
    toy.write_csv(tmp_path / "test.csv", TEST)
    path = str(toy.config(tmp_path))
    assert run(["train", "--config", path]) == 3
    assert run(["evaluate", "--config", path, "-o", str(tmp_path / "r")]) == 3
    assert capsys.readouterr().err.count("line 26 has the unknown label 'favor'") == 2
