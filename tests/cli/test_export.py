"""`stancewire export` and `stancewire import`: what they write, refuse, and with which code they leave."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx
import pytest

from archive_rows import failed, write
from export_rows import ASHCOMBE, BIRCHWELL, HOURS, MODEL, PHARMACISTS, coded, example
from stancewire.cli import run
from stancewire.training.own_data import read_table
from stancewire.training.own_settings import load_own

Out = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
RULES = ROOT / "configs" / "rules.toml"


@pytest.fixture
def out(tmp_path: Path) -> str:
    return write(tmp_path / "out.jsonl", example())


def test_dna_writes_a_study_and_import_takes_it_back(out: str, tmp_path: Path, capsys: Out) -> None:
    study, lines, again = (str(tmp_path / name) for name in ("study.dna", "study.jsonl", "again.dna"))
    assert run(["export", "dna", out, "-o", study]) == 0
    said = capsys.readouterr().err
    assert said == f"6 documents and 7 statements to {study}\nleft out: 1 neutral\n"
    assert run(["import", "dna", study, "-o", lines]) == 0
    assert capsys.readouterr().err == f"6 documents with 7 statements to {lines}\n"
    assert run(["export", "dna", lines, "-o", again]) == 0
    assert capsys.readouterr().err == f"6 documents, as they were in their study to {again}\n"
    assert Path(again).read_bytes() == Path(study).read_bytes()
    assert run(["export", "dna", out, "-o", study]) == 3
    assert "exists already" in capsys.readouterr().err
    assert run(["export", "dna", out, "-o", study, "--force", "--password", "other"]) == 0
    assert Path(again).read_bytes() != Path(study).read_bytes()


@pytest.mark.parametrize("name", ["o.jsonl.gz", "o.jsonl.zst", "shards/a.jsonl", "o.parquet", "shards/a.parquet"])
def test_records_are_read_however_they_are_packed(name: str, out: str, tmp_path: Path) -> None:
    (tmp_path / "shards").mkdir()
    packed = write(tmp_path / name, example())
    given = str(tmp_path / "shards") if name.startswith("shards") else packed
    for what, one, two in (("dna", "1.dna", "2.dna"), ("events", "1.csv", "2.csv"), ("network", "1.gexf", "2.gexf")):
        assert run(["export", what, out, "-o", str(tmp_path / one)]) == 0
        assert run(["export", what, given, "-o", str(tmp_path / two)]) == 0
        assert (tmp_path / one).read_bytes() == (tmp_path / two).read_bytes()


def test_statements_to_train_on(out: str, tmp_path: Path, capsys: Out) -> None:
    study = str(tmp_path / "study.dna")
    assert run(["export", "dna", out, "-o", study]) == 0
    capsys.readouterr()
    assert run(["import", "dna", study, "-o", "-", "--as", "statements", "--coder", "toy-1 0.2.0"]) == 0
    shown = capsys.readouterr()
    rows = [json.loads(line) for line in shown.out.splitlines()]
    assert [row["label"] for row in rows] == [
        "objects",
        "objects",
        "supports",
        "supports",
        "objects",
        "objects",
        "supports",
    ]
    assert shown.err == "7 of 7 statements, which have agreement and a concept, to -\n"
    assert run(["import", "dna", study, "-o", "-", "--as", "statements", "--coder", "Admin"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["import", "dna", study, "-o", "-", "--coder", "Admin"]) == 2


def test_training_reads_the_statements(out: str, tmp_path: Path) -> None:
    study = str(tmp_path / "study.dna")
    assert run(["export", "dna", out, "-o", study]) == 0
    assert run(["import", "dna", study, "-o", str(tmp_path / "rows.jsonl"), "--as", "statements"]) == 0
    page = (ROOT / "docs" / "dna.md").read_text(encoding="utf-8")
    config = (
        page.split("```toml\n")[1]
        .split("```")[0]
        .replace("statements.jsonl", "rows.jsonl")
        .replace("statements-test", "rows")
    )
    (tmp_path / "train.toml").write_text(config)
    own = load_own(tmp_path / "train.toml")
    first, *_, last = read_table(own.train, own)
    assert (first.id, first.text, first.target, first.label) == (
        "id-1-1",
        "Hours are to be extended.",
        HOURS,
        "objects",
    )
    assert (last.id, last.target, last.label) == ("id-6-7", PHARMACISTS, "supports")


def test_the_tagger_reads_what_was_imported(out: str, tmp_path: Path) -> None:
    study, lines, tagged = (str(tmp_path / name) for name in ("study.dna", "study.jsonl", "tagged.jsonl"))
    assert run(["export", "dna", out, "-o", study]) == 0
    assert run(["import", "dna", study, "-o", lines]) == 0
    assert run(["tag", lines, "-o", tagged, "--config", str(RULES)]) == 0
    records = [json.loads(line) for line in Path(tagged).read_text().splitlines()]
    dates = ["2014-03-04", "2014-03-20", "2014-04-02", "2014-04-09", "2014-05-01", "2014-05-06"]
    assert [(r["id"], r["document"]["published"], r["document"]["title"]) for r in records] == [
        (f"id-{n}", date, f"Title {n}") for n, date in enumerate(dates, 1)
    ]


def test_shared_records_need_the_texts(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "1.txt").write_text(
        "Ashcombe LMC rejects the plan for extended hours.\n\nIt will not take part.\n"
    )
    out, shared, one, two = (str(tmp_path / name) for name in ("o.jsonl", "s.jsonl", "1.dna", "2.dna"))
    assert run(["tag", str(tmp_path / "news"), "-o", out, "--config", str(RULES)]) == 0
    assert run(["share", out, "-o", shared]) == 0
    assert run(["export", "dna", out, "-o", one]) == 0
    capsys.readouterr()
    assert run(["export", "dna", shared, "-o", two]) == 3
    assert "shared records, without texts and without names; join them to your own copies" in capsys.readouterr().err
    assert run(["export", "dna", shared, "-o", two, "--texts", str(tmp_path / "news")]) == 0
    assert Path(two).read_bytes() == Path(one).read_bytes()
    assert run(["export", "events", shared, "-o", str(tmp_path / "e.csv")]) == 3
    assert not (tmp_path / "e.csv").exists()


def test_events(tmp_path: Path, capsys: Out) -> None:
    rows = [
        *example(),
        failed(9) | {"model": MODEL},
        coded(8, "LMC", ("=1+1", "objects", 'a;"b"', "LMC")) | {"status": "duplicate"},
    ]
    out, table = write(tmp_path / "o.jsonl", rows), tmp_path / "e.csv"
    assert run(["export", "events", out, "-o", str(table)]) == 0
    assert capsys.readouterr().err == f"9 statements to {table}\n"
    with table.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert (found[-1]["organization"], found[-1]["concept"]) == ("'=1+1", 'a;"b"')
    assert run(["export", "events", out, "-o", "-", "--count-once"]) == 0
    assert capsys.readouterr().err == "8 statements to -\n"


def test_network_writes_one_file_or_one_for_each_slice(out: str, tmp_path: Path, capsys: Out) -> None:
    whole, folder = tmp_path / "n.graphml", tmp_path / "months"
    assert run(["export", "network", out, "-o", str(whole), "--qualifier", "congruence"]) == 0
    assert capsys.readouterr().err == f"1 network of 7 statements to {whole}\nleft out: 1 neutral\n"
    graph = networkx.read_graphml(whole)
    assert graph.edges[ASHCOMBE, BIRCHWELL]["weight"] == 2
    assert graph.graph.items() >= {"qualifier": "congruence", "statements": 7, "modes": 1}.items()
    options = ["--per", "month", "--modes", "2", "--format", "gexf", "--duplicates", "document"]
    assert run(["export", "network", out, "-o", str(folder), *options]) == 0
    assert "left out: 1 neutral, 1 duplicate" in capsys.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["2014-03.gexf", "2014-04.gexf", "2014-05.gexf"]
    assert len(networkx.read_gexf(folder / "2014-03.gexf").edges) == 2  # Ashcombe and Corvale, on hours
    assert run(["export", "network", out, "-o", str(folder), *options]) == 3
    assert "exists already" in capsys.readouterr().err
    assert run(["export", "network", out, "-o", str(folder), *options, "--force"]) == 0
    assert run(["export", "network", out, "-o", str(whole), *options, "--force"]) == 3
    assert "is a file; with --per there are many networks: name a folder" in capsys.readouterr().err


def test_what_stands_in_no_window_is_told(out: str, tmp_path: Path, capsys: Out) -> None:
    """Statements of March, April and May; a window of two months that steps on by two takes March and April."""
    folder = tmp_path / "windows"
    assert run(["export", "network", out, "-o", str(folder), "--per", "window", "--window", "2", "--step", "2"]) == 0
    assert capsys.readouterr().err == (
        f"1 network of 7 statements to {folder}\nleft out: 1 neutral, 2 outside every window\n"
    )
    assert [path.name for path in folder.iterdir()] == ["2014-03_2014-04.graphml"]


def test_statements_without_a_policy_are_told_of_and_what_there_is_instead(tmp_path: Path, capsys: Out) -> None:
    """Three of four name no policy, one of these no holder: two could be tied by their target."""
    said = [(ASHCOMBE, "objects", "", "LMC"), (ASHCOMBE, "objects", HOURS, "LMC"), (BIRCHWELL, "objects", "", "LMC")]
    said.append(("", "mandates", "", "LMC"))
    rows = [coded(n, "LMC", one, target="NHS England") for n, one in enumerate(said)]
    out = write(tmp_path / "o.jsonl", rows)
    bare = "3 of 4 statements name no policy"
    instead = "--concept target takes whom they are directed at"
    network = ["export", "network", out, "--force", "-o", str(tmp_path / "n.gexf")]
    assert run(network) == 0
    assert capsys.readouterr().err.splitlines()[1:] == [
        "left out: 1 without an actor, 2 without a policy",
        f"{bare}; {instead}",
    ]
    assert run([*network, "--concept", "target"]) == 0
    assert capsys.readouterr().err.splitlines()[1:] == ["left out: 1 without an actor"]
    assert run(["export", "dna", out, "-o", str(tmp_path / "s.dna")]) == 0
    empty = ": their concept is the empty one, which DNA leaves out of networks"
    assert f"{bare}{empty}; {instead}" in capsys.readouterr().err.splitlines()
    assert run(["export", "events", out, "-o", str(tmp_path / "e.csv")]) == 0
    told = f"{bare}; the column target tells whom they are directed at"
    assert capsys.readouterr().err.splitlines()[1:] == [told]


def test_copies_that_lie_nowhere_are_no_empty_study(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "1.txt").write_text("Ashcombe LMC rejects the plan for extended hours.\n")
    out, shared, study = (str(tmp_path / name) for name in ("o.jsonl", "s.jsonl", "1.dna"))
    assert run(["tag", str(tmp_path / "1.txt"), "-o", out, "--config", str(RULES)]) == 0
    assert run(["share", out, "-o", shared]) == 0
    capsys.readouterr()
    assert run(["export", "dna", shared, "-o", study, "--texts", str(tmp_path / "nowhere")]) == 3
    assert "nowhere: no such file or folder" in capsys.readouterr().err
    assert not Path(study).exists()
    back = str(tmp_path / "b.jsonl")
    assert run(["rehydrate", shared, str(tmp_path / "nowhere"), "-o", back]) == 3
    assert not Path(back).exists()


def test_copies_and_targets_in_networks(tmp_path: Path) -> None:
    rows = [coded(n, "LMC", (name, "objects", "", "LMC"), target="NHS England") for n, name in enumerate("ABC")]
    rows[2] |= {"status": "duplicate", "duplicate_of": "id-1"}
    out, file = write(tmp_path / "o.jsonl", rows), str(tmp_path / "n.gexf")
    for options, nodes in (([], 0), (["--concept", "target"], 3), (["--concept", "target", "--count-once"], 2)):
        assert run(["export", "network", out, "-o", file, "--force", *options]) == 0
        assert len(networkx.read_gexf(file).nodes) == nodes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "n.txt"], "name a file .graphml or .gexf"),
        (
            ["-o", "n.gexf", "--modes", "2", "--qualifier", "congruence"],
            "is not for 2 modes: there it is one of subtract, ignore, combine",
        ),
        (["-o", "n.gexf", "--qualifier", "combine"], "is not for 1 mode: there it is one of congruence"),
        (["-o", "n.gexf", "--normalisation", "activity"], "there it is one of no, average, jaccard, cosine"),
        (["-o", "n.gexf", "--modes", "2", "--nodes", "concept"], "--nodes concept is for one mode"),
    ],
)
def test_network_refuses(out: str, options: list[str], said: str, capsys: Out) -> None:
    assert run(["export", "network", out, *options]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("what", [["dna", "-o", "x.dna"], ["events", "-o", "-"], ["network", "-o", "x.gexf"]])
def test_labels_of_ones_own_are_refused(
    what: list[str], tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write(tmp_path / "o.jsonl", [coded(1, "LMC") | {"model": MODEL | {"scheme": "town-debates/1"}}])
    monkeypatch.chdir(tmp_path)
    assert run(["export", what[0], out, *what[1:]]) == 3
    assert (
        "id-1: bears labels of the scheme town-debates/1, whose models draft no statements" in capsys.readouterr().err
    )
    assert [path.name for path in tmp_path.iterdir()] == ["o.jsonl"]


def test_what_is_nothing_of_the_kind_is_refused(out: str, tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "x.csv").write_text("a,b\n")
    assert run(["export", "dna", str(tmp_path / "x.csv"), "-o", str(tmp_path / "x.dna")]) == 3
    assert run(["import", "dna", str(tmp_path / "x.csv"), "-o", str(tmp_path / "x.jsonl")]) == 3
    assert "is no study" in capsys.readouterr().err
    study = tmp_path / "s.dna"
    assert run(["export", "dna", out, "-o", str(study)]) == 0
    assert run(["import", "dna", str(study), "-o", str(tmp_path / "s.jsonl")]) == 0
    assert run(["export", "dna", out, str(tmp_path / "s.jsonl"), "-o", str(tmp_path / "x.dna")]) == 3
    assert "is a study beside other files" in capsys.readouterr().err
    with closing(sqlite3.connect(study)) as base:
        assert base.execute("SELECT count(*) FROM STATEMENTS").fetchone() == (7,)
