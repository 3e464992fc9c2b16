/* What the clerk is told before the card is written: the dates that the desk will come to as well. */
#include "tui/visit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void
renewal_in_its_window_counts_for_both(void **state)
{
	struct visit v = { .certificates = CERT_BOTH };

	(void)state;
	v.person.born = (struct date){ 1986, 1, 23 };
	v.card.expires = (struct date){ 2036, 1, 23 };
	v.card.certs[CERT_AUTH].state = VIEW_EXPIRING;
	v.card.certs[CERT_AUTH].expires = (struct date){ 2027, 1, 23 };
	v.card.certs[CERT_SIGN].state = VIEW_NEEDS_PIN;
	visit_expect(&v, (struct date){ 2026, 11, 23 });
	assert_int_equal(date_compare(v.expires[CERT_AUTH], (struct date){ 2032, 1, 23 }), 0);
	assert_int_equal(date_compare(v.expires[CERT_SIGN], (struct date){ 2032, 1, 23 }), 0);
	v.certificates = CERT_BIT(CERT_AUTH);
	visit_expect(&v, (struct date){ 2026, 11, 23 });
	assert_false(date_given(v.expires[CERT_SIGN]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(renewal_in_its_window_counts_for_both) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
