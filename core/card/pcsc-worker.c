/* The thread that talks to the card: connects, transmits, disconnects, one job after another. */
#include <openssl/crypto.h>
#include <reader.h>
#include <string.h>

#include "card/pcsc-private.h"

#define PROTOCOLS (SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
#define NUDGE_MS 20	/* at most, between two calls to a monitor that didn't hear the first */

/* --- the session ------------------------------------------------------------------------------ */

/* The next program and the next visit find every login gone (sources(7) C7). */
static void
disconnect(struct pcsc *p)
{
	if (!p->open)
		return;
	if (p->card != 0) {
		if (p->shared)
			(void)SCardEndTransaction(p->card, SCARD_UNPOWER_CARD);
		(void)SCardDisconnect(p->card, SCARD_UNPOWER_CARD);
	}
	(void)SCardReleaseContext(p->context);
	p->card = 0;
	p->open = p->shared = false;
}

/* Whose fault it is when what comes now takes too long. */
static void
blame(struct pcsc *p, enum err e)
{
	(void)pthread_mutex_lock(&p->lock);
	p->when_late = e;
	(void)pthread_mutex_unlock(&p->lock);
}

/* Alone if the reader allows it; else together with others, but inside the one transaction. */
static LONG
take_reader(struct pcsc *p, const char *reader)
{
	LONG rv = SCardConnect(p->context, reader, SCARD_SHARE_EXCLUSIVE, PROTOCOLS, &p->card, &p->protocol);

	if (rv != SCARD_E_SHARING_VIOLATION)
		return rv;
	rv = SCardConnect(p->context, reader, SCARD_SHARE_SHARED, PROTOCOLS, &p->card, &p->protocol);
	if (rv != SCARD_S_SUCCESS)
		return rv;
	blame(p, ERR_READER_BUSY);		/* whoever holds a transaction may hold it long */
	if ((rv = SCardBeginTransaction(p->card)) == SCARD_S_SUCCESS)
		p->shared = true;
	blame(p, ERR_CARD_SILENT);
	return rv;
}

/* Logins survive everything but the loss of power (sources(7) C2): what another program left is cut off. */
static LONG
power_up_anew(struct pcsc *p)
{
	const DWORD share = p->shared ? SCARD_SHARE_SHARED : SCARD_SHARE_EXCLUSIVE;

	return SCardReconnect(p->card, share, PROTOCOLS, SCARD_UNPOWER_CARD, &p->protocol);
}

static size_t
control(struct pcsc *p, DWORD code, unsigned char out[256])
{
	DWORD n = 0;

	return SCardControl(p->card, code, NULL, 0, out, 256, &n) == SCARD_S_SUCCESS && n <= 256 ? n : 0;
}

/*
 * What the reader says of itself: extended lengths only where it passes them, and never under T=0; whether it has keys
 * of its own.
 */
static void
learn_features(struct pcsc *p)
{
	static const unsigned char tags[] = {
		[WIRE_VERIFY] = FEATURE_VERIFY_PIN_DIRECT, [WIRE_MODIFY] = FEATURE_MODIFY_PIN_DIRECT,
	};
	unsigned char features[256], out[256];
	const size_t n = control(p, CM_IOCTL_GET_FEATURE_REQUEST, features);
	const DWORD tlv = pcsc_feature(features, n, FEATURE_GET_TLV_PROPERTIES);
	unsigned i;

	p->wire.extended = p->protocol == SCARD_PROTOCOL_T1 && tlv != 0 && pcsc_extended(out, control(p, tlv, out));
	p->wire.types = 0;
	for (i = 0; i < sizeof(tags); i++)
		if ((p->type_codes[i] = pcsc_feature(features, n, tags[i])) != 0)
			p->wire.types |= WIRE_TYPES(i);
}

static enum err
connect_card(struct pcsc *p)
{
	char reader[MAX_READERNAME];
	bool others;
	LONG rv;

	disconnect(p);
	(void)pthread_mutex_lock(&p->lock);
	memcpy(reader, p->chosen, sizeof(reader));
	others = p->others;
	p->when_late = ERR_PCSC_SILENT;
	p->holding = true;
	p->holds++;
	(void)pthread_mutex_unlock(&p->lock);
	if ((rv = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &p->context)) != SCARD_S_SUCCESS)
		return pcsc_err(rv);
	p->open = true;
	p->card = 0;
	blame(p, others ? ERR_READER_BUSY : ERR_CARD_SILENT);	/* pcscd holds a connection up while another's command runs */
	if ((rv = take_reader(p, reader)) == SCARD_S_SUCCESS)
		rv = power_up_anew(p);
	if (rv != SCARD_S_SUCCESS) {
		disconnect(p);
		return rv == SCARD_E_NO_SMARTCARD ? ERR_CARD_NONE : pcsc_err(rv);
	}
	learn_features(p);
	return ERR_NONE;
}

