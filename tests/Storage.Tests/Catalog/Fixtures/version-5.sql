-- A catalog as version 5 wrote it. Never changed.
PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1347175169;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE "alerts" (
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
INSERT INTO "alerts" VALUES(1,1,1,'x','psi','firing','critical',1772625600000000,NULL,'ada',1772625600000000,'{"number":0,"monitor":1,"monitor_name":"drift","model":1,"subject":"x","measure":"psi","state":"firing","severity":"critical","since":"2026-03-04T12:00:00+00:00","fired_at":"2026-03-04T12:01:00+00:00","window":{"start":"2026-03-04T12:00:00+00:00","end":"2026-03-04T13:00:00+00:00"},"observed":{"subject":"x","measure":"psi","status":"critical","value":"NaN","low":0.1,"high":0.30000000000000004,"n":10,"expected":0,"expected_low":-0,"expected_high":5E-324,"expected_n":5,"threshold":0.2,"q_value":0.05,"reasons":[{"key":"drift.moved","arguments":{"by":"0.3"}}]},"beside":[]}');
INSERT INTO "alerts" VALUES(2,1,1,'y','psi','firing','critical',1772625600000000,NULL,NULL,NULL,'{"number":0,"monitor":1,"monitor_name":"drift","model":1,"subject":"y","measure":"psi","state":"firing","severity":"critical","since":"2026-03-04T12:00:00+00:00","fired_at":"2026-03-04T12:01:00+00:00","window":{"start":"2026-03-04T12:00:00+00:00","end":"2026-03-04T13:00:00+00:00"},"observed":{"subject":"y","measure":"psi","status":"critical","value":"NaN","low":0.1,"high":0.30000000000000004,"n":10,"expected":0,"expected_low":-0,"expected_high":5E-324,"expected_n":5,"threshold":0.2,"q_value":0.05,"reasons":[{"key":"drift.moved","arguments":{"by":"0.3"}}]},"beside":[]}');
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
INSERT INTO "answers" VALUES(1,1,'k','hash',202,'{}',33329534400000000);
CREATE TABLE api_keys (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    scope TEXT NOT NULL,
    model INTEGER REFERENCES models ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO "api_keys" VALUES(1,'sender','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','ingest',1,1772625600000000);
CREATE TABLE backfills (
    number INTEGER PRIMARY KEY,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
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
INSERT INTO "baselines" VALUES(1,1,'default',0,1,'reference.csv',1772625600000000,X'530101016307466561747572650B43617465676F726963616C000000000101020201610162000100',X'0D5001066D656D6F727903000000011C0103000000020202010000000200010C48010C020102C70101B80405','{"task":"binary","positive":"yes","threshold":"NaN","reference":{"rows":10,"without_label":0,"measures":{"auc":{"value":0.75,"low":0.5,"high":0.9,"n":10},"f1":{"value":"NaN"}},"baselines":{},"labels":[],"confusion":{"labels":["no","yes"],"counts":[[1,2],[3,4]]},"roc":[{"x":0,"y":0,"threshold":"Infinity"},{"x":1,"y":1,"threshold":0.1}],"precision_recall":[],"reliability":[],"thresholds":[]},"changes":{},"headline":[],"notes":[{"key":"quality.note","arguments":{"a":"1"}}]}');
INSERT INTO "baselines" VALUES(2,1,'default',1,-4,'reference.csv',1772625600000000,X'530101016307466561747572650B43617465676F726963616C000000000101020201610162000100',X'0D5001066D656D6F727903000000011C0103000000020202010000000200010C48010C020102C70101B80405','{"task":"binary","positive":"yes","threshold":"NaN","reference":{"rows":10,"without_label":0,"measures":{"auc":{"value":0.75,"low":0.5,"high":0.9,"n":10},"f1":{"value":"NaN"}},"baselines":{},"labels":[],"confusion":{"labels":["no","yes"],"counts":[[1,2],[3,4]]},"roc":[{"x":0,"y":0,"threshold":"Infinity"},{"x":1,"y":1,"threshold":0.1}],"precision_recall":[],"reliability":[],"thresholds":[]},"changes":{},"headline":[],"notes":[{"key":"quality.note","arguments":{"a":"1"}}]}');
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
INSERT INTO "evaluated_parts" VALUES(1,1772625600000000,2,1772629200000000,-4,2,NULL,0.1,3.00000000000000044408e-01,10,0.0,0.2);
INSERT INTO "evaluated_parts" VALUES(2,1772625600000000,2,1772629200000000,-4,3,NULL,0.1,3.00000000000000044408e-01,10,0.0,0.2);
CREATE TABLE evaluated_profiles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    is_compressed INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
INSERT INTO "evaluated_profiles" VALUES(1,X'039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81',0,X'010203');
INSERT INTO "evaluated_profiles" VALUES(2,X'CD00E292C5970D3C5E2F0FFA5171E555BC46BFC4FADDFB4A418B6840B86E79A3',1,X'780163A003000000640001');
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
, seq INTEGER NOT NULL DEFAULT 0, is_historical INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "evaluations" VALUES(1,1,1,1772625600000000,1772629200000000,0,0,0,1772625600000000,-4,1,'{"number":0,"monitor":1,"monitor_revision":1,"model":1,"window":{"start":"2026-03-04T12:00:00+00:00","end":"2026-03-04T13:00:00+00:00"},"status":"ok","parts":[{"subject":"x","measure":"psi","status":"ok","value":"NaN","low":0.1,"high":0.30000000000000004,"n":10,"expected":0,"expected_low":-0,"expected_high":5E-324,"expected_n":5,"threshold":0.2,"q_value":0.05,"reasons":[{"key":"drift.moved","arguments":{"by":"0.3"}}]},{"subject":"score","measure":"psi","status":"insufficient_data","value":"-Infinity","low":0.1,"high":0.30000000000000004,"n":10,"expected":0,"expected_low":-0,"expected_high":5E-324,"expected_n":5,"threshold":0.2,"p_value":1E-300,"q_value":0.05,"reasons":[{"key":"drift.moved","arguments":{"by":"0.3"}}]}],"rows":1234,"baseline_fingerprint":18446744073709551612,"baseline_name":"default","profile_fingerprint":9223372036854775809,"seq":99,"at":"2026-03-04T12:00:00.0000007+00:00","is_provisional":false,"is_historical":false,"reasons":[{"key":"monitors.why","arguments":{"Zone":"\u4E2D","column":"x"}}]}',99,0);
INSERT INTO "evaluations" VALUES(2,1,1,1772625600000000,1772629200000000,1,1,0,1772625600000000,-4,2,'{"number":0,"monitor":1,"monitor_revision":2,"model":1,"window":{"start":"2026-03-04T12:00:00+00:00","end":"2026-03-04T13:00:00+00:00"},"status":"critical","parts":[{"subject":"x","measure":"psi","status":"critical","value":"NaN","low":0.1,"high":0.30000000000000004,"n":10,"expected":0,"expected_low":-0,"expected_high":5E-324,"expected_n":5,"threshold":0.2,"q_value":0.05,"reasons":[{"key":"drift.moved","arguments":{"by":"0.3"}}]},{"subject":"score","measure":"psi","status":"insufficient_data","value":"-Infinity","low":0.1,"high":0.30000000000000004,"n":10,"expected":0,"expected_low":-0,"expected_high":5E-324,"expected_n":5,"threshold":0.2,"p_value":1E-300,"q_value":0.05,"reasons":[{"key":"drift.moved","arguments":{"by":"0.3"}}]}],"rows":1234,"baseline_fingerprint":18446744073709551612,"baseline_name":"default","profile_fingerprint":9223372036854775809,"seq":99,"at":"2026-03-04T12:00:00.0000007+00:00","is_provisional":false,"is_historical":false,"reasons":[{"key":"monitors.why","arguments":{"Zone":"\u4E2D","column":"x"}}]}',99,0);
CREATE TABLE models (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;
INSERT INTO "models" VALUES(1,'churn','{"number":0,"name":"churn","task":"binary","positive":"yes","threshold":0.25,"revisions":[{"number":1,"columns":{"columns":[{"name":"x","role":"feature","type":"numeric","origin":""}],"segments":[],"protected":[]},"since":"2026-03-04T12:00:00+00:00","changes":[]},{"number":2,"columns":{"columns":[{"name":"x","role":"feature","type":"numeric","origin":""},{"name":"score","role":"score","type":"numeric","score_of":"yes","origin":"sent"}],"segments":["region"],"protected":["age"]},"since":"2026-03-04T13:00:00+00:00","changes":[{"kind":"role_changed","column":"score","to":"score","is_compatible":true}]}],"versions":[{"name":"v1","first_seen":"2026-03-04T12:00:00+00:00","role":"champion"},{"name":"v2","first_seen":"2026-03-05T12:00:00+00:00","role":"challenger"}],"tags":{"Zone":"eu","team":"\u003Cb\u003Echurn\u003C/b\u003E"},"lateness":"00:07:00","is_confirmed":true,"created_at":"2026-03-04T12:00:00+00:00"}');
CREATE TABLE monitor_revisions (
    monitor INTEGER NOT NULL REFERENCES monitors ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (monitor, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO "monitor_revisions" VALUES(1,1,'{"number":0,"model":1,"name":"drift","kind":"drift","measure":"psi","columns":["x*"],"segment":"region","version":"v1","baseline":{"kind":"rolling","windows":7},"window":{"by":"time","length":"01:00:00","offset":"00:15:00"},"threshold":{"high":0.25,"relation":"ratio"},"severity":"critical","state":"paused","revision":1,"created_at":"2026-03-04T12:00:00+00:00","updated_at":"2026-03-04T12:00:01+00:00"}');
INSERT INTO "monitor_revisions" VALUES(1,2,'{"number":0,"model":1,"name":"drift","kind":"drift","measure":"psi","columns":["x*"],"segment":"region","version":"v1","baseline":{"kind":"rolling","windows":7},"window":{"by":"count","events":500},"threshold":{"high":0.25,"relation":"ratio"},"severity":"critical","state":"paused","revision":2,"created_at":"2026-03-04T12:00:00+00:00","updated_at":"2026-03-04T12:00:01+00:00"}');
CREATE TABLE monitors (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    model INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (model, name)
) STRICT;
INSERT INTO "monitors" VALUES(1,1,'drift','{"number":0,"model":1,"name":"drift","kind":"drift","measure":"psi","columns":["x*"],"segment":"region","version":"v1","baseline":{"kind":"rolling","windows":7},"window":{"by":"count","events":500},"threshold":{"high":0.25,"relation":"ratio"},"severity":"critical","state":"paused","revision":2,"created_at":"2026-03-04T12:00:00+00:00","updated_at":"2026-03-04T12:00:01+00:00"}');
CREATE TABLE part_names (
    number INTEGER PRIMARY KEY,
    monitor INTEGER NOT NULL REFERENCES monitors ON DELETE CASCADE,
    measure TEXT NOT NULL,
    subject TEXT NOT NULL,
    UNIQUE (monitor, measure, subject)
) STRICT;
INSERT INTO "part_names" VALUES(1,1,'psi','x');
INSERT INTO "part_names" VALUES(2,1,'psi','score');
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('zone','Europe/Berlin');
CREATE TABLE unseen_truths (
    monitor INTEGER PRIMARY KEY REFERENCES monitors ON DELETE CASCADE,
    since INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX baselines_current ON baselines (model, name) WHERE is_current = 1;
CREATE INDEX baselines_by_fingerprint ON baselines (model, fingerprint);
CREATE UNIQUE INDEX evaluations_newest ON evaluations (monitor, window_start, window_end) WHERE is_newest = 1;
CREATE INDEX evaluations_by_monitor ON evaluations (monitor, window_start, number, window_end);
CREATE INDEX evaluations_by_model ON evaluations (model, window_start, number, window_end) WHERE is_newest = 1;
CREATE INDEX evaluations_by_window ON evaluations (window_start, number, window_end) WHERE is_newest = 1;
CREATE INDEX evaluations_by_breach ON evaluations (model, window_start, number, window_end) WHERE is_newest = 1 AND is_breach = 1;
CREATE INDEX evaluations_by_profile ON evaluations (profile);
CREATE INDEX evaluations_by_baseline ON evaluations (model, baseline);
CREATE INDEX answers_by_expiry ON answers (api_key, expires_at);
CREATE INDEX answers_by_model ON answers (model);
CREATE INDEX evaluations_by_seq ON evaluations (model, monitor, window_start, window_end, seq) WHERE is_newest = 1;
CREATE INDEX evaluations_of_history ON evaluations (model, monitor, window_start, window_end, is_breach) WHERE is_newest = 1 AND is_historical = 1;
CREATE UNIQUE INDEX alerts_firing ON alerts (monitor, subject, measure) WHERE state = 'firing';
CREATE INDEX alerts_by_monitor ON alerts (monitor, number);
CREATE INDEX alerts_by_model ON alerts (model, number);
CREATE INDEX alerts_by_state ON alerts (state, number);
CREATE INDEX evaluations_by_age ON evaluations (window_end, at);
CREATE INDEX annotations_by_model ON annotations (model, at);
CREATE INDEX evaluated_parts_by_evaluation ON evaluated_parts (evaluation);
CREATE INDEX backfills_by_model ON backfills (model);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('alerts',2);
INSERT INTO "sqlite_sequence" VALUES('models',2);
INSERT INTO "sqlite_sequence" VALUES('baselines',2);
INSERT INTO "sqlite_sequence" VALUES('monitors',1);
INSERT INTO "sqlite_sequence" VALUES('evaluated_profiles',2);
INSERT INTO "sqlite_sequence" VALUES('evaluations',2);
INSERT INTO "sqlite_sequence" VALUES('api_keys',1);
COMMIT;
