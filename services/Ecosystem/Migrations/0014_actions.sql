-- Ideas that anyone signed in proposed come after those of the call's presentation.
ALTER TABLE ideas ADD COLUMN description text NOT NULL DEFAULT '';
ALTER TABLE ideas ADD COLUMN proposed boolean NOT NULL DEFAULT false;
CREATE SEQUENCE idea_positions START 100;
ALTER TABLE ideas ALTER COLUMN position SET DEFAULT nextval('idea_positions');
GRANT INSERT ON ideas TO $role$;
GRANT USAGE ON SEQUENCE idea_positions TO $role$;

-- Ideas that territories take up.
CREATE TABLE actions (
    id                   uuid PRIMARY KEY,
    territory_id         uuid NOT NULL REFERENCES territories (id),
    display_name         text NOT NULL,
    idea                 text NOT NULL REFERENCES ideas (id),
    site_id              uuid REFERENCES sites (id),
    lead_actor           uuid REFERENCES actors (id),
    partners             uuid[] NOT NULL,
    state                text NOT NULL
        CONSTRAINT actions_state CHECK (state IN ('PROPOSED', 'PREPARING', 'RUNNING', 'ENDED')),
    description          text NOT NULL,
    start_date           date,
    end_date             date,
    land_override_reason text NOT NULL,
    create_time          timestamptz NOT NULL,
    update_time          timestamptz NOT NULL,
    version              bigint NOT NULL,
    CONSTRAINT actions_ends_after_start CHECK (end_date >= start_date)
);

CREATE INDEX actions_newest ON actions (territory_id, create_time DESC, id DESC);
CREATE INDEX actions_newest_of_all ON actions (create_time DESC, id DESC);
CREATE INDEX actions_lead_actor ON actions (lead_actor);
CREATE INDEX actions_partners ON actions USING gin (partners);
CREATE INDEX actions_site ON actions (site_id);

GRANT SELECT, INSERT, UPDATE ON actions TO $role$;
