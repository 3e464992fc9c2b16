/*
 * Of PKCS#11 what a key of the audit log needs, in C's own types; for this room only. The numbers, the layouts and the
 * order of the functions are those of OASIS PKCS#11 2.40 and 3.0 (pkcs11t.h, pkcs11f.h), which don't change. Declared
 * here because libp11, by which the CA's keys are used, knows no Ed25519, and brings no header of the standard.
 */
#ifndef MADOGUCHI_AUDIT_CRYPTOKI_PRIVATE_H
#define MADOGUCHI_AUDIT_CRYPTOKI_PRIVATE_H

enum {
	CRYPTOKI_OK = 0, CRYPTOKI_CANT_LOCK = 0x0a, CRYPTOKI_PIN_INCORRECT = 0xa0, CRYPTOKI_PIN_INVALID = 0xa1,
	CRYPTOKI_PIN_LENGTH = 0xa2, CRYPTOKI_PIN_LOCKED = 0xa4, CRYPTOKI_LOGGED_IN = 0x100, CRYPTOKI_INITIALIZED = 0x191
};
enum { CRYPTOKI_OS_LOCKING = 2, CRYPTOKI_WRITES = 2, CRYPTOKI_SERIAL = 4, CRYPTOKI_FINAL_TRY = 0x20000,
	CRYPTOKI_LOCKED = 0x40000 };
enum { CRYPTOKI_USER = 1 };
enum { CRYPTOKI_PUBLIC = 2, CRYPTOKI_PRIVATE = 3, CRYPTOKI_EDWARDS = 0x40 };
enum { CRYPTOKI_MAKE_EDWARDS = 0x1055, CRYPTOKI_EDDSA = 0x1057 };
enum {
	CRYPTOKI_A_CLASS = 0, CRYPTOKI_A_TOKEN = 1, CRYPTOKI_A_PRIVATE = 2, CRYPTOKI_A_LABEL = 3,
	CRYPTOKI_A_KEY_TYPE = 0x100, CRYPTOKI_A_ID = 0x102, CRYPTOKI_A_SENSITIVE = 0x103, CRYPTOKI_A_SIGN = 0x108,
	CRYPTOKI_A_VERIFY = 0x10a, CRYPTOKI_A_EXTRACTABLE = 0x162, CRYPTOKI_A_CURVE = 0x180, CRYPTOKI_A_POINT = 0x181
};

struct cryptoki_arguments { void *locks[4]; unsigned long flags; void *reserved; };
struct cryptoki_attribute { unsigned long type; void *value; unsigned long len; };
struct cryptoki_mechanism { unsigned long mechanism; void *parameter; unsigned long len; };
struct cryptoki_token {
	unsigned char label[32], manufacturer[32], model[16], serial[16];	/* padded with blanks */
	unsigned long flags, counts[10];
	unsigned char versions[4], time[16];
};

/* What C_GetFunctionList gives: unsigned long C_GetFunctionList(struct cryptoki **). */
struct cryptoki {
	unsigned char version[2];
	unsigned long (*initialize)(void *);
	unsigned long (*unused1[3])(void);
	unsigned long (*get_slots)(unsigned char present, unsigned long *, unsigned long *);
	unsigned long (*unused2)(void);
	unsigned long (*get_token)(unsigned long slot, struct cryptoki_token *);
	unsigned long (*unused3[5])(void);
	unsigned long (*open_session)(unsigned long slot, unsigned long flags, void *, void *, unsigned long *);
	unsigned long (*close_session)(unsigned long);
	unsigned long (*unused4[4])(void);
	unsigned long (*login)(unsigned long, unsigned long user, const unsigned char *, unsigned long);
	unsigned long (*unused5[3])(void);
	unsigned long (*destroy)(unsigned long, unsigned long object);
	unsigned long (*unused6)(void);
	unsigned long (*get)(unsigned long, unsigned long object, struct cryptoki_attribute *, unsigned long);
	unsigned long (*unused7)(void);
	unsigned long (*find_begin)(unsigned long, struct cryptoki_attribute *, unsigned long);
	unsigned long (*find)(unsigned long, unsigned long *, unsigned long max, unsigned long *);
	unsigned long (*find_end)(unsigned long);
	unsigned long (*unused8[13])(void);
	unsigned long (*sign_begin)(unsigned long, struct cryptoki_mechanism *, unsigned long key);
	unsigned long (*sign)(unsigned long, const unsigned char *, unsigned long, unsigned char *,
	    unsigned long *);
	unsigned long (*unused9[15])(void);
	unsigned long (*make_pair)(unsigned long, struct cryptoki_mechanism *, struct cryptoki_attribute *,
	    unsigned long, struct cryptoki_attribute *, unsigned long, unsigned long *, unsigned long *);
};

#endif
