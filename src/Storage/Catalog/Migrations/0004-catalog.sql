-- What people noted of models.

CREATE TABLE annotations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX annotations_by_model ON annotations (model, at);
