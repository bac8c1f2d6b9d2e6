-- Addresses that want to be told of calls: sealed together with the secret of their links, and found by the mark of the
-- address or the hash of the secret.
CREATE TABLE subscribers (
    id           uuid PRIMARY KEY,
    address_mark bytea NOT NULL,
    secret_hash  bytea NOT NULL,
    sealed       bytea NOT NULL,
    mails        integer NOT NULL,
    create_time  timestamptz NOT NULL,
    confirm_time timestamptz,
    CONSTRAINT subscribers_address UNIQUE (address_mark),
    CONSTRAINT subscribers_secret UNIQUE (secret_hash)
);

CREATE INDEX subscribers_unconfirmed ON subscribers (create_time) WHERE confirm_time IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON subscribers TO $role$;

-- What subscribers are told, once each, in the order of their ids from after_id on, until done_time. That letters of
-- intent can be sent is told once for each call.
CREATE TABLE subscriber_news (
    id          uuid PRIMARY KEY,
    call_id     text NOT NULL REFERENCES calls (id),
    kind        text NOT NULL,
    after_id    uuid,
    create_time timestamptz NOT NULL,
    done_time   timestamptz,
    CONSTRAINT subscriber_news_kind CHECK (kind IN ('PUBLISHED', 'EXTENDED', 'INTENTS_OPEN'))
);

CREATE UNIQUE INDEX subscriber_news_intents_open ON subscriber_news (call_id) WHERE kind = 'INTENTS_OPEN';
CREATE INDEX subscriber_news_waiting ON subscriber_news (id) WHERE done_time IS NULL;

GRANT SELECT, INSERT, UPDATE ON subscriber_news TO $role$;
