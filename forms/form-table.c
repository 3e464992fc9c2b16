/* The master copy of the forms: their titles and fields, in the order in which they are asked and printed. */
#include "forms/field.h"

#include "base/person.h"
#include "case/mail.h"
#include "base/text.h"

#define NAME_MAX_CHARS 100
#define ADDRESS_MAX_CHARS 200

static const struct field_choice sexes[] = {
	{ "male", "男" },
	{ "female", "女" },
	{ NULL, NULL },
};

static const struct field application[] = {
	{ .key = "name", .label = "氏名", .max = NAME_MAX_CHARS, .required = true },
	{ .key = "kana", .label = "フリガナ", .type = FIELD_KANA, .max = NAME_MAX_CHARS },
	{ .key = "born", .label = "生年月日", .type = FIELD_DATE, .max = 20, .required = true },
	{ .key = "sex", .label = "性別", .type = FIELD_CHOICE, .choices = sexes },
	{ .key = "postcode", .label = "郵便番号", .type = FIELD_POSTCODE, .max = 8 },
	{ .key = "address", .label = "住所", .max = ADDRESS_MAX_CHARS, .required = true },
	{ .label = "電話番号", .max = 20 },
};

static const struct field proxy[] = {
	{ .key = "proxy-name", .label = "代理人氏名", .max = NAME_MAX_CHARS, .required = true },
	{ .key = "proxy-address", .label = "代理人住所", .max = ADDRESS_MAX_CHARS },
	{ .key = "proxy-relation", .label = "本人との関係", .max = 20 },
	{ .label = "代理人電話番号", .max = 20 },
};

/* What the applicant writes at home. */
static const struct field reply[] = {
	{ .label = "記入日", .type = FIELD_DATE },
	{ .key = "address", .label = "住所", .max = ADDRESS_MAX_CHARS },
	{ .key = "name", .label = "氏名", .max = NAME_MAX_CHARS },
	{ .key = "born", .label = "生年月日", .type = FIELD_DATE },
	{ .label = "電話番号", .max = 20 },
	{ .key = "sign", .label = "署名用電子証明書", .type = FIELD_PIN, .max = 16 },
	{ .key = "auth", .label = "利用者証明用電子証明書", .type = FIELD_PIN, .max = 4 },
	{ .key = "juki", .label = "住民基本台帳用", .type = FIELD_PIN, .max = 4 },
	{ .key = "assist", .label = "券面事項入力補助用", .type = FIELD_PIN, .max = 4 },
};

/* What the clerk looks at when it comes back. */
static const struct field reply_check[] = {
	{ .key = "reply-complete", .label = "回答書にすべて記入がある", .type = FIELD_YES_NO, .required = true },
	{ .key = "power-of-attorney", .label = "委任状に記入がある", .type = FIELD_YES_NO, .required = true },
	{ .key = "concealed", .label = "暗証番号の隠し方", .type = FIELD_CHOICE, .required = true },
	{ .key = "reply-expires", .label = "回答書の期限", .type = FIELD_DATE, .max = 20 },
	{ .key = "revocation-consent", .label = "失効手続の委任がある", .type = FIELD_YES_NO },
};

static const struct field kept[] = {
	{ .key = "name", .label = "氏名", .max = NAME_MAX_CHARS, .required = true },
	{ .key = "address", .label = "住所", .max = ADDRESS_MAX_CHARS, .required = true },
	{ .key = "keep-consent", .label = "カードと暗証番号を預かることへの同意", .type = FIELD_YES_NO,
	    .required = true },
};

static enum err
check_mail_number(const char *typed)
{
	char narrow[FIELD_VALUE_MAX];

	text_narrow(typed, narrow, sizeof(narrow));
	return mail_number_sound(narrow) ? ERR_NONE : ERR_MAIL_NUMBER;
}

static const struct field mail_slip[] = {
	{ .key = "postcode", .label = "郵便番号", .type = FIELD_POSTCODE, .max = 8 },
	{ .key = "address", .label = "住所", .max = ADDRESS_MAX_CHARS, .required = true },
	{ .key = "name", .label = "氏名", .max = NAME_MAX_CHARS, .required = true },
	{ .key = "mail-number", .label = "引受番号", .max = 23, .check = check_mail_number },
};

static bool
takes(enum person_field field, const char *text)
{
	struct person p = { .name = "" };

	return person_read(&p, field, text) == NULL;
}

static enum err
check_former(const char *text)
{
	return takes(PERSON_FORMER, text) ? ERR_NONE : ERR_FORMER_BRACKETS;
}

static enum err
check_latin(const char *text)
{
	return takes(PERSON_LATIN, text) ? ERR_NONE : ERR_FIELD_LATIN;
}

/* What most people don't have. */
static const struct field other_names[] = {
	{ .key = "former-name", .label = "旧氏", .max = NAME_MAX_CHARS, .check = check_former },
	{ .key = "former-kana", .label = "旧氏カナ", .type = FIELD_KANA, .max = NAME_MAX_CHARS },
	{ .key = "alias", .label = "通称", .max = NAME_MAX_CHARS },
	{ .key = "latin-name", .label = "英字氏名", .max = NAME_MAX_CHARS, .check = check_latin },
};

static const struct { const char *title; const struct field *fields; size_t count; } forms[FORM_COUNT] = {
	[FORM_APPLICATION] = { "申請者", application, sizeof(application) / sizeof(*application) },
	[FORM_PROXY] = { "代理人", proxy, sizeof(proxy) / sizeof(*proxy) },
	[FORM_REPLY] = { "回答書", reply, sizeof(reply) / sizeof(*reply) },
	[FORM_REPLY_CHECK] = { "回答書の確認", reply_check, sizeof(reply_check) / sizeof(*reply_check) },
	[FORM_KEPT] = { "預かり", kept, sizeof(kept) / sizeof(*kept) },
	[FORM_MAIL_SLIP] = { "発送", mail_slip, sizeof(mail_slip) / sizeof(*mail_slip) },
	[FORM_OTHER_NAMES] = { "ほかの氏名", other_names, sizeof(other_names) / sizeof(*other_names) },
};

const char *
form_title(enum form f)
{
	return forms[f].title;
}

size_t
form_fields(enum form f)
{
	return forms[f].count;
}

const struct field *
form_field(enum form f, size_t i)
{
	return i < forms[f].count ? &forms[f].fields[i] : NULL;
}
