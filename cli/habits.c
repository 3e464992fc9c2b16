/* The questions of profile new, one habit each, and what an answer writes. Source: sources(7), section 7. */
#include "cli/habits.h"

#include <stddef.h>

#define PHOTO "title = 官公署発行の顔写真付きの書類\nshows = name+birth | name+address\n"
#define PHOTO_LIST "driving-licence =\ndriving-record =\npassport =\ndisability-physical =\ndisability-mental =\n" \
	"disability-intellectual =\nresidence-card =\nspecial-resident =\nmy-number-card =\n"
#define PROXY_ALL "procedure in issue, renew, unlock"
#define REPLY_ALL "reply, reply-expired, reply-complete, pin-concealed, "

const struct habit habits[] = {
	{ .key = "name", .title = "市区町村の名前", .kind = HABIT_TEXT,
	    .why = "印刷物と画面に出ます。例: 例市",
	    .choices = { { .parts = { { "municipality", "name = %s\n" } } } } },
	{ .key = "source", .title = "よりどころの案内の題名", .kind = HABIT_TEXT,
	    .why = "どの規則にも「題名「この質問」」と出どころを書きます。例: 例市「電子証明書の手続」(令和8年4月)",
	    .choices = { { .parts = { { "municipality", "source = %s\n" } } } } },
	{ .key = "code", .title = "全国地方公共団体コード(6桁)", .kind = HABIT_CODE, .usual = "",
	    .why = "なくてもかまいません。例: 141305",
	    .choices = { { .parts = { { "municipality", "code = %s\n" } } } } },
	{ .key = "telephone", .title = "問い合わせ先の電話番号", .kind = HABIT_TEXT, .usual = "",
	    .why = "照会書などの印刷物に出ます。なければ空のままにします",
	    .choices = { { .parts = { { "office", "name = 電子証明書の担当\ntelephone = %s\n@" } } } } },

	{ .key = "holder-paper", .title = "暗証番号の再設定で、カードのほかに要る本人の書類", .usual = "a-or-b",
	    .why = "本人が暗証番号を忘れたときに、カードのほかに何を見せてもらうかです",
	    .choices = {
		{ "a-or-b", "AかB 1点", { { 0 } }, { { 0 } } },
		{ "a", "A 1点", {
			{ "need unlock-identity", "code = identity\nwho = applicant\ndocuments = A\n"
			    "text = マイナンバーカードのほかに本人確認書類A 1点\n@" },
			{ "need pin-lost-identity", "code = identity\nwho = applicant\ndocuments = A\nwhen = pin-lost\n"
			    "text = 暗証番号が分からないため、マイナンバーカードのほかに本人確認書類A 1点\n@" },
			{ "need change-pin-identity", "code = identity\nwho = applicant\ndocuments = A\n"
			    "when = old-pin-lost\n"
			    "text = 今の暗証番号が分からないため、マイナンバーカードのほかに本人確認書類A 1点\n"
			    "@" } }, { { 0 } } },
		{ "none", "いらない(口頭で確かめる)", {
			{ "rule self", "when = in-person and issuing\noutcome = proceed\nneeds = card\n"
			    "text = 本人の発行・更新は、マイナンバーカードで今日できます\n@" },
			{ "rule self-unlock", "when = in-person and procedure = unlock\noutcome = proceed\n"
			    "needs = card\n"
			    "text = 本人の暗証番号の再設定は今日できます\n@" } }, { { 0 } } } } },

	{ .key = "curators", .title = "保佐人・補助人・任意後見人", .usual = "yes",
	    .why = "代理行為の範囲が分かる書類があれば法定代理人として受け付けるか、担当に確かめるかです",
	    .choices = {
		{ "yes", "書類があれば受け付ける", { { 0 } }, { { 0 } } },
		{ "ask", "担当に確かめる", { { "rule curators",
		    "when = guardianship in curator, assistant, voluntary and "
			"visitor in guardian, self+guardian\noutcome = consult\n"
			    "text = 保佐・補助・任意後見の方は担当に確かめてください\n@" } },
			{ { 0 } } } } },
	{ .key = "guardian", .title = "法定代理人だけが来たとき", .usual = "alone",
	    .why = "15歳未満の方の親や、成年後見人などが、本人を連れずに来たときです",
	    .choices = {
		{ "alone", "手続できる", { { 0 } }, { { 0 } } },
		{ "with-holder", "本人も来てもらう", {
			{ "refuse guardian-alone", "code = visitor-not-allowed\n"
			    "when = visitor = guardian and represented and "
			    PROXY_ALL "\ntext = 本人とお越しください\n@" } }, { { 0 } } },
		{ "letter", "本人に照会書を送る", {
			{ "rule guardian-letter", "when = visitor = guardian and represented and " PROXY_ALL
			    " and visit = 1\noutcome = inquiry\nvisits = 2\nneeds = card, guardian-identity-a\n"
			    "text = 法定代理人だけのときは、本人あてに照会書を送ります\n@" },
			{ "rule guardian-reply-unlock", "when = visitor = guardian and represented and "
			    "(procedure = unlock or (issuing and pin-lost)) and visit = 2\n"
			    "outcome = proceed\nvisits = 2\nneeds = card, " REPLY_ALL
			    "applicant-identity, guardian-two, parent-authority, ward-authority, acts-authority\n"
			    "text = 回答書がそろえば、法定代理人による暗証番号の再設定ができます\n@" },
			{ "rule guardian-reply", "when = visitor = guardian and represented and issuing and visit = 2\n"
			    "outcome = proceed\nvisits = 2\nneeds = card, " REPLY_ALL
			    "guardian-identity-a, parent-authority, ward-authority, acts-authority\n"
			    "text = 回答書がそろえば、法定代理人の手続ができます\n@" } }, { { 0 } } } } },
	{ .key = "guardian-paper", .title = "法定代理人の本人確認書類", .usual = "a",
	    .why = "暗証番号の再設定では、これより多く要ることがあります(全国の標準は2点)",
	    .choices = {
		{ "a", "A 1点", { { 0 } }, { { 0 } } },
		{ "two", "A 1点ともう1点", { { "need guardian-identity-a",
			"code = identity\nwho = guardian\ndocuments = A+B | A+A\n"
			    "text = 法定代理人の本人確認書類 A 1点ともう1点\n@" } },
			{ { 0 } } },
		{ "a-or-bb", "A 1点かB 2点", { { "need guardian-identity-a",
			"code = identity\nwho = guardian\ndocuments = A | B+B\n"
			    "text = 法定代理人の本人確認書類 A 1点かB 2点\n@" } },
			{ { 0 } } },
		{ "photo", "官公署発行の顔写真付きのもの 1点", {
			{ "class photo", PHOTO }, { "documents photo", PHOTO_LIST },
			{ "need guardian-identity-a", "code = identity\nwho = guardian\ndocuments = photo\n"
			    "text = 法定代理人の官公署発行の顔写真付きの書類 1点\n@" } }, { { 0 } } } } },
	{ .key = "register", .title = "戸籍謄本がなくてもよいとき", .usual = "all",
	    .why = "親権者であることを、戸籍謄本のほかで確かめられるときです",
	    .choices = {
		{ "all", "本籍がここ、同一世帯、記録で分かる", { { 0 } }, { { 0 } } },
		{ "here", "本籍がここにあるときだけ", { { "define",
			"authority-known = guardianship = parent and honseki-here = yes\n" } }, { { 0 } } },
		{ "household", "同一世帯のときだけ", { { "define",
			"authority-known = guardianship = parent and same-household = yes\n" } }, { { 0 } } },
		{ "record", "市区町村の記録で分かるときだけ", { { "define",
			"authority-known = guardianship = parent and authority-on-record = yes\n" } }, { { 0 } } },
		{ "pledge", "同一世帯で、誓約書があるときだけ", { { "define",
			"authority-known = guardianship = parent and same-household = yes and pledge = yes\n" } },
			    { { 0 } } },
		{ "never", "いつも要る", { { "define", "authority-known = never\n" } }, { { 0 } } } } },
	{ .key = "register-months", .title = "戸籍謄本は発行から何か月まで", .kind = HABIT_NUMBER, .usual = "0",
	    .most = 12,
	    .why = "0 は、いつのものでもよいということです",
	    .choices = { { .parts = { { "document family-register", "max-age-months = %s\n@" } } } } },

	{ .key = "proxy", .title = "任意代理人になれる人", .usual = "anyone",
	    .why = "法定代理人でも同一世帯員でもない人です",
	    .choices = {
		{ "anyone", "だれでも", { { 0 } }, { { 0 } } },
		{ "reason", "本人が病気などで来られないときだけ", { { "refuse proxy-reason",
		    "code = proxy-not-allowed\n"
			"when = visitor = proxy and " PROXY_ALL " and proxy-reason in work, study, other\n"
			"text = 本人が入院などで来られないときだけ、代理人の手続ができます\n@" } }, { { 0 } } },
		{ "adults", "15歳未満の方・成年被後見人のほかの方の代理人", { { "refuse proxy-for-represented",
			"code = proxy-not-allowed\nwhen = by-proxy and " PROXY_ALL " and (minor or ward = yes)\n"
			"text = 15歳未満の方と成年被後見人の方は、法定代理人だけが手続できます\n@" } }, { { 0 } } },
		{ "none", "受け付けない", { { "refuse proxy", "code = proxy-not-allowed\n"
		    "when = by-proxy and " PROXY_ALL "\n"
			"text = 任意代理人の手続は受け付けていません\n@" } }, { { 0 } } } } },
	{ .key = "proxy-care", .title = "本人が介護を受けているために来られないとき", .usual = "alike",
	    .why = "来られない理由に「介護」を加えて、たずねます",
	    .choices = {
		{ "alike", "ほかの理由と変わらない", { { 0 } }, { { 0 } } },
		{ "paper", "介護保険の被保険者証を見る", { { "reason x-care", "text = 介護\nenglish = in care\n"
		    "documents = care-insurance\nsay = 本人の介護保険の被保険者証\n@" } }, { { 0 } } },
		{ "no", "代理人の手続を受け付けない", { { "reason x-care",
		    "text = 介護\nenglish = in care\naccepted = no\n"
		    "say = 介護を受けている方の手続は、窓口にご相談ください\n@" } }, { { 0 } } } } },
	{ .key = "proxy-paper", .title = "任意代理人の本人確認書類(1回目)", .usual = "a",
	    .why = "照会書を申請するときのものです",
	    .choices = {
		{ "a", "A 1点", { { 0 } }, { { 0 } } },
		{ "a-or-b", "AかB 1点", { { "need proxy-first-paper",
			"code = identity\nwho = proxy\ndocuments = A | B\ntext = 代理人の本人確認書類 AかB 1点\n@" } },
			{ { "proxy-first", "proxy-first-paper", "proxy-identity-a" } } },
		{ "a-or-bb", "A 1点かB 2点", { { "need proxy-first-paper",
			"code = identity\nwho = proxy\ndocuments = A | B+B\n"
			    "text = 代理人の本人確認書類 A 1点かB 2点\n@" } },
			{ { "proxy-first", "proxy-first-paper", "proxy-identity-a" } } },
		{ "photo", "官公署発行の顔写真付きのもの 1点", { { "class photo", PHOTO }, { "documents photo",
		    PHOTO_LIST },
			{ "need proxy-first-paper", "code = identity\nwho = proxy\ndocuments = photo\n"
			    "text = 代理人の官公署発行の顔写真付きの書類 1点\n@" } },
			{ { "proxy-first", "proxy-first-paper", "proxy-identity-a" } } },
		{ "none", "いらない(照会書は電話などで申し込む)", { { 0 } },
			{ { "proxy-first", NULL, "proxy-identity-a" }, { "proxy-first", NULL, "card" } } } } },
	{ .key = "proxy-attorney", .title = "1回目に委任状が要るか", .usual = "no",
	    .why = "照会書を申請するときの委任状(または自宅で印刷した申請書の委任の欄)です",
	    .choices = {
		{ "no", "いらない", { { 0 } }, { { 0 } } },
		{ "yes", "要る", { { "need first-attorney", "code = power-of-attorney\nmet = power-of-attorney = yes\n"
			"text = 委任状\n@" } }, { { "proxy-first", "first-attorney", NULL } } } } },
	{ .key = "proxy-second-paper", .title = "任意代理人の本人確認書類(回答書を持って来たとき)", .usual = "a",
	    .why = "2回目の書類です。1回目と同じもの、というところもあります",
	    .choices = {
		{ "a", "A 1点", { { 0 } }, { { 0 } } },
		{ "a-or-b", "AかB 1点", { { "need proxy-second-paper",
			"code = identity\nwho = proxy\ndocuments = A | B\ntext = 代理人の本人確認書類 AかB 1点\n@" } },
			{ { "proxy-second", "proxy-second-paper", "proxy-identity-a" },
			{ "proxy-second-unlock", "proxy-second-paper", "proxy-identity-a" } } },
		{ "two", "A 1点ともう1点", { { "need proxy-second-paper",
			"code = identity\nwho = proxy\ndocuments = A+B | A+A\n"
			    "text = 代理人の本人確認書類 A 1点ともう1点\n@" } },
			{ { "proxy-second", "proxy-second-paper", "proxy-identity-a" },
			{ "proxy-second-unlock", "proxy-second-paper", "proxy-identity-a" } } },
		{ "photo", "官公署発行の顔写真付きのもの 1点", { { "class photo", PHOTO }, { "documents photo",
		    PHOTO_LIST },
			{ "need proxy-second-paper", "code = identity\nwho = proxy\ndocuments = photo\n"
			    "text = 代理人の官公署発行の顔写真付きの書類 1点\n@" } },
			{ { "proxy-second", "proxy-second-paper", "proxy-identity-a" },
			{ "proxy-second-unlock", "proxy-second-paper", "proxy-identity-a" } } },
		{ "same", "1回目と同じもの", { { "need proxy-second-paper", "code = identity\nwho = proxy\n"
		    "documents = %p\nsame = yes\ntext = 1回目に見せたものと同じ代理人の本人確認書類 %j\n@" } },
			{ { "proxy-second", "proxy-second-paper", "proxy-identity-a" },
			{ "proxy-second-unlock", "proxy-second-paper", "proxy-identity-a" } } },
		{ "none", "いらない", { { 0 } }, { { "proxy-second", NULL, "proxy-identity-a" },
			{ "proxy-second-unlock", NULL, "proxy-identity-a" } } } } },
	{ .key = "holder-second", .title = "回答書を持って来たときの、本人のもう1点の書類", .usual = "unlock",
	    .why = "カードのほかに、本人の書類も代理人に持って来てもらうかです",
	    .choices = {
		{ "unlock", "暗証番号の再設定のときだけ", { { 0 } }, { { 0 } } },
		{ "always", "いつも要る", { { 0 } }, { { "proxy-second", "applicant-identity", NULL } } } } },
	{ .key = "revocation", .title = "有効な証明書の失効の委任も要るか", .usual = "no",
	    .why = "有効な証明書があるまま新しいものを発行するとき、失効の代理人選任届も求めるところがあります",
	    .choices = {
		{ "no", "回答書の委任状でよい", { { 0 } }, { { 0 } } },
		{ "yes", "要る", { { "need revocation-consent", "met = revocation-consent = yes\n"
		    "when = replaces-valid\n"
			"text = 失効の手続の委任(代理人選任届)\n@" } }, { { "proxy-second", "revocation-consent",
			    NULL } } } } },
	{ .key = "household", .title = "同一世帯員が来たとき", .usual = "proxy",
	    .why = "転入・転居届と同じ日なら1回の来庁で発行する、というところもあります",
	    .choices = {
		{ "proxy", "任意代理人と同じ", { { 0 } }, { { 0 } } },
		{ "moving", "転入・転居届と同じ日の発行は1回で", { { "rule household-moving",
			"when = visitor = household and procedure = issue and trigger in moving-in, moving-within "
			    "and visit = 1 and "
			"not pin-lost\noutcome = proceed\nneeds = card, proxy-identity-a, power-of-attorney, "
			    "pin-concealed\n"
			"text = 転入・転居届と同じ日の同一世帯員の発行は、今日できます\n@" } }, { { 0 } } } } },
	{ .key = "enclosed", .title = "有効期限通知書に同封の回答書による、代理人の1回での更新", .usual = "yes",
	    .why = "回答書が期限内で、暗証番号が分かるときのことです",
	    .choices = {
		{ "yes", "できる(証明書の期限が切れたあとは除く)", { { 0 } }, { { 0 } } },
		{ "expired-too", "できる(証明書の期限が切れたあとも)", { { "define",
		    "enclosed-one-visit = procedure = renew and "
			"reply = enclosed and today <= reply-expires and not pin-lost\n" } }, { { 0 } } },
		{ "current-face", "できる(券面が古いままのときは除く)", { { "define",
		    "enclosed-one-visit = procedure = renew and "
			"reply = enclosed and today <= reply-expires and not pin-lost and not cert-expired and "
			    "card-face = current\n" } },
			{ { 0 } } },
		{ "no", "できない(照会書を送る)", { { "define", "enclosed-one-visit = never\n" } },
			{ { "proxy-enclosed", NULL, NULL } } } } },
	{ .key = "notice", .title = "代理人の更新に有効期限通知書が要るか", .usual = "no",
	    .why = "届いていない方には求めません",
	    .choices = {
		{ "no", "いらない", { { 0 } }, { { 0 } } },
		{ "yes", "届いていれば要る", { { "need notice", "met = notice in brought, none\n"
		    "when = procedure = renew\n"
			"text = 有効期限通知書\n@" } }, { { "proxy-enclosed", "notice", NULL }, { "proxy-second",
			    "notice", NULL } } } } },

	{ .key = "form", .title = "照会書の名前", .kind = HABIT_TEXT, .usual = "照会書兼回答書",
	    .why = "例: 照会兼回答書、回答書兼委任状",
	    .choices = { { .parts = { { "inquiry", "form = %s\n" } } } } },
	{ .key = "mail", .title = "照会書の送り方", .kind = HABIT_TEXT, .usual = "転送不要の簡易書留",
	    .why = "郵便の種類です",
	    .choices = { { .parts = { { "inquiry", "mail = %s\n" } } } } },
	{ .key = "conceal", .title = "回答書の暗証番号の隠し方", .usual = "either",
	    .why = "どちらで隠してあれば受け付けるかです",
	    .choices = {
		{ "either", "目隠しシールか封筒", { { 0 } }, { { 0 } } },
		{ "sticker", "目隠しシール", { { "inquiry", "conceal = sticker\n" }, { "need pin-concealed",
			"met = concealed = sticker\ntext = 暗証番号を目隠しシールで隠すこと\n@" } }, { { 0 } } },
		{ "envelope", "封をした封筒", { { "inquiry", "conceal = envelope\n" }, { "need pin-concealed",
			"met = concealed = envelope\ntext = 回答書を封筒に入れて封をすること\n@" } }, { { 0 } } } } },
	{ .key = "signed", .title = "回答書への署名と押印", .usual = "signature",
	    .why = "用紙に印刷します",
	    .choices = {
		{ "signature", "署名", { { 0 } }, { { 0 } } },
		{ "seal", "押印", { { "inquiry", "signed = seal\n" } }, { { 0 } } },
		{ "both", "署名と押印", { { "inquiry", "signed = signature, seal\n" } }, { { 0 } } } } },
	{ .key = "life", .title = "照会書の回答の期限", .usual = "none",
	    .why = "日数は、照会を申請した日の翌日から数えます",
	    .choices = {
		{ "none", "なし", { { 0 } }, { { 0 } } },
		{ "30-days", "30日", { { "inquiry", "life = 30 days\n" } }, { { 0 } } },
		{ "60-days", "60日", { { "inquiry", "life = 60 days\n" } }, { { 0 } } },
		{ "3-months", "3か月", { { "inquiry", "life = 3 months\n" } }, { { 0 } } },
		{ "certificate", "電子証明書の有効期限まで", {
			{ "inquiry", "life = certificate\n" },
			/* who has none yet has no day of it */
			{ "letter new", "when = procedure = issue\nlife = form\n@" } }, { { 0 } } },
		{ "form", "用紙に書いた日まで", { { "inquiry", "life = form\n" } }, { { 0 } } } } },

	{ .key = "opens", .title = "更新を受け付ける最初の日", .usual = "day-after",
	    .why = "有効期限が8月1日のとき、5月2日からか、5月1日からか",
	    .choices = {
		{ "day-after", "3か月前の翌日", { { 0 } }, { { 0 } } },
		{ "same-day", "3か月前の日", { { "validity", "renewal-opens = same-day\n" },
			{ "refuse sign-window-not-open", "code = window-not-open\ncertificate = sign\n"
			    "when = procedure = renew and not stay-changed and early sign\n"
			    "text = 署名用電子証明書の更新は、有効期限の3か月前からです\n@" },
			{ "refuse auth-window-not-open", "code = window-not-open\ncertificate = auth\n"
			    "when = procedure = renew and not stay-changed and early auth\n"
			    "text = 利用者証明用電子証明書の更新は、有効期限の3か月前からです\n@" } }, { { 0 } } } } },
	{ .key = "face", .title = "券面が古いままのカードでの発行・更新", .usual = "yes",
	    .why = "住所や氏名の変更がカードに書かれていないときです",
	    .choices = {
		{ "yes", "できる", { { 0 } }, { { 0 } } },
		{ "no", "先に券面の変更が要る", { { "refuse card-face-outdated",
		    "when = issuing and card-face = outdated\n"
			"text = 先に券面の記載の変更をしてください\n@" } }, { { 0 } } } } },
	{ .key = "juki-pin", .title = "住民基本台帳用の暗証番号も確かめるか", .usual = "no",
	    .why = "発行・更新のときに、4桁の暗証番号をもう一つ確かめるところもあります",
	    .choices = {
		{ "no", "いいえ", { { 0 } }, { { 0 } } },
		{ "yes", "はい", { { "action juki-pin", "do = verify-pin:juki\nwhen = issuing\n@" } }, { { 0 } } } } },
	{ .key = "copies", .title = "本人確認書類を写すか", .usual = "no",
	    .why = "写しを取って保管するところもあります",
	    .choices = {
		{ "no", "いいえ", { { 0 } }, { { 0 } } },
		{ "yes", "はい", { { "action copies", "do = copy-documents\non = proceed, inquiry, keep\n@" } },
		    { { 0 } } } } },
	{ .key = "keep", .title = "全国のシステムが混み合うときの預かり", .usual = "no",
	    .why = "同意を得て、カードと封をした暗証番号を預かり、あとで手続するところもあります",
	    .choices = {
		{ "no", "しない", { { 0 } }, { { 0 } } },
		{ "yes", "同意があれば預かる", { { "instead keep", "of = proceed\n"
		    "when = issuing and system in congested, down and "
			"keep-consent = yes\noutcome = keep\ntext = "
			    "カードと暗証番号をお預かりし、後日カードをお送りします\n@" } },
			{ { 0 } } } } },

	{ .key = "fee-reissued", .title = "カードの有料の再交付に伴う発行の手数料(円)", .kind = HABIT_NUMBER,
	    .usual = "200",
	    .most = 9999, .why = "カードそのものの再交付の分も窓口で受け取るなら、合わせた額です",
	    .choices = { { .parts = { { "fee card-reissued", "when = procedure = issue and reason = "
	    "card-reissued\nyen = %s\n"
		"text = カードの有料の再交付に伴う発行は%s円です\n@" } } } } },
	{ .key = "fee", .title = "2回目からの発行の手数料(円)", .kind = HABIT_NUMBER, .usual = "0", .most = 9999,
	    .why = "初めての発行(15歳になった方も)、期限による更新、在留期間に合わせる延長は無料のままにします",
	    .choices = { { .parts = { { "fee again", "when = procedure = issue and reason in moved, renamed, "
	    "former-name, suspension-lifted, holder-request\n"
	    "yen = %s\ntext = 2回目からの発行は%s円です\n@" } } } } },
	{ .key = "hours-after", .title = "更新のあと使えるようになるまでの時間", .kind = HABIT_NUMBER, .usual = "0",
	    .most = 72,
	    .why = "案内に「48時間」などとあれば、その数です。0 は伝えません",
	    .choices = { { .parts = { { "tell 48-hours", "when = procedure = renew\n"
		"text = サービスによって、更新から%s時間はカードを使えないことがあります\n@" } } } } },
	{ .key = NULL },
};

