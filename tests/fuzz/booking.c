/* A booking system's list of any bytes: what is read of it holds, and whoever is booked is what the gate lets in. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/text-lost.h"
#include "base/text.h"
#include "case/booking-private.h"
#include "fuzz.h"
#include "people/columns.h"

#define PAYLOAD_MAX 2048

static const char head[] = "予約番号,予約日時,手続,来庁者,窓口,氏名,フリガナ,生年月日\n";
static const struct booking_how hows[] = {
	{ .charset = CHARSET_GUESS }, { .charset = CHARSET_UTF_8 }, { .charset = CHARSET_CP932 },
	{ .charset = CHARSET_UTF_16LE },
	{ .charset = CHARSET_UTF_8, .words = "更新手続き=renew, 交付=-, ご家族=household" },
};
static struct booking_lines lines;

static void
must(bool held)
{
	if (!held)
		abort();
}

static void
try_name(const char *text)
{
	char again[PERSON_NAME_MAX + 1];
	struct text_lost lost;

	must(!text_lost(text, 0, &lost) && text_chars(text) <= PERSON_NAME_CHARS);
	must(text_take(text, strlen(text), again, sizeof(again)) == ERR_NONE && strcmp(text, again) == 0);
}

static void
try_list(FILE *in, const struct booking_how *said, bool keeps)
{
	static struct columns_rest rest;
	struct booking_how how = *said;
	const struct booking_list list = { in, "b.csv", &how, { 2026, 11, 20 } };
	char *left = NULL;
	size_t size, i;
	enum err e;

	must(in != NULL && (rest.out = open_memstream(&left, &size)) != NULL);
	how.rest = keeps ? &rest : NULL;
	e = booking_read_here(&list, false, &lines);
	lines.e = e;
	lines.ended = true;
	must(booking_lines_hold(&lines));
	must(e == ERR_NONE || (e == ERR_DATA && lines.faults.count > 0));
	must(e != ERR_NONE || keeps || lines.faults.count == 0);
	for (i = 0; i < lines.count; i++) {
		try_name(lines.list[i].name);
		try_name(lines.list[i].kana);
	}
	memset(&lines, 0, offsetof(struct booking_lines, list) + lines.count * sizeof(lines.list[0]));
	(void)fclose(rest.out);
	(void)fclose(in);
	free(left);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static char text[sizeof(head) + PAYLOAD_MAX];
	const struct booking_how *how;

	if (len < 2 || len > PAYLOAD_MAX)
		return 0;
	how = &hows[(bytes[0] & 0x3f) % (sizeof(hows) / sizeof(*hows))];
	if ((bytes[0] & 0x40) != 0) {	/* a whole file, header and all */
		try_list(fmemopen((void *)(uintptr_t)(bytes + 1), len - 1, "r"), how, bytes[0] >> 7);
		return 0;
	}
	memcpy(text, head, sizeof(head) - 1);
	memcpy(text + sizeof(head) - 1, bytes + 1, len - 1);
	try_list(fmemopen(text, sizeof(head) - 1 + len - 1, "r"), &hows[0], bytes[0] >> 7);
	return 0;
}
