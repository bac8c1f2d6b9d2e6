-- Steps on the road to the opening.
CREATE TABLE milestones (
    id           uuid PRIMARY KEY,
    territory_id uuid NOT NULL REFERENCES territories (id),
    display_name text NOT NULL,
    description  text NOT NULL,
    due_time     timestamptz NOT NULL,
    reach_time   timestamptz,
    create_time  timestamptz NOT NULL,
    version      bigint NOT NULL
);

CREATE INDEX milestones_of_territory ON milestones (territory_id, due_time, id);

GRANT SELECT, INSERT, UPDATE ON milestones TO $role$;

-- What those who accompany a territory note. Private entries of somebody who was erased go with them.
CREATE TABLE journal (
    id           uuid PRIMARY KEY,
    territory_id uuid NOT NULL REFERENCES territories (id),
    visibility   text NOT NULL CONSTRAINT journal_visibility CHECK (visibility IN ('PRIVATE', 'SHARED')),
    text         text NOT NULL,
    date         date NOT NULL,
    author       uuid,
    create_time  timestamptz NOT NULL
);

CREATE INDEX journal_newest ON journal (territory_id, create_time DESC, id DESC);
CREATE INDEX journal_author ON journal (author);

GRANT SELECT, INSERT, UPDATE, DELETE ON journal TO $role$;
