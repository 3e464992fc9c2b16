/* Stands before libpcsclite in a test: what its functions do, with readers and cards that the test moves. */
#include "pcsc-library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <reader.h>
#include <string.h>
#include <cmocka.h>

struct lib lib = { .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

/* Lock held. Whoever waits for a call that hangs has waited long enough at once: no machine is too slow for a limit. */
static void
hang_while(const bool *flag)
{
	struct pcsc *p = lib.late;

	if (*flag && p != NULL) {
		(void)pthread_mutex_unlock(&lib.lock);
		(void)pthread_mutex_lock(&p->lock);
		lib.limit = p->job_by;
		p->job_by = pcsc_deadline(0);
		(void)pthread_cond_broadcast(&p->changed);
		(void)pthread_mutex_unlock(&p->lock);
		(void)pthread_mutex_lock(&lib.lock);
	}
	while (*flag)
		(void)pthread_cond_wait(&lib.changed, &lib.lock);
}

void
lib_reset(void)
{
	(void)pthread_mutex_lock(&lib.lock);
	lib.up = true;
	lib.cancel = lib.hang = lib.no_answer = lib.t0 = false;
	lib.busy_exclusive = lib.busy_shared = lib.busy_transaction = false;
	lib.in_use = lib.hang_service = lib.hang_connect = false;
	lib.service = SCARD_S_SUCCESS;
	memset(lib.readers, 0, sizeof(lib.readers));
	lib.n = 0;
	lib.transmit = SCARD_S_SUCCESS;
	lib.connects = lib.shared_connects = lib.transactions = 0;
	lib.cold = lib.unpowered = lib.commands = lib.max_apdu = lib.keys = lib.slow_ms = 0;
	lib.typed = NULL;
	lib.late = NULL;
	lib.question_len = 0;
	(void)pthread_mutex_unlock(&lib.lock);
}

void
lib_set(bool *flag, bool value)
{
	(void)pthread_mutex_lock(&lib.lock);
	*flag = value;
	(void)pthread_cond_broadcast(&lib.changed);
	(void)pthread_mutex_unlock(&lib.lock);
}

void
lib_unplug_all(void)
{
	(void)pthread_mutex_lock(&lib.lock);
	lib.n = 0;
	(void)pthread_cond_broadcast(&lib.changed);
	(void)pthread_mutex_unlock(&lib.lock);
}

void
lib_plug(const char *name, bool card)
{
	(void)pthread_mutex_lock(&lib.lock);
	lib.readers[lib.n].name = name;
	lib.readers[lib.n].events = card;
	lib.readers[lib.n++].card = card;
	(void)pthread_cond_broadcast(&lib.changed);
	(void)pthread_mutex_unlock(&lib.lock);
}

void
lib_put(size_t reader, bool card, unsigned events)
{
	(void)pthread_mutex_lock(&lib.lock);
	lib.readers[reader].card = card;
	lib.readers[reader].events += events;
	(void)pthread_cond_broadcast(&lib.changed);
	(void)pthread_mutex_unlock(&lib.lock);
}

unsigned
lib_count(const unsigned *field)
{
	unsigned n;

	(void)pthread_mutex_lock(&lib.lock);
	n = *field;
	(void)pthread_mutex_unlock(&lib.lock);
	return n;
}

LONG
SCardEstablishContext(DWORD scope, LPCVOID a, LPCVOID b, LPSCARDCONTEXT context)
{
	LONG rv;

	(void)scope;
	(void)a;
	(void)b;
	(void)pthread_mutex_lock(&lib.lock);
	hang_while(&lib.hang_service);
	*context = (SCARDCONTEXT)++lib.contexts;
	rv = lib.up ? lib.service : SCARD_E_NO_SERVICE;
	(void)pthread_mutex_unlock(&lib.lock);
	return rv;
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
	size_t i, at = 0;

	(void)context;
	(void)groups;
	(void)pthread_mutex_lock(&lib.lock);
	for (i = 0; i < lib.n; i++) {
		memcpy(out + at, lib.readers[i].name, strlen(lib.readers[i].name) + 1);
		at += strlen(lib.readers[i].name) + 1;
	}
	out[at++] = '\0';
	*len = at;
	i = lib.n;
	(void)pthread_mutex_unlock(&lib.lock);
	return i > 0 ? SCARD_S_SUCCESS : SCARD_E_NO_READERS_AVAILABLE;
}

static DWORD
state_of(const char *name)
{
	size_t i;

	for (i = 0; i < lib.n; i++)
		if (strcmp(lib.readers[i].name, name) == 0)
			return (DWORD)lib.readers[i].events << 16 |
			    (lib.readers[i].card ? SCARD_STATE_PRESENT : SCARD_STATE_EMPTY) |
			    (lib.busy_exclusive ? SCARD_STATE_EXCLUSIVE | SCARD_STATE_INUSE : 0) |
			    (lib.in_use ? SCARD_STATE_INUSE : 0);
	return SCARD_STATE_UNKNOWN;
}

static bool
differs(SCARD_READERSTATE *s)
{
	if (strcmp(s->szReader, "\\\\?PnP?\\Notification") == 0)
		s->dwEventState = (DWORD)lib.n << 16 | (s->dwCurrentState >> 16 != lib.n ? SCARD_STATE_CHANGED : 0);
	else {
		s->dwEventState = state_of(s->szReader);
		if (s->dwEventState != s->dwCurrentState)
			s->dwEventState |= SCARD_STATE_CHANGED;
	}
	return (s->dwEventState & SCARD_STATE_CHANGED) != 0;
}

LONG
SCardGetStatusChange(SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states, DWORD n)
{
	LONG rv = SCARD_S_SUCCESS;
	bool any = false;
	DWORD i;

	(void)context;
	(void)pthread_mutex_lock(&lib.lock);
	for (;;) {
		for (i = 0; i < n; i++)
			any |= differs(&states[i]);
		if (!lib.up)
			rv = SCARD_E_SERVICE_STOPPED;
		else if (lib.cancel)
			rv = SCARD_E_CANCELLED;
		else if (!any && timeout == 0)
			rv = SCARD_E_TIMEOUT;
		if (any || rv != SCARD_S_SUCCESS)
			break;
		(void)pthread_cond_wait(&lib.changed, &lib.lock);
	}
	lib.cancel = false;
	(void)pthread_mutex_unlock(&lib.lock);
	return rv;
}

LONG
SCardCancel(SCARDCONTEXT context)
{
	(void)context;
	lib_set(&lib.cancel, true);
	return SCARD_S_SUCCESS;
}

LONG
SCardConnect(SCARDCONTEXT context, LPCSTR reader, DWORD share, DWORD protocols, LPSCARDHANDLE card, LPDWORD protocol)
{
	bool refused;
	LONG rv;

	(void)context;
	(void)protocols;
	(void)pthread_mutex_lock(&lib.lock);
	hang_while(&lib.hang_connect);
	*card = 1;
	*protocol = lib.t0 ? SCARD_PROTOCOL_T0 : SCARD_PROTOCOL_T1;
	lib.connects++;
	lib.shared_connects += share == SCARD_SHARE_SHARED;
	refused = share == SCARD_SHARE_SHARED ? lib.busy_shared : lib.busy_exclusive || lib.busy_transaction;
	rv = refused ? SCARD_E_SHARING_VIOLATION :
	    state_of(reader) & SCARD_STATE_PRESENT ? SCARD_S_SUCCESS : SCARD_E_NO_SMARTCARD;
	(void)pthread_mutex_unlock(&lib.lock);
	return rv;
}

LONG
SCardReconnect(SCARDHANDLE card, DWORD share, DWORD protocols, DWORD how, LPDWORD protocol)
{
	(void)card;
	(void)share;
	(void)protocols;
	(void)protocol;
	(void)pthread_mutex_lock(&lib.lock);
	lib.cold += how == SCARD_UNPOWER_CARD;
	(void)pthread_mutex_unlock(&lib.lock);
	return SCARD_S_SUCCESS;
}

LONG
SCardBeginTransaction(SCARDHANDLE card)
{
	(void)card;
	(void)pthread_mutex_lock(&lib.lock);
	hang_while(&lib.hang);
	lib.transactions++;
	(void)pthread_mutex_unlock(&lib.lock);
	return SCARD_S_SUCCESS;
}

LONG
SCardEndTransaction(SCARDHANDLE card, DWORD how)
{
	(void)card;
	(void)how;
	return SCARD_S_SUCCESS;
}

LONG
SCardDisconnect(SCARDHANDLE card, DWORD how)
{
	(void)card;
	(void)pthread_mutex_lock(&lib.lock);
	lib.unpowered += how == SCARD_UNPOWER_CARD;
	(void)pthread_cond_broadcast(&lib.changed);
	(void)pthread_mutex_unlock(&lib.lock);
	return SCARD_S_SUCCESS;
}

LONG
SCardTransmit(SCARDHANDLE card, const SCARD_IO_REQUEST *pci, LPCBYTE command, DWORD len, SCARD_IO_REQUEST *in,
    LPBYTE answer, LPDWORD answer_len)
{
	LONG rv;

	(void)card;
	(void)pci;
	(void)in;
	(void)pthread_mutex_lock(&lib.lock);
	lib.commands++;
	hang_while(&lib.hang);
	answer[0] = command[len - 1];
	memcpy(answer + 1, "\x90\x00", 2);
	*answer_len = lib.no_answer ? 0 : 3;
	rv = lib.transmit;
	(void)pthread_mutex_unlock(&lib.lock);
	return rv;
}

/* Each is a tag, its length and a code. */
static DWORD
put_features(unsigned char *out)
{
	const struct { unsigned char tag, code; bool there; } rows[] = {
		{ FEATURE_VERIFY_PIN_DIRECT, LIB_VERIFY, lib.keys & WIRE_TYPES(WIRE_VERIFY) },
		{ FEATURE_MODIFY_PIN_DIRECT, LIB_MODIFY, lib.keys & WIRE_TYPES(WIRE_MODIFY) },
		{ FEATURE_GET_TLV_PROPERTIES, LIB_TLV, lib.max_apdu > 0 },
	};
	DWORD n = 0;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].there) {
			memcpy(out + n, (const unsigned char[]){ rows[i].tag, 4, 0, 0, 0, rows[i].code }, 6);
			n += 6;
		}
	return n;
}

