-- A commune that merged stays readable and names the commune that it is part of today. Since merged_vintage the census
-- figures of the successor count its inhabitants; figures of earlier years do not.
ALTER TABLE communes
    DROP COLUMN compact_name,
    ADD COLUMN successor text COLLATE "C" REFERENCES communes,
    ADD COLUMN merged_vintage integer,
    ADD COLUMN valid_to_date date,
    ADD CONSTRAINT communes_successor CHECK (NOT is_current OR successor IS NULL),
    ADD CONSTRAINT communes_merged_vintage CHECK ((merged_vintage IS NULL) = (successor IS NULL));

CREATE INDEX communes_by_successor ON communes (successor) WHERE successor IS NOT NULL;

DROP INDEX communes_by_name, communes_by_department;
CREATE UNIQUE INDEX communes_by_name ON communes (sort_name, code);
CREATE INDEX communes_by_department ON communes (department, sort_name, code);
CREATE INDEX communes_by_population ON communes (municipale) WHERE is_current;

-- The names by which a current commune is found: its own, and those of the communes that it was made of. The words are
-- those of the name without accents, the name in one word, the INSEE code and the postal codes.
CREATE TABLE commune_names (
    commune     text COLLATE "C" NOT NULL REFERENCES communes,
    former_code text COLLATE "C",
    former_name text,
    words       tsvector NOT NULL,
    whole       text COLLATE "C" NOT NULL,
    bare        text COLLATE "C" NOT NULL,
    CONSTRAINT commune_names_former CHECK (former_code IS NOT NULL OR former_name IS NULL)
);

CREATE INDEX commune_names_by_word ON commune_names USING gin (words) WITH (fastupdate = off);

GRANT SELECT ON commune_names TO $role$;
