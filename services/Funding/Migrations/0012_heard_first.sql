-- Events arrive in any order: who applies may change before anything is reserved, and a call may be announced before
-- Funding hears of a withdrawal that came first.
ALTER TABLE applications ADD COLUMN communes text[];
ALTER TABLE applications ADD COLUMN applicant_version bigint;
ALTER TABLE applications ADD CONSTRAINT applications_applicant
    CHECK ((communes IS NULL) = (applicant_version IS NULL));
ALTER TABLE calls ADD COLUMN announce_time timestamptz;

GRANT UPDATE (announce_time) ON calls TO $role$;
