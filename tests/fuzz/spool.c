/* A request to madoguchi-print and its answer: whatever is taken reads the same when it is written again. */
#include "forms/spool.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct spool_request r, again;
	struct spool_job job, as_before;
	struct buf in = { 0 }, out = { 0 };
	size_t pdf, after;

	if (spool_request_read((const char *)bytes, len, &r, &pdf) == ERR_NONE) {
		spool_request_write(&r, &out);
		if (pdf > len || spool_request_read(out.text, out.len, &again, &after) != ERR_NONE ||
		    after != out.len || memcmp(&r, &again, sizeof(r)) != 0)
			abort();
	}
	buf_clear(&out);
	buf_add(&in, (const char *)bytes, len);
	if (spool_job_read(&in, &job) == ERR_NONE) {
		(void)spool_trouble(&job);
		spool_job_write(&job, &out);
		if (spool_job_read(&out, &as_before) != ERR_NONE || job.id != as_before.id ||
		    job.state != as_before.state || strcmp(job.reasons, as_before.reasons) != 0)
			abort();
	}
	buf_free(&in);
	buf_free(&out);
	return 0;
}
