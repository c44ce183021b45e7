-- Moments and lengths are microseconds, moments since 1970 UTC. Fingerprints are 64 bits, kept as signed numbers.

CREATE TABLE progress (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Columns with their cells. Numbers are never given again: readers remember what stood there.
CREATE TABLE bin_sets (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    bytes BLOB NOT NULL
) STRICT;

-- What cells follow each other: all rows of a version of a model, or one value of a segment.
CREATE TABLE series (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL,
    version TEXT,
    segment TEXT,
    value TEXT
) STRICT;
CREATE UNIQUE INDEX series_by_model ON series (model, segment IS NULL, ifnull(segment, ''), ifnull(value, ''), version IS NULL, ifnull(version, ''));

-- A cell of 15 minutes has its whole profile here: it is written often and read seldom. Of a longer one only the head is here, its columns
-- are below. counted_on is the fingerprint of the bin set: cells of different ones stay apart. twin tells longer cells of one start apart.
CREATE TABLE cells (
    number INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    counted_on INTEGER NOT NULL,
    is_sealed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    bin_set INTEGER NOT NULL REFERENCES bin_sets,
    is_whole INTEGER NOT NULL,
    twin INTEGER NOT NULL,
    profile BLOB NOT NULL,
    UNIQUE (series, start, length, counted_on, is_sealed)
) STRICT;
CREATE INDEX cells_by_bin_set ON cells (bin_set);
CREATE INDEX cells_by_length ON cells (length, start);

-- One column of a series.
CREATE TABLE lines (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (series, name)
) STRICT;

-- The columns of longer cells. A place is line << 32 | quarter of an hour since 1970 << 8 | twin: those of one line stand behind each other in
-- time. Sketches stand apart, because lines over time are drawn without them.
CREATE TABLE columns (
    place INTEGER PRIMARY KEY,
    profile BLOB NOT NULL
) STRICT;
CREATE TABLE sketches (
    place INTEGER PRIMARY KEY,
    sketches BLOB NOT NULL
) STRICT;

CREATE TRIGGER cells_gone AFTER DELETE ON cells WHEN old.is_whole = 0
BEGIN
    DELETE FROM columns WHERE place IN
        (SELECT (number << 32) | ((old.start / 900000000) << 8) | old.twin FROM lines WHERE series = old.series);
    DELETE FROM sketches WHERE place IN
        (SELECT (number << 32) | ((old.start / 900000000) << 8) | old.twin FROM lines WHERE series = old.series);
END;
