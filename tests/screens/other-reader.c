/*
 * madoguchi at a counter with one reader, on which a card lies that isn't ours (tests/card/other-card.h), at the time
 * and by the clerk that the test says: these functions stand before libpcsclite's and libc's when tui/main.c is linked
 * with them.
 */
#include <pthread.h>
#include <pwd.h>
#include <reader.h>
#include <stdlib.h>
#include <string.h>
#include <winscard.h>

#include "tests/screens/other-reader.h"

static const char names[] = "Other Reader 00 00\0";

static struct other_reader *shared;
static bool cancelled;
static unsigned connected;		/* the changes counted when the card was connected */

static struct other_reader *
reader(void)
{
	const char *path = getenv(OTHER_READER_FILE);

	if (shared == NULL && path != NULL)
		shared = other_reader_map(path);
	if (shared == NULL)
		abort();
	return shared;
}

time_t
time(time_t *out)
{
	struct timespec ts;
	time_t now = reader()->now;

	if (now == 0 && clock_gettime(CLOCK_REALTIME, &ts) == 0)
		now = ts.tv_sec;
	if (out != NULL)
		*out = now;
	return now;
}

struct passwd *
getpwuid(uid_t uid)
{
	static struct passwd pw;
	static char room[4096];
	struct passwd *found;

	if (getpwuid_r(uid, &pw, room, sizeof room, &found) != 0 || found == NULL)
		return NULL;
	if (reader()->clerk[0] != '\0')
		pw.pw_name = reader()->clerk;
	return &pw;
}

LONG
SCardEstablishContext(DWORD scope, LPCVOID a, LPCVOID b, LPSCARDCONTEXT context)
{
	(void)scope;
	(void)a;
	(void)b;
	(void)reader();
	*context = 1;
	return SCARD_S_SUCCESS;
}

LONG
SCardReleaseContext(SCARDCONTEXT context)
{
	(void)context;
	return SCARD_S_SUCCESS;
}

LONG
SCardListReaders(SCARDCONTEXT context, LPCSTR groups, LPSTR out, LPDWORD len)
{
	(void)context;
	(void)groups;
	memcpy(out, names, sizeof names);
	*len = sizeof names;
	return SCARD_S_SUCCESS;
}

/* Lock held. */
static bool
tell(SCARD_READERSTATE *s)
{
	const bool list = strcmp(s->szReader, "\\\\?PnP?\\Notification") == 0;
	const DWORD now = list ? (DWORD)1 << 16 : (DWORD)(reader()->changes & 0x7fff) << 16 |
	    (DWORD)(reader()->there ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY);

	s->dwEventState = now | (s->dwCurrentState != now ? SCARD_STATE_CHANGED : 0);
	return s->dwCurrentState != now;
}

static bool
tell_all(SCARD_READERSTATE *states, DWORD n)
{
	bool told = false;
	DWORD i;

	for (i = 0; i < n; i++)
		told |= tell(&states[i]);
	return told;
}

LONG
SCardGetStatusChange(SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states, DWORD n)
{
	struct other_reader *r = reader();
	uint32_t heard;
	bool told;
	LONG rv;

	(void)context;
	for (;;) {
		heard = __atomic_load_n(&r->bell, __ATOMIC_SEQ_CST);
		other_reader_lock(r);
		told = tell_all(states, n);
		rv = told ? SCARD_S_SUCCESS : cancelled ? SCARD_E_CANCELLED : SCARD_E_TIMEOUT;
		cancelled = false;
		(void)pthread_mutex_unlock(&r->lock);
		if (rv != SCARD_E_TIMEOUT || timeout == 0)
			return rv;
		other_reader_wait(r, heard);
	}
}

LONG
SCardCancel(SCARDCONTEXT context)
{
	struct other_reader *r = reader();

	(void)context;
	other_reader_lock(r);
	cancelled = true;
	(void)pthread_mutex_unlock(&r->lock);
	other_reader_ring(r);
	return SCARD_S_SUCCESS;
}

/* Switches the card that lies there on or off; what was connected must be it. */
static LONG
power(bool on, bool anew)
{
	struct other_reader *r = reader();
	LONG rv = SCARD_S_SUCCESS;

	other_reader_lock(r);
	if (anew)
		connected = r->changes;
	if (!r->there)
		rv = anew ? SCARD_E_NO_SMARTCARD : SCARD_W_REMOVED_CARD;
	else if (connected != r->changes)
		rv = SCARD_W_REMOVED_CARD;
	else
		other_card_power(&r->card, on);
	(void)pthread_mutex_unlock(&r->lock);
	return rv;
}

