-- The second version: inquiries, kept cards, the residents' extract, names folded for the search.

-- Names as the search compares them, see core/base/fold.h; core/store/fill-keys.c fills them for the rows that are there.
ALTER TABLE person ADD COLUMN kana_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN source TEXT NOT NULL DEFAULT '';	-- told, card, record: where it comes from
DROP INDEX person_by_kana;
DROP INDEX person_by_name;
DROP INDEX person_by_birth;
CREATE INDEX person_by_kana_key ON person (kana_key, number);	-- the newest are found in the index alone
CREATE INDEX person_by_name_key ON person (name_key, number);
CREATE INDEX person_by_birth ON person (born, number);
CREATE INDEX cases_by_state_number ON cases (state, number);

-- One row a letter; a case has another when the first came back, or a PIN of its reply didn't fit.
CREATE TABLE inquiry (
	number TEXT NOT NULL REFERENCES cases (number),
	letter INTEGER NOT NULL,
	channel TEXT NOT NULL,			-- counter, telephone
	ordered_at TEXT NOT NULL,
	reply_until TEXT NOT NULL DEFAULT '',	-- '': without end, or as the form says
	posted_at TEXT NOT NULL DEFAULT '',
	mail_number TEXT NOT NULL DEFAULT '',	-- of the registered letter
	returned_at TEXT NOT NULL DEFAULT '',
	answered_at TEXT NOT NULL DEFAULT '',
	is_open INTEGER NOT NULL DEFAULT 1,	-- 0: the case doesn't wait for its reply any more
	PRIMARY KEY (number, letter)
) STRICT, WITHOUT ROWID;
-- Whole morning lists are counted from it.
CREATE INDEX inquiry_open ON inquiry (reply_until, posted_at, returned_at) WHERE is_open = 1;

-- When its documents were last shown: what was shown on another day isn't here any more.
ALTER TABLE cases ADD COLUMN visited_at TEXT NOT NULL DEFAULT '';

-- 1: a paper with PINs is here that is not shredded yet.
ALTER TABLE cases ADD COLUMN sheet INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_with_sheet ON cases (changed_at) WHERE sheet = 1;

-- What happened on a day, for its tally.
CREATE INDEX case_history_by_day ON case_history (at);

-- A card that the counter keeps with the sealed PINs, from the receipt to its return.
CREATE TABLE kept (
	number TEXT NOT NULL PRIMARY KEY REFERENCES cases (number),
	since TEXT NOT NULL,
	system TEXT NOT NULL,			-- congested, down
	place TEXT NOT NULL DEFAULT '',		-- where it lies
	worked_at TEXT NOT NULL DEFAULT '',
	returned_at TEXT NOT NULL DEFAULT '',
	way TEXT NOT NULL DEFAULT '',		-- mail, hand
	mail_number TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_here ON kept (since) WHERE returned_at = '';

-- The highest sequence counter that a card's protected channel was opened with: what is not above it was played back.
CREATE TABLE card_counter (
	card BLOB NOT NULL PRIMARY KEY,		-- SHA-256 of the card's number
	sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An extract of the residents' record, as it was last imported. Personal data: replaced whole, erased whole.
CREATE TABLE resident (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	kana TEXT NOT NULL,
	sex INTEGER NOT NULL,
	born TEXT NOT NULL,
	address TEXT NOT NULL,
	postcode TEXT NOT NULL,
	kana_key TEXT NOT NULL,
	name_key TEXT NOT NULL
) STRICT;
CREATE INDEX resident_by_kana_key ON resident (kana_key);
CREATE INDEX resident_by_name_key ON resident (name_key);
CREATE INDEX resident_by_birth ON resident (born);

-- Four eyes: whether the profile asks for a second approval, who last worked on the case, and who gave it.
ALTER TABLE cases ADD COLUMN second_needed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN worked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN seconded_by TEXT NOT NULL DEFAULT '';
