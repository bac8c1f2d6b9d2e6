-- An actor whom another took in, or who was erased: the row stays for what counts, without anything personal.
ALTER TABLE actors ADD COLUMN merged_into uuid REFERENCES actors (id);
ALTER TABLE actors ADD COLUMN erase_time timestamptz;
CREATE INDEX actors_merged_into ON actors (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX actors_contact_email ON actors (lower(contact_email)) WHERE contact_email IS NOT NULL;

-- Links by which actors see, change, end or erase their data: good for an hour and several calls. Of the secret only the
-- SHA-256 is kept.
CREATE TABLE actor_links (
    secret_hash bytea PRIMARY KEY,
    actor_id    uuid NOT NULL REFERENCES actors (id),
    expire_time timestamptz NOT NULL
);

CREATE INDEX actor_links_actor ON actor_links (actor_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON actor_links TO $role$;
