-- What the scores of the submitted reviews add up to, by criterion, beside their number and their points.
ALTER TABLE applications ADD COLUMN review_scores jsonb NOT NULL DEFAULT '{}';

UPDATE applications SET review_scores = summed.scores
FROM (
    SELECT application_id, jsonb_object_agg(criterion, total) AS scores
    FROM (
        SELECT application_id, score ->> 'Criterion' AS criterion, sum((score ->> 'Value')::integer) AS total
        FROM reviews CROSS JOIN jsonb_array_elements(reviews.scores) AS score
        WHERE state = 'SUBMITTED' GROUP BY application_id, criterion) AS totals
    GROUP BY application_id) AS summed
WHERE summed.application_id = applications.id;
