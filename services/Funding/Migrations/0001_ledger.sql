-- Money is in cents of a euro. Ids that people choose sort by their bytes, in every database alike.

CREATE TABLE envelopes (
    id                    text COLLATE "C" PRIMARY KEY,
    label                 text NOT NULL,
    investment_rate_cents bigint NOT NULL,
    operating_rate_cents  bigint NOT NULL,
    operating_years       integer NOT NULL,
    account_codes         text[] NOT NULL,
    budget                bigint NOT NULL,
    available             bigint NOT NULL,
    reserved              bigint NOT NULL,
    committed             bigint NOT NULL,
    paid                  bigint NOT NULL,
    last_sequence         bigint NOT NULL,
    last_hash             text COLLATE "C" NOT NULL,
    freeze_time           timestamptz,
    create_time           timestamptz NOT NULL,
    update_time           timestamptz NOT NULL,
    version               bigint NOT NULL,
    CONSTRAINT envelopes_rates_not_negative CHECK (
        investment_rate_cents >= 0 AND operating_rate_cents >= 0 AND operating_years BETWEEN 1 AND 10),
    CONSTRAINT envelopes_budget_not_positive CHECK (budget <= 0),
    CONSTRAINT envelopes_available_not_negative CHECK (available >= 0),
    CONSTRAINT envelopes_reserved_not_negative CHECK (reserved >= 0),
    CONSTRAINT envelopes_committed_not_negative CHECK (committed >= 0),
    CONSTRAINT envelopes_paid_not_negative CHECK (paid >= 0),
    CONSTRAINT envelopes_balanced CHECK (budget + available + reserved + committed + paid = 0)
) WITH (fillfactor = 70);

