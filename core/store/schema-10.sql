-- The tenth version: which substitutes a holder has agreed to, for characters that certificates lack.

-- Personal data: erased with its case's person. name: as it was then; whoever has another one by now is asked anew.
CREATE TABLE consent (
	number TEXT NOT NULL PRIMARY KEY REFERENCES cases (number),
	name TEXT NOT NULL,
	pairs TEXT NOT NULL,			-- character=substitute, with a blank between two pairs
	clerk TEXT NOT NULL,
	at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
