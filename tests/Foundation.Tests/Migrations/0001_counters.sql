CREATE TABLE counters (
    name        text PRIMARY KEY,
    value       bigint NOT NULL,
    update_time timestamptz NOT NULL,
    CONSTRAINT counters_limit CHECK (value <= 10)
);

CREATE TABLE received (message_id uuid NOT NULL, name text NOT NULL, trace text);

GRANT SELECT, INSERT, UPDATE ON counters, received TO $role$;
