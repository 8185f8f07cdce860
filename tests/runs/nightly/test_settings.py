"""configs/nightly.toml: every wrong key and value is said with the mend, and paths are relative to the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.errors import ConfigError
from stancewire.runs.nightly.fetch.limits import FetchSource
from stancewire.runs.nightly.settings import FolderSource, load_settings

ROOT = Path(__file__).parents[3]
INBOX = '[[source]]\nkind = "folder"\npath = "inbox"\n'


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    path = tmp_path / "sub" / "n.toml"
    path.write_text(INBOX + '[output]\nfolder = "../out"\n[ledger]\npath = "l.sqlite"\n')
    monkeypatch.chdir(tmp_path)
    settings = load_settings(Path("sub/n.toml"))
    monkeypatch.chdir("/")
    assert settings.output_folder.resolve() == tmp_path / "out"
    assert (settings.ledger_path, settings.lock_path) == (path.with_name("l.sqlite"), path.with_name("l.sqlite.lock"))
    source = settings.sources[0].source
    assert isinstance(source, FolderSource)
    assert (source.path, source.folder) == ("inbox", tmp_path / "sub" / "inbox")


def test_the_packaged_example_can_be_read() -> None:
    settings = load_settings(ROOT / "configs" / "nightly.toml")
    assert [named.source.kind for named in settings.sources] == ["folder"]
    assert (settings.retry.tries, settings.run.workers) == (5, 1)


def test_a_list_of_addresses_is_relative_too(tmp_path: Path) -> None:
    (tmp_path / "n.toml").write_text('[[source]]\nkind = "urls"\npath = "list.txt"\n')
    source = load_settings(tmp_path / "n.toml").sources[0].source
    assert isinstance(source, FetchSource)
    assert source.path == str(tmp_path / "list.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"has no \[\[source\]\]; write \[\[source\]\]"),
        ("sources = 1\n", "unknown section 'sources'; known are source, output"),
        ('[[source]]\npath = "x"\n', "kind is None; give one of folder, feed, sitemap, urls"),
        ('[[source]]\nkind = "folder"\n', r"\[\[source\]\] has no 'path'"),
        ('[[source]]\nkind = "folder"\npath = "a"\nfolder = "b"\n', "unknown key"),
        ('[[source]]\nkind = "feed"\n', 'kind "feed" needs url'),
        ('[[source]]\nkind = "feed"\nurl = "x"\npaht = "y"\n', "unknown key in .*'paht'; known are kind, url"),
        (INBOX + 'columns = ["text"]\n', "'text' is not FIELD=COLUMN, where FIELD is one of"),
        (INBOX + INBOX, "two sources are named 'inbox'"),
        (INBOX + '[[source]]\nkind = "folder"\npath = "inbox/sub"\n', "the source 'inbox' holds 'sub', which is no article of it; give a folder"),
        (INBOX + '[output]\nfolder = "inbox/out"\n', "holds 'out', which is no article"),
        (INBOX + '[ledger]\npath = "inbox/l.sqlite"\n', "holds 'l.sqlite', which is no article"),
        (INBOX + '[output]\nfolder = 7\n', "folder is 7; give a value of type str"),
        (INBOX + "[retry]\ntries = 0\n", "tries must be at least 1"),
        (INBOX + "[retry]\nhours = []\n", "hours must be one number or more"),
        (INBOX + '[retry]\nhours = ["20"]\n', "give a value of type list of numbers"),
        (INBOX + "[run]\nworkers = true\n", "workers is True; give a value of type int"),
        (INBOX + "[run]\nsettle_seconds = -1\n", "must be 0 or more"),
        (INBOX + "[fetch]\ntries = 0\n", "tries must be at least 1"),
        ("[[source]\n", "is no valid TOML"),
        ('source = ["inbox"]\n', r"has no \[\[source\]\]; write \[\[source\]\]"),
        (INBOX.replace("inbox", r"in\u0000box"), r"\[\[source\]\] path is 'in\\x00box', which is no path"),
        (INBOX + '[output]\nfolder = "o\\u0000"\n', r"\[output\] folder is 'o\\x00', which is no path"),
        (INBOX + '[output]\nfolder = "n.toml"\n', r"\[output\] folder 'n.toml' is a file; name a folder"),
        (INBOX + '[ledger]\npath = ""\n', r"\[ledger\] path '' is a folder; name a file"),
        (INBOX + '[run]\nreport = "ledger.sqlite"\n', r"\[run\] report is the file of \[ledger\] path; give it a name"),
        (INBOX + '[run]\nlog = "./n.toml"\n', r"\[run\] log is the file of the config; give it a name"),
        (INBOX + '[run]\nlog = "r.json"\nreport = "r.json"\n', r"\[run\] log is the file of \[run\] report"),
        ("output = 3\n" + INBOX, "output is no section"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_mend(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "n.toml").write_text(text)
    with pytest.raises(ConfigError, match=said):
        load_settings(tmp_path / "n.toml")


def test_a_config_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"n.toml: cannot be read .*name a TOML file like configs/nightly.toml"):
        load_settings(tmp_path / "n.toml")
