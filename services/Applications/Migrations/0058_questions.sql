-- What was asked about calls; nothing of who asked. The text of what is discarded is not kept.
CREATE TABLE questions (
    id             uuid PRIMARY KEY,
    call_id        text NOT NULL REFERENCES calls (id),
    state          text NOT NULL,
    text           text NOT NULL,
    answer         text NOT NULL,
    discard_reason text NOT NULL,
    create_time    timestamptz NOT NULL,
    answer_time    timestamptz,
    CONSTRAINT questions_state CHECK (state IN ('OPEN', 'ANSWERED', 'DISCARDED')),
    CONSTRAINT questions_answer CHECK ((state = 'ANSWERED') = (answer <> '')),
    CONSTRAINT questions_discarded CHECK ((state = 'DISCARDED') = (text = ''))
);

CREATE INDEX questions_of_call ON questions (call_id, create_time DESC, id DESC);
CREATE INDEX questions_open ON questions (create_time) WHERE state = 'OPEN';

GRANT SELECT, INSERT, UPDATE ON questions TO $role$;
