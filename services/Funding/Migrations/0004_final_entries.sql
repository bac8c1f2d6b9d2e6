-- Only the budget goes below zero, and it never rises above it.
ALTER TABLE entries
    DROP CONSTRAINT entries_not_negative,
    ADD CONSTRAINT entries_not_negative CHECK (
        CASE account WHEN 'BUDGET' THEN balance_cents <= 0 ELSE balance_cents >= 0 END);

-- Not even the owner of the tables changes what is written, unless he first disables this.
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'the ledger is written once and never changed';
END $$;

CREATE TRIGGER entries_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER transfers_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON transfers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE entries ENABLE ALWAYS TRIGGER entries_is_final;
ALTER TABLE transfers ENABLE ALWAYS TRIGGER transfers_is_final;

REVOKE ALL ON FUNCTION refuse_ledger_change FROM PUBLIC;
