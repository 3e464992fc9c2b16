/* A wire that plays a script, and fails the test that strays from it. */
#include "tests/unit/scripted-wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct scripted { struct wire wire; const struct scripted_row *at; bool powered; };

static struct scripted *
script_of(struct wire *w)
{
	return (struct scripted *)(void *)w;
}

static enum err
power_on(struct wire *w)
{
	script_of(w)->powered = true;
	return ERR_NONE;
}

static void
power_off(struct wire *w)
{
	script_of(w)->powered = false;
}

static void
state(struct wire *w, struct wire_state *s)
{
	(void)w;
	*s = (struct wire_state){ .card = true, .changes = 1, .reader = "script" };
}

static int
event_fd(struct wire *w)
{
	(void)w;
	return -1;
}

static void
expect(const struct scripted_row *row, const unsigned char *command, size_t len)
{
	char sent[2 * 300 + 1];
	size_t i, want;

	assert_in_range(len, 4, 300);
	for (i = 0; i < len; i++)
		(void)snprintf(sent + 2 * i, 3, "%02x", command[i]);
	if (row == NULL || row->command == NULL)
		fail_msg("sent beyond the script: %s", sent);
	want = strlen(row->command);
	if (want > 0 && row->command[want - 1] == '*') {
		if (strncmp(sent, row->command, want - 1) != 0)
			fail_msg("sent %s, not %s", sent, row->command);
	} else
		assert_string_equal(sent, row->command);
}

static enum err
transmit(struct wire *w, const unsigned char *command, size_t len, unsigned char *answer, size_t cap,
    size_t *answer_len)
{
	struct scripted *s = script_of(w);
	const struct scripted_row *row = s->at;
	size_t n;

	assert_true(s->powered);
	expect(row, command, len);
	s->at++;
	if (row->answer == NULL)
		return row->fail;
	assert_in_range(strlen(row->answer) / 2, 0, cap);
	for (n = 0; row->answer[2 * n] != '\0'; n++) {
		const char pair[3] = { row->answer[2 * n], row->answer[2 * n + 1], '\0' };

		answer[n] = (unsigned char)strtoul(pair, NULL, 16);
	}
	*answer_len = n;
	return ERR_NONE;
}

static void
release(struct wire *w)
{
	free(w);
}

static const struct wire_ops ops = { .name = "script", .power_on = power_on, .transmit = transmit,
    .power_off = power_off, .state = state, .event_fd = event_fd, .free = release };

struct wire *
scripted_wire_new(const struct scripted_row *rows)
{
	struct scripted *s = calloc(1, sizeof(*s));

	assert_non_null(s);
	s->wire.ops = &ops;
	s->at = rows;
	return &s->wire;
}

void
scripted_wire_play(struct wire *w, const struct scripted_row *rows)
{
	scripted_wire_assert_done(w);
	script_of(w)->at = rows;
}

void
scripted_wire_assert_done(struct wire *w)
{
	const struct scripted_row *row = script_of(w)->at;

	if (row != NULL && row->command != NULL)
		fail_msg("never sent: %s", row->command);
}

bool
scripted_wire_powered(struct wire *w)
{
	return script_of(w)->powered;
}

struct wire *
scripted_wire_open_card(struct card *card, const struct scripted_row *rows)
{
	static const struct scripted_row opening[] = {
		{ "00ca004500", "6f00", 0 }, { "00a4040c0ad392f000260100000001", "9000", 0 }, { NULL, NULL, 0 },
	};
	struct wire *w = scripted_wire_new(opening);

	assert_int_equal(card_open(card, w, CARD_USE_WORK), ERR_NONE);
	scripted_wire_play(w, rows);
	return w;
}

void
scripted_wire_close_card(struct card *card, struct wire *w)
{
	scripted_wire_assert_done(w);
	card_close(card);
	wire_free(&w);
}
