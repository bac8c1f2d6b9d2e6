-- The syndicate, in one row; the communes that it serves are the table perimeter.
CREATE TABLE syndicate (
    only_one       boolean PRIMARY KEY DEFAULT true,
    display_name   text NOT NULL,
    siret          text NOT NULL DEFAULT '',
    postal_address text NOT NULL DEFAULT '',
    email          text NOT NULL DEFAULT '',
    phone          text NOT NULL DEFAULT '',
    update_time    timestamptz NOT NULL DEFAULT now(),
    version        bigint NOT NULL DEFAULT 1,
    CONSTRAINT syndicate_only_one CHECK (only_one)
);

INSERT INTO syndicate (display_name) VALUES ('Smicval');

GRANT SELECT, UPDATE ON syndicate TO $role$;
