-- Who accompanies a territory: one representative and two facilitators when it is complete.
CREATE TABLE support_teams (
    territory_id uuid PRIMARY KEY REFERENCES territories (id),
    update_time  timestamptz NOT NULL,
    version      bigint NOT NULL
);

CREATE TABLE support_members (
    territory_id uuid NOT NULL REFERENCES support_teams (territory_id),
    person_id    uuid NOT NULL,
    duty         text NOT NULL CONSTRAINT support_members_duty CHECK (duty IN ('REPRESENTATIVE', 'FACILITATOR')),
    position     integer NOT NULL,
    PRIMARY KEY (territory_id, person_id)
);

CREATE UNIQUE INDEX support_members_one_representative ON support_members (territory_id)
    WHERE duty = 'REPRESENTATIVE';
CREATE INDEX support_members_person ON support_members (person_id);

GRANT SELECT, INSERT, UPDATE ON support_teams TO $role$;
GRANT SELECT, INSERT, UPDATE, DELETE ON support_members TO $role$;
