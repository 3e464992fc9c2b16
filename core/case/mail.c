/* Numbers of registered letters. */
#include "case/mail.h"

#include <string.h>

bool
mail_number_sound(const char *number)
{
	size_t digits = 0, i;

	for (i = 0; number[i] != '\0'; i++) {
		if (number[i] >= '0' && number[i] <= '9')
			digits++;
		else if (number[i] != '-' || i == 0 || number[i - 1] == '-' || number[i + 1] == '\0')
			return false;
	}
	return digits == 11 || digits == 12;
}
