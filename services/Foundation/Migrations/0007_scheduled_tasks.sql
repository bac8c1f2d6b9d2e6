-- Work that the service does by itself, again and again, one replica at a time. Times are the database's: it is the
-- one clock that all replicas share.
CREATE TABLE scheduled_tasks (
    name         text PRIMARY KEY,
    next_time    timestamptz NOT NULL,
    lease        uuid,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    start_time   timestamptz,
    end_time     timestamptz,
    outcome      text,
    failure      text,
    CONSTRAINT scheduled_tasks_outcome CHECK (outcome IN ('SUCCEEDED', 'FAILED')),
    CONSTRAINT scheduled_tasks_ended CHECK ((outcome IS NULL) = (end_time IS NULL))
);

GRANT SELECT, INSERT, UPDATE ON scheduled_tasks TO $role$;
