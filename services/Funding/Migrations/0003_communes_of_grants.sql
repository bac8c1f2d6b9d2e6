-- All communes of a grouping see its grant, not only the one that receives the money.
ALTER TABLE grants ADD COLUMN communes text[] NOT NULL DEFAULT '{}';
UPDATE grants SET communes = ARRAY[beneficiary_commune];
CREATE INDEX grants_communes ON grants USING gin (communes);
