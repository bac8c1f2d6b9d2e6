-- What is due over all grants, by state and date; those without a date come last.
CREATE INDEX instalments_due ON instalments (
    state, (coalesce(due_time, '9999-01-01T00:00:00Z'::timestamptz)), grant_id, number);
