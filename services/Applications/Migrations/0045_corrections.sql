-- The correction that is asked of an applicant, with what was submitted; null where none is.
ALTER TABLE applications ADD COLUMN correction jsonb;
