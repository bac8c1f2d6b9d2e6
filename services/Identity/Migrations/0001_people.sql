-- Everything personal about somebody who signs in is in this row and goes with it: other services know the id alone.
CREATE TABLE people (
    id                uuid PRIMARY KEY,
    email             text,
    email_key         text,
    display_name      text NOT NULL,
    roles             text[] NOT NULL,
    communes          text[] NOT NULL,
    state             text NOT NULL,
    password_hash     text,
    security_stamp    text NOT NULL,
    concurrency_stamp text NOT NULL,
    failures          integer NOT NULL DEFAULT 0,
    lockouts          integer NOT NULL DEFAULT 0,
    failure_time      timestamptz,
    locked_until      timestamptz,
    sign_in_time      timestamptz,
    create_time       timestamptz NOT NULL,
    update_time       timestamptz NOT NULL,
    revoke_time       timestamptz,
    erase_time        timestamptz,
    version           bigint NOT NULL DEFAULT 1,
    CONSTRAINT people_email UNIQUE (email_key),
    CONSTRAINT people_roles CHECK (roles <@ ARRAY[
        'APPLICANT', 'MANAGER', 'REVIEWER', 'FINANCE', 'FACILITATOR', 'AUDITOR', 'ADMINISTRATOR']),
    CONSTRAINT people_state CHECK (state IN ('ACTIVE', 'REVOKED', 'ERASED')),
    CONSTRAINT people_revoked CHECK ((state = 'ACTIVE') = (num_nulls(revoke_time, erase_time) = 2)),
    CONSTRAINT people_erased CHECK (
        (state = 'ERASED') = (email IS NULL) AND (state = 'ERASED') = (email_key IS NULL)
        AND (state = 'ERASED') = (erase_time IS NOT NULL)
        AND (state <> 'ERASED' OR display_name = '' AND password_hash IS NULL AND failure_time IS NULL
             AND sign_in_time IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX people_newest ON people (create_time DESC, id DESC);
CREATE INDEX people_administrators ON people (id) WHERE state = 'ACTIVE' AND 'ADMINISTRATOR' = ANY (roles);
CREATE INDEX people_revoked_since ON people (revoke_time) WHERE state = 'REVOKED';
CREATE INDEX people_failed ON people (failure_time) WHERE failure_time IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON people TO $role$;

-- What OpenIddict keeps: who may ask for tokens, and which were given.
CREATE TABLE open_iddict_applications (
    id                        uuid PRIMARY KEY,
    application_type          text,
    client_id                 text UNIQUE,
    client_secret             text,
    client_type               text,
    concurrency_token         text,
    consent_type              text,
    display_name              text,
    display_names             text,
    json_web_key_set          text,
    permissions               text,
    post_logout_redirect_uris text,
    properties                text,
    redirect_uris             text,
    requirements              text,
    settings                  text
);

CREATE TABLE open_iddict_authorizations (
    id                uuid PRIMARY KEY,
    application_id    uuid REFERENCES open_iddict_applications (id) ON DELETE CASCADE,
    concurrency_token text,
    creation_date     timestamptz,
    properties        text,
    scopes            text,
    status            text,
    subject           text,
    type              text
);

CREATE INDEX open_iddict_authorizations_of_subject ON open_iddict_authorizations (subject);
CREATE INDEX open_iddict_authorizations_oldest ON open_iddict_authorizations (creation_date);

CREATE TABLE open_iddict_scopes (
    id                uuid PRIMARY KEY,
    concurrency_token text,
    description       text,
    descriptions      text,
    display_name      text,
    display_names     text,
    name              text UNIQUE,
    properties        text,
    resources         text
);

CREATE TABLE open_iddict_tokens (
    id                uuid PRIMARY KEY,
    application_id    uuid REFERENCES open_iddict_applications (id) ON DELETE CASCADE,
    authorization_id  uuid REFERENCES open_iddict_authorizations (id) ON DELETE CASCADE,
    concurrency_token text,
    creation_date     timestamptz,
    expiration_date   timestamptz,
    payload           text,
    properties        text,
    redemption_date   timestamptz,
    reference_id      text UNIQUE,
    status            text,
    subject           text,
    type              text
);

CREATE INDEX open_iddict_tokens_of_subject ON open_iddict_tokens (subject);
CREATE INDEX open_iddict_tokens_of_authorization ON open_iddict_tokens (authorization_id);
CREATE INDEX open_iddict_tokens_oldest ON open_iddict_tokens (creation_date);

GRANT SELECT ON open_iddict_applications, open_iddict_scopes TO $role$;
GRANT SELECT, INSERT, UPDATE, DELETE ON open_iddict_authorizations, open_iddict_tokens TO $role$;

-- The keys of tokens, sealed by a secret that is not in the database; made by the migration, read by the service.
CREATE TABLE token_keys (
    id          uuid PRIMARY KEY,
    purpose     text NOT NULL,
    sealed      bytea NOT NULL,
    create_time timestamptz NOT NULL,
    CONSTRAINT token_keys_purpose CHECK (purpose IN ('SIGNING', 'ENCRYPTION'))
);

GRANT SELECT ON token_keys TO $role$;

-- The keys of cookies and forms, sealed likewise; the service makes new ones as they age.
CREATE TABLE data_protection_keys (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    friendly_name text,
    xml           text
);

GRANT SELECT, INSERT ON data_protection_keys TO $role$;
