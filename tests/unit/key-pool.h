/* RSA keys from a pool instead of fresh ones: what a test makes anew each time costs nothing. */
#ifndef MADOGUCHI_TEST_KEY_POOL_H
#define MADOGUCHI_TEST_KEY_POOL_H

#include <openssl/evp.h>

#define KEY_POOL 4

/* Key i of the pool (modulo KEY_POOL), made at first use; lent. The engine draws them in turn from here on. */
EVP_PKEY *key_pool(unsigned i);
void key_pool_next(unsigned i);

#endif
