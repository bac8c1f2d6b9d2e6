-- As before; the first line of a chain is written with the end of the chain at once, instead of an end that is then
-- read, locked and changed: most resources of a busy day are new ones.
CREATE OR REPLACE FUNCTION record_history(
    resource text, occur_time timestamptz, action text, subject text, service text, from_state text, to_state text,
    fields text[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who       bytea;
    grain     bytea;
    last      public.history_heads;
    is_new    boolean;
    next_hash bytea;
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

    -- Twice where somebody else begins the same chain at the same moment: then it is there.
    LOOP
        SELECT * INTO last FROM public.history_heads h WHERE h.resource = $1 FOR UPDATE;
        is_new := NOT FOUND;
        IF is_new THEN
            last := ($1, 0, decode(repeat('00', 32), 'hex'));
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
        EXIT WHEN NOT is_new;
        INSERT INTO public.history_heads VALUES ($1, 1, next_hash) ON CONFLICT DO NOTHING;
        EXIT WHEN FOUND;
    END LOOP;

    INSERT INTO public.history VALUES (
        $1, last.sequence + 1, $2, $3, who, $5, $6, $7, $8, last.hash, next_hash);
    IF NOT is_new THEN
        UPDATE public.history_heads h SET sequence = last.sequence + 1, hash = next_hash WHERE h.resource = $1;
    END IF;
END $$;
