/* Speaks to vpcd. Its length and body come in two packets, which without care cost 40 ms a command. */
#include "cli/vpcd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const int on = 1;

enum err
vpcd_connect(struct vpcd *v, unsigned port)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};

	v->have = 0;
	if ((v->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) == -1)
		return ERR_IO;
	if (connect(v->fd, (const struct sockaddr *)&a, sizeof(a)) == -1) {
		vpcd_close(v);
		return ERR_PCSC_DOWN;
	}
	(void)setsockopt(v->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return ERR_NONE;
}

void
vpcd_close(struct vpcd *v)
{
	if (v->fd != -1)
		(void)close(v->fd);
	v->fd = -1;
	OPENSSL_cleanse(v->buf, v->have);
	v->have = 0;
}

/* TCP_QUICKACK does not stick: it is asked for before every read. */
enum err
vpcd_receive(struct vpcd *v)
{
	ssize_t n;

	(void)setsockopt(v->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
	do
		n = recv(v->fd, v->buf + v->have, sizeof(v->buf) - v->have, 0);
	while (n == -1 && errno == EINTR);
	if (n <= 0)
		return ERR_READER_GONE;
	v->have += (size_t)n;
	return ERR_NONE;
}

static size_t
message_len(const struct vpcd *v)
{
	return (size_t)(v->buf[0] << 8 | v->buf[1]);
}

bool
vpcd_next(struct vpcd *v, const unsigned char **message, size_t *len)
{
	if (v->have < 2 || v->have < 2 + message_len(v))
		return false;
	*message = v->buf + 2;
	*len = message_len(v);
	return true;
}

/* The message may have held a PIN: what moves up covers it, the rest is wiped. */
void
vpcd_done(struct vpcd *v)
{
	size_t used = 2 + message_len(v), rest = v->have - used;

	memmove(v->buf, v->buf + used, rest);
	OPENSSL_cleanse(v->buf + rest, used);
	v->have = rest;
}

enum err
vpcd_send(struct vpcd *v, const unsigned char *message, size_t len)
{
	unsigned char out[2 + VPCD_MESSAGE_MAX];
	size_t at, size = len + 2;
	ssize_t n;

	if (len > VPCD_MESSAGE_MAX)
		return ERR_TOO_LONG;
	out[0] = (unsigned char)(len >> 8);
	out[1] = (unsigned char)(len & 0xff);
	memcpy(out + 2, message, len);
	for (at = 0; at < size; at += (size_t)n) {
		if ((n = send(v->fd, out + at, size - at, MSG_NOSIGNAL)) == -1) {
			if (errno != EINTR)
				return ERR_READER_GONE;
			n = 0;
		}
	}
	return ERR_NONE;
}
