-- What a baseline knows of the values of its segments, on the bins of the baseline.
-- Bins may have ranges from here on (docs/adr/0030): an older program refuses the file by its version.

CREATE TABLE baseline_segments (
    baseline INTEGER NOT NULL REFERENCES baselines ON DELETE CASCADE,
    segment TEXT NOT NULL,
    value TEXT NOT NULL,
    profile BLOB NOT NULL,
    quality TEXT,
    PRIMARY KEY (baseline, segment, value)
) STRICT;
