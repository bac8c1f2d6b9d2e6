-- Mails wait where those of every service do; what is on its way leaves from there, under the same Message-ID.
INSERT INTO outgoing_mails (id, kind, about, sealed, create_time, available_time, attempts)
SELECT id, 'ACCOUNT', about, sealed, create_time, available_time, attempts FROM mails;

DROP TABLE mails;
