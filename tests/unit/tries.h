/* What code of somebody else's would try in one of our programs. */
#ifndef MADOGUCHI_TESTS_TRIES_H
#define MADOGUCHI_TESTS_TRIES_H

#define TRIES_MAX 32

/* Tries each and writes a line of it: "exec done", "ptrace refused". What is made is made in that folder. */
void tries_write(int fd, const char *folder);

#endif
