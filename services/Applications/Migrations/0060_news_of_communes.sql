-- Services keep communes in memory until they hear that something about them has changed. It seldom does: whoever notifies
-- waits for others who notify.
CREATE FUNCTION tell_of_communes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('communes_changed', '');
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION tell_of_communes FROM PUBLIC;

CREATE TRIGGER communes_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON communes
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_communes();
CREATE TRIGGER populations_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON populations
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_communes();
CREATE TRIGGER perimeter_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON perimeter
    FOR EACH STATEMENT EXECUTE FUNCTION tell_of_communes();
