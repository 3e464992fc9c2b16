/* Another program at the reader: holds a transaction from the word "held" until its standard input ends. */
#include <stdio.h>
#include <unistd.h>

#include <winscard.h>

int
main(void)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol;
	char byte;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS ||
	    SCardConnect(context, "Virtual PCD 00 00", SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &card,
	    &protocol) != SCARD_S_SUCCESS || SCardBeginTransaction(card) != SCARD_S_SUCCESS)
		return 1;
	(void)puts("held");
	(void)fflush(stdout);
	while (read(STDIN_FILENO, &byte, 1) > 0)
		continue;
	(void)SCardEndTransaction(card, SCARD_LEAVE_CARD);
	(void)SCardDisconnect(card, SCARD_LEAVE_CARD);
	(void)SCardReleaseContext(context);
	return 0;
}
