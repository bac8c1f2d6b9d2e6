CREATE TABLE calls (
    id                         text COLLATE "C" PRIMARY KEY,
    title                      text NOT NULL,
    summary                    text NOT NULL,
    rules_document             text NOT NULL,
    min_population             integer NOT NULL,
    max_population             integer NOT NULL,
    population_basis           text NOT NULL,
    population_vintage         integer,
    intent_open_time           timestamptz NOT NULL,
    intent_deadline_time       timestamptz NOT NULL,
    engagement_deadline_time   timestamptz NOT NULL,
    deliberation_deadline_time timestamptz NOT NULL,
    selection_time             timestamptz,
    cooperation_min_months     integer NOT NULL,
    cooperation_max_months     integer NOT NULL,
    places                     integer NOT NULL,
    criteria                   jsonb NOT NULL,
    min_reviews                integer NOT NULL,
    public_actors              integer NOT NULL,
    private_actors             integer NOT NULL,
    civil_actors               integer NOT NULL,
    targets                    jsonb NOT NULL,
    perimeter                  text[] NOT NULL,
    previous_call              text COLLATE "C",
    publish_time               timestamptz,
    announce_time              timestamptz,
    close_time                 timestamptz,
    create_time                timestamptz NOT NULL,
    update_time                timestamptz NOT NULL,
    version                    bigint NOT NULL,
    CONSTRAINT calls_id CHECK (id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
    CONSTRAINT calls_population CHECK (min_population BETWEEN 1 AND max_population),
    CONSTRAINT calls_population_basis CHECK (population_basis IN ('MUNICIPALE', 'TOTALE')),
    CONSTRAINT calls_times CHECK (
        intent_open_time < intent_deadline_time
        AND intent_deadline_time < engagement_deadline_time
        AND engagement_deadline_time <= deliberation_deadline_time),
    CONSTRAINT calls_months CHECK (cooperation_min_months BETWEEN 1 AND cooperation_max_months),
    CONSTRAINT calls_places CHECK (places >= 1),
    CONSTRAINT calls_involvement CHECK (public_actors >= 0 AND private_actors >= 0 AND civil_actors >= 0),
    CONSTRAINT calls_min_reviews CHECK (min_reviews >= 0),
    CONSTRAINT calls_published_with_vintage CHECK (publish_time IS NULL OR population_vintage IS NOT NULL),
    CONSTRAINT calls_published_first CHECK (
        publish_time IS NOT NULL OR (announce_time IS NULL AND close_time IS NULL)),
    CONSTRAINT calls_previous_call FOREIGN KEY (previous_call) REFERENCES calls
);

CREATE INDEX calls_by_deadline ON calls (intent_deadline_time DESC, id DESC);

GRANT SELECT, INSERT, UPDATE ON calls TO $role$;