static DWORD
put_properties(unsigned char *out)
{
	const unsigned n = lib.max_apdu;
	const unsigned char tlv[] = {
		PCSCv2_PART10_PROPERTY_dwMaxAPDUDataSize, 4, (unsigned char)n, (unsigned char)(n >> 8),
		    (unsigned char)(n >> 16), 0,
	};

	memcpy(out, tlv, sizeof(tlv));
	return sizeof(tlv);
}

/* Somebody takes the time to type. */
static DWORD
put_typed(DWORD code, const unsigned char *in, DWORD len, unsigned char *out)
{
	const struct timespec until = pcsc_deadline(lib.slow_ms);
	struct timespec now;

	do
		now = pcsc_deadline(0);
	while (now.tv_sec < until.tv_sec || (now.tv_sec == until.tv_sec && now.tv_nsec < until.tv_nsec));
	lib.asked = code;
	assert_in_range(len, 1, sizeof(lib.question));
	memcpy(lib.question, in, lib.question_len = len);
	if (lib.typed == NULL)
		return 0;
	memcpy(out, lib.typed, 2);
	return 2;
}

LONG
SCardControl(SCARDHANDLE card, DWORD code, LPCVOID in, DWORD in_len, LPVOID out, DWORD size, LPDWORD len)
{
	(void)card;
	assert_in_range(size, 18, 1 << 16);
	(void)pthread_mutex_lock(&lib.lock);
	*len = code == CM_IOCTL_GET_FEATURE_REQUEST ? put_features(out) : code == LIB_TLV ? put_properties(out) :
	    put_typed(code, in, in_len, out);
	(void)pthread_mutex_unlock(&lib.lock);
	return SCARD_S_SUCCESS;
}