LONG
SCardConnect(SCARDCONTEXT context, LPCSTR name, DWORD share, DWORD protocols, LPSCARDHANDLE card, LPDWORD protocol)
{
	(void)context;
	(void)name;
	(void)share;
	(void)protocols;
	*card = 1;
	*protocol = SCARD_PROTOCOL_T1;
	return power(true, true);
}

LONG
SCardReconnect(SCARDHANDLE card, DWORD share, DWORD protocols, DWORD action, LPDWORD protocol)
{
	(void)card;
	(void)share;
	(void)protocols;
	(void)action;
	*protocol = SCARD_PROTOCOL_T1;
	return power(true, false);
}

LONG
SCardDisconnect(SCARDHANDLE card, DWORD action)
{
	(void)card;
	(void)action;
	return power(false, false);
}

/* Control codes of its own. */
enum { ASK_VERIFY = 0x310006, ASK_MODIFY = 0x310007 };

static DWORD
put_features(unsigned char *out)
{
	static const unsigned char features[] = { FEATURE_VERIFY_PIN_DIRECT, 4, 0x00, 0x31, 0x00, 0x06,
	    FEATURE_MODIFY_PIN_DIRECT, 4, 0x00, 0x31, 0x00, 0x07 };

	if (!reader()->keys)
		return 0;
	memcpy(out, features, sizeof features);
	return sizeof features;
}

/* The command at the end of the question with the digits in place of its zeros; lock held. */
static DWORD
send_typed(struct other_reader *r, const unsigned char *question, DWORD len, unsigned char *out)
{
	const size_t n = strlen(r->digits);
	unsigned char command[5 + sizeof r->digits];

	memcpy(command, question + len - 5 - n, 5 + n);
	if (command[4] != n || command[5] != 0)
		abort();
	memcpy(command + 5, r->digits, n);
	return (DWORD)other_card_answer(&r->card, command, 5 + n, out);
}

/* The reader asks and waits for somebody who types. */
static DWORD
ask(const unsigned char *question, DWORD len, unsigned char *out)
{
	struct other_reader *r = reader();
	uint32_t heard;
	DWORD n = 2;

	other_reader_lock(r);
	r->asked++;
	while (r->digits[0] == '\0' && r->own == 0) {
		heard = __atomic_load_n(&r->bell, __ATOMIC_SEQ_CST);
		(void)pthread_mutex_unlock(&r->lock);
		other_reader_wait(r, heard);
		other_reader_lock(r);
	}
	out[0] = (unsigned char)(r->own >> 8);
	out[1] = (unsigned char)r->own;
	if (r->own == 0)
		n = send_typed(r, question, len, out);
	r->own = 0;
	memset(r->digits, 0, sizeof r->digits);
	(void)pthread_mutex_unlock(&r->lock);
	return n;
}

LONG
SCardControl(SCARDHANDLE card, DWORD code, LPCVOID in, DWORD in_len, LPVOID out, DWORD out_size, LPDWORD len)
{
	(void)card;
	(void)out_size;
	*len = code == CM_IOCTL_GET_FEATURE_REQUEST ? put_features(out) :
	    code == ASK_VERIFY || code == ASK_MODIFY ? ask(in, in_len, out) : 0;
	return *len > 0 ? SCARD_S_SUCCESS : SCARD_E_UNSUPPORTED_FEATURE;
}

LONG
SCardTransmit(SCARDHANDLE card, const SCARD_IO_REQUEST *send, LPCBYTE command, DWORD len, SCARD_IO_REQUEST *receive,
    LPBYTE answer, LPDWORD answer_len)
{
	static unsigned char whole[OTHER_ANSWER_MAX];
	struct other_reader *r = reader();
	LONG rv = SCARD_W_REMOVED_CARD;
	size_t n;

	(void)card;
	(void)send;
	(void)receive;
	other_reader_lock(r);
	if (r->pull_after > 0 && --r->pull_after == 0) {
		r->there = false;
		r->changes++;
		other_reader_ring(r);
	}
	if (r->there && connected == r->changes) {
		n = other_card_answer(&r->card, command, len, whole);
		rv = n <= *answer_len ? SCARD_S_SUCCESS : SCARD_E_INSUFFICIENT_BUFFER;
		memcpy(answer, whole, rv == SCARD_S_SUCCESS ? n : 0);
		*answer_len = (DWORD)n;
	}
	(void)pthread_mutex_unlock(&r->lock);
	return rv;
}
