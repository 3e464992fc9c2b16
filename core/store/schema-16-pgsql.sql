-- The sixteenth version in PostgreSQL's words: the application's role may add to the log, and change nothing of it.

-- By the owner's right, in the owner's tables whatever the caller's search_path is, and for one trigger only.
CREATE FUNCTION madoguchi_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
	UPDATE audit_head SET lines = NEW.line, hash = NEW.hash,
		signer = CASE WHEN NEW.event IN ('key-set', 'key-changed', 'key-replaced') THEN NEW.reason ELSE signer END,
		store = CASE WHEN NEW.event = 'key-set' THEN replace(gen_random_uuid()::text, '-', '') ELSE store END
		WHERE id = 1 AND lines = NEW.line - 1;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'refused';
	END IF;
	RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION madoguchi_follow() FROM PUBLIC;
CREATE TRIGGER audit_is_followed AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION madoguchi_follow();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION madoguchi_refuse();
CREATE TRIGGER audit_signature_is_not_emptied BEFORE TRUNCATE ON audit_signature
	FOR EACH STATEMENT EXECUTE FUNCTION madoguchi_refuse();
REVOKE ALL ON FUNCTION madoguchi_refuse() FROM PUBLIC;
