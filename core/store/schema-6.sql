-- The sixth version: a fee is a number, not a place in the decision's text.

-- Of the last deciding, in yen; core/store/fill-fee.c fills it for the cases that are there.
ALTER TABLE cases ADD COLUMN fee INTEGER NOT NULL DEFAULT 0;
