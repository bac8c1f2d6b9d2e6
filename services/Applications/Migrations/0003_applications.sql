-- Applications: what is searched or guarded has a column, what applicants write is kept as they wrote it.
CREATE TABLE applications (
    id             uuid PRIMARY KEY,
    version        bigint NOT NULL,
    call_id        text NOT NULL REFERENCES calls (id),
    state          text NOT NULL,
    came_from      text,
    reference      text,
    search_text    text NOT NULL,
    applicant      jsonb NOT NULL,
    population     jsonb NOT NULL,
    contacts       jsonb NOT NULL,
    project        jsonb NOT NULL,
    intent         jsonb NOT NULL,
    engagement     jsonb NOT NULL,
    grant_estimate jsonb,
    decision       jsonb,
    proposal       jsonb,
    propose_time   timestamptz,
    territory_id   uuid,
    previous_id    uuid REFERENCES applications (id),
    withdrawal_reason text NOT NULL,
    create_time    timestamptz NOT NULL,
    update_time    timestamptz NOT NULL,
    CONSTRAINT applications_reference_once UNIQUE (reference),
    CONSTRAINT applications_known_state CHECK (state IN (
        'DRAFT', 'INTENT_SUBMITTED', 'PREPARATION', 'ENGAGEMENT_SUBMITTED', 'UNDER_REVIEW', 'SELECTION_PENDING',
        'SELECTED', 'COOPERATION', 'OPENED', 'WITHDRAWN', 'INELIGIBLE', 'WAITLISTED', 'NOT_SELECTED', 'LAPSED',
        'TERMINATED')),
    CONSTRAINT applications_pending_has_proposal CHECK ((state = 'SELECTION_PENDING') = (proposal IS NOT NULL))
);

CREATE INDEX applications_call_state ON applications (call_id, state);
CREATE INDEX applications_create_time ON applications (create_time, id);
CREATE INDEX applications_update_time ON applications (update_time, id);
CREATE INDEX applications_search ON applications USING gin (search_text gin_trgm_ops);
CREATE INDEX applications_pending ON applications (propose_time) WHERE state = 'SELECTION_PENDING';

-- The communes that take part. A commune is part of one live application of a call at most.
CREATE TABLE application_communes (
    application_id uuid NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    commune        text NOT NULL,
    call_id        text NOT NULL,
    live           boolean NOT NULL,
    supported      boolean NOT NULL,
    PRIMARY KEY (application_id, commune)
);

CREATE UNIQUE INDEX application_communes_one_live ON application_communes (call_id, commune) WHERE live;
CREATE INDEX application_communes_commune ON application_communes (commune);

-- The last number given in a year: K-2023-0007.
CREATE TABLE application_references (
    year        integer PRIMARY KEY,
    last_number integer NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON applications, application_communes TO $role$;
GRANT SELECT, INSERT, UPDATE ON application_references TO $role$;
