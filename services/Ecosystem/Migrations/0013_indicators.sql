-- Yearly measures: what shows whether the experiment works.
CREATE TABLE indicators (
    id           uuid PRIMARY KEY,
    territory_id uuid NOT NULL REFERENCES territories (id),
    indicator    text COLLATE "C" NOT NULL,
    title        text NOT NULL,
    year         integer NOT NULL,
    value        numeric NOT NULL,
    unit         text NOT NULL,
    method       text NOT NULL,
    baseline     numeric,
    source       text NOT NULL,
    create_time  timestamptz NOT NULL,
    update_time  timestamptz NOT NULL,
    version      bigint NOT NULL,
    CONSTRAINT indicators_once_a_year UNIQUE (territory_id, indicator, year)
);

CREATE INDEX indicators_to_compare ON indicators (indicator, territory_id, year);

GRANT SELECT, INSERT, UPDATE ON indicators TO $role$;
