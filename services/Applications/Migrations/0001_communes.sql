-- For names that contain the query. Trusted: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What was loaded from the files that this service carries, so that unchanged files are not loaded again.
CREATE TABLE reference_data (
    name         text PRIMARY KEY,
    content_hash bytea NOT NULL,
    vintage      integer NOT NULL,
    load_time    timestamptz NOT NULL
);

-- Communes are never deleted: applications of past calls refer to them. One that a later edition of the Code officiel
-- géographique no longer has is not current.
CREATE TABLE communes (
    code         text COLLATE "C" PRIMARY KEY,
    name         text NOT NULL,
    sort_name    text COLLATE "C" NOT NULL,
    compact_name text COLLATE "C" NOT NULL,
    department   text NOT NULL,
    municipale   integer,
    totale       integer,
    vintage      integer NOT NULL,
    epci_code    text,
    epci_name    text,
    postal_codes text[] NOT NULL,
    siren        text,
    latitude     double precision,
    longitude    double precision,
    is_current   boolean NOT NULL DEFAULT true,
    CONSTRAINT communes_code CHECK (code ~ '^[0-9][0-9AB][0-9]{3}$'),
    CONSTRAINT communes_populations CHECK (municipale >= 0 AND totale >= 0),
    CONSTRAINT communes_epci CHECK ((epci_code IS NULL) = (epci_name IS NULL)),
    CONSTRAINT communes_centroid CHECK ((latitude IS NULL) = (longitude IS NULL))
);

CREATE UNIQUE INDEX communes_by_name ON communes (sort_name, code) WHERE is_current;
CREATE INDEX communes_by_part_of_name ON communes USING gin (compact_name gin_trgm_ops);
CREATE INDEX communes_by_postal_code ON communes USING gin (postal_codes);
CREATE INDEX communes_by_epci ON communes (epci_code, sort_name, code) WHERE is_current;
CREATE INDEX communes_by_department ON communes (department, sort_name, code) WHERE is_current;

-- The figures of every census, because a call keeps those of its publication.
CREATE TABLE populations (
    commune    text COLLATE "C" REFERENCES communes,
    vintage    integer,
    municipale integer,
    totale     integer,
    PRIMARY KEY (commune, vintage)
);

-- The syndicate's perimeter: decided by the syndicate, not by INSEE. A commune without a row is out.
CREATE TABLE perimeter (
    commune text COLLATE "C" PRIMARY KEY REFERENCES communes,
    status  text NOT NULL,
    CONSTRAINT perimeter_status CHECK (status IN ('IN', 'OUT', 'TO_BE_CONFIRMED'))
);

GRANT SELECT ON reference_data, communes, populations TO $role$;
GRANT SELECT, INSERT, UPDATE, DELETE ON perimeter TO $role$;
