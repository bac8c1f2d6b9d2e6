-- An address can be that of several: a mail is taken back with the resource that it concerns, and with nothing else.
ALTER TABLE outgoing_mails ADD COLUMN concern text;
CREATE INDEX outgoing_mails_concern ON outgoing_mails (concern) WHERE concern IS NOT NULL;
