-- What was written about an application, and meetings about it. Nothing of it changes, but that its author is forgotten.
CREATE TABLE messages (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    visibility     text NOT NULL,
    text           text NOT NULL,
    author         uuid,
    author_role    text NOT NULL,
    create_time    timestamptz NOT NULL,
    CONSTRAINT messages_visibility CHECK (visibility IN ('EVERYONE', 'STAFF')),
    CONSTRAINT messages_applicants_write_to_everyone CHECK (visibility = 'EVERYONE' OR author_role <> 'APPLICANT')
);

CREATE INDEX messages_of_application ON messages (application_id, create_time DESC, id DESC);
CREATE INDEX messages_of_author ON messages (author) WHERE author IS NOT NULL;

CREATE TABLE exchanges (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    day            date NOT NULL,
    people         text[] NOT NULL,
    minutes        text NOT NULL,
    decisions      text[] NOT NULL,
    author         uuid,
    author_role    text NOT NULL,
    create_time    timestamptz NOT NULL
);

CREATE INDEX exchanges_of_application ON exchanges (application_id, create_time DESC, id DESC);
CREATE INDEX exchanges_of_author ON exchanges (author) WHERE author IS NOT NULL;

GRANT SELECT, INSERT, UPDATE (author) ON messages, exchanges TO $role$;
