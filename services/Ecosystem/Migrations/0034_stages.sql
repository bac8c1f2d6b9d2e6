-- Beside its end an application can start to cooperate, open its place, or be reinstated: the latest of these holds.
ALTER TABLE candidacies ADD COLUMN later_stage text NOT NULL DEFAULT 'DORMANT';
ALTER TABLE candidacies RENAME COLUMN end_version TO later_version;
ALTER TABLE candidacies ALTER COLUMN later_stage DROP DEFAULT;
