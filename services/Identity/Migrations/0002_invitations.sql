-- Who was asked to open an account. Of the link's secret only the SHA-256 is kept, and only until it is used; whom it
-- was for is in the account from then on.
CREATE TABLE invitations (
    id           uuid PRIMARY KEY,
    email        text,
    email_key    text,
    display_name text NOT NULL,
    roles        text[] NOT NULL,
    communes     text[] NOT NULL,
    state        text NOT NULL,
    secret_hash  bytea,
    invited_by   text NOT NULL,
    person_id    uuid REFERENCES people (id),
    expire_time  timestamptz NOT NULL,
    accept_time  timestamptz,
    create_time  timestamptz NOT NULL,
    update_time  timestamptz NOT NULL,
    version      bigint NOT NULL,
    CONSTRAINT invitations_state CHECK (state IN ('PENDING', 'ACCEPTED')),
    CONSTRAINT invitations_pending CHECK (
        (state = 'PENDING') = (secret_hash IS NOT NULL) AND (state = 'PENDING') = (email IS NOT NULL)
        AND (state = 'PENDING') = (email_key IS NOT NULL) AND (state = 'PENDING') = (accept_time IS NULL))
);

CREATE UNIQUE INDEX invitations_one_pending ON invitations (email_key) WHERE state = 'PENDING';
CREATE UNIQUE INDEX invitations_secret ON invitations (secret_hash) WHERE state = 'PENDING';
CREATE INDEX invitations_newest ON invitations (create_time DESC, id DESC);
CREATE INDEX invitations_of_person ON invitations (person_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO $role$;

-- Who asks for an account, for a commune.
CREATE TABLE access_requests (
    id           uuid PRIMARY KEY,
    email        text NOT NULL,
    email_key    text NOT NULL,
    display_name text NOT NULL,
    function     text NOT NULL,
    commune      text NOT NULL,
    message      text NOT NULL,
    state        text NOT NULL,
    reason       text NOT NULL,
    answered_by  text,
    answer_time  timestamptz,
    create_time  timestamptz NOT NULL,
    update_time  timestamptz NOT NULL,
    version      bigint NOT NULL,
    CONSTRAINT access_requests_state CHECK (state IN ('PENDING', 'ACCEPTED', 'DECLINED')),
    CONSTRAINT access_requests_answered CHECK (
        (state = 'PENDING') = (answer_time IS NULL) AND (state = 'PENDING') = (answered_by IS NULL))
);

CREATE UNIQUE INDEX access_requests_one_pending ON access_requests (email_key, commune) WHERE state = 'PENDING';
CREATE INDEX access_requests_newest ON access_requests (create_time DESC, id DESC);

GRANT SELECT, INSERT, UPDATE, DELETE ON access_requests TO $role$;

-- Mails on their way. A mail holds addresses and links, so it is sealed, and leaves when it was sent. Whose it is
-- can be told by a keyed hash of the address alone.
CREATE TABLE mails (
    id             uuid PRIMARY KEY,
    about          bytea NOT NULL,
    sealed         bytea NOT NULL,
    create_time    timestamptz NOT NULL DEFAULT now(),
    available_time timestamptz NOT NULL DEFAULT now(),
    attempts       integer NOT NULL DEFAULT 0
);

CREATE INDEX mails_available ON mails (available_time, id);
CREATE INDEX mails_about ON mails (about);

GRANT SELECT, INSERT, UPDATE, DELETE ON mails TO $role$;
