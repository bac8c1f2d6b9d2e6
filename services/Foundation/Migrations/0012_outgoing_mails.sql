-- Mails on their way. A mail holds addresses, names and links, so it is sealed, and leaves when it was sent. Of an address
-- there is a keyed hash alone; people with an account are named, and their address is asked for when the mail leaves. Of a
-- mail that could not be delivered the kind and the reason stay for some time.
CREATE TABLE outgoing_mails (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL,
    state          text NOT NULL DEFAULT 'WAITING',
    about          bytea,
    person         uuid,
    role           text,
    commune        text,
    sealed         bytea,
    create_time    timestamptz NOT NULL DEFAULT now(),
    available_time timestamptz NOT NULL DEFAULT now(),
    attempts       integer NOT NULL DEFAULT 0,
    failure        text,
    end_time       timestamptz,
    CONSTRAINT outgoing_mails_state CHECK (state IN ('WAITING', 'BOUNCED')),
    CONSTRAINT outgoing_mails_recipient CHECK (
        num_nonnulls(about, person, role) = CASE state WHEN 'WAITING' THEN 1 ELSE 0 END
        AND (commune IS NULL OR role IS NOT NULL)),
    CONSTRAINT outgoing_mails_bounced CHECK (
        (state = 'BOUNCED') = (end_time IS NOT NULL) AND (state = 'BOUNCED') = (sealed IS NULL))
);

CREATE INDEX outgoing_mails_available ON outgoing_mails (available_time, id) WHERE state = 'WAITING';
CREATE INDEX outgoing_mails_about ON outgoing_mails (about) WHERE about IS NOT NULL;
CREATE INDEX outgoing_mails_person ON outgoing_mails (person) WHERE person IS NOT NULL;
CREATE INDEX outgoing_mails_oldest ON outgoing_mails (create_time, id);

GRANT SELECT, INSERT, UPDATE, DELETE ON outgoing_mails TO $role$;
