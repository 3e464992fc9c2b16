-- The thirteenth version: heads of the audit log are signed, and tell what was decided without saying it.

-- Keyed hashes of what a line is about, as madoguchi-audit(5) has them; '': the line is older, or about nothing of that kind.
ALTER TABLE audit ADD COLUMN digest TEXT NOT NULL DEFAULT '';

-- Who is who: the store's own name, at random, and the public key of the next head; '': nothing is signed yet.
ALTER TABLE audit_head ADD COLUMN store TEXT NOT NULL DEFAULT '';
ALTER TABLE audit_head ADD COLUMN signer TEXT NOT NULL DEFAULT '';

-- One a transaction: of its last line.
CREATE TABLE audit_signature (
	line INTEGER PRIMARY KEY,
	signature BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_signature_is_not_changed BEFORE UPDATE ON audit_signature BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_signature_is_not_erased BEFORE DELETE ON audit_signature BEGIN SELECT RAISE(ABORT, 'audit'); END;

-- The key of its digests, at random; erased with its person, so that nothing can be tried against them any more.
ALTER TABLE cases ADD COLUMN salt BLOB;
