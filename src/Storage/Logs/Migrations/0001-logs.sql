-- Lines that models' programs wrote. Moments are microseconds since 1970 UTC; level, stream and metric are numbers of enums.

CREATE TABLE lines (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL,
    time INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    level INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    metric INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    message TEXT NOT NULL,
    source TEXT,
    version TEXT,
    event_id TEXT,
    fields TEXT,
    metric_names TEXT,
    metric_reason TEXT,
    metric_detail TEXT
) STRICT;
-- Pages and counts by level need nothing but this.
CREATE INDEX lines_by_time ON lines (model, time, number, level, stream, metric);
CREATE INDEX lines_by_receipt ON lines (model, number, received_at, bytes);
CREATE INDEX lines_of_event ON lines (model, event_id) WHERE event_id IS NOT NULL;

-- The words of lines, by number of the line. The text itself is in lines only.
CREATE VIRTUAL TABLE words USING fts5(model, text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');

CREATE TABLE books (
    model INTEGER PRIMARY KEY,
    lines INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    total INTEGER NOT NULL,
    forgotten INTEGER NOT NULL
) STRICT;

-- Numbers in lines on their way to the log of events, where metrics are. after_seq is where that was when they came.
CREATE TABLE points (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL,
    after_seq INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- How many lines of a request with an idempotency key are kept.
CREATE TABLE begun (
    api_key INTEGER NOT NULL,
    model INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    lines INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (api_key, model, idempotency_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX begun_by_end ON begun (expires_at);
