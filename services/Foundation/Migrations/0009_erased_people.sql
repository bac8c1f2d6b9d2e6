-- Who was erased while an access token of theirs may still be valid: SHA-256 of `people/{uuid}`, for a day.
CREATE TABLE erased_people (
    person     bytea PRIMARY KEY,
    erase_time timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON erased_people TO $role$;

-- As before, and refuses to record what an erased person does. The lock that everybody shares who records for a person
-- lets an erasure wait for what has been recorded, and what comes later see the erasure.
CREATE OR REPLACE FUNCTION record_history(
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
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(subject, 0));
        IF EXISTS (SELECT FROM public.erased_people e
                   WHERE e.person = sha256(convert_to($4, 'UTF8')) AND e.erase_time > now() - interval '1 day') THEN
            RAISE check_violation USING
                MESSAGE = 'an erased person does nothing', CONSTRAINT = 'history_of_an_erased_person';
        END IF;
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

-- Leaves of a person what nobody can lead back to them, and remembers for a day whose tokens hold no longer.
CREATE OR REPLACE FUNCTION erase_history_person(subject text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(subject, 0));
    DELETE FROM public.erased_people e WHERE e.erase_time < now() - interval '1 day';
    INSERT INTO public.erased_people (person) VALUES (sha256(convert_to($1, 'UTF8'))) ON CONFLICT DO NOTHING;
    DELETE FROM public.history_people p WHERE p.subject = $1;
    UPDATE public.discarded_messages SET discarded_by = NULL WHERE discarded_by = $1;
END $$;
