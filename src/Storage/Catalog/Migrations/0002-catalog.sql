-- How far an evaluation had counted is compared with its cells after a start; history is summed up. Neither reads bodies.
ALTER TABLE evaluations ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE evaluations ADD COLUMN is_historical INTEGER NOT NULL DEFAULT 0;
UPDATE evaluations SET seq = json_extract(body, '$.seq'), is_historical = ifnull(json_extract(body, '$.is_historical'), 0);
CREATE INDEX evaluations_by_seq ON evaluations (model, monitor, window_start, window_end, seq) WHERE is_newest = 1;
CREATE INDEX evaluations_of_history ON evaluations (model, monitor, window_start, window_end, is_breach) WHERE is_newest = 1 AND is_historical = 1;

-- Alerts outlive the monitor that fired them, and are found by severity and time.

CREATE TABLE alerts_2 (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    monitor INTEGER NOT NULL,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    subject TEXT NOT NULL,
    measure TEXT NOT NULL,
    state TEXT NOT NULL,
    severity TEXT NOT NULL,
    since INTEGER NOT NULL,
    resolved_at INTEGER,
    acknowledged_by TEXT,
    acknowledged_at INTEGER,
    body TEXT NOT NULL
) STRICT;
INSERT INTO alerts_2 SELECT a.number, a.monitor, a.model, a.subject, a.measure, a.state, json_extract(a.body, '$.severity'),
    1000000 * CAST(strftime('%s', json_extract(a.body, '$.since')) AS INTEGER),
    1000000 * CAST(strftime('%s', json_extract(a.body, '$.resolved_at')) AS INTEGER),
    a.acknowledged_by, a.acknowledged_at, json_set(a.body, '$.monitor_name', m.name, '$.beside', json('[]'))
FROM alerts a JOIN monitors m ON m.number = a.monitor;
-- Numbers of alerts that are gone are never given again.
UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE name = 'alerts')) WHERE name = 'alerts_2';
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'alerts_2', seq FROM sqlite_sequence WHERE name = 'alerts' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'alerts_2');
DROP TABLE alerts;
ALTER TABLE alerts_2 RENAME TO alerts;
CREATE UNIQUE INDEX alerts_firing ON alerts (monitor, subject, measure) WHERE state = 'firing';
CREATE INDEX alerts_by_monitor ON alerts (monitor, number);
CREATE INDEX alerts_by_model ON alerts (model, number);
CREATE INDEX alerts_by_state ON alerts (state, number);
