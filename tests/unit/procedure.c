/* Every procedure's steps in their legal order, and which PINs it asks for. */
#include "desk/run-private.h"
#include "rule/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#define P(kind) (1u << PIN_##kind)

static const struct {
	const char *procedure;
	unsigned certificates, pins;
	const char *steps;
	unsigned verify, fresh, old;
	const char *decision;		/* that it proceeds, and with what; NULL: the section in charge has decided */
} rows[] = {
	{ "renew", CERT_BOTH, 0, "look holder verify:sign verify:auth old generate:sign generate:auth request:sign request:auth"
	    " write:sign write:auth switch read-back confirm", P(SIGN) | P(AUTH), 0, 0, NULL },
	{ "renew", CERT_BIT(CERT_AUTH), 0, "look holder verify:auth old generate:auth request:auth write:auth switch read-back confirm",
	    P(AUTH), 0, 0, NULL },
	{ "renew", CERT_BOTH, P(SIGN), "look holder reset:sign verify:auth old generate:sign generate:auth request:sign request:auth"
	    " write:sign write:auth switch read-back confirm", P(AUTH), P(SIGN), 0, NULL },
	{ "issue", CERT_BIT(CERT_SIGN), P(SIGN), "look holder reset:sign old generate:sign request:sign write:sign switch read-back"
	    " confirm", 0, P(SIGN), 0, NULL },
	{ "unlock", 0, P(SIGN) | P(JUKI), "look holder reset:sign reset:juki reset-common:juki", 0, P(SIGN) | P(JUKI), 0, NULL },
	{ "change-pin", 0, P(AUTH), "holder check-old:auth change:auth", 0, P(AUTH), P(AUTH), NULL },
	{ "change-pin", 0, P(SIGN) | P(JUKI), "holder check-old:sign check-old:juki change:sign change:juki change-common:juki", 0,
	    P(SIGN) | P(JUKI), P(SIGN) | P(JUKI), NULL },
	{ "revoke", CERT_BOTH, 0, "look holder held revoke deactivate", 0, 0, 0, NULL },
	/* What the decision has checked: more than the certificates' PINs, or none where the card has none. */
	{ "renew", CERT_BIT(CERT_AUTH), 0, "look holder verify:auth verify:juki old generate:auth request:auth"
	    " write:auth switch read-back confirm", P(AUTH) | P(JUKI), 0, 0,
	    "\"actions\":[\"verify-pin:auth\",\"verify-pin:juki\"]" },
	{ "renew", CERT_BIT(CERT_AUTH), 0, "look holder old generate:auth request:auth write:auth switch"
	    " read-back confirm", 0, 0, 0, "\"actions\":[\"issue:auth\"],\"text\":\"\\\"verify-pin:sign\\\"\"" },
	{ "unlock", 0, P(SIGN), "look holder verify:assist reset:sign", P(ASSIST), P(SIGN), 0,
	    "\"actions\":[\"verify-pin:assist\",\"reset-pin:sign\"]" },
	{ "change-pin", 0, P(AUTH), "holder verify:juki check-old:auth change:auth", P(JUKI), P(AUTH), P(AUTH),
	    "\"actions\":[\"verify-pin:auth\",\"verify-pin:juki\",\"reset-pin:auth\"]" },
};

static void
steps_in_order(void **state)
{
	struct planned plan[RUN_STEPS_MAX];
	const char *names[DESK_STEPS_MAX];
	struct case_file file;
	unsigned verify, fresh, old, n, k;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char got[1024] = "";

		memset(&file, 0, sizeof(file));
		(void)snprintf(file.procedure, sizeof(file.procedure), "%s", rows[i].procedure);
		file.certificates = rows[i].certificates;
		file.pins = rows[i].pins;
		if (rows[i].decision != NULL) {
			(void)snprintf(file.outcome, sizeof(file.outcome), "proceed");
			(void)snprintf(file.decision, sizeof(file.decision), "%s", rows[i].decision);
		}
		n = run_plan(&file, plan);
		assert_int_equal(desk_steps(&file, names), n);
		for (k = 0; k < n; k++) {
			(void)snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%s", k > 0 ? " " : "", plan[k].code);
			assert_non_null(names[k]);
		}
		assert_string_equal(got, rows[i].steps);
		desk_pins_wanted(&file, &verify, &fresh, &old);
		assert_int_equal(verify, rows[i].verify);
		assert_int_equal(fresh, rows[i].fresh);
		assert_int_equal(old, rows[i].old);
	}
}

