-- Who applies now, where that changed after the letter of intent was accepted. Heard in any order: the newest holds.
CREATE TABLE applicants (
    application_id uuid PRIMARY KEY,
    communes       text[] NOT NULL,
    population     integer NOT NULL,
    version        bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON applicants TO $role$;