const struct habit_papers habit_first_papers[] = {
	{ "a", "A" }, { "a-or-b", "A | B" }, { "a-or-bb", "A | B+B" }, { "photo", "photo" }, { .code = NULL },
};

/* Source: madoguchi-profile(5), CHECKING: what is proved there. */
const struct habit_departure habit_departures[] = {
	{ "identity", { { "holder-paper", "none" } } },
	{ "proxy-identity", { { "proxy-paper", "a-or-b none" }, { "proxy-second-paper", "a-or-b none same" } } },
	{ .promise = NULL },
};

const struct habit_clash habit_clashes[] = {
	{ { "proxy-paper", "none" }, { "proxy-second-paper", "same" },
	    "1回目に書類を見ないので、2回目に同じものは見られません" },
	{ .why = NULL },
};

const struct habit habit_counter[] = {
	{ .key = "counter", .title = "窓口の名前(なければ空のまま)", .kind = HABIT_TEXT, .usual = "",
	    .why = "いくつも名前があれば「市民課 | 市役所1階」のように | で分けます。空のままで終わりです",
	    .choices = { { .parts = { { "counter", "label = %s\n" } } } } },
	{ .key = "hours", .title = "受付時間", .kind = HABIT_TEXT, .usual = "",
	    .why = "例: weekday 8:30-17:15 lunch 12:00-13:00 last 16:45, sat 9:00-12:00。空なら時間は確かめません",
	    .choices = { { .parts = { { "counter", "hours = %s\n" } } } } },
	{ .key = "closed", .title = "休みの日", .kind = HABIT_TEXT, .usual = "12-29..01-03",
	    .why = "例: 12-29..01-03, 3rd-sat+1",
	    .choices = { { .parts = { { "counter", "closed = %s\n" } } } } },
	{ .key = "serves", .title = "だれを受け付けるか", .usual = "all",
	    .why = "本人だけを受け付ける出張所や郵便局もあります",
	    .choices = {
		{ "all", "みな", { { 0 } }, { { 0 } } },
		{ "self", "本人だけ", { { "counter", "serves = visitor = self\n" } }, { { 0 } } },
		{ "home", "この区に住む方だけ", { { "counter", "serves = home-counter = yes\n" } }, { { 0 } } } } },
	{ .key = "booked", .title = "予約", .usual = "no",
	    .why = "予約のない方を受け付けないかどうかです",
	    .choices = {
		{ "no", "いらない", { { 0 } }, { { 0 } } },
		{ "yes", "要る", { { "counter", "booked = always\n" } }, { { 0 } } } } },
	{ .key = NULL },
};
