-- Which member of a grouping is asked to lead it, and why.
ALTER TABLE applications ADD COLUMN lead_proposal jsonb;
