-- The land on which territories build.
CREATE TABLE sites (
    id                 uuid PRIMARY KEY,
    territory_id       uuid NOT NULL REFERENCES territories (id),
    display_name       text NOT NULL,
    land               text NOT NULL CONSTRAINT sites_land CHECK (land IN ('PLANTED', 'BUILT')),
    address            text NOT NULL,
    latitude           double precision CONSTRAINT sites_latitude CHECK (latitude BETWEEN -90 AND 90),
    longitude          double precision CONSTRAINT sites_longitude CHECK (longitude BETWEEN -180 AND 180),
    area_square_meters integer NOT NULL,
    owner              text NOT NULL,
    condition          text NOT NULL,
    services           text[] NOT NULL,
    central            boolean NOT NULL,
    create_time        timestamptz NOT NULL,
    update_time        timestamptz NOT NULL,
    version            bigint NOT NULL,
    CONSTRAINT sites_whole_location CHECK ((latitude IS NULL) = (longitude IS NULL))
);

-- One central place per territory, whoever comes first.
CREATE UNIQUE INDEX sites_one_central ON sites (territory_id) WHERE central;
CREATE INDEX sites_of_territory ON sites (territory_id, create_time, id);

GRANT SELECT, INSERT, UPDATE ON sites TO $role$;
