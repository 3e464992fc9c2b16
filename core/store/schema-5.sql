-- The fifth version: what one clerk did, or one kind of event, is found in the audit log without reading all of it.

-- The newest first, and by the moment without going to the line itself.
CREATE INDEX audit_by_clerk ON audit (clerk, line, at);
CREATE INDEX audit_by_event ON audit (event, line, at);