-- A call is known by its publication, by the envelope it draws on, or by both, in either order. The row is where the
-- two meet: whoever comes second sees the first.
CREATE TABLE calls (
    id           text COLLATE "C" PRIMARY KEY,
    envelope     text COLLATE "C",
    publish_time timestamptz,
    CONSTRAINT calls_envelope_exists FOREIGN KEY (envelope) REFERENCES envelopes (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX calls_envelope ON calls (envelope);

CREATE TABLE payment_limits (
    envelope     text COLLATE "C" NOT NULL REFERENCES envelopes (id),
    budget_year  integer NOT NULL,
    kind         text NOT NULL,
    amount_cents bigint NOT NULL,
    PRIMARY KEY (envelope, budget_year, kind),
    CONSTRAINT payment_limits_kind CHECK (kind IN ('INVESTMENT', 'OPERATING')),
    CONSTRAINT payment_limits_not_negative CHECK (amount_cents >= 0)
);

CREATE TABLE amendments (
    envelope          text COLLATE "C" NOT NULL REFERENCES envelopes (id),
    number            integer NOT NULL,
    amount_cents      bigint NOT NULL,
    reason            text NOT NULL,
    deliberation      text NOT NULL,
    deliberation_date date,
    create_time       timestamptz NOT NULL,
    PRIMARY KEY (envelope, number),
    CONSTRAINT amendments_not_negative CHECK (amount_cents >= 0)
);

CREATE TABLE grants (
    id                        uuid PRIMARY KEY,
    application               uuid NOT NULL,
    application_version       bigint NOT NULL,
    territory                 uuid NOT NULL,
    envelope                  text COLLATE "C" NOT NULL REFERENCES envelopes (id),
    beneficiary_commune       text NOT NULL,
    population                integer NOT NULL,
    investment_cents          bigint NOT NULL,
    operating_per_year_cents  bigint NOT NULL,
    operating_years           integer NOT NULL,
    agreement_number          text,
    agreement_sign_time       timestamptz,
    state                     text NOT NULL,
    create_time               timestamptz NOT NULL,
    update_time               timestamptz NOT NULL,
    version                   bigint NOT NULL,
    CONSTRAINT grants_population_positive CHECK (population > 0),
    CONSTRAINT grants_amounts_not_negative CHECK (investment_cents >= 0 AND operating_per_year_cents >= 0),
    CONSTRAINT grants_state CHECK (state IN ('RESERVED', 'COMMITTED', 'COMPLETED', 'RELEASED', 'TERMINATED')),
    CONSTRAINT grants_agreement_whole CHECK ((agreement_number IS NULL) = (agreement_sign_time IS NULL)),
    CONSTRAINT grants_committed_by_agreement CHECK (
        state NOT IN ('COMMITTED', 'COMPLETED', 'TERMINATED') OR agreement_number IS NOT NULL)
);

CREATE UNIQUE INDEX grants_one_live_per_application ON grants (application)
    WHERE state IN ('RESERVED', 'COMMITTED', 'COMPLETED');
CREATE INDEX grants_application ON grants (application);
CREATE INDEX grants_envelope ON grants (envelope, create_time DESC, id DESC);
CREATE INDEX grants_newest ON grants (create_time DESC, id DESC);

CREATE TABLE transfers (
    id           uuid PRIMARY KEY,
    envelope     text COLLATE "C" NOT NULL REFERENCES envelopes (id),
    from_account text NOT NULL,
    to_account   text NOT NULL,
    amount_cents bigint NOT NULL,
    reason       text NOT NULL,
    grant_id     uuid REFERENCES grants (id),
    create_time  timestamptz NOT NULL,
    CONSTRAINT transfers_accounts_differ CHECK (from_account <> to_account),
    CONSTRAINT transfers_amount_positive CHECK (amount_cents > 0),
    CONSTRAINT transfers_reason CHECK (reason IN ('VOTED', 'AMENDED', 'RESERVATION', 'RELEASE')),
    CONSTRAINT transfers_grant CHECK ((grant_id IS NOT NULL) = (reason IN ('RESERVATION', 'RELEASE')))
);

CREATE INDEX transfers_grant_id ON transfers (grant_id) WHERE grant_id IS NOT NULL;

CREATE TABLE entries (
    envelope          text COLLATE "C" NOT NULL REFERENCES envelopes (id),
    sequence          bigint NOT NULL,
    previous_sequence bigint GENERATED ALWAYS AS (NULLIF(sequence - 1, 0)) STORED,
    transfer          uuid NOT NULL REFERENCES transfers (id),
    account           text NOT NULL,
    amount_cents      bigint NOT NULL,
    balance_cents     bigint NOT NULL,
    hash              text COLLATE "C" NOT NULL,
    previous_hash     text COLLATE "C" NOT NULL,
    PRIMARY KEY (envelope, sequence),
    CONSTRAINT entries_link UNIQUE (envelope, sequence, hash),
    -- No gap, no fork, no broken link: every entry but the first names the hash that the one before it has.
    CONSTRAINT entries_chained FOREIGN KEY (envelope, previous_sequence, previous_hash)
        REFERENCES entries (envelope, sequence, hash),
    CONSTRAINT entries_first CHECK (sequence > 1 OR sequence = 1 AND previous_hash = repeat('0', 64)),
    CONSTRAINT entries_account CHECK (account IN ('BUDGET', 'AVAILABLE', 'RESERVED', 'COMMITTED', 'PAID')),
    CONSTRAINT entries_not_negative CHECK (account = 'BUDGET' AND balance_cents <= 0 OR balance_cents >= 0),
    CONSTRAINT entries_hash CHECK (hash ~ '^[0-9a-f]{64}$' AND previous_hash ~ '^[0-9a-f]{64}$')
);

CREATE INDEX entries_transfer ON entries (transfer);
CREATE INDEX entries_account_balance ON entries (envelope, account, sequence DESC);

-- A balance is what the entries of its account add up to, so no money can be spent twice, whatever the program does.
CREATE FUNCTION check_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.balance_cents <> NEW.amount_cents + coalesce((
        SELECT e.balance_cents FROM entries e
        WHERE e.envelope = NEW.envelope AND e.account = NEW.account AND e.sequence < NEW.sequence
        ORDER BY e.sequence DESC LIMIT 1), 0)
    THEN
        RAISE check_violation USING CONSTRAINT = 'entries_running_balance',
            MESSAGE = format('entry %s of %s does not continue its account', NEW.sequence, NEW.envelope);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER entries_running_balance AFTER INSERT ON entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry();

-- A transfer has exactly two sides: what one account loses, the other gains.
CREATE FUNCTION check_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed transfers;
BEGIN
    IF TG_TABLE_NAME = 'transfers' THEN
        changed := NEW;
    ELSE
        SELECT * INTO changed FROM transfers t WHERE t.id = NEW.transfer;
    END IF;
    IF (SELECT array_agg((e.envelope, e.account, e.amount_cents)::text ORDER BY e.sequence)
        FROM entries e WHERE e.transfer = changed.id)
        IS DISTINCT FROM ARRAY[
            (changed.envelope, changed.from_account, -changed.amount_cents)::text,
            (changed.envelope, changed.to_account, changed.amount_cents)::text]
    THEN
        RAISE check_violation USING CONSTRAINT = 'transfers_two_entries',
            MESSAGE = format('transfer %s does not have its two entries', changed.id);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER transfers_two_entries AFTER INSERT ON transfers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_transfer();
CREATE CONSTRAINT TRIGGER entries_belong_to_transfer AFTER INSERT ON entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_transfer();

GRANT SELECT, INSERT ON envelopes, calls, payment_limits, amendments, grants, transfers, entries TO $role$;
GRANT UPDATE (budget, available, reserved, committed, paid, last_sequence, last_hash, freeze_time, update_time, version)
    ON envelopes TO $role$;
GRANT UPDATE (envelope, publish_time) ON calls TO $role$;
GRANT UPDATE (agreement_number, agreement_sign_time, state, update_time, version) ON grants TO $role$;
