/*
 * The process that parses: it is started for one file, and says each person as a record of a length and words that end
 * with a NUL. The first record is empty: the header is sound. What else it has to say stands in memory that both have,
 * which is read once it has ended.
 */
#include "config.h"

#include "people/parse-private.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/lang.h"
#include "base/text.h"
#include "people/extract-private.h"

#define RECORD_MAX 4096
#define PIPE_SIZE 65536
#define WORDS 10		/* of a record: those below, sex and birth date */

/* ended: it came to its end, and what stands here is its word. */
struct said { struct faults faults; int64_t left_out; enum err e; bool ended; };

struct talk { const struct parse *parse; FILE *out; struct said *said; int64_t told; };

static const struct { size_t at, size; } words[WORDS - 2] = {
	{ offsetof(struct person, name), PERSON_NAME_MAX + 1 },
	{ offsetof(struct person, kana), PERSON_NAME_MAX + 1 },
	{ offsetof(struct person, former), PERSON_NAME_MAX + 1 },
	{ offsetof(struct person, former_kana), PERSON_NAME_MAX + 1 },
	{ offsetof(struct person, alias), PERSON_NAME_MAX + 1 },
	{ offsetof(struct person, latin), PERSON_NAME_MAX + 1 },
	{ offsetof(struct person, postcode), sizeof(((struct person *)0)->postcode) },
	{ offsetof(struct person, address), PERSON_ADDRESS_MAX + 1 },
};

/* --- the process that parses -------------------------------------------------------------------- */

static enum err
say_record(FILE *out, const char *record, size_t len)
{
	const uint16_t n = (uint16_t)len;

	return fwrite(&n, sizeof(n), 1, out) == 1 && fwrite(record, 1, len, out) == len ? ERR_NONE : ERR_IO;
}

static enum err
say_header(void *ctx)
{
	const struct talk *t = ctx;
	enum err e = say_record(t->out, "", 0);

	return e == ERR_NONE && fflush(t->out) != 0 ? ERR_IO : e;
}

static size_t
add_word(char *record, size_t len, const char *word)
{
	const size_t n = strlen(word) + 1;

	memcpy(record + len, word, n);
	return len + n;
}

/* A batch is there as soon as its last line was read, even where the file is a pipe that then waits. */
static enum err
say_person(void *ctx, const struct person *p)
{
	struct talk *t = ctx;
	char record[RECORD_MAX], born[16];
	size_t i, len = 0;
	enum err e;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		len = add_word(record, len, (const char *)p + words[i].at);
	date_format_iso(p->born, born, sizeof(born));
	len = add_word(record, len, born);
	len = add_word(record, len, person_sex_code(p->sex));
	e = say_record(t->out, record, len);
	explicit_bzero(record, len);
	if (e == ERR_NONE && ++t->told % EXTRACT_BATCH == 0 && fflush(t->out) != 0)
		e = ERR_IO;
	return e;
}

static void
parse(void *ctx)
{
	struct talk *t = ctx;
	const struct parse_sink sink = { say_header, say_person, t };
	struct columns_rest *rest = t->parse->how->rest;
	struct residents_how how = *t->parse->how;
	struct parse p = *t->parse;

	p.how = &how;
	p.faults = &t->said->faults;
	p.confined = true;
	t->said->e = parse_here(&p, &sink);
	if (rest != NULL) {
		t->said->left_out = rest->count;
		if (fflush(rest->out) != 0 && t->said->e == ERR_NONE)
			t->said->e = ERR_IO;
	}
	t->said->ended = fflush(t->out) == 0;
}

/* --- the process that asked for it --------------------------------------------------------------- */

/* What came isn't what that process may say, or it said nothing more. */
static enum err
tell_broken(const struct parse *p)
{
	fault_add(p->faults, p->name, 0, "%s",
	    tr("ファイルを読むプログラムが途中で終わりました。ファイルを確かめてください"));
	return ERR_DATA;
}

/* The next word, and that it fits; NULL where none stands there. */
static const char *
next_word(const char *record, size_t len, size_t *at, size_t size)
{
	const char *word = record + *at;
	const size_t n = strnlen(word, len - *at);

	if (n == len - *at || n >= size)
		return NULL;
	*at += n + 1;
	return word;
}

