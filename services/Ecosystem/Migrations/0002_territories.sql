-- What the calls ask of the actors, as far as this service has heard of them.
CREATE TABLE calls (
    id             text PRIMARY KEY,
    public_actors  integer NOT NULL,
    private_actors integer NOT NULL,
    civil_actors   integer NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT calls_actors CHECK (public_actors >= 0 AND private_actors >= 0 AND civil_actors >= 0)
);

GRANT SELECT, INSERT, UPDATE ON calls TO $role$;

CREATE TABLE territories (
    id             uuid PRIMARY KEY,
    display_name   text NOT NULL,
    communes       text[] NOT NULL,
    population     integer NOT NULL,
    profile_values text[] NOT NULL DEFAULT '{}',
    dynamics       text[] NOT NULL DEFAULT '{}',
    offers         text[] NOT NULL DEFAULT '{}',
    seeks          text[] NOT NULL DEFAULT '{}',
    ambition       text NOT NULL DEFAULT '',
    stage          text NOT NULL
        CONSTRAINT territories_stage CHECK (stage IN ('CANDIDATE', 'COOPERATING', 'OPEN', 'DORMANT', 'PARTNER')),
    call           text,
    application_id uuid,
    create_time    timestamptz NOT NULL,
    update_time    timestamptz NOT NULL,
    version        bigint NOT NULL,
    CONSTRAINT territories_communes CHECK (cardinality(communes) > 0),
    -- Only a partner, registered from elsewhere, has no candidacy.
    CONSTRAINT territories_candidacy
        CHECK (stage = 'PARTNER' OR (call IS NOT NULL AND application_id IS NOT NULL))
);

CREATE INDEX territories_newest ON territories (create_time DESC, id DESC);
CREATE INDEX territories_communes_members ON territories USING gin (communes);

GRANT SELECT, INSERT, UPDATE ON territories TO $role$;

-- What is known of each application that touches a territory: events arrive in any order, also before their territory.
CREATE TABLE candidacies (
    application_id uuid PRIMARY KEY,
    territory_id   uuid NOT NULL,
    accept_time    timestamptz,
    accept_version bigint NOT NULL,
    end_version    bigint NOT NULL
);

CREATE INDEX candidacies_territory ON candidacies (territory_id);

GRANT SELECT, INSERT, UPDATE ON candidacies TO $role$;
