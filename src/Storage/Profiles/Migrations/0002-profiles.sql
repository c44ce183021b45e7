-- Which days are sealed is asked at every start.

CREATE INDEX IF NOT EXISTS cells_sealed ON cells (series, start, length) WHERE is_sealed = 1;
