-- Moments are microseconds since 1970 UTC. Fingerprints are 64 bits, kept as signed numbers. Bodies are JSON; what is asked for is a column.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE models (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

-- One row per baseline there ever was; the newest of a name is current, the others are kept for the evaluations that used them.
CREATE TABLE baselines (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    name TEXT NOT NULL,
    is_current INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    bin_set BLOB NOT NULL,
    profile BLOB NOT NULL,
    quality TEXT
) STRICT;
CREATE UNIQUE INDEX baselines_current ON baselines (model, name) WHERE is_current = 1;
CREATE INDEX baselines_by_fingerprint ON baselines (model, fingerprint);

CREATE TABLE monitors (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (model, name)
) STRICT;

-- Every revision a monitor ever had, to compute its evaluations again.
CREATE TABLE monitor_revisions (
    monitor INTEGER NOT NULL REFERENCES monitors ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (monitor, revision)
) STRICT, WITHOUT ROWID;

-- Profiles of windows that were judged, once for all monitors that judged the same rows.
CREATE TABLE evaluated_profiles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    is_compressed INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE evaluations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    monitor INTEGER NOT NULL REFERENCES monitors ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    window_start INTEGER NOT NULL,
    window_end INTEGER NOT NULL,
    is_newest INTEGER NOT NULL,
    is_breach INTEGER NOT NULL,
    is_provisional INTEGER NOT NULL,
    at INTEGER NOT NULL,
    baseline INTEGER NOT NULL,
    profile INTEGER REFERENCES evaluated_profiles,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX evaluations_newest ON evaluations (monitor, window_start, window_end) WHERE is_newest = 1;
CREATE INDEX evaluations_by_monitor ON evaluations (monitor, window_start, number, window_end);
CREATE INDEX evaluations_by_model ON evaluations (model, window_start, number, window_end) WHERE is_newest = 1;
CREATE INDEX evaluations_by_window ON evaluations (window_start, number, window_end) WHERE is_newest = 1;
CREATE INDEX evaluations_by_breach ON evaluations (model, window_start, number, window_end) WHERE is_newest = 1 AND is_breach = 1;
CREATE INDEX evaluations_by_profile ON evaluations (profile);
CREATE INDEX evaluations_by_baseline ON evaluations (model, baseline);

CREATE TABLE alerts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    monitor INTEGER NOT NULL REFERENCES monitors ON DELETE CASCADE,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    subject TEXT NOT NULL,
    measure TEXT NOT NULL,
    state TEXT NOT NULL,
    acknowledged_by TEXT,
    acknowledged_at INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX alerts_firing ON alerts (monitor, subject, measure) WHERE state = 'firing';
CREATE INDEX alerts_by_monitor ON alerts (monitor, number);
CREATE INDEX alerts_by_model ON alerts (model, number);
CREATE INDEX alerts_by_state ON alerts (state, number);

CREATE TABLE api_keys (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    model INTEGER REFERENCES models ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE answers (
    api_key INTEGER NOT NULL,
    model INTEGER NOT NULL,
    idempotency_key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (api_key, model, idempotency_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_expiry ON answers (api_key, expires_at);
CREATE INDEX answers_by_model ON answers (model);
