-- Messages whose effect this database already holds.
CREATE TABLE inbox (
    consumer     text NOT NULL,
    message_id   uuid NOT NULL,
    receive_time timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, message_id)
);

CREATE INDEX inbox_receive_time ON inbox (receive_time);

GRANT SELECT, INSERT, DELETE ON inbox TO $role$;
