-- A message may fail for several consumers of one service, each with a queue of its own.
ALTER TABLE dead_letters DROP CONSTRAINT dead_letters_pkey, ADD PRIMARY KEY (message_id, queue);

DROP INDEX dead_letters_waiting;
CREATE INDEX dead_letters_waiting ON dead_letters (fail_time, message_id, queue) WHERE settle_time IS NULL;

ALTER TABLE discarded_messages
    DROP CONSTRAINT discarded_messages_pkey, ADD PRIMARY KEY (message_id, discard_time, queue);
