-- True for a commune that was in the perimeter when the letter of intent was submitted: later changes of the
-- syndicate's perimeter do not undo that. Letters on their way now are judged by the perimeter of today.
ALTER TABLE application_communes ADD COLUMN inside boolean NOT NULL DEFAULT false;