/* Whatever its list: nothing but a look comes before the card has proved whose it is, and nothing makes it wait. */
static void
every_procedure_begins_with_the_holder(void **state)
{
	const struct fact_info *info = fact_info(FACT_PROCEDURE);
	struct planned plan[RUN_STEPS_MAX];
	struct case_file file;
	unsigned n, i, k, holders;

	(void)state;
	for (i = 0; info->words[i] != NULL; i++) {
		assert_int_equal(procedure_by_code(info->words[i]), i);
		memset(&file, 0, sizeof(file));
		(void)snprintf(file.procedure, sizeof(file.procedure), "%s", info->words[i]);
		assert_non_null(procedure_by_name(file.procedure));
		for (file.pins = 0; file.pins < 1u << PIN_COUNT; file.pins++)
			for (file.certificates = 0; file.certificates <= CERT_BOTH; file.certificates++) {
				n = run_plan(&file, plan);
				for (k = 0; k < n && plan[k].step->run != step_holder; k++)
					assert_ptr_equal(plan[k].step->run, step_look);
				for (holders = 0; k < n; k++)
					holders += plan[k].step->run == step_holder;
				assert_int_equal(holders, 1);
			}
	}
	assert_int_equal(i, PROCEDURE_COUNT);
}

static void
unknown_procedure_has_no_steps(void **state)
{
	struct case_file file = { .procedure = "dance" };
	struct planned plan[RUN_STEPS_MAX];

	(void)state;
	assert_null(procedure_by_name("dance"));
	assert_int_equal(run_plan(&file, plan), 0);
}

static void
owner_lives_and_dies(void **state)
{
	struct owner me, other;
	int hold[2], up[2];
	char byte;
	pid_t pid;

	(void)state;
	assert_int_equal(owner_self(&me), ERR_NONE);
	assert_false(owner_alive(&me));
	assert_int_equal(pipe(hold) | pipe(up), 0);
	if ((pid = fork()) == 0) {
		(void)owner_self(&other);
		(void)!write(up[1], &other, sizeof(other));
		(void)close(hold[1]);
		_exit(read(hold[0], &byte, 1) == 0 ? 0 : 1);
	}
	assert_int_equal(read(up[0], &other, sizeof(other)), sizeof(other));
	assert_true(owner_alive(&other));
	other.start--;			/* the number was used again */
	assert_false(owner_alive(&other));
	other.start++;
	(void)close(hold[1]);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_false(owner_alive(&other));
	other = me;
	other.boot[0] ^= 1;		/* the machine was started again */
	assert_false(owner_alive(&other));
	other = me;
	assert_false(owner_elsewhere(&other));
	if (strchr(other.host, '/') != NULL) {
		*strchr(other.host, '/') = '\0';	/* as it was recorded before machines were told apart */
		assert_false(owner_elsewhere(&other));
		other = me;
		other.host[strlen(other.host) - 1] ^= 1;	/* another machine of the same name */
		assert_true(owner_elsewhere(&other));
		other = me;
	}
	other.host[0] ^= 1;		/* elsewhere: nobody here can know */
	assert_true(owner_alive(&other));
	assert_true(owner_elsewhere(&other));
	assert_false(owner_is_self(&other));
	other.pid = 0;
	assert_false(owner_alive(&other));
	assert_false(owner_elsewhere(&other));
	assert_true(owner_is_self(&me));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_in_order),
		cmocka_unit_test(every_procedure_begins_with_the_holder),
		cmocka_unit_test(unknown_procedure_has_no_steps),
		cmocka_unit_test(owner_lives_and_dies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
