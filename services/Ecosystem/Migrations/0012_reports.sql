-- The cooperations of territories, as far as this service has heard of them; events arrive in any order.
CREATE TABLE cooperations (
    application_id uuid PRIMARY KEY,
    territory_id   uuid NOT NULL,
    call           text NOT NULL,
    start_time     timestamptz,
    open_time      timestamptz,
    end_time       timestamptz
);

CREATE INDEX cooperations_territory ON cooperations (territory_id, start_time);
CREATE INDEX cooperations_call ON cooperations (call);

GRANT SELECT, INSERT, UPDATE ON cooperations TO $role$;

-- What territories tell of the years of their cooperation.
CREATE TABLE reports (
    id                uuid PRIMARY KEY,
    territory_id      uuid NOT NULL,
    year              integer NOT NULL CONSTRAINT reports_year CHECK (year BETWEEN 1 AND 3),
    application_id    uuid NOT NULL,
    state             text NOT NULL CONSTRAINT reports_state
        CHECK (state IN ('DUE', 'SUBMITTED', 'CHANGES_REQUESTED', 'ACCEPTED', 'WAIVED')),
    due_time          timestamptz NOT NULL,
    summary           text NOT NULL,
    achievements      text NOT NULL,
    difficulties      text NOT NULL,
    next_steps        text NOT NULL,
    requested_changes text NOT NULL,
    waiver_author     text,
    waiver_reason     text,
    waiver_time       timestamptz,
    submit_time       timestamptz,
    accept_time       timestamptz,
    announce_time     timestamptz,
    update_time       timestamptz NOT NULL,
    version           bigint NOT NULL,
    CONSTRAINT reports_once_a_year UNIQUE (territory_id, year),
    CONSTRAINT reports_whole_waiver CHECK ((waiver_reason IS NULL) = (waiver_time IS NULL))
);

CREATE INDEX reports_by_due_time ON reports (due_time, id);
CREATE INDEX reports_to_announce ON reports (due_time)
    WHERE announce_time IS NULL AND state IN ('DUE', 'CHANGES_REQUESTED');
CREATE INDEX reports_waiver_author ON reports (waiver_author) WHERE waiver_author IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON reports TO $role$;
