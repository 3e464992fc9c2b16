-- The eleventh version: the other names of a person.

-- 旧氏 and its kana, 通称, アルファベット氏名; each with what it is searched by, as core/base/person-key.c makes it.
ALTER TABLE person ADD COLUMN former TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN former_kana TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN alias TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN latin TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN former_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN former_kana_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN alias_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN latin_key TEXT NOT NULL DEFAULT '';

-- Few have any: an index is of those alone.
CREATE INDEX person_by_former_key ON person (former_key) WHERE former_key <> '';
CREATE INDEX person_by_former_kana_key ON person (former_kana_key) WHERE former_kana_key <> '';
CREATE INDEX person_by_alias_key ON person (alias_key) WHERE alias_key <> '';
CREATE INDEX person_by_latin_key ON person (latin_key) WHERE latin_key <> '';

ALTER TABLE resident_row ADD COLUMN former TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN former_kana TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN alias TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN latin TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN former_key TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN former_kana_key TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN alias_key TEXT NOT NULL DEFAULT '';
ALTER TABLE resident_row ADD COLUMN latin_key TEXT NOT NULL DEFAULT '';
CREATE INDEX resident_by_former_key ON resident_row (batch, former_key) WHERE former_key <> '';
CREATE INDEX resident_by_former_kana_key ON resident_row (batch, former_kana_key) WHERE former_kana_key <> '';
CREATE INDEX resident_by_alias_key ON resident_row (batch, alias_key) WHERE alias_key <> '';
CREATE INDEX resident_by_latin_key ON resident_row (batch, latin_key) WHERE latin_key <> '';

DROP VIEW resident;
CREATE VIEW resident AS SELECT id, name, kana, sex, born, address, postcode, kana_key, name_key, former, former_kana,
	alias, latin, former_key, former_kana_key, alias_key, latin_key FROM resident_row
	WHERE batch IN (SELECT b.id FROM resident_batch b
	WHERE b.generation = (SELECT e.in_force FROM resident_extract e WHERE e.id = 1));
