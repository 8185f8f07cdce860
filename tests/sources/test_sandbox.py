"""The worker that parsers run in: what they break there stays there, and it never outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stancewire.config import InputConfig
from stancewire.errors import BinaryInput, ParserFailure
from stancewire.sources import sandbox as module
from stancewire.sources.inputs import Input
from stancewire.sources.sandbox import Sandbox, sandbox, streaming
from stancewire.types import Article, Failure, Given

# A worker like the real one, with parsers that misbehave as parsers do.
WORKER = """
import os, sys, time
from stancewire.errors import BinaryInput
from stancewire.sources import EXTRACTORS, STREAMERS, sandboxed
from stancewire.sources.extract import Extract
from stancewire.types import Article, Failure, Given, Source

kept = []

def fine(content, name):
    yield Extract(raw=content.decode(), warnings=(name,))
def sleeps(content, name):
    time.sleep(60)
def spins(content, name):
    while True: pass
def swells(content, name):
    yield Extract(raw=str(len([bytes(50_000_000) for _ in range(100)])))
def grows(content, name):
    kept.append(b"x" * 150_000_000)
    yield Extract(raw=str(os.getpid()))
def crashes(content, name):
    os._exit(7)
def aborts(content, name):
    os.abort()
def raises(content, name):
    raise KeyError("no such part")
def refuses(content, name):
    raise BinaryInput(name, "is no text", "give a text")
def prints(content, name):
    print("to python's output")
    os.write(1, b"to the system's output\\n")
    yield Extract(raw=f"still in step, {len(sys.stdin.read())} bytes of input taken")
def floods(content, name):
    yield Extract(raw="x" * 3_000_000)
def halves(content, name):
    yield Extract(raw="a\\ud800b", warnings=("\\udfff",))
def recurses(content, name):
    yield from recurses(content, name)
def says_pid(content, name):
    yield Extract(raw=str(os.getpid()))

def rows(item, file, limits):
    for number, word in enumerate(file.read().decode().split()):
        if word == "spins": spins(b"", "")
        if word == "crashes": os._exit(7)
        if word == "refuses": raise BinaryInput(item.name, "is no text", "give a text")
        if word == "big": word = "x" * 600_000
        source = Source(uri=item.uri, media_type="a", sha256="", member=item.part(str(number)))
        if word == "bad":
            yield Failure(id=str(number), source=source, error=BinaryInput(item.name, "is bad", "mend it"))
        else:
            yield Article(id=str(number), source=source, raw=word, given=Given(published="2014"), warnings=(str(os.getpid()),))

for key, value in list(globals().items()):
    if callable(value):
        EXTRACTORS["test/" + key] = "__main__:" + key
        STREAMERS["test/" + key] = "__main__:" + key