static enum err
transmit(struct pcsc *p)
{
	const SCARD_IO_REQUEST *pci = p->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
	DWORD len = sizeof(p->answer);
	LONG rv;

	if (!p->open)
		return ERR_CARD_REMOVED;
	rv = SCardTransmit(p->card, pci, p->command, p->command_len, NULL, p->answer, &len);
	p->answer_len = rv == SCARD_S_SUCCESS && len <= sizeof(p->answer) ? len : 0;
	/* pcscd calls it a success without an answer when the card leaves between the command and the answer. */
	return rv == SCARD_S_SUCCESS && len == 0 ? ERR_CARD_REMOVED : pcsc_err(rv);
}

/* People type meanwhile; the question has no PIN in it, and the answer is a status word. */
static enum err
type(struct pcsc *p, enum wire_typing typing)
{
	DWORD len = 0;
	LONG rv;

	if (!p->open)
		return ERR_CARD_REMOVED;
	rv = SCardControl(p->card, p->type_codes[typing], p->command, (DWORD)p->command_len, p->answer,
	    sizeof(p->answer), &len);
	p->answer_len = rv == SCARD_S_SUCCESS && len <= sizeof(p->answer) ? len : 0;
	return rv == SCARD_S_SUCCESS && len == 0 ? ERR_CARD_REMOVED : pcsc_err(rv);
}

/* --- the monitor ------------------------------------------------------------------------------ */

/* Calls the monitor out of its wait until it has heard; lock held. A call that comes too early is lost: again then. */
static void
call_monitor(struct pcsc *p, const bool *unheard)
{
	unsigned ms;

	for (ms = 1; *unheard; ms = ms * 2 < NUDGE_MS ? ms * 2 : NUDGE_MS) {
		const SCARDCONTEXT watch = p->watch;

		if (watch != 0) {
			(void)pthread_mutex_unlock(&p->lock);
			(void)SCardCancel(watch);
			(void)pthread_mutex_lock(&p->lock);
		}
		if (*unheard)
			(void)pcsc_wait(p, ms);
	}
}

/* --- jobs ------------------------------------------------------------------------------------- */

/* Lock held before and after, not meanwhile: the job is the worker's until the phase says otherwise. */
static enum err
run(struct pcsc *p)
{
	const enum pcsc_job job = p->job;
	enum err e = ERR_NONE;

	if (job == PCSC_RELOOK) {
		call_monitor(p, &p->relook);
		return ERR_NONE;
	}
	(void)pthread_mutex_unlock(&p->lock);
	if (job == PCSC_ON)
		e = connect_card(p);
	else if (job == PCSC_TRANSMIT)
		e = transmit(p);
	else if (job == PCSC_TYPE_VERIFY || job == PCSC_TYPE_MODIFY)
		e = type(p, job == PCSC_TYPE_VERIFY ? WIRE_VERIFY : WIRE_MODIFY);
	else
		disconnect(p);
	(void)pthread_mutex_lock(&p->lock);
	OPENSSL_cleanse(p->command, sizeof(p->command));
	p->holding = p->open;
	return e;
}

/* Nobody waits any more, and what the card did is unknown: the session ends; whoever watches is told to look again. */
static void
give_up(struct pcsc *p)
{
	(void)pthread_mutex_unlock(&p->lock);
	disconnect(p);
	(void)pthread_mutex_lock(&p->lock);
	OPENSSL_cleanse(p->answer, sizeof(p->answer));
	p->holding = p->abandoned = false;
	p->phase = PCSC_IDLE;
	p->state.changes++;
	pcsc_signal(p);
}

void *
pcsc_worker(void *arg)
{
	struct pcsc *p = arg;

	(void)pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->phase != PCSC_WANTED && !p->quit)
			(void)pthread_cond_wait(&p->changed, &p->lock);
		if (p->phase != PCSC_WANTED)
			break;
		p->result = run(p);
		if (p->abandoned)
			give_up(p);
		else {
			p->phase = PCSC_DONE;
			(void)pthread_cond_broadcast(&p->changed);
		}
	}
	(void)pthread_mutex_unlock(&p->lock);
	disconnect(p);
	(void)pthread_mutex_lock(&p->lock);
	call_monitor(p, &p->monitoring);
	pcsc_leave(p);
	return NULL;
}
