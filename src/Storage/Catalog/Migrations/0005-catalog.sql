-- One part over time is read from rows of its own: bodies may hold a thousand parts. Only those of the newest evaluation of a window stand here.

CREATE TABLE part_names (
    number INTEGER PRIMARY KEY,
    monitor INTEGER NOT NULL REFERENCES monitors ON DELETE CASCADE,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (monitor, measure, subject)
) STRICT;

-- status: 0 ok, 1 warning, 2 critical, 3 insufficient_data, 4 failed. A value that is no number is null.
CREATE TABLE evaluated_parts (
    name INTEGER NOT NULL REFERENCES part_names ON DELETE CASCADE,
    window_start INTEGER NOT NULL,
    evaluation INTEGER NOT NULL REFERENCES evaluations ON DELETE CASCADE,
    window_end INTEGER NOT NULL,
    baseline INTEGER NOT NULL,
    status INTEGER NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    n INTEGER NOT NULL,
    expected REAL,
    threshold REAL,
    PRIMARY KEY (name, window_start, evaluation)
) STRICT, WITHOUT ROWID;
CREATE INDEX evaluated_parts_by_evaluation ON evaluated_parts (evaluation);

-- CROSS JOIN keeps the order: each body is read once, not once for every name of its monitor.
INSERT INTO part_names (monitor, measure, subject)
    SELECT DISTINCT e.monitor, json_extract(p.value, '$.measure'), json_extract(p.value, '$.subject')
    FROM evaluations e, json_each(e.body, '$.parts') p WHERE e.is_newest = 1;
INSERT OR IGNORE INTO evaluated_parts
    SELECT n.number, e.window_start, e.number, e.window_end, e.baseline,
        CASE json_extract(p.value, '$.status') WHEN 'ok' THEN 0 WHEN 'warning' THEN 1 WHEN 'critical' THEN 2 WHEN 'insufficient_data' THEN 3 ELSE 4 END,
        CASE WHEN json_type(p.value, '$.value') IN ('real', 'integer') THEN CAST(json_extract(p.value, '$.value') AS REAL) END,
        CASE WHEN json_type(p.value, '$.low') IN ('real', 'integer') THEN CAST(json_extract(p.value, '$.low') AS REAL) END,
        CASE WHEN json_type(p.value, '$.high') IN ('real', 'integer') THEN CAST(json_extract(p.value, '$.high') AS REAL) END,
        ifnull(json_extract(p.value, '$.n'), 0),
        CASE WHEN json_type(p.value, '$.expected') IN ('real', 'integer') THEN CAST(json_extract(p.value, '$.expected') AS REAL) END,
        CASE WHEN json_type(p.value, '$.threshold') IN ('real', 'integer') THEN CAST(json_extract(p.value, '$.threshold') AS REAL) END
    FROM evaluations e CROSS JOIN json_each(e.body, '$.parts') p
    CROSS JOIN part_names n ON n.monitor = e.monitor AND n.measure = json_extract(p.value, '$.measure')
        AND n.subject = json_extract(p.value, '$.subject')
    WHERE e.is_newest = 1;

-- From this cell on, truths have come that a monitor has not looked at: it was paused.
CREATE TABLE unseen_truths (
    monitor INTEGER PRIMARY KEY REFERENCES monitors ON DELETE CASCADE,
    since INTEGER NOT NULL
) STRICT;

-- Stretches of time that were loaded as history a short while ago: their windows page nobody.
CREATE TABLE backfills (
    number INTEGER PRIMARY KEY,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX backfills_by_model ON backfills (model);
