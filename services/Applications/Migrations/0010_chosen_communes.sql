-- True from the choice on, also while its money is asked for: two calls cannot choose the same commune at once.
ALTER TABLE application_communes ADD COLUMN chosen boolean NOT NULL DEFAULT false;

UPDATE application_communes
SET chosen = true
FROM (
    SELECT DISTINCT ON (commune) application_id, commune
    FROM application_communes JOIN applications ON applications.id = application_id
    WHERE state IN ('SELECTION_PENDING', 'SELECTED', 'COOPERATION', 'OPENED')
    ORDER BY commune, state <> 'SELECTION_PENDING' DESC, application_id
) AS first
WHERE first.application_id = application_communes.application_id AND first.commune = application_communes.commune;

CREATE UNIQUE INDEX application_communes_one_chosen ON application_communes (commune) WHERE chosen;
