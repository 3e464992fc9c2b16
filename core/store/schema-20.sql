-- The twentieth version: who has an appointment, and who has drawn a number.

-- Personal data, which end with the days that the office keeps bookings for. came_at: when the visitor's turn came.
CREATE TABLE booking (
	id INTEGER PRIMARY KEY,
	reference TEXT NOT NULL,		-- the number of the system that took it; '' where it has none
	at TEXT NOT NULL,
	counter TEXT NOT NULL,
	procedure TEXT NOT NULL,		-- the facts' words; '' where it doesn't say
	visitor TEXT NOT NULL,
	name TEXT NOT NULL,
	kana TEXT NOT NULL,
	born TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'open',	-- open, came, missed, cancelled
	came_at TEXT NOT NULL DEFAULT '',
	number TEXT NOT NULL DEFAULT ''		-- of the case that came of it
) STRICT;
CREATE INDEX booking_by_day ON booking (at);
CREATE INDEX booking_by_reference ON booking (reference) WHERE reference <> '';
CREATE INDEX booking_by_number ON booking (number) WHERE number <> '';

-- Numbers drawn at a counter on a day: when, and when it was their turn. No personal data.
CREATE TABLE ticket (
	day TEXT NOT NULL,
	counter TEXT NOT NULL,
	ticket INTEGER NOT NULL CHECK (ticket BETWEEN 1 AND 9999),
	booking INTEGER NOT NULL DEFAULT 0,	-- whose; 0: came without one
	drawn_at TEXT NOT NULL,
	called_at TEXT NOT NULL DEFAULT '',
	called_by TEXT NOT NULL DEFAULT '',
	away_at TEXT NOT NULL DEFAULT '',	-- called in vain
	number TEXT NOT NULL DEFAULT '',	-- of the case that came of it
	PRIMARY KEY (day, counter, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_number ON ticket (number) WHERE number <> '';
