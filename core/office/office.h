/* One office, one account: whom a program serves that runs as the account which the office's files belong to. */
#ifndef MADOGUCHI_OFFICE_OFFICE_H
#define MADOGUCHI_OFFICE_OFFICE_H

#include "office/setting.h"

/* What madoguchi-login tells the program that it starts, in an environment that it has emptied before. */
#define OFFICE_LOGIN_CLERK "MADOGUCHI_CLERK"
#define OFFICE_LOGIN_ADDRESS "MADOGUCHI_ADDRESS"

/*
 * Whether path, and every folder above it, belongs to root and can be written by nobody else. A path that isn't there
 * is safe where its folders are.
 */
bool office_is_roots(const char *path);

/*
 * Sets account, and office: OFFICE_INSIDE where the process runs as the account (real and effective), else
 * OFFICE_OUTSIDE. ERR_OFFICE_ACCOUNT: the system doesn't know the account, or it is root.
 */
enum err office_find(struct setting *, const char *account);

/*
 * Inside only. Sets clerk: the account of SUDO_UID, which sudo sets and no caller can (sudo(8), ENVIRONMENT); without
 * it the account that madoguchi-login names, and address with it. Then empties the environment of everything a clerk
 * could have put there but the kind of the terminal, and sets HOME, PATH and, where the clerk's own folder in
 * OFFICE_READERS has the socket of a reader, PCSCLITE_CSOCK_NAME. ERR_CLERK_UNKNOWN: neither says who it is, or the
 * system doesn't know the account, or its name is no name for the audit log (longer than 32 bytes, not text).
 */
#define OFFICE_READERS "/run/madoguchi"
enum err office_enter(struct setting *);

#endif
