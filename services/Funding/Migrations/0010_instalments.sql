-- What a grant owes year by year, who is paid, and what each movement of money was for.

ALTER TABLE envelopes
    ADD COLUMN recovered bigint NOT NULL DEFAULT 0,
    ADD COLUMN agreement_months integer NOT NULL DEFAULT 3,
    DROP CONSTRAINT envelopes_balanced,
    ADD CONSTRAINT envelopes_balanced CHECK (budget + available + reserved + committed + paid + recovered = 0),
    ADD CONSTRAINT envelopes_recovered_not_negative CHECK (recovered >= 0),
    ADD CONSTRAINT envelopes_agreement_months CHECK (agreement_months BETWEEN 1 AND 60);
GRANT UPDATE (recovered, account_codes) ON envelopes TO $role$;

-- first_sequence: the entry of its envelope with which it begins.
ALTER TABLE grants
    ADD COLUMN call text COLLATE "C",
    ADD COLUMN lead_commune text,
    ADD COLUMN beneficiary_siret text,
    ADD COLUMN beneficiary_changes jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN announce_time timestamptz,
    ADD COLUMN agreement_deadline_time timestamptz,
    ADD COLUMN start_time timestamptz,
    ADD COLUMN terminate_time timestamptz,
    ADD COLUMN release_reason text NOT NULL DEFAULT '',
    ADD COLUMN applicant_version bigint NOT NULL DEFAULT 0,
    ADD COLUMN first_sequence bigint;
UPDATE grants SET
    call = (SELECT c.id FROM calls c WHERE c.envelope = grants.envelope ORDER BY c.id LIMIT 1),
    first_sequence = (SELECT min(e.sequence) FROM transfers t JOIN entries e ON e.transfer = t.id
                      WHERE t.grant_id = grants.id);
CREATE INDEX grants_agreement_deadline ON grants (agreement_deadline_time) WHERE state = 'RESERVED';
CREATE INDEX grants_unannounced ON grants (envelope, first_sequence) WHERE announce_time IS NULL;
CREATE INDEX grants_call ON grants (call);
GRANT UPDATE (
    lead_commune, communes, beneficiary_siret, beneficiary_changes, announce_time, agreement_deadline_time, start_time,
    terminate_time, release_reason, applicant_version) ON grants TO $role$;

CREATE TABLE instalments (
    grant_id            uuid NOT NULL REFERENCES grants (id),
    number              integer NOT NULL,
    kind                text NOT NULL,
    year                integer NOT NULL,
    amount_cents        bigint NOT NULL,
    state               text NOT NULL,
    due_time            timestamptz,
    due_announce_time   timestamptz,
    certified_by        text,
    certify_time        timestamptz,
    mandate_number      text,
    order_year          integer,
    order_time          timestamptz,
    treasury_reference  text,
    payment_date        date,
    payment_year        integer,
    paid_commune        text,
    paid_siret          text,
    recovered_cents     bigint NOT NULL DEFAULT 0,
    reason              text NOT NULL DEFAULT '',
    create_time         timestamptz NOT NULL,
    update_time         timestamptz NOT NULL,
    version             bigint NOT NULL,
    PRIMARY KEY (grant_id, number),
    CONSTRAINT instalments_kind CHECK (kind IN ('INVESTMENT', 'OPERATING')),
    CONSTRAINT instalments_state CHECK (state IN ('PLANNED', 'CERTIFIED', 'ORDERED', 'PAID', 'CANCELLED')),
    CONSTRAINT instalments_amount_positive CHECK (amount_cents > 0),
    CONSTRAINT instalments_certified CHECK (
        state NOT IN ('CERTIFIED', 'ORDERED', 'PAID') OR num_nulls(certified_by, certify_time, due_time) = 0),
    CONSTRAINT instalments_ordered CHECK (
        state NOT IN ('ORDERED', 'PAID') OR num_nulls(mandate_number, order_year, order_time) = 0),
    CONSTRAINT instalments_paid CHECK (
        (state = 'PAID') = (num_nulls(treasury_reference, payment_date, payment_year) = 0)),
    CONSTRAINT instalments_recovered CHECK (
        recovered_cents BETWEEN 0 AND amount_cents AND (recovered_cents = 0 OR state = 'PAID'))
) WITH (fillfactor = 80);
CREATE INDEX instalments_to_announce ON instalments (due_time) WHERE due_announce_time IS NULL AND state = 'PLANNED';
GRANT SELECT, INSERT ON instalments TO $role$;
GRANT UPDATE (
    state, due_time, due_announce_time, certified_by, certify_time, mandate_number, order_year, order_time,
    treasury_reference, payment_date, payment_year, paid_commune, paid_siret, recovered_cents, reason, update_time,
    version) ON instalments TO $role$;

-- The numbers of mandates, payments and titles of recovery are used once, also when what they stood for came back.
CREATE TABLE payment_references (
    kind      text NOT NULL,
    reference text COLLATE "C" NOT NULL,
    grant_id  uuid NOT NULL,
    number    integer NOT NULL,
    use_time  timestamptz NOT NULL,
    PRIMARY KEY (kind, reference),
    FOREIGN KEY (grant_id, number) REFERENCES instalments (grant_id, number),
    CONSTRAINT payment_references_kind CHECK (kind IN ('MANDATE', 'TREASURY', 'TITLE'))
);
GRANT SELECT, INSERT ON payment_references TO $role$;

-- Years of cooperation whose report was accepted or waived.
CREATE TABLE accepted_reports (
    application uuid NOT NULL,
    year        integer NOT NULL,
    accept_time timestamptz NOT NULL,
    PRIMARY KEY (application, year)
);
GRANT SELECT, INSERT ON accepted_reports TO $role$;

-- What was written before this has none of these facts, and keeps the hashes that it had without them.
ALTER TABLE transfers
    ADD COLUMN effective_date date,
    ADD COLUMN budget_year integer,
    ADD COLUMN instalment integer,
    ADD COLUMN territory uuid,
    ADD COLUMN beneficiary text,
    ADD COLUMN siret text,
    ADD CONSTRAINT transfers_dated CHECK ((effective_date IS NULL) = (budget_year IS NULL)),
    DROP CONSTRAINT transfers_reason,
    ADD CONSTRAINT transfers_reason CHECK (reason IN (
        'VOTED', 'AMENDED', 'RESERVATION', 'RELEASE', 'COMMITMENT', 'PAYMENT', 'RETURN', 'CANCELLATION', 'RECOVERY')),
    DROP CONSTRAINT transfers_grant,
    ADD CONSTRAINT transfers_grant CHECK ((grant_id IS NULL) = (reason IN ('VOTED', 'AMENDED'))),
    ADD CONSTRAINT transfers_instalment CHECK (
        (instalment IS NOT NULL) = (reason IN ('PAYMENT', 'RETURN', 'CANCELLATION', 'RECOVERY')));
CREATE INDEX transfers_budget_year ON transfers (budget_year, envelope);

ALTER TABLE entries
    DROP CONSTRAINT entries_account,
    ADD CONSTRAINT entries_account CHECK (
        account IN ('BUDGET', 'AVAILABLE', 'RESERVED', 'COMMITTED', 'PAID', 'RECOVERED'));
