-- The third version: what happened to one case is found in the audit log without reading all of it.

-- The chain is over the lines themselves; an index beside them changes none.
CREATE INDEX audit_by_subject ON audit (subject, line);
