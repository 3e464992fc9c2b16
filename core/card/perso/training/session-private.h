/* The channel to the training card, for its driver alone. */
#ifndef MADOGUCHI_CARD_PERSO_TRAINING_SESSION_PRIVATE_H
#define MADOGUCHI_CARD_PERSO_TRAINING_SESSION_PRIVATE_H

#include "card/perso/training/training.h"

/* As the driver's functions of these names (training.h); ops is the driver. */
enum err training_detect(struct card *);
enum err training_open(const struct perso_ops *, struct card *, const struct perso_with *, struct perso **);
void training_close(struct perso *);

/*
 * Sends one command through the channel and unwraps the answer. The error of its status word; 6282 counts as 9000. What
 * fails on the wire leaves the channel closed, and a closed one, or another application, sends nothing: ERR_CHANNEL.
 */
enum err training_exchange(struct perso *, const struct apdu *plain, struct reply *);

#endif
