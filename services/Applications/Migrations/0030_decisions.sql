-- Decisions are the syndicate's own until they are announced. Meanwhile others see the application as these columns say;
-- null where there is nothing to hide.
ALTER TABLE applications
    ADD COLUMN shown_state text,
    ADD COLUMN shown_version bigint,
    ADD COLUMN shown_update_time timestamptz,
    -- A decision that waits for a second manager, and the last one that was declined.
    ADD COLUMN pending_decision jsonb,
    ADD COLUMN declined_decision jsonb,
    -- Deadlines of this application alone, by letter, with the reasons.
    ADD COLUMN own_deadlines jsonb NOT NULL DEFAULT '{}',
    ADD CONSTRAINT applications_shown CHECK (
        (shown_state IS NULL) = (shown_version IS NULL) AND (shown_state IS NULL) = (shown_update_time IS NULL));

UPDATE applications
SET shown_state = came_from, shown_version = version - 1, shown_update_time = update_time
WHERE state = 'SELECTION_PENDING';

-- What was decided so far was told at once.
UPDATE applications SET decision = decision || jsonb_build_object('AnnounceTime', decision -> 'DecideTime')
WHERE decision ->> 'Outcome' <> 'FundsRefused';
UPDATE applications
SET decision = jsonb_set(decision, '{Before,AnnounceTime}', decision -> 'Before' -> 'DecideTime')
WHERE decision -> 'Before' IS NOT NULL;

-- An application is renewed once in each later call.
CREATE UNIQUE INDEX applications_renewed_once ON applications (previous_id, call_id) WHERE previous_id IS NOT NULL;

-- Deadlines that were extended, with the reasons.
ALTER TABLE calls ADD COLUMN extensions jsonb NOT NULL DEFAULT '[]';
