-- What was answered to a request_id, so that a retry hears it again.
CREATE TABLE saved_answers (
    caller       text NOT NULL,
    rpc          text NOT NULL,
    request_id   text NOT NULL,
    request_hash bytea NOT NULL,
    answer       bytea,
    refusal      bytea,
    create_time  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (caller, rpc, request_id),
    CONSTRAINT saved_answers_one_outcome CHECK (answer IS NULL OR refusal IS NULL)
) WITH (fillfactor = 80);

GRANT SELECT, INSERT, UPDATE, DELETE ON saved_answers TO $role$;
