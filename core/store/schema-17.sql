
-- What lay here and was counted: numbers of cases, none of it personal. Two people sign a count.
CREATE TABLE ledger_count (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL,			-- card, sheet, to-post, returned
	at TEXT NOT NULL,
	clerk TEXT NOT NULL,
	counter TEXT NOT NULL,
	numbers TEXT NOT NULL,			-- found, in order, with a blank between two
	missing TEXT NOT NULL,			-- in the ledger, but not found
	surplus TEXT NOT NULL,			-- found, but not in the ledger
	seconded_by TEXT NOT NULL DEFAULT '',
	seconded_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX ledger_count_by_kind ON ledger_count (kind, id);
