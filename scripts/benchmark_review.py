"""How long a key of the review takes, from the press until the next record stands there, in headless Chromium.

    python scripts/benchmark_review.py [--records 20000] [--keys 60]

Records are those of corpora/samples, tagged with the rules and copied under other ids. Each key press is a decision
that is on the disk (synchronous = FULL) before the page goes on. Printed: seconds to load the records into a store,
to open the page, and milliseconds of the keys: median, 95th percentile, the longest.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

ROOT = Path(__file__).parents[1]
# Times are taken in the page: from the event of the key to the frame after the change was drawn.
_WATCH = """
() => {
  window.times = [];
  const shown = () => [
    document.getElementById('source').textContent,
    ...[...document.querySelectorAll('[aria-pressed=true]')].map((button) => button.id),
  ].join();
  addEventListener('keydown', (event) => {
    if (event.key === 'Shift') return;
    const began = event.timeStamp, before = shown();
    const look = () => {
      if (shown() === before) requestAnimationFrame(look);
      else requestAnimationFrame(() => window.times.push([event.key, performance.now() - began]));
    };
    requestAnimationFrame(look);
  }, true);
}
"""
_KEYS = ("a", "Shift+Digit1", "a", "s", "u", "ArrowRight")  # each changes what is shown, whatever the record

_PAUSE = 0.2  # seconds between two keys: faster than anybody reads


def records(number: int) -> Iterator[bytes]:
    """Records of the samples under other ids, as many as are wanted."""
    from stancewire.config import load_config
    from stancewire.sources.inputs import find_inputs
    from stancewire.sources.reading import read
    from stancewire.tagger import Tagger

    tagger = Tagger(load_config(ROOT / "configs" / "rules.toml"))
    inputs = find_inputs([str(ROOT / "corpora" / "samples")])
    tagged = [tagger.record_of(item).to_dict() for one in inputs for item in read(one, tagger.config.input)]
    for place in range(number):
        yield orjson.dumps(tagged[place % len(tagged)] | {"id": f"record-{place}"}) + b"\n"


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The link of a running review."""
    command = ["review", str(folder / "out.jsonl"), "--port", "0", "--coder", "b"]
    code = f"import sys; from stancewire.cli import run; sys.exit(run({command!r}))"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            yield next(line.split()[1] for line in process.stderr if line.startswith("open "))
        finally:
            process.terminate()


def measure(link: str, keys: int) -> tuple[float, list[Any]]:
    """Seconds until the first record stands there; (key, milliseconds) of each press."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(link)
        page.wait_for_selector("#desk:not([hidden])")
        seconds = time.perf_counter() - began
        page.evaluate(_WATCH)
        for place in range(keys):
            time.sleep(_PAUSE)
            page.keyboard.press(_KEYS[place % len(_KEYS)])
            while page.evaluate("window.times.length") <= place:  # the page's policy forbids Playwright's own waiting
                time.sleep(0.01)
        times = page.evaluate("window.times")
        browser.close()
    return seconds, times


def main() -> None:
    """Make records, start a review of them, press keys, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--keys", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "out.jsonl").open("wb") as stream:
            stream.writelines(records(options.records))
        began = time.perf_counter()
        with server(folder) as link:
            loaded = time.perf_counter() - began
            opened, times = measure(link, options.keys)
        size = (folder / "out.review.sqlite").stat().st_size / 1e6
    took = sorted(milliseconds for _, milliseconds in times)
    print(f"{options.records} records: store ready after {loaded:.1f} s ({size:.0f} MB), page after {opened:.2f} s")
    print(
        f"{len(took)} keys: median {statistics.median(took):.0f} ms, 95 % {took[int(0.95 * len(took))]:.0f} ms, longest {took[-1]:.0f} ms"
    )
    for key in dict.fromkeys(key for key, _ in times):
        print(f"  {key}: longest {max(ms for name, ms in times if name == key):.0f} ms")


if __name__ == "__main__":
    main()
