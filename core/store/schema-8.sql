-- The eighth version: what was read or typed when a case was taken back from the authority's terminal.

ALTER TABLE handover ADD COLUMN card TEXT NOT NULL DEFAULT '';	-- identity of the card read before; not that of the case
ALTER TABLE handover ADD COLUMN typed_by TEXT NOT NULL DEFAULT '';	-- who typed the print first; it waits for a second
ALTER TABLE handover ADD COLUMN typed_day TEXT NOT NULL DEFAULT '';
ALTER TABLE handover ADD COLUMN sign_serial BLOB;			-- as typed, and in the end as issued
ALTER TABLE handover ADD COLUMN auth_serial BLOB;
ALTER TABLE handover ADD COLUMN sign_last TEXT NOT NULL DEFAULT '';	-- their last days
ALTER TABLE handover ADD COLUMN auth_last TEXT NOT NULL DEFAULT '';
