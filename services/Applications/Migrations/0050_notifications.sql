-- What happened to applications, for whom: everybody with a role, of some communes where they are named. Written in the
-- transaction of what it tells. A reminder is unique by its key.
CREATE TABLE notifications (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL,
    role           text NOT NULL,
    communes       text[] NOT NULL,
    application_id uuid NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    due_time       timestamptz,
    reminder       text,
    create_time    timestamptz NOT NULL,
    spread_time    timestamptz,
    CONSTRAINT notifications_reminder UNIQUE (reminder),
    CONSTRAINT notifications_due CHECK ((reminder IS NULL) = (due_time IS NULL))
);

CREATE INDEX notifications_newest ON notifications (create_time DESC, id DESC);
CREATE INDEX notifications_of_application ON notifications (application_id);
CREATE INDEX notifications_unspread ON notifications (id) WHERE spread_time IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON notifications TO $role$;

-- Who (people/{id}) has read what.
CREATE TABLE notification_reads (
    notification_id uuid NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    person          text NOT NULL,
    read_time       timestamptz NOT NULL,
    PRIMARY KEY (notification_id, person)
);

CREATE INDEX notification_reads_of_person ON notification_reads (person);

GRANT SELECT, INSERT, UPDATE, DELETE ON notification_reads TO $role$;

-- How somebody (people/{id}) wants to be told; at once unless it stands here.
CREATE TABLE notification_settings (
    person  text PRIMARY KEY,
    rhythm  text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT notification_settings_rhythm CHECK (rhythm IN ('AT_ONCE', 'DAILY', 'WEEKLY', 'OFF'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON notification_settings TO $role$;

-- To whom a mail tells it: from send_time on, in the mail that is named as soon as one is written.
CREATE TABLE notification_mails (
    notification_id uuid NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    person          uuid NOT NULL,
    send_time       timestamptz NOT NULL,
    mail_id         uuid,
    delivery        text NOT NULL DEFAULT 'QUEUED',
    PRIMARY KEY (notification_id, person),
    CONSTRAINT notification_mails_delivery CHECK (delivery IN ('QUEUED', 'SENT', 'BOUNCED'))
);

CREATE INDEX notification_mails_unwritten ON notification_mails (send_time, person) WHERE mail_id IS NULL;
CREATE INDEX notification_mails_of_mail ON notification_mails (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX notification_mails_of_person ON notification_mails (person);
CREATE INDEX notification_mails_bounced ON notification_mails (notification_id) WHERE delivery = 'BOUNCED';

GRANT SELECT, INSERT, UPDATE, DELETE ON notification_mails TO $role$;
