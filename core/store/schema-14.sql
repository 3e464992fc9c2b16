-- The fourteenth version: whose record was looked at stands apart from the audit log, so that it can be erased.

-- Of a line that tells of a look: by what the person is told apart, and the key of the line's digest of that. Without the
-- row the digest says nothing. salt '': the line is older, and has the person itself.
CREATE TABLE looked_at (
	line INTEGER PRIMARY KEY,
	person TEXT NOT NULL,
	salt TEXT NOT NULL
) STRICT;
INSERT INTO looked_at (line, person, salt) SELECT line, digest, '' FROM audit WHERE digest <> '' AND event IN
	('record-shown', 'cases-searched', 'residents-found', 'residents-listed', 'resident-taken');
