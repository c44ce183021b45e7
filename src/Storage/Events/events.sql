-- The event store beside its tables of events, one per model, which grow with the model's columns.
-- Times are microseconds since 1970 UTC. label_m, as every *_m column, is a code of spellings where a value is absent and not simply empty.
CREATE TABLE state (format INTEGER, applied_seq BIGINT, joined_seq BIGINT);
CREATE TABLE spellings (code INTEGER, text VARCHAR, unreadable BOOLEAN);
CREATE TABLE truths (model INTEGER, seq BIGINT, id VARCHAR, id_hash UBIGINT, known_at BIGINT, received_at BIGINT,
  label_n DOUBLE, label_s VARCHAR, label_m INTEGER);
-- A truth that was joined and changed what was known of its event. The one of the greatest truth_seq holds, the others are history.
CREATE TABLE labels (model INTEGER, event_seq BIGINT, time BIGINT, truth_seq BIGINT, known_at BIGINT,
  label_n DOUBLE, label_s VARCHAR, label_m INTEGER);
-- Truths whose event has not come.
CREATE TABLE waiting (model INTEGER, truth_seq BIGINT);
CREATE TABLE metrics (model INTEGER, seq BIGINT, received_at BIGINT, name VARCHAR, time BIGINT, value DOUBLE);
-- Cells whose rows or truths changed. The round is null until they have been handed out.
CREATE TABLE changed (model INTEGER, start BIGINT, round BIGINT);
-- Cells that lost rows by an erasure, by its number, until they are counted anew. A row without a cell says that the erasure was carried out.
CREATE TABLE erased (seq BIGINT, model INTEGER, start BIGINT);
INSERT INTO state VALUES (1, 0, 0);
