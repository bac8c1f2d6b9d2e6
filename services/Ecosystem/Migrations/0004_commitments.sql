-- What one actor brings to one territory. Of the link's secret only the SHA-256 is kept, and only until it is used.
CREATE TABLE commitments (
    id            uuid PRIMARY KEY,
    territory_id  uuid NOT NULL REFERENCES territories (id),
    actor_id      uuid NOT NULL REFERENCES actors (id),
    brings        text[] NOT NULL
        CONSTRAINT commitments_brings CHECK (brings <@ ARRAY['TIME', 'SPACE', 'MONEY', 'SKILL', 'EQUIPMENT']),
    statement     text NOT NULL,
    shared_values text[] NOT NULL DEFAULT '{}',
    state         text NOT NULL
        CONSTRAINT commitments_state CHECK (state IN ('INVITED', 'CONFIRMED', 'DECLINED', 'EXPIRED', 'ENDED')),
    secret_hash   bytea,
    expire_time   timestamptz,
    answer_time   timestamptz,
    create_time   timestamptz NOT NULL,
    update_time   timestamptz NOT NULL,
    version       bigint NOT NULL,
    CONSTRAINT commitments_link_while_invited
        CHECK ((state = 'INVITED') = (secret_hash IS NOT NULL) AND (state = 'INVITED') = (expire_time IS NOT NULL))
);

CREATE UNIQUE INDEX commitments_one_live ON commitments (territory_id, actor_id)
    WHERE state IN ('INVITED', 'CONFIRMED');
CREATE INDEX commitments_newest ON commitments (territory_id, create_time DESC, id DESC);
CREATE INDEX commitments_of_actor ON commitments (actor_id) WHERE state IN ('INVITED', 'CONFIRMED');
CREATE INDEX commitments_expiring ON commitments (expire_time, id) WHERE state = 'INVITED';

GRANT SELECT, INSERT, UPDATE ON commitments TO $role$;
