-- The twelfth version: whether the visits of a case have an inquiry letter, no words in the decision's text.

-- Of the last deciding. In a string of the text a quotation mark has a backslash before it: none is taken for a key.
ALTER TABLE cases ADD COLUMN letter INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET letter = 1 WHERE decision LIKE '%"outcome":"inquiry"%' OR decision LIKE '%"otherwise":"inquiry"%'
	OR decision LIKE '%"of":2}%';
