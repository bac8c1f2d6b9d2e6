-- Who accompanies which territory, as Ecosystem tells it: they see its applications as facilitators.
CREATE TABLE support_teams (
    territory_id uuid PRIMARY KEY,
    version      bigint NOT NULL
);

CREATE TABLE support_members (
    territory_id uuid NOT NULL REFERENCES support_teams (territory_id),
    person_id    uuid NOT NULL,
    PRIMARY KEY (territory_id, person_id)
);

CREATE INDEX support_members_person ON support_members (person_id);
CREATE INDEX IF NOT EXISTS applications_territory ON applications (territory_id);

GRANT SELECT, INSERT, UPDATE ON support_teams TO $role$;
GRANT SELECT, INSERT, DELETE ON support_members TO $role$;
