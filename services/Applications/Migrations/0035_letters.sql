-- What is said by law on the receipts and letters of a call; none for calls from before.
ALTER TABLE calls ADD COLUMN legal_notices jsonb NOT NULL DEFAULT '{"Receipt":"","Silence":"","Appeal":""}';

-- Proofs that letters arrived, with the bytes that were given out: never changed, never taken back.
CREATE TABLE receipts (
    application_id uuid NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    letter         text NOT NULL,
    version        integer NOT NULL,
    reference      text NOT NULL,
    receive_time   timestamptz NOT NULL,
    letter_sha256  text NOT NULL,
    pdf            bytea NOT NULL,
    PRIMARY KEY (application_id, letter, version),
    CONSTRAINT receipts_letter CHECK (letter IN ('INTENT', 'ENGAGEMENT'))
);

GRANT SELECT, INSERT ON receipts TO $role$;

-- Letters of the syndicate, as they were sent: never changed either. A letter that is sent again is another one.
CREATE TABLE letters (
    id             uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES applications (id),
    number         integer NOT NULL,
    kind           text NOT NULL,
    reference      text NOT NULL,
    text           text NOT NULL,
    reissue_reason text NOT NULL,
    supersedes     uuid REFERENCES letters (id),
    subject_time   timestamptz NOT NULL,
    issue_time     timestamptz NOT NULL,
    sha256         bytea NOT NULL,
    pdf            bytea NOT NULL,
    CONSTRAINT letters_number UNIQUE (application_id, number),
    CONSTRAINT letters_superseded_once UNIQUE (supersedes),
    CONSTRAINT letters_kind CHECK (kind IN (
        'ACCEPTANCE', 'INELIGIBILITY', 'SELECTION', 'REFUSAL', 'WAITING_LIST'))
);

GRANT SELECT, INSERT ON letters TO $role$;
