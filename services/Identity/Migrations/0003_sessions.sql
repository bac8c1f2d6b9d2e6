-- Browsers in which somebody is signed in: the cookie names the row, and is of no use without it.
CREATE TABLE sessions (
    id          uuid PRIMARY KEY,
    person_id   uuid NOT NULL REFERENCES people (id),
    create_time timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sessions_of_person ON sessions (person_id);
CREATE INDEX sessions_oldest ON sessions (create_time);

GRANT SELECT, INSERT, DELETE ON sessions TO $role$;
