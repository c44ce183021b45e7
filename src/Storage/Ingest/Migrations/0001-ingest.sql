CREATE TABLE rejected (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    place INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason TEXT NOT NULL,
    value TEXT,
    alike INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;

CREATE INDEX rejected_of_model ON rejected (model, number);

CREATE TABLE inboxes (
    model INTEGER PRIMARY KEY,
    rows INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    total INTEGER NOT NULL,
    forgotten INTEGER NOT NULL
) STRICT;

CREATE TABLE seen_names (
    model INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    of_column TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (model, kind, of_column, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE begun_requests (
    api_key INTEGER NOT NULL,
    model TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    after_seq INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (api_key, model, idempotency_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX begun_requests_by_end ON begun_requests (api_key, expires_at);
