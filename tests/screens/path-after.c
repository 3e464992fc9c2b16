/* What a typed path has left behind: one case in the store, and the keys on the card. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case/reception.h"
#include "tests/screens/path.h"
#include "tests/screens/row-card.h"

static struct moment
given(void *ctx)
{
	return ((const struct setting *)ctx)->at;
}

void
path_write_moment(struct moment m, char out[32])
{
	date_format_iso(m.date, out, 16);
	(void)snprintf(out + strlen(out), 8, "T%02d:%02d", m.hour, m.minute);
}

struct desk_context *
path_open_desk(const char *home, struct moment at, unsigned parts)
{
	static struct setting setting;
	char name[] = "paths", training[] = "--training", at_option[] = "--at", day[32], fault[SETTING_FAULT_MAX];
	char *argv[] = { name, training, at_option, day, NULL };
	struct desk_context *context = NULL;
	int argc = 4;

	path_write_moment(at, day);
	assert_int_equal(setenv("HOME", home, 1), 0);
	setting = (struct setting){ .mode = MODE_WORK };
	assert_int_equal(setting_read(&setting, &argc, argv, fault), ERR_NONE);
	assert_int_equal(desk_open(&setting, (struct clock){ given, &setting }, parts, &context), ERR_NONE);
	return context;
}

/* Without the reply its letter is still out. */
static enum case_state
state_of(const struct path *p)
{
	const struct decision *d = &p->decision;

	if (d->outcome == OUTCOME_PROCEED)
		return p->handed ? CASE_HANDED_OVER : CASE_DONE;
	if (p->want.value[FACT_VISIT] == 1 && p->want.value[FACT_REPLY] == REPLY_NONE)
		return CASE_POSTED;
	return d->outcome == OUTCOME_INCOMPLETE && d->otherwise == OUTCOME_INQUIRY ? CASE_INQUIRY_ORDERED :
	    reception_state(d->outcome);
}

struct found { int count; char number[CASE_NUMBER_MAX]; };

static bool
count_case(void *ctx, const struct store_value *columns, size_t n)
{
	struct found *f = ctx;

	(void)n;
	f->count++;
	(void)snprintf(f->number, sizeof f->number, "%s", store_as_text(&columns[0]));
	return true;
}

static bool
said_so(const struct facts *said, const struct facts *kept, enum fact f)
{
	return facts_known(said, f) && kept->value[f] == said->value[f];
}

/* The signature certificate's last day, behind its PIN, is taken for the other one's: path_can_be_said. */
static bool
taken_for_other(const struct facts *said, const struct facts *kept, enum fact f)
{
	return f == FACT_SIGN_EXPIRES && row_card_brought(said) && facts_known(said, FACT_AUTH_EXPIRES) &&
	    kept->value[f] == said->value[FACT_AUTH_EXPIRES];
}

void
path_expect_case(const struct path *p, struct desk *desk)
{
	static struct case_file file;
	static struct facts kept;
	struct found found = { 0 };
	char why[FACTS_WHY_MAX];
	int f;

	assert_int_equal(store_run(desk->store, "SELECT number FROM cases", NULL, 0, count_case, &found), ERR_NONE);
	assert_int_equal(found.count, 1);
	assert_int_equal(case_load(desk->store, found.number, &file), ERR_NONE);
	assert_string_equal(flow_state_code(file.state), flow_state_code(state_of(p)));
	kept = (struct facts){ 0 };
	assert_int_equal(facts_read_lines(&kept, NULL, file.facts, why), ERR_NONE);
	for (f = 0; f < FACT_COUNT; f++) {
		if (facts_known(&kept, (enum fact)f) && facts_known(&p->want, (enum fact)f) &&
		    !said_so(&p->want, &kept, (enum fact)f) && !said_so(&p->first, &kept, (enum fact)f) &&
		    !taken_for_other(&p->want, &kept, (enum fact)f))
			fail_msg("%s is kept otherwise", fact_info((enum fact)f)->key);
	}
}

void
path_expect_keys(const struct decision *d, const struct path_keys *before, const struct path_keys *after)
{
	unsigned made = 0, gone = 0, k;
	size_t i;

	for (i = 0; i < d->action_count && d->outcome == OUTCOME_PROCEED; i++) {
		if (d->actions[i].kind == ACTION_ISSUE)
			made |= CERT_BIT(d->actions[i].cert);
		else if (d->actions[i].kind == ACTION_REVOKE)
			gone |= CERT_BIT(d->actions[i].cert);
	}
	gone &= ~made;
	assert_int_equal(after->there, (before->there | made) & ~gone);
	for (k = 0; k < CERT_COUNT; k++) {
		if ((before->there & after->there & CERT_BIT(k)) != 0)
			assert_int_equal(memcmp(before->hash[k], after->hash[k], CERT_HASH) != 0,
			    (made & CERT_BIT(k)) != 0);
	}
}