static bool
read_sex(const char *word, enum sex *sex)
{
	unsigned s;

	for (s = SEX_UNKNOWN; s <= SEX_FEMALE && strcmp(person_sex_code((enum sex)s), word) != 0; s++)
		;
	*sex = (enum sex)s;
	return s <= SEX_FEMALE;
}

/* Nothing is taken on trust: lengths, characters, the date. */
static bool
read_person(const char *record, size_t len, struct person *p)
{
	const char *word;
	size_t i, at = 0;

	memset(p, 0, sizeof(*p));
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		word = next_word(record, len, &at, words[i].size);
		if (word == NULL || !text_sound(word, strlen(word), NULL))
			return false;
		memcpy((char *)p + words[i].at, word, strlen(word) + 1);
	}
	return (word = next_word(record, len, &at, 16)) != NULL && date_parse_partly(word, &p->born) == ERR_NONE &&
	    date_told(p->born) && (word = next_word(record, len, &at, 16)) != NULL && read_sex(word, &p->sex) &&
	    at == len && p->name[0] != '\0' && p->address[0] != '\0';
}

/* 1: a record, 0: the end, -1: neither. */
static int
hear_record(FILE *in, char record[RECORD_MAX], size_t *len)
{
	uint16_t n;
	const size_t got = fread(&n, 1, sizeof(n), in);

	*len = n;
	if (got == 0)
		return 0;
	return got == sizeof(n) && n <= RECORD_MAX && fread(record, 1, n, in) == n ? 1 : -1;
}

static enum err
hear(const struct parse *p, FILE *in, const struct parse_sink *sink)
{
	char record[RECORD_MAX];
	struct person person;
	size_t len;
	enum err e = ERR_NONE;
	bool begun = false;
	int got;

	while (e == ERR_NONE && (got = hear_record(in, record, &len)) != 0) {
		if (got < 0 || begun == (len == 0) || (begun && !read_person(record, len, &person)))
			e = tell_broken(p);
		else
			e = begun ? sink->person(sink->ctx, &person) : sink->begin(sink->ctx);
		begun = true;
	}
	explicit_bzero(record, sizeof(record));
	explicit_bzero(&person, sizeof(person));
	return e;
}

static enum err
take_word(const struct parse *p, const struct said *said)
{
	fault_take(p->faults, &said->faults);
	if (p->how->rest != NULL)
		p->how->rest->count = said->left_out;
	if (!said->ended || said->e < ERR_NONE || said->e >= ERR_COUNT)
		return tell_broken(p);
	return said->e;
}

static enum err
converse(const struct parse *p, const struct parse_sink *sink, struct said *said)
{
	const struct columns_rest *rest = p->how->rest;
	struct talk t = { .parse = p, .said = said };
	FILE *in = NULL;
	enum err e = ERR_MEMORY;
	pid_t pid = -1;
	int ways[2];

	if (pipe2(ways, O_CLOEXEC) != 0)
		return ERR_MEMORY;
	in = fdopen(ways[0], "r");
	t.out = fdopen(ways[1], "w");
	if (in != NULL && t.out != NULL && setvbuf(in, NULL, _IOFBF, PIPE_SIZE) == 0 &&
	    setvbuf(t.out, NULL, _IOFBF, PIPE_SIZE) == 0)
		pid = apart_start((const int[]){ fileno(p->in), ways[1], rest != NULL ? fileno(rest->out) : -1 }, 3,
		    parse, &t);
	if (t.out != NULL)
		(void)fclose(t.out);
	else
		(void)close(ways[1]);
	if (pid > 0)
		e = hear(p, in, sink);
	if (in != NULL)
		(void)fclose(in);
	else
		(void)close(ways[0]);
	apart_end(pid, e != ERR_NONE);
	return e != ERR_NONE ? e : take_word(p, said);
}

enum err
parse_apart(const struct parse *p, const struct parse_sink *sink)
{
	struct said *said;
	enum err e;

	if (fileno(p->in) < 0 || (p->how->rest != NULL && fileno(p->how->rest->out) < 0))
		return parse_here(p, sink);
	if ((said = apart_memory(sizeof(*said))) == NULL)
		return ERR_MEMORY;
	said->faults = *p->faults;
	(void)tr(person_field_name(PERSON_NAME));	/* their file is closed to that process */
	e = converse(p, sink, said);
	apart_memory_free(said, sizeof(*said), sizeof(*said));
	return e;
}
