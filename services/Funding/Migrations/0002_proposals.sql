-- What Funding knows of an application: whether it was withdrawn. Its row is locked by whatever concerns its money, so
-- that a proposal and a withdrawal that meet see each other.
CREATE TABLE applications (
    id               uuid PRIMARY KEY,
    withdraw_version bigint
) WITH (fillfactor = 80);

-- What was answered to a proposal, for ever: the same proposal hears the same answer.
CREATE TABLE proposals (
    id             uuid PRIMARY KEY,
    application    uuid NOT NULL,
    answer_time    timestamptz NOT NULL,
    grant_id       uuid REFERENCES grants (id),
    envelope       text COLLATE "C",
    total_cents    bigint,
    grant_version  bigint,
    refusal        text,
    missing_cents  bigint,
    CONSTRAINT proposals_reserved_or_refused CHECK (
        CASE WHEN refusal IS NULL THEN num_nulls(grant_id, envelope, total_cents, grant_version) = 0
             ELSE num_nulls(grant_id, envelope, total_cents, grant_version) = 4 AND missing_cents IS NOT NULL END)
);

GRANT SELECT, INSERT, UPDATE ON applications TO $role$;
GRANT SELECT, INSERT ON proposals TO $role$;
