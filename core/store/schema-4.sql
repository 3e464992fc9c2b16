-- The fourth version: residents are imported while the counters go on working.

-- Which extract holds. A generation that is later is being imported; one that is neither was replaced or given up.
CREATE TABLE resident_extract (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	in_force INTEGER NOT NULL,		-- its generation
	latest INTEGER NOT NULL
) STRICT;
INSERT INTO resident_extract (id, in_force, latest) VALUES (1, 0, 0);

-- What one transaction put in. An index begins with it: rows that come and go together lie together, and a transaction
-- writes few pages of an index, however large that has become.
CREATE TABLE resident_batch (
	id INTEGER PRIMARY KEY,
	generation INTEGER NOT NULL
) STRICT;
CREATE INDEX resident_batch_by_generation ON resident_batch (generation);
INSERT INTO resident_batch (id, generation) VALUES (0, 0);

ALTER TABLE resident RENAME TO resident_row;
ALTER TABLE resident_row ADD COLUMN batch INTEGER NOT NULL DEFAULT 0;
DROP INDEX resident_by_kana_key;
DROP INDEX resident_by_name_key;
DROP INDEX resident_by_birth;
CREATE INDEX resident_by_kana_key ON resident_row (batch, kana_key);
CREATE INDEX resident_by_name_key ON resident_row (batch, name_key);
CREATE INDEX resident_by_birth ON resident_row (batch, born);

-- The extract that holds, for all who look something up.
CREATE VIEW resident AS SELECT id, name, kana, sex, born, address, postcode, kana_key, name_key FROM resident_row
	WHERE batch IN (SELECT b.id FROM resident_batch b
	WHERE b.generation = (SELECT e.in_force FROM resident_extract e WHERE e.id = 1));
