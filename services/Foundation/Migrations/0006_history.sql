-- Who did what to which resource: one chain of rows per resource, written by the one function below and never changed.
-- docs/decisions/0007-audit-trail.md describes what is hashed; change neither without the other.
CREATE TABLE history (
    resource      text COLLATE "C" NOT NULL,
    sequence      bigint NOT NULL,
    occur_time    timestamptz NOT NULL,
    action        text NOT NULL,
    person        bytea,
    service       text,
    from_state    text,
    to_state      text,
    fields        text[] NOT NULL,
    previous_hash bytea NOT NULL,
    hash          bytea NOT NULL,
    PRIMARY KEY (resource, sequence),
    CONSTRAINT history_sequence CHECK (sequence > 0),
    CONSTRAINT history_hashes CHECK (
        octet_length(previous_hash) = 32 AND octet_length(hash) = 32 AND octet_length(person) = 32),
    -- What is hashed is one line per value, an empty one for none.
    CONSTRAINT history_one_line_each CHECK (
        resource <> '' AND '' <> ALL (ARRAY[action, service, from_state, to_state] || fields)
        AND strpos(concat_ws('', resource, action, service, from_state, to_state, array_to_string(fields, ''))
            COLLATE "C", E'\n') = 0
        AND array_position(fields, NULL) IS NULL)
);

-- Where each chain ends, so that a last row that was taken away is missed, and who comes next waits.
CREATE TABLE history_heads (
    resource text COLLATE "C" PRIMARY KEY,
    sequence bigint NOT NULL,
    hash     bytea NOT NULL
) WITH (fillfactor = 70);

-- Whom the hashes stand for. Without its row a hash leads to nobody: that is how a person is erased.
CREATE TABLE history_people (
    person  bytea PRIMARY KEY,
    subject text NOT NULL UNIQUE,
    salt    bytea NOT NULL
);

CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'history is written once and never changed';
END $$;

CREATE TRIGGER history_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
ALTER TABLE history ENABLE ALWAYS TRIGGER history_is_final;

-- Appends one row. The person comes before the head of the chain, so that whoever waits for a chain holds no lock that
-- its owner could want; who writes several chains takes them in the order of their names.
CREATE FUNCTION record_history(
    resource text, occur_time timestamptz, action text, subject text, service text, from_state text, to_state text,
    fields text[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who        bytea;
    grain      bytea;
    last       public.history_heads;
    next_hash  bytea;
BEGIN
    IF subject IS NOT NULL THEN
        SELECT p.person INTO who FROM public.history_people p WHERE p.subject = $4;
        IF NOT FOUND THEN
            grain := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
            INSERT INTO public.history_people AS p (person, subject, salt)
            VALUES (sha256(grain || convert_to($4, 'UTF8')), $4, grain)
            ON CONFLICT ON CONSTRAINT history_people_subject_key DO UPDATE SET subject = p.subject
            RETURNING p.person INTO who;
        END IF;
    END IF;

    SELECT * INTO last FROM public.history_heads h WHERE h.resource = $1 FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.history_heads VALUES ($1, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
        SELECT * INTO last FROM public.history_heads h WHERE h.resource = $1 FOR UPDATE;
    END IF;

    next_hash := sha256(convert_to(concat(
        E'projetk-history-1\n',
        encode(last.hash, 'hex'), E'\n',
        $1, E'\n',
        last.sequence + 1, E'\n',
        to_char($2 AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), E'\n',
        $3, E'\n',
        encode(who, 'hex'), E'\n',
        $5, E'\n',
        $6, E'\n',
        $7, E'\n',
        array_to_string(array_append($8, ''), E'\n')), 'UTF8'));
    INSERT INTO public.history VALUES (
        $1, last.sequence + 1, $2, $3, who, $5, $6, $7, $8, last.hash, next_hash);
    UPDATE public.history_heads h SET sequence = last.sequence + 1, hash = next_hash WHERE h.resource = $1;
END $$;

-- Leaves of a person what nobody can lead back to them.
CREATE FUNCTION erase_history_person(subject text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.history_people p WHERE p.subject = $1;
    UPDATE public.discarded_messages SET discarded_by = NULL WHERE discarded_by = $1;
$$;

-- Who gave an event up stands in its history.
ALTER TABLE discarded_messages ALTER COLUMN discarded_by DROP NOT NULL;

REVOKE ALL ON FUNCTION record_history, erase_history_person, refuse_history_change FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_history, erase_history_person TO $role$;
GRANT SELECT ON history, history_heads, history_people TO $role$;
