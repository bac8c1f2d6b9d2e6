-- For which communes an actor was recorded: their people see it, wherever it lives.
ALTER TABLE actors ADD COLUMN recorded_for text[] NOT NULL DEFAULT '{}';
CREATE INDEX actors_recorded_for ON actors USING gin (recorded_for);
CREATE INDEX actors_commune ON actors (commune);
CREATE INDEX commitments_actor ON commitments (actor_id);
