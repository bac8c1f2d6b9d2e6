-- Events that this service received and could not handle, until an operator has them redelivered or discarded.
-- A settled row stays for a while: it is how a second copy of the same failure is recognised.
CREATE TABLE dead_letters (
    message_id     uuid PRIMARY KEY,
    queue          text NOT NULL,
    type           text NOT NULL,
    reason         text NOT NULL,
    failure        text NOT NULL,
    fail_time      timestamptz NOT NULL,
    delivery_count integer NOT NULL DEFAULT 1,
    headers        jsonb NOT NULL,
    body           bytea NOT NULL,
    traceparent    text,
    outcome        text,
    settle_time    timestamptz,
    CONSTRAINT dead_letters_outcome CHECK (outcome IN ('REDELIVERED', 'DISCARDED')),
    CONSTRAINT dead_letters_settled CHECK ((outcome IS NULL) = (settle_time IS NULL))
);

CREATE INDEX dead_letters_waiting ON dead_letters (fail_time, message_id) WHERE settle_time IS NULL;
CREATE INDEX dead_letters_settled ON dead_letters (settle_time) WHERE settle_time IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON dead_letters TO $role$;

-- Who gave which event up, when and why; kept for ever.
CREATE TABLE discarded_messages (
    message_id   uuid NOT NULL,
    queue        text NOT NULL,
    type         text NOT NULL,
    reason       text NOT NULL,
    discarded_by text NOT NULL,
    discard_time timestamptz NOT NULL,
    PRIMARY KEY (message_id, discard_time)
);

GRANT SELECT, INSERT ON discarded_messages TO $role$;

-- A redelivery goes to one queue only, under the id that the message already has.
ALTER TABLE outbox
    ADD COLUMN queue text,
    ADD COLUMN message_id uuid,
    ADD CONSTRAINT outbox_redelivery CHECK ((queue IS NULL) = (message_id IS NULL));
