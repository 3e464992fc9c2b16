/*
 * The other card (tests/card/other-card.h) behind vpcd, for a real pcscd; with-card runs it instead of ours.
 *
 * usage: other-card --port N --card ODDITY[,ODDITY...]
 *
 * On standard input, a line each that is answered by one: "insert ODDITY,..." (the card as it is, with these beside),
 * "pull", "cert KIND FILE" and "ca KIND FILE" (DER; "none" takes a certificate off), "tries KIND N" (of a PIN), all as
 * a terminal may have done it, "number N" and "person NAME", for another card in its place, and "secrets": how many
 * commands have come that carry a PIN or a key by their bytes.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/vpcd.h"
#include "tests/card/other-wire.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static const struct oddity {
	const char *name;
	bool no_number, no_expires, short_only, exact_le, tagged_data, cut_cert, bad_token, dead;
	size_t portion;
	unsigned stumbles;
} oddities[] = {
	{ .name = "plain" },
	{ .name = "no-number", .no_number = true },
	{ .name = "no-expires", .no_expires = true },
	{ .name = "short-only", .short_only = true },
	{ .name = "exact-le", .exact_le = true },
	{ .name = "tagged-data", .tagged_data = true },
	{ .name = "cut-cert", .cut_cert = true },
	{ .name = "bad-token", .bad_token = true },
	{ .name = "dead", .dead = true },
	{ .name = "portions", .portion = 100 },
	{ .name = "stumbles", .stumbles = 1 },
};

static struct other_card card;
static struct vpcd vpcd = { .fd = -1 };
static unsigned port, secrets;
static unsigned char der[2048];
static size_t der_len;

static void
become(const struct oddity *o)
{
	if (o->no_number)
		card.number[0] = '\0';
	if (o->no_expires)
		card.expires[0] = '\0';
	if (o->cut_cert)
		other_card_put_cert(&card, false, der, der_len - 100);
	if (o->bad_token)
		card.faults[0] = (struct other_fault){ OTHER_JPKI, 0x06, 0x6f00, ~0u };
	card.short_only |= o->short_only;
	card.exact_le |= o->exact_le;
	card.tagged_data |= o->tagged_data;
	card.dead |= o->dead;
	card.portion += o->portion;
	card.stumbles += o->stumbles;
}

static bool
become_named(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(oddities); i++)
		if (strcmp(oddities[i].name, name) == 0) {
			become(&oddities[i]);
			return true;
		}
	return false;
}

static bool
insert(char *names)
{
	char *name, *rest = NULL;

	vpcd_close(&vpcd);
	for (name = strtok_r(names, ",", &rest); name != NULL; name = strtok_r(NULL, ",", &rest))
		if (!become_named(name))
			return false;
	return vpcd_connect(&vpcd, port) == ERR_NONE;
}

/* --- the reader -------------------------------------------------------------------------------- */

/* A VERIFY that isn't a query; a change or a reset of a PIN or a key, with whatever class. Source: ISO/IEC 7816-4. */
static bool
carries_secret(const unsigned char *command, size_t len)
{
	static const unsigned char changes[] = { 0x24, 0x2c, 0x32, 0xd8 };

	return len > 5 && (command[1] == 0x20 || memchr(changes, command[1], sizeof(changes)) != NULL);
}

static void
answer(const unsigned char *message, size_t len)
{
	static unsigned char out[OTHER_ANSWER_MAX];
	const unsigned char *atr;
	size_t n;

	if (len > 1) {
		secrets += carries_secret(message, len);
		(void)vpcd_send(&vpcd, out, other_card_answer(&card, message, len, out));
	} else if (message[0] == VPCD_ATR) {
		atr = other_card_atr(&n);
		(void)vpcd_send(&vpcd, atr, n);
	} else
		other_card_power(&card, message[0] != VPCD_POWER_OFF);
}

