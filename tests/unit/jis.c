/* What a certificate can hold: JIS's characters by any of their numbers; what stands for others, and its marks. */
#include "issuer/jis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/person.h"

static void
substitutes(void **state)
{
	struct jis_text t;

	(void)state;
	assert_int_equal(jis_substitute("あ\xff", 10, &t), ERR_UTF8);
	assert_int_equal(jis_substitute("あいう", 2, &t), ERR_TOO_LONG);
	assert_int_equal(jis_substitute("あ\tい", 10, &t), ERR_CHARACTER);
	assert_int_equal(jis_substitute("か\u3099\u0300", 10, &t), ERR_NONE);	/* combining marks change the look */
	assert_string_equal(t.text, "か");
	assert_string_equal(t.marks, "1");
	assert_int_equal(jis_substitute("丂丄髙", 10, &t), ERR_NONE);	/* the first two are JIS X 0212's */
	assert_string_equal(t.text, "丂丄〓");
	assert_string_equal(t.marks, "001");
	assert_int_equal(jis_substitute("1—2―3￤4～", 10, &t), ERR_NONE);	/* one JIS character by either number */
	assert_string_equal(t.text, "1—2―3￤4～");
	assert_string_equal(t.marks, "00000000");
	assert_int_equal(jis_substitute("ｶﾞｱﾞﾊﾟ･ﾞ", 10, &t), ERR_NONE);
	assert_string_equal(t.text, "ガア゛パ・゛");
	assert_string_equal(t.marks, "111111");
	assert_int_equal(jis_substitute("ｶﾞｶﾞ", 1, &t), ERR_TOO_LONG);
}

/* What is typed in two parts is one character in the certificate. */
static void
composed_names_are_whole(void **state)
{
	struct person p = { .name = "" };
	struct jis_text t;

	(void)state;
	assert_null(person_read(&p, PERSON_NAME, "か\u3099ん　は\u309aる"));
	assert_int_equal(jis_substitute(p.name, 10, &t), ERR_NONE);
	assert_string_equal(t.text, "がん　ぱる");
	assert_string_equal(t.marks, "00000");
	assert_null(person_read(&p, PERSON_NAME, "E\u0301va"));
	assert_int_equal(jis_substitute(p.name, 10, &t), ERR_NONE);
	assert_string_equal(t.text, "Éva");
	assert_string_equal(t.marks, "000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(substitutes),
		cmocka_unit_test(composed_names_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
