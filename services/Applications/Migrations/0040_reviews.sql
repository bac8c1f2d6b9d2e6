-- What the jury thinks of applications. A review that does not count any more (VOID) is kept: its reviewer was unassigned
-- or is in conflict. Without a reviewer it is that of a person who was erased.
CREATE TABLE reviews (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications (id),
    reviewer       uuid,
    state          text NOT NULL,
    conflict       boolean NOT NULL,
    scores         jsonb NOT NULL,
    points         bigint,
    reason         text NOT NULL,
    create_time    timestamptz NOT NULL,
    update_time    timestamptz NOT NULL,
    submit_time    timestamptz,
    version        bigint NOT NULL,
    CONSTRAINT reviews_known_state CHECK (state IN ('ASSIGNED', 'STARTED', 'SUBMITTED', 'VOID')),
    CONSTRAINT reviews_conflict_is_void CHECK (state = 'VOID' OR NOT conflict),
    CONSTRAINT reviews_points_when_submitted CHECK ((state = 'SUBMITTED') = (points IS NOT NULL))
);

CREATE UNIQUE INDEX reviews_one_per_reviewer ON reviews (application_id, reviewer) WHERE state <> 'VOID';
CREATE INDEX reviews_of_application ON reviews (application_id, id);
CREATE INDEX reviews_of_reviewer ON reviews (reviewer);

GRANT SELECT, INSERT, UPDATE ON reviews TO $role$;

-- What the submitted reviews add up to. Kept with the application, so that whoever holds its row reads it as it is.
ALTER TABLE applications
    ADD COLUMN review_count integer NOT NULL DEFAULT 0,
    ADD COLUMN review_points bigint NOT NULL DEFAULT 0;
