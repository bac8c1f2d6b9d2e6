-- Who takes part: without an account, reached by links.
CREATE TABLE actors (
    id              uuid PRIMARY KEY,
    display_name    text NOT NULL,
    -- The name without accents, case and punctuation: what makes two names the same, and their order.
    search_name     text COLLATE "C" NOT NULL,
    kind            text NOT NULL
        CONSTRAINT actors_kind CHECK (kind IN ('PUBLIC', 'PRIVATE', 'ASSOCIATION', 'SCHOOL', 'CITIZENS')),
    commune         text NOT NULL,
    contact_name    text,
    contact_email   text,
    contact_phone   text,
    consent_name    boolean NOT NULL,
    consent_contact boolean NOT NULL,
    consent_time    timestamptz,
    create_time     timestamptz NOT NULL,
    update_time     timestamptz NOT NULL,
    version         bigint NOT NULL,
    CONSTRAINT actors_same_name UNIQUE (commune, search_name, kind),
    CONSTRAINT actors_contact_with_consent
        CHECK (consent_contact OR (contact_name IS NULL AND contact_email IS NULL AND contact_phone IS NULL))
);

CREATE INDEX actors_by_name ON actors (search_name, id);

GRANT SELECT, INSERT, UPDATE ON actors TO $role$;
