-- Only the owner changes the schema, also where PostgreSQL is older than 15.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Events that wait for the broker. A row leaves when the broker has confirmed it.
CREATE TABLE outbox (
    id             uuid PRIMARY KEY,
    type           text NOT NULL,
    body           jsonb NOT NULL,
    traceparent    text,
    create_time    timestamptz NOT NULL DEFAULT now(),
    available_time timestamptz NOT NULL DEFAULT now(),
    claimed_until  timestamptz NOT NULL DEFAULT '-infinity',
    attempts       integer NOT NULL DEFAULT 0,
    last_error     text
);

CREATE INDEX outbox_available ON outbox (available_time, id);

-- A queue table: few rows live, many come and go.
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO $role$;
