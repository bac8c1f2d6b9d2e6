-- Whom to reach at a cooperating territory elsewhere. Personal data: shown to nobody, used when a mail leaves.
CREATE TABLE partner_contacts (
    territory_id uuid PRIMARY KEY REFERENCES territories (id),
    display_name text NOT NULL,
    email        text NOT NULL,
    phone        text NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON partner_contacts TO $role$;

-- What territories write to each other. Of a link's secret only the SHA-256 is kept, and only until it is used.
CREATE TABLE contacts (
    id             uuid PRIMARY KEY,
    territory_id   uuid NOT NULL REFERENCES territories (id),
    from_territory uuid NOT NULL REFERENCES territories (id),
    message        text NOT NULL,
    answer         text NOT NULL,
    state          text NOT NULL CONSTRAINT contacts_state CHECK (state IN ('OPEN', 'ANSWERED')),
    secret_hash    bytea,
    expire_time    timestamptz,
    create_time    timestamptz NOT NULL,
    answer_time    timestamptz,
    version        bigint NOT NULL,
    CONSTRAINT contacts_to_another CHECK (territory_id <> from_territory)
);

CREATE INDEX contacts_received ON contacts (territory_id, create_time DESC, id DESC);
CREATE INDEX contacts_sent ON contacts (from_territory, create_time DESC, id DESC);

GRANT SELECT, INSERT, UPDATE ON contacts TO $role$;
