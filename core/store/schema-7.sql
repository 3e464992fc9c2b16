-- The seventh version: what is handed over to the authority's terminal, and what came of it.

-- A row for each time; a case may be handed over again after the terminal said no.
CREATE TABLE handover (
	number TEXT NOT NULL REFERENCES cases (number),
	at TEXT NOT NULL,
	clerk TEXT NOT NULL,
	fresh INTEGER NOT NULL,			-- certificates that are to be new, and that are to go: masks
	gone INTEGER NOT NULL,
	pins INTEGER NOT NULL,
	sign_until TEXT NOT NULL,
	auth_until TEXT NOT NULL,
	before_known INTEGER NOT NULL,
	sign_before BLOB,			-- serial; empty: there, but not read; NULL: none
	auth_before BLOB,
	tries TEXT NOT NULL,			-- left of the four PINs, "5 3 3 3"; -1: not known
	ended_at TEXT NOT NULL DEFAULT '',
	outcome TEXT NOT NULL DEFAULT '',	-- done, or why the terminal said no
	shown_by TEXT NOT NULL DEFAULT '',		-- card, or print: two persons read it off the terminal's paper
	PRIMARY KEY (number, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_open ON handover (at) WHERE ended_at = '';