sandboxed.main()
"""


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Sandbox]:
    program = tmp_path / "worker.py"
    program.write_text(WORKER)
    box = Sandbox(2, 400, (str(program),))
    yield box
    box.close()


def ask(box: Sandbox, parser: str, content: bytes = b"text", name: str = "a.bin") -> str:
    (extract,) = box.extract(f"test/{parser}", name, content)
    return extract.raw


def refusal(box: Sandbox, parser: str) -> str:
    with pytest.raises(ParserFailure) as caught:
        ask(box, parser)
    return str(caught.value)


@pytest.mark.parametrize(
    ("parser", "sentence"),
    [
        ("sleeps", "a.bin: took its parser longer than 2 s; open the file"),
        ("spins", "a.bin: took its parser longer than 2 s; open the file"),
        ("swells", "a.bin: took its parser more than 400 MB of memory; open the file"),
        ("crashes", "a.bin: broke its parser, which may have needed more than 400 MB; open the file"),
        ("aborts", "a.bin: broke its parser, which may have needed more than 400 MB; open the file"),
        ("raises", "a.bin: cannot be parsed (KeyError: 'no such part'); open the file"),
        ("recurses", "a.bin: cannot be parsed (RecursionError: maximum recursion depth"),
        ("absent", "a.bin: cannot be parsed (KeyError: 'test/absent'); open the file"),
    ],
)
def test_a_breach_costs_one_file_and_the_next_is_read(worker: Sandbox, parser: str, sentence: str) -> None:
    assert ask(worker, "fine", b"before") == "before"  # so that the time of starting does not count
    started = time.monotonic()
    assert refusal(worker, parser).startswith(sentence)
    assert time.monotonic() - started < 4
    assert ask(worker, "fine", b"after") == "after"


def test_an_error_of_ours_comes_back_as_it_was(worker: Sandbox) -> None:
    with pytest.raises(BinaryInput, match=r"a\.bin: is no text; give a text"):
        ask(worker, "refuses")


def test_what_a_parser_prints_is_no_answer(worker: Sandbox) -> None:
    assert ask(worker, "prints") == "still in step, 0 bytes of input taken"
    assert ask(worker, "fine", b"after") == "after"


def test_halves_of_surrogate_pairs_are_replaced(worker: Sandbox) -> None:
    (extract,) = worker.extract("test/halves", "a.bin", b"")
    assert (extract.raw, extract.warnings) == ("a?b", ("?",))


@pytest.mark.parametrize("name", ["é.txt", "\udce9.txt", "a\nb"])
def test_names_of_any_kind_reach_the_parser(worker: Sandbox, name: str) -> None:
    (extract,) = worker.extract("test/fine", name, b"text")
    assert extract.warnings == (name.replace("\udce9", "?"),)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 5_000_000])
def test_files_of_any_size_go_there_and_back(worker: Sandbox, size: int) -> None:
    assert len(ask(worker, "fine", b"x" * size)) == size


def test_an_answer_beyond_all_measure_is_refused(worker: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_REPLY", 1_000_000)
    assert "holds more than 1,000,000 bytes of text" in refusal(worker, "floods")
    assert ask(worker, "fine") == "text"


def test_one_worker_serves_many_files(worker: Sandbox) -> None:
    assert len({ask(worker, "says_pid") for _ in range(20)}) == 1


def test_a_worker_that_swelled_is_replaced(worker: Sandbox) -> None:
    before = ask(worker, "grows")  # 150 MB of the 400 MB allowed
    assert ask(worker, "grows") == before  # 300 MB
    assert ask(worker, "says_pid") != before


def test_a_parent_that_holds_much_does_not_wear_its_worker_out(worker: Sandbox) -> None:
    held = b"x" * 300_000_000
    assert len({ask(worker, "says_pid") for _ in range(3)}) == 1
    assert len(held) == 300_000_000


def test_the_first_file_has_no_more_time_than_the_next(worker: Sandbox) -> None:
    started = time.monotonic()
    assert "took its parser longer than 2 s" in refusal(worker, "spins")
    assert time.monotonic() - started < 6


def test_a_worker_killed_between_two_files_costs_none(worker: Sandbox) -> None:
    pid = int(ask(worker, "says_pid"))
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)
    assert ask(worker, "fine") == "text"


def test_an_interrupt_does_not_reach_the_worker(worker: Sandbox) -> None:
    pid = int(ask(worker, "says_pid"))
    os.kill(pid, signal.SIGINT)
    assert int(ask(worker, "says_pid")) == pid


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_starts_a_worker_of_its_own(worker: Sandbox) -> None:
    own = ask(worker, "says_pid")
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writable, ask(worker, "says_pid").encode())
        worker.close()
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writable)
    theirs = os.read(readable, 100).decode()
    os.close(readable)
    assert theirs not in ("", own)
    assert ask(worker, "says_pid") == own


def lives(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ends(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not lives(pid)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@needs_proc
@pytest.mark.parametrize("parser", ["fine", "spins"])
def test_a_worker_does_not_outlive_its_parent(worker: Sandbox, parser: str) -> None:
    code = (
        "import sys, threading\nfrom stancewire.sources.sandbox import Sandbox\nbox = Sandbox(1, 400, (sys.argv[1],))\n"
        "(pid,) = box.extract('test/says_pid', 'a', b'')\nprint(pid.raw, flush=True)\n"
        "box._seconds = 60\nbox.extract(sys.argv[2], 'a', b'')\nimport time; time.sleep(60)"
    )
    command = [sys.executable, "-c", code, *worker._program, f"test/{parser}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        time.sleep(0.3)
        parent.kill()
    assert ends(pid, 10)  # at once where it waits, by its alarm where it spins


@needs_proc
def test_a_worker_ends_when_its_input_does(worker: Sandbox) -> None:
    pid = int(ask(worker, "says_pid"))
    process = worker._worker
    assert process
    assert process.stdin
    process.stdin.close()
    assert process.wait(5) == 0
    assert not lives(pid)
    assert process.stdout
    process.stdout.close()
    worker._worker = None


@needs_proc
def test_close_leaves_nothing_behind(worker: Sandbox) -> None:
    pid = int(ask(worker, "says_pid"))
    worker.close()
    worker.close()
    assert not lives(pid)


def streamed(box: Sandbox, text: str) -> Iterator[Article | Failure]:
    return box.documents("test/rows", Input(uri="a.bin", member="b"), text.encode(), InputConfig())


def test_documents_of_a_streamer_come_in_order_as_they_were(worker: Sandbox) -> None:
    found = list(streamed(worker, "one big bad " * 500))
    assert [item.id for item in found] == [str(number) for number in range(1_500)]
    first, big, bad = found[:3]
    assert isinstance(first, Article)
    assert isinstance(big, Article)
    assert isinstance(bad, Failure)
    assert (first.raw, first.given, first.source.member, len(big.raw)) == (
        "one",
        Given(published="2014"),
        "b!0",
        600_000,
    )
    assert (type(bad.error), str(bad.error)) == (BinaryInput, "a.bin!b: is bad; mend it")


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("spins", "a.bin!b: took its parser longer than 2 s; "),
        ("crashes", "a.bin!b: broke its parser, which may have needed more than 400 MB; "),
        ("refuses", "a.bin!b: is no text; give a text"),
    ],
)
def test_what_a_streamer_gave_before_it_broke_is_kept(worker: Sandbox, word: str, sentence: str) -> None:
    documents = streamed(worker, f"{'one ' * 200} {word}")
    assert [next(documents).id for _ in range(200)] == [str(number) for number in range(200)]
    with pytest.raises((ParserFailure, BinaryInput)) as caught:
        next(documents)
    assert str(caught.value).startswith(sentence)
    assert [item.id for item in streamed(worker, "one two")] == ["0", "1"]


def test_a_worker_that_is_lost_half_way_is_no_end(worker: Sandbox) -> None:
    documents = streamed(worker, "one " * 1_000)
    os.kill(int(next(documents).warnings[0]), signal.SIGKILL)  # type: ignore[union-attr]
    time.sleep(0.2)
    with pytest.raises(ParserFailure, match="the worker that read it was ended"):
        list(documents)


def test_files_read_side_by_side_have_a_worker_each_and_it_is_kept() -> None:
    limits = InputConfig(parse_seconds=3)
    with streaming(limits) as one, streaming(limits) as other:
        assert one is not other
    with streaming(limits) as again:
        assert again in (one, other)


def test_limits_on_time_and_memory_share_a_worker() -> None:
    assert sandbox(InputConfig(max_bytes=1)) is sandbox(InputConfig(max_bytes=2))
    assert sandbox(InputConfig(parse_seconds=1)) is not sandbox(InputConfig(parse_seconds=2))
