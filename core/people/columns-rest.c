/* Lines that can't be taken, written down beside. */
#include "people/columns.h"

#include <string.h>

void
columns_keep_header(struct columns *c, struct columns_rest *rest)
{
	const unsigned char *bytes = csv_source(c->csv, &rest->header_len);

	if (bytes == NULL || rest->header_len > sizeof(rest->header))
		rest->header_len = 0;
	else
		memcpy(rest->header, bytes, rest->header_len);
	rest->count = 0;
}

enum err
columns_leave_out(struct columns *c, struct columns_rest *rest)
{
	if (rest->count++ == 0)
		(void)fwrite(rest->header, 1, rest->header_len, rest->out);
	if (!columns_write(c, rest->out))
		columns_fault(c, "", "長すぎて、読み込まなかった行のファイルにも書けません");
	return ferror(rest->out) != 0 ? ERR_IO : ERR_NONE;
}
