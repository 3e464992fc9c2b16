-- The tables of the first version; pgsql-sql.c puts them into PostgreSQL's words.
-- Rows are text, numbers and bytes; moments are Japan time, YYYY-MM-DDTHH:MM:SS.

-- Of the store itself: "mode".
CREATE TABLE meta (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what to which case. Never personal data: it must survive the erasing of a person.
CREATE TABLE audit (
	line INTEGER PRIMARY KEY,
	at TEXT NOT NULL,
	clerk TEXT NOT NULL,
	counter TEXT NOT NULL,
	event TEXT NOT NULL,
	subject TEXT NOT NULL,
	reason TEXT NOT NULL,
	hash BLOB NOT NULL
) STRICT;

-- The last line's number and hash, so that a cut-off end is seen.
CREATE TABLE audit_head (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	lines INTEGER NOT NULL,
	hash BLOB NOT NULL
) STRICT;
INSERT INTO audit_head (id, lines, hash) VALUES (1, 0, zeroblob(32));

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_is_not_erased BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;

-- The resolved profiles that cases began with, each once.
CREATE TABLE profiles (
	hash TEXT NOT NULL PRIMARY KEY,
	text TEXT NOT NULL
) STRICT;

-- The last running number of each year: a number is never given twice, whatever becomes of its case.
CREATE TABLE numbers (
	year INTEGER PRIMARY KEY,
	last INTEGER NOT NULL CHECK (last BETWEEN 1 AND 999999)
) STRICT;

CREATE TABLE cases (
	id INTEGER PRIMARY KEY,
	number TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL,
	procedure TEXT NOT NULL,
	certificates INTEGER NOT NULL,
	pins INTEGER NOT NULL,
	facts TEXT NOT NULL,
	decision TEXT NOT NULL,
	outcome TEXT NOT NULL,
	profile TEXT REFERENCES profiles (hash),
	card TEXT NOT NULL DEFAULT '',
	claimed_by TEXT NOT NULL DEFAULT '',
	opened_at TEXT NOT NULL,
	changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX cases_by_state ON cases (state, changed_at);
CREATE INDEX cases_by_opening ON cases (opened_at);

CREATE TABLE case_history (
	id INTEGER PRIMARY KEY,
	number TEXT NOT NULL REFERENCES cases (number),
	at TEXT NOT NULL,
	clerk TEXT NOT NULL,
	counter TEXT NOT NULL,
	event TEXT NOT NULL,
	state TEXT NOT NULL,
	why TEXT NOT NULL
) STRICT;
CREATE INDEX case_history_by_number ON case_history (number, id);

-- Personal data stands here and in proxy alone, so that it can be erased.
CREATE TABLE person (
	number TEXT NOT NULL PRIMARY KEY REFERENCES cases (number),
	name TEXT NOT NULL,
	kana TEXT NOT NULL,
	address TEXT NOT NULL,
	postcode TEXT NOT NULL,
	born TEXT NOT NULL,
	sex INTEGER NOT NULL
) STRICT;
CREATE INDEX person_by_kana ON person (kana);
CREATE INDEX person_by_name ON person (name);
CREATE INDEX person_by_birth ON person (born);

-- Who comes for the applicant; personal data as well, erased together.
CREATE TABLE proxy (
	number TEXT NOT NULL PRIMARY KEY REFERENCES cases (number),
	name TEXT NOT NULL,
	address TEXT NOT NULL,
	relation TEXT NOT NULL
) STRICT;

-- The desk's journal: a procedure begun by a process, and its steps, begun and done. At most one is open for a case.
CREATE TABLE procedures (
	id INTEGER PRIMARY KEY,
	case_number TEXT NOT NULL REFERENCES cases (number),
	kind TEXT NOT NULL,
	host TEXT NOT NULL,
	boot TEXT NOT NULL,
	pid INTEGER NOT NULL,		-- 0: nobody runs it any more
	start INTEGER NOT NULL,
	clerk TEXT NOT NULL,
	begun TEXT NOT NULL,
	ended TEXT,
	outcome TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX procedures_open ON procedures (case_number) WHERE ended IS NULL;

CREATE TABLE steps (
	procedure INTEGER NOT NULL REFERENCES procedures (id),
	seq INTEGER NOT NULL,
	code TEXT NOT NULL,
	begun TEXT NOT NULL,
	done TEXT,
	data BLOB,
	PRIMARY KEY (procedure, code)
) STRICT, WITHOUT ROWID;
