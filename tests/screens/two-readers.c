/*
 * madoguchi at a counter where two readers are plugged in and no card lies: these functions stand before libpcsclite's
 * when tui/main.c is linked with them.
 */
#include <pthread.h>
#include <stdbool.h>
#include <string.h>
#include <winscard.h>

static const char names[] = "SCM Microsystems Inc. SCR 3310 [CCID Interface] 00 00\0"
    "Sony FeliCa RC-S300/P (0123456) [CCID Interface] (0123456) 01 00\0";
enum { READERS = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool cancelled;

LONG
SCardEstablishContext(DWORD scope, LPCVOID a, LPCVOID b, LPSCARDCONTEXT context)
{
	(void)scope;
	(void)a;
	(void)b;
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

/* Nothing changes but what hasn't been told yet. */
static bool
tell(SCARD_READERSTATE *s)
{
	const bool list = strcmp(s->szReader, "\\\\?PnP?\\Notification") == 0;
	const DWORD now = list ? (DWORD)READERS << 16 : SCARD_STATE_EMPTY;

	s->dwEventState = now | (s->dwCurrentState != now ? SCARD_STATE_CHANGED : 0);
	return s->dwCurrentState != now;
}

LONG
SCardGetStatusChange(SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states, DWORD n)
{
	bool told = false;
	LONG rv;
	DWORD i;

	(void)context;
	for (i = 0; i < n; i++)
		told |= tell(&states[i]);
	(void)pthread_mutex_lock(&lock);
	while (!told && timeout != 0 && !cancelled)
		(void)pthread_cond_wait(&changed, &lock);
	rv = told ? SCARD_S_SUCCESS : cancelled ? SCARD_E_CANCELLED : SCARD_E_TIMEOUT;
	cancelled = false;
	(void)pthread_mutex_unlock(&lock);
	return rv;
}

LONG
SCardCancel(SCARDCONTEXT context)
{
	(void)context;
	(void)pthread_mutex_lock(&lock);
	cancelled = true;
	(void)pthread_cond_broadcast(&changed);
	(void)pthread_mutex_unlock(&lock);
	return SCARD_S_SUCCESS;
}
