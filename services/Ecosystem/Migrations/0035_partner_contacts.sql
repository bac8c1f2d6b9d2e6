-- Whom to reach at a partner is forgotten when nobody has written for long.
ALTER TABLE partner_contacts ADD COLUMN update_time timestamptz NOT NULL DEFAULT now();