static void
serve(void)
{
	const unsigned char *message;
	size_t len;

	if (vpcd_receive(&vpcd) != ERR_NONE)
		vpcd_close(&vpcd);
	for (; vpcd.fd != -1 && vpcd_next(&vpcd, &message, &len); vpcd_done(&vpcd))
		if (len > 0)
			answer(message, len);
}

/* --- whoever tests ----------------------------------------------------------------------------- */

static void
tell(const char *word)
{
	(void)puts(word);
	(void)fflush(stdout);
}

/* A certificate of its kind, or the CA's; without a file it is taken off. */
static bool
put(bool ca, bool sign, const char *path)
{
	unsigned char bytes[OTHER_FILE_MAX];
	FILE *f = fopen(path, "rb");
	size_t len = f != NULL ? fread(bytes, 1, sizeof(bytes), f) : 0;

	if (f != NULL)
		(void)fclose(f);
	if (ca)
		other_card_put(&card, OTHER_JPKI, sign ? 0x02 : 0x0b, bytes, len);
	else
		other_card_put_cert(&card, sign, f != NULL ? bytes : NULL, len);
	return f != NULL || strcmp(path, "none") == 0;
}

/* What a terminal does to a card behind our back. */
static bool
terminal(const char *line)
{
	char kind[8], path[200];
	int left;
	bool sign;

	if (sscanf(line, "tries %7s %d", kind, &left) == 2) {
		card.pins[strcmp(kind, "sign") == 0 ? OTHER_SIGN : OTHER_AUTH].left = left;
		return true;
	}
	if (strncmp(line, "number ", 7) == 0) {
		(void)snprintf(card.number, sizeof(card.number), "%.16s", strcmp(line + 7, "none") == 0 ? "" : line + 7);
		return true;
	}
	if (strncmp(line, "person ", 7) == 0) {
		other_card_put_person(&card, line + 7, "東京都千代田区霞が関1丁目1番1号", "19900115", "2");
		return true;
	}
	if (sscanf(line, "%*s %7s %199s", kind, path) != 2)
		return false;
	sign = strcmp(kind, "sign") == 0;
	return strncmp(line, "ca ", 3) == 0 ? put(true, sign, path) :
	    strncmp(line, "cert ", 5) == 0 && put(false, sign, path);
}

static void
obey(char *line)
{
	char number[16];

	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, "insert ", 7) == 0)
		tell(insert(line + 7) ? "inserted" : "failed");
	else if (strcmp(line, "pull") == 0) {
		vpcd_close(&vpcd);
		tell("pulled");
	} else if (strcmp(line, "secrets") == 0) {
		(void)snprintf(number, sizeof(number), "%u", secrets);
		tell(number);
	} else
		tell(terminal(line) ? "done" : "failed");
}

static int
run(void)
{
	char line[256];

	for (;;) {
		struct pollfd fds[] = { { .fd = STDIN_FILENO, .events = POLLIN }, { .fd = vpcd.fd, .events = POLLIN } };

		if (poll(fds, COUNT(fds), -1) < 0)
			return 1;
		if (fds[1].revents != 0)
			serve();
		if (fds[0].revents == 0)
			continue;
		if (fgets(line, sizeof(line), stdin) == NULL)
			return 0;
		obey(line);
	}
}

int
main(int argc, char **argv)
{
	if (argc != 5 || strcmp(argv[1], "--port") != 0 || strcmp(argv[3], "--card") != 0)
		return 2;
	(void)setvbuf(stdin, NULL, _IONBF, 0);		/* poll knows nothing of what stdio holds back */
	port = (unsigned)strtoul(argv[2], NULL, 10);
	other_card_make(&card);
	der_len = other_cert(der, "20250120000000Z", "20300120145959Z");
	other_card_put_cert(&card, true, der, der_len);
	der_len = other_cert(der, "20250120000000Z", "20300120145959Z");
	other_card_put_cert(&card, false, der, der_len);
	if (!insert(argv[4]))
		return 1;
	tell("inserted");
	return run();
}
