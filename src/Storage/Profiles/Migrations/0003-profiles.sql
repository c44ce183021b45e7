-- Hours and days, each the sum of the cells in it, for whoever needs no quarter of an hour. They may go at any moment: a trigger removes those that
-- a changed cell is part of and notes that they are due. Where a cell is longer, or bins differ, there are none.

CREATE TABLE rollups (
    number INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    counted_on INTEGER NOT NULL,
    is_sealed INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    bin_set INTEGER NOT NULL,
    is_whole INTEGER NOT NULL,
    twin INTEGER NOT NULL,
    profile BLOB NOT NULL,
    UNIQUE (series, start, length)
) STRICT;

-- As those of cells; the twin is 0 for an hour and 1 for a day.
CREATE TABLE rollup_columns (
    place INTEGER PRIMARY KEY,
    profile BLOB NOT NULL
) STRICT;
CREATE TABLE rollup_sketches (
    place INTEGER PRIMARY KEY,
    sketches BLOB NOT NULL
) STRICT;

CREATE TABLE rollups_due (
    length INTEGER NOT NULL,
    start INTEGER NOT NULL,
    series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
    PRIMARY KEY (length, start, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX rollups_due_by_series ON rollups_due (series);

CREATE TRIGGER rollups_gone AFTER DELETE ON rollups
BEGIN
    DELETE FROM rollup_columns WHERE place IN
        (SELECT (number << 32) | ((old.start / 900000000) << 8) | old.twin FROM lines WHERE series = old.series);
    DELETE FROM rollup_sketches WHERE place IN
        (SELECT (number << 32) | ((old.start / 900000000) << 8) | old.twin FROM lines WHERE series = old.series);
END;

-- What happens to the rollups of a cell that changed, said once.
CREATE VIEW changed_cells AS SELECT series, start, length FROM cells;
CREATE TRIGGER rollups_of_changed INSTEAD OF INSERT ON changed_cells WHEN new.start >= 0
BEGIN
    DELETE FROM rollups WHERE series = new.series AND start > new.start - 86400000000 AND start < new.start + new.length
        AND start + length > new.start;
    INSERT OR IGNORE INTO rollups_due (length, start, series)
        SELECT l.value, new.start - new.start % l.value, new.series FROM json_each('[3600000000, 86400000000]') l WHERE new.length < l.value;
END;
CREATE TRIGGER rollups_of_added AFTER INSERT ON cells
BEGIN
    INSERT INTO changed_cells VALUES (new.series, new.start, new.length);
END;
CREATE TRIGGER rollups_of_removed AFTER DELETE ON cells
BEGIN
    INSERT INTO changed_cells VALUES (old.series, old.start, old.length);
END;
CREATE TRIGGER rollups_of_sealed AFTER UPDATE OF is_sealed ON cells
BEGIN
    INSERT INTO changed_cells VALUES (new.series, new.start, new.length);
END;

INSERT OR IGNORE INTO rollups_due (length, start, series)
    SELECT DISTINCT 3600000000, start - start % 3600000000, series FROM cells WHERE length < 3600000000 AND start >= 0;
INSERT OR IGNORE INTO rollups_due (length, start, series)
    SELECT DISTINCT 86400000000, start - start % 86400000000, series FROM cells WHERE length < 86400000000 AND start >= 0;
