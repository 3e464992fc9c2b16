/* Every failure has a name of its own and words in both languages. */
#include "base/err-private.h"
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void
every_code_has_words(void **state)
{
	unsigned e, o;

	(void)state;
	for (e = 0; e < ERR_COUNT; e++) {
		assert_true((err_words[e].name == NULL) != (err_words_case[e].name == NULL));
		assert_non_null(err_what((enum err)e, LANG_JA));
		assert_non_null(err_next((enum err)e, LANG_JA));
		assert_non_null(err_what((enum err)e, LANG_EN));
		assert_non_null(err_next((enum err)e, LANG_EN));
		assert_in_range(err_exit_status((enum err)e), e == 0 ? 0 : 1, e == 0 ? 0 : 5);
		for (o = 0; o < e; o++)
			assert_string_not_equal(err_name((enum err)e), err_name((enum err)o));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
