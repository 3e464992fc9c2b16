-- The sixteenth version: the head of the audit log follows its lines by itself, and a line is only added behind the last.

-- Who signs, the lines say that name a key; the store's name comes with the first.
CREATE TRIGGER audit_is_followed AFTER INSERT ON audit BEGIN
	SELECT RAISE(ABORT, 'audit') FROM audit_head WHERE lines <> NEW.line - 1;
	UPDATE audit_head SET lines = NEW.line, hash = NEW.hash,
		signer = CASE WHEN NEW.event IN ('key-set', 'key-changed', 'key-replaced') THEN NEW.reason ELSE signer END,
		store = CASE WHEN NEW.event = 'key-set' THEN lower(hex(randomblob(16))) ELSE store END
		WHERE id = 1;
END;
