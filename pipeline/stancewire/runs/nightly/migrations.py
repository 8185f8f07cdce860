"""The tables of the ledger, as a row of steps: a ledger of any earlier version is brought to the last one when it is opened.

A step that was released is never changed; what is wanted besides is a further step. Times are seconds since
1970 by the machine's clock, hashes are bytes, numbers of runs are those of the table `runs`.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x53574C47  # "SWLG", so that no other program's database is taken for a ledger

_FIRST: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every start of nightly, retag or another command that writes. `ended` is null while it runs, and stays so after a crash.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,              -- nightly, retag, rebuild, compact
    started REAL NOT NULL,
    ended REAL,
    exit_code INTEGER,
    counts TEXT NOT NULL DEFAULT '{}'   -- JSON: what came of it
);

-- What records depend on beside their document.
CREATE TABLE generations (
    id INTEGER PRIMARY KEY,
    stancewire TEXT NOT NULL,
    model_name TEXT NOT NULL,
    model_version TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    config_sha256 TEXT NOT NULL,
    UNIQUE (stancewire, model_name, model_version, model_sha256, config_sha256)
);

-- The month files. What is in `packed` stands no longer in the JSONL but in that file.
CREATE TABLE outputs (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,          -- 2026-11.jsonl
    bytes INTEGER NOT NULL DEFAULT 0,
    records INTEGER NOT NULL DEFAULT 0,
    sha256 BLOB NOT NULL,               -- of all those bytes
    mtime_ns INTEGER NOT NULL DEFAULT 0,
    writing INTEGER NOT NULL DEFAULT 0, -- 1: a run is appending, or crashed while it was; a tail is then our own
    packed TEXT                         -- name of the Parquet file that replaced it
);

-- Files of watched folders, pages and listings of the network.
CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    uri TEXT NOT NULL UNIQUE,           -- as records name it
    source TEXT NOT NULL,               -- name of the [[source]]
    kind TEXT NOT NULL,                 -- file, page, listing
    state TEXT NOT NULL,                -- done; waiting: seen, still to be read; deleted
    since REAL NOT NULL,                -- when it came to that state
    size INTEGER,                       -- of a file, as last seen
    mtime_ns INTEGER,
    sha256 BLOB,                        -- of its bytes as last read; null: to be read again
    final_url TEXT, etag TEXT, last_modified TEXT, stamp TEXT
);
CREATE INDEX places_of ON places (source) WHERE state != 'deleted';

-- Documents. `key` names one within its place: its own id, else its member, else ''.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL REFERENCES places (id),
    key TEXT NOT NULL,
    state TEXT NOT NULL,                -- done, deleted
    revision INTEGER NOT NULL,          -- number of the latest
    source_sha256 BLOB,                 -- of the bytes it stands in, as its record says
    content_sha256 BLOB,                -- of what was read of it; null after a rebuild
    text_sha256 BLOB,                   -- of the text of its record; after a rebuild only
    UNIQUE (place, key)
);

-- Every line that was ever written.
CREATE TABLE revisions (
    article INTEGER NOT NULL REFERENCES articles (id),
    number INTEGER NOT NULL,            -- from 1
    reason TEXT NOT NULL,               -- new, changed, retag, released, quarantined, rebuilt
    record_id TEXT NOT NULL,
    status TEXT NOT NULL,               -- of the record
    generation INTEGER NOT NULL REFERENCES generations (id),
    output INTEGER NOT NULL REFERENCES outputs (id),
    start INTEGER NOT NULL,             -- of its line in the month file, in bytes
    bytes INTEGER NOT NULL,             -- of its line with the line end
    run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (article, number)
) WITHOUT ROWID;
CREATE INDEX revisions_of_run ON revisions (run);

-- What could not be fetched, read or tagged.
CREATE TABLE failures (
    place INTEGER NOT NULL REFERENCES places (id),
    key TEXT NOT NULL,                  -- as in articles; '' for the place as a whole
    state TEXT NOT NULL,                -- waiting; quarantined; accepted: given up, and that is well
    tries INTEGER NOT NULL,
    since REAL NOT NULL,                -- first failure
    tried REAL NOT NULL,                -- last one
    due REAL NOT NULL,                  -- when it is tried again
    source_sha256 BLOB,                 -- of the bytes that failed; null: there were none
    error TEXT NOT NULL,                -- class
    message TEXT NOT NULL,
    PRIMARY KEY (place, key)
) WITHOUT ROWID;
CREATE INDEX failures_by_state ON failures (state, due);

-- Digests: which claims of an article were told, and messages still to be delivered.
CREATE TABLE told (
    article INTEGER NOT NULL REFERENCES articles (id),
    claim TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    PRIMARY KEY (article, claim)
) WITHOUT ROWID;
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,              -- mail, webhook
    payload TEXT NOT NULL,              -- JSON
    created REAL NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL,
    message TEXT NOT NULL DEFAULT ''    -- why the last try failed
);
"""

MIGRATIONS: Final = (_FIRST,)
VERSION: Final = len(MIGRATIONS)  # as PRAGMA user_version has it
