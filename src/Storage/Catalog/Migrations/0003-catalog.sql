-- Old evaluations are looked for every day.

CREATE INDEX IF NOT EXISTS evaluations_by_age ON evaluations (window_end, at);
