-- What the public knows of a call after the last of its news: its version and phase, the counts of its applications by
-- phase, and when each decision was announced. `told` is how far the announcements went, to see at a glance whether
-- there are new ones.
CREATE TABLE call_views (
    call_id   text COLLATE "C" PRIMARY KEY REFERENCES calls (id),
    version   bigint NOT NULL,
    phase     text NOT NULL,
    counts    jsonb NOT NULL,
    told      text NOT NULL,
    announced jsonb NOT NULL,
    sequence  bigint NOT NULL
);

-- The news of a call, numbered without gaps and only read once they are committed: whoever changes the view holds its
-- row. Each is the message that watchers get.
CREATE TABLE call_news (
    call_id  text COLLATE "C" NOT NULL REFERENCES call_views,
    sequence bigint NOT NULL,
    message  bytea NOT NULL,
    PRIMARY KEY (call_id, sequence)
);

GRANT SELECT, INSERT, UPDATE ON call_views TO $role$;
GRANT SELECT, INSERT, DELETE ON call_news TO $role$;
