/* The words of every failure, in Japanese and in English. */
#include "base/err.h"

#include <stddef.h>

struct words {
	const char *name;
	int exit_status;
	const char *ja_what, *ja_next;
	const char *en_what, *en_next;
};

static const struct words words[] = {
	[ERR_NONE] = { "none", 0, "異常はありません", "そのまま進めてください",
	    "Nothing is wrong", "Go on" },

	[ERR_MEMORY] = { "memory", 1, "端末のメモリが足りません", "ほかのプログラムを閉じて、もう一度始めてください",
	    "The machine is out of memory", "Close other programs and start again" },
	[ERR_IO] = { "io", 1, "ファイルの読み書きができません", "ディスクと権限を管理者に確かめてもらってください",
	    "A file could not be read or written", "Have the administrator check the disk and the permissions" },
	[ERR_DISK_FULL] = { "disk-full", 1, "ディスクがいっぱいで記録できません", "空きを作ってから、もう一度行ってください",
	    "The disk is full, nothing can be recorded", "Free some space, then try again" },
	[ERR_FILE_EXISTS] = { "file-exists", 2, "その名前のファイルがもうあります", "別の名前にしてください",
	    "There is a file of that name already", "Choose another name" },
	[ERR_CRYPTO] = { "crypto", 1, "暗号の計算ができませんでした", "もう一度行い、続くときは管理者に知らせてください",
	    "A cryptographic operation failed", "Try again; if it goes on, tell the administrator" },
	[ERR_INTERRUPTED] = { "interrupted", 1, "処理を中断しました", "途中の処理から続けてください",
	    "The work was interrupted", "Go on from the half-done work" },

	[ERR_USAGE] = { "usage", 2, "使い方が違います", "--help で使い方を確かめてください",
	    "That is not how it is used", "See --help" },
	[ERR_DATA] = { "data", 2, "読み取れない内容です", "内容を直して、もう一度入力してください",
	    "The data can't be read", "Correct it and enter it again" },
	[ERR_TOO_LONG] = { "too-long", 2, "長すぎます", "短くして、もう一度入力してください",
	    "It is too long", "Shorten it and enter it again" },
	[ERR_UTF8] = { "utf8", 2, "文字コードが UTF-8 ではありません", "UTF-8 に直して、もう一度入力してください",
	    "The text is not UTF-8", "Convert it to UTF-8 and enter it again" },
	[ERR_CHARACTER] = { "character", 2, "使えない文字があります", "制御文字や目に見えない文字を消して、もう一度入力してください",
	    "There is a character that can't be taken", "Delete control characters and invisible ones, and enter it again" },
	[ERR_DATE] = { "date", 2, "日付として読み取れません", "令和8年11月22日、R8.11.22、2026-11-22 のように入力してください",
	    "That is not a date", "Write it as 2026-11-22 or R8.11.22" },
	[ERR_FACT] = { "fact", 2, "知らない項目か、使えない値です", "使える項目と値を確かめてください",
	    "Unknown fact or value", "See which facts and values are allowed" },
	[ERR_CASE_NUMBER] = { "case-number", 2, "受付番号の形が違うか、検査数字が合いません", "番号をもう一度読み取ってください",
	    "The case number is malformed or its check digit is wrong", "Read the number again" },
	[ERR_FIELD_EMPTY] = { "field-empty", 2, "必要な欄が空です", "入力してください",
	    "A field that is needed is empty", "Fill it in" },
	[ERR_FIELD_KANA] = { "field-kana", 2, "かなではない文字があります", "ひらがなかカタカナで入力してください",
	    "There are characters that aren't kana", "Write it in hiragana or katakana" },
	[ERR_FIELD_POSTCODE] = { "field-postcode", 2, "郵便番号ではありません", "7桁の数字で入力してください",
	    "That is not a postcode", "Write its seven digits" },
	[ERR_MAIL_NUMBER] = { "mail-number", 2, "書留の引受番号がないか、11桁か12桁の数字ではありません", "郵便局の控えの番号を入力してください",
	    "The registered letter's number is lacking or isn't 11 or 12 digits", "Enter the number on the post office's receipt" },

	[ERR_CONFIG] = { "config", 3, "設定ファイルに誤りがあります", "示された行を管理者に直してもらってください",
	    "The configuration has a fault", "Have the administrator mend the line named" },
	[ERR_TRACE] = { "trace", 2, "カードとのやりとりを記録するファイルに書けません", "自分だけが書けるふつうのファイルを --trace に指定してください",
	    "The file for the trace can't be written", "Name a plain file that you can write with --trace" },
	[ERR_PROFILE] = { "profile", 3, "自治体の規則ファイルに誤りがあります", "示された行を管理者に直してもらってください",
	    "The municipality's profile has a fault", "Have the administrator mend the line named" },
	[ERR_ROLES_FILE] = { "roles-file", 3, "職員の権限を書いた設定ファイルが信用できません",
	    "root か管理者の持ち物にし、ほかの人が書けないようにしてもらってください(chmod go-w)",
	    "The configuration that grants roles can't be trusted",
	    "Have it owned by root or an administrator, and writable by nobody else (chmod go-w)" },
	[ERR_MODE_MIXED] = { "mode-mixed", 3, "練習用と本番用が混ざっています", "練習は --training を付けて、練習用の記録で行ってください",
	    "Practice and work are mixed", "Use --training with the practice store only" },
	[ERR_NOT_TRAINING] = { "not-training", 2, "これは練習のときだけ使えます", "--training を付けて始めてください",
	    "This is for practice only", "Start with --training" },

	[ERR_READER_NONE] = { "reader-none", 4, "カードリーダーがつながっていません", "リーダーのケーブルを確かめてください",
	    "No card reader is connected", "Check the reader's cable" },
	[ERR_READER_UNKNOWN] = { "reader-unknown", 4, "指定した名前のカードリーダーがありません", "つながっているリーダーから選んでください",
	    "There is no card reader of that name", "Choose one of those that are connected" },
	[ERR_READER_BUSY] = { "reader-busy", 4, "カードリーダーをほかのプログラムが使っています", "そのプログラムを閉じてから、もう一度行ってください",
	    "Another program uses the card reader", "Close it, then try again" },
	[ERR_READER_GONE] = { "reader-gone", 4, "カードリーダーが外されました", "つなぎ直してください。戻ればすぐ続けます",
	    "The card reader was unplugged", "Plug it in again; work goes on when it is back" },
	[ERR_PCSC_DOWN] = { "pcsc-down", 4, "カードリーダーの仕組み(pcscd)が動いていません", "管理者に pcscd を動かしてもらってください。動けばすぐ続けます",
	    "The smart card service (pcscd) is not running", "Have the administrator start pcscd; work goes on when it runs" },
	[ERR_PCSC_SILENT] = { "pcsc-silent", 4, "カードリーダーの仕組み(pcscd)が応答しません", "管理者に pcscd を起動し直してもらってください",
	    "The smart card service (pcscd) does not answer", "Have the administrator restart pcscd" },
	[ERR_PCSC_DENIED] = { "pcsc-denied", 4, "この利用者はカードリーダーを使うことを許可されていません",
	    "管理者に、polkit の規則で pcscd とカードの使用を許可してもらってください",
	    "This account is not allowed to use the card reader",
	    "Have the administrator allow it pcscd and its cards by a polkit rule" },
	[ERR_CARD_NONE] = { "card-none", 4, "カードが置かれていません", "カードをリーダーに置いてください",
	    "There is no card on the reader", "Put the card on the reader" },
	[ERR_CARD_REMOVED] = { "card-removed", 4, "処理の途中でカードが離れました", "同じカードを置き直し、途中の処理から続けてください",
	    "The card was removed while it was being worked on", "Put the same card back and go on from the half-done work" },
	[ERR_CARD_SILENT] = { "card-silent", 4, "カードが応答しません", "カードを置き直してください。続くときは、別のカードでリーダーの故障か確かめてください",
	    "The card does not answer", "Put the card on again; if it goes on, see with another card whether it is the reader" },

	[ERR_CARD_FOREIGN] = { "card-foreign", 5, "マイナンバーカードではありません", "マイナンバーカードを置いてください",
	    "This is not a My Number Card", "Put a My Number Card on the reader" },
	[ERR_CARD_DAMAGED] = { "card-damaged", 5, "カードのICチップが壊れています", "電子証明書の手続はできません。カードの再交付を案内してください",
	    "The card's chip is damaged", "Nothing can be done with it: explain how to have the card re-issued" },
	[ERR_CARD_ANSWER] = { "card-answer", 5, "カードの応答が正しくありません", "カードを置き直してください。続くときは管理者に知らせてください",
	    "The card's answer makes no sense", "Put the card on again; if it goes on, tell the administrator" },
	[ERR_CARD_STATUS] = { "card-status", 5, "カードが処理を断りました", "カードを置き直してください。続くときは管理者に知らせてください",
	    "The card refused the command", "Put the card on again; if it goes on, tell the administrator" },
	[ERR_CARD_OTHER] = { "card-other", 5, "この受付のカードではありません", "はじめに置いたカードを置いてください",
	    "This is not the card of this case", "Put the card on that the case began with" },
	[ERR_CARD_NO_FILE] = { "card-no-file", 5, "その証明書はカードに入っていません", "発行の手続になります",
	    "The card holds no such certificate", "It has to be issued" },
	[ERR_CARD_NEEDS_PIN] = { "card-needs-pin", 5, "暗証番号を確かめるまで読めません", "先に暗証番号を入力してもらってください",
	    "It can't be read before the PIN has been verified", "Have the PIN entered first" },
	[ERR_CARD_NOT_TRAINING] = { "card-not-training", 5, "本物のカードへの書込みはまだできません",
	    "書込みの仕様が公開されていないため、統合端末で行ってください",
	    "Writing to a real card is not possible yet", "Its specification is not public: use the authority's own terminal" },
	[ERR_CARD_NOT_PRACTICE] = { "card-not-practice", 5, "練習用のカードではありません。暗証番号は送らず、何も変えていません",
	    "練習では練習用のカードを置いてください。本物のカードは本番(--training なし)で扱います",
	    "This is no practice card: no PIN was sent to it and nothing was changed",
	    "Put a practice card on; a real card is for work, without --training" },
	[ERR_CARD_READ_BACK] = { "card-read-back", 5, "書き込んだ内容がカードから正しく読み返せません", "途中の処理からやり直してください",
	    "What was written can't be read back from the card", "Do it again from the half-done work" },
	[ERR_CHANNEL] = { "channel", 5, "カードとの保護された通信が壊れました", "カードを置き直し、途中の処理から続けてください",
	    "The protected channel to the card broke", "Put the card on again and go on from the half-done work" },
	[ERR_CHANNEL_KEYS] = { "channel-keys", 3, "カードに書き込むための鍵がないか、このカードの鍵と違います",
	    "管理者に、設定 card-keys の鍵がこのカードのものか確かめてもらってください",
	    "There are no keys for writing to cards, or this card has others",
	    "Have the administrator check that the keys of card-keys are this card's" },
	[ERR_KEY_FILE] = { "key-file", 3, "カードに書き込むための鍵のファイルが使えません",
	    "管理者に card-keys のファイルの場所、持ち主、権限(0600)を確かめてもらってください",
	    "The file of the keys for writing to cards can't be used",
	    "Have the administrator check the place, owner and mode (0600) of the file that card-keys names" },
	[ERR_KEY_FORMAT] = { "key-format", 3, "カードに書き込むための鍵のファイルが読み取れません",
	    "管理者に card-keys のファイルの中身(enc、mac、dek)を確かめてもらってください",
	    "The file of the keys for writing to cards can't be read",
	    "Have the administrator check what stands in it: enc, mac and dek" },
	[ERR_KEYS_PUBLISHED] = { "keys-published", 3, "カードに書き込むための鍵が、だれでも知っている見本の鍵です",
	    "管理者に本番用の鍵を入れてもらってください。見本の鍵は練習でだけ使えます",
	    "The keys for writing to cards are ones that everybody knows",
	    "Have the administrator put in keys of your own: published ones are for practice only" },
	[ERR_CARD_REPLAY] = { "card-replay", 5, "カードの通し番号が、前に見たものより進んでいません",
	    "カードを置き直してください。続くときは複製のおそれがあるため、使わずに管理者に知らせてください",
	    "The card's sequence counter is not above the one seen before",
	    "Put the card on again; if it goes on it may be a copy: don't use it, tell the administrator" },
	[ERR_HOLDER_OTHER] = { "holder-other", 5, "カードの氏名、生年月日か性別が、受付の人と違います",
	    "ほかの人のカードなら返してください。受付の記載が違うときは、直してからやり直してください",
	    "The card's name, birth date or sex is not that of the case's person",
	    "Hand back a card of somebody else; where the case is wrong, correct it and begin again" },
	[ERR_HOLDER_UNKNOWN] = { "holder-unknown", 2, "だれのカードのはずか、受付に書かれていません",
	    "本人の氏名と生年月日を案件に入れてから、やり直してください",
	    "The case doesn't say whose card it has to be",
	    "Put the holder's name and birth date into the case, then begin again" },
	[ERR_HOLDER_UNCONFIRMED] = { "holder-unconfirmed", 2, "カードが本人のものかの確認が済んでいません",
	    "氏名と生年月日をカードと比べ、確認の操作(--confirmed)をしてください",
	    "Nobody has confirmed yet whose card it is", "Compare name and birth date with the card, then confirm (--confirmed)" },

	[ERR_PIN_FORMAT] = { "pin-format", 2, "暗証番号の形が違います。カードには送っていません", "決まった桁数と文字で、もう一度入力してもらってください",
	    "The PIN's format is wrong; it was not sent to the card", "Have it entered again in the format shown" },
	[ERR_PIN_FULL_WIDTH] = { "pin-full-width", 2, "全角の文字が入っています。カードには送っていません", "半角で、もう一度入力してもらってください",
	    "It has full-width characters; it was not sent to the card", "Have it entered again in half-width characters" },
	[ERR_PIN_WRONG] = { "pin-wrong", 5, "暗証番号が違います", "残り回数を見て、もう一度入力するか、再設定の手続にしてください",
	    "The PIN is wrong", "Mind the tries left: enter it again, or have it set anew" },
	[ERR_PIN_LOCKED] = { "pin-locked", 5, "暗証番号がロックされています", "暗証番号の再設定の手続になります",
	    "The PIN is locked", "It has to be set anew" },
	[ERR_PIN_DIFFERS] = { "pin-differs", 5, "この暗証番号は、カードの中の2か所で違っています。どちらも変えていません",
	    "再設定の手続にすると、2か所とも同じ番号になります",
	    "This PIN stands on the card in two places, and they differ; neither was changed",
	    "Have it set anew: then both are the same" },
	[ERR_PIN_LAST_TRY] = { "pin-last-try", 5, "あと1回まちがえるとロックされます。カードには送っていません", "確かなときだけ、もう一度確認の操作をしてください",
	    "One more wrong entry locks it; it was not sent to the card", "Confirm once more only if it is certain" },
	[ERR_PIN_MISMATCH] = { "pin-mismatch", 2, "2回の入力が合いません", "もう一度、2回とも入力してもらってください",
	    "The two entries differ", "Have both entered again" },
	[ERR_PIN_SOURCE] = { "pin-source", 2, "暗証番号はファイルから受け取りません", "パイプ、ソケットか端末から渡してください",
	    "A PIN is not taken from a file", "Hand it over by a pipe, a socket or a terminal" },
	[ERR_PIN_MISSING] = { "pin-missing", 2, "必要な暗証番号が入力されていません", "示された暗証番号を入力してもらってください",
	    "A PIN that is needed was not entered", "Have the PIN named entered" },
	[ERR_PIN_NONE] = { "pin-none", 5, "このカードにはその暗証番号がありません", "変更や照合はできません。発行か再設定の手続で設定します",
	    "The card has no such PIN", "It can be neither verified nor changed: it is set when a certificate is issued, or anew" },

	[ERR_CA_DOWN] = { "ca-down", 1, "認証局が応答しません", "しばらくして、途中の処理から続けてください",
	    "The certification authority does not answer", "Go on from the half-done work in a while" },
	[ERR_CA_REFUSED] = { "ca-refused", 1, "認証局が発行を断りました", "理由を確かめ、担当課に相談してください",
	    "The certification authority refused", "Look at its reason and ask the section in charge" },
	[ERR_CA_ANSWER] = { "ca-answer", 1, "認証局の応答が正しくありません", "カードには書いていません。管理者に知らせてください",
	    "The certification authority's answer makes no sense", "Nothing was written to the card; tell the administrator" },
	[ERR_CA_KEYS] = { "ca-keys", 3, "認証局の鍵が使えません", "管理者に鍵の置き場所と権限(0700)を確かめてもらってください",
	    "The certification authority's keys can't be used", "Have the administrator check their folder and its mode (0700)" },
	[ERR_CA_UNKNOWN_REQUEST] = { "ca-unknown-request", 1, "認証局にその申請はありません", "番号を確かめてください",
	    "The certification authority knows no such request", "Check the number" },

	[ERR_STORE_OPEN] = { "store-open", 1, "記録を開けません", "置き場所と権限を管理者に確かめてもらってください",
	    "The store can't be opened", "Have the administrator check its place and permissions" },
	[ERR_STORE_LOCKED] = { "store-locked", 1, "記録をほかのプログラムが使っています", "終わるのを待って、もう一度行ってください",
	    "Another program holds the store", "Wait until it has finished and try again" },
	[ERR_STORE_NEWER] = { "store-newer", 1, "記録は新しい版のプログラムで作られています", "プログラムを新しくしてください",
	    "The store was made by a newer version", "Update the program" },
	[ERR_STORE_CORRUPT] = { "store-corrupt", 1, "記録が壊れています", "使うのをやめ、管理者に控えから戻してもらってください",
	    "The store is damaged", "Stop using it and have the administrator restore a backup" },
	[ERR_STORE_TOOL] = { "store-tool", 2, "この記録は PostgreSQL にあるので、ここでは控えを扱えません", "pg_dump と pg_restore を使ってください",
	    "The store is in PostgreSQL: backups are not made here", "Use pg_dump and pg_restore" },
	[ERR_STORE_AHEAD] = { "store-ahead", 1, "いまの記録は控えより先に進んでいます",
	    "それでも戻すときは --older を付けてください。いまの記録は別の名前で残ります",
	    "The store has gone on since the backup was made", "To restore it all the same give --older; the store is kept beside it" },
	[ERR_BACKUP] = { "backup", 2, "この記録の控えではないか、途中までしかありません", "ほかの控えを使ってください",
	    "It is no backup of a store, or not a whole one", "Use another one" },
	[ERR_CASE_UNKNOWN] = { "case-unknown", 1, "その受付番号はありません", "番号を確かめるか、氏名でさがしてください",
	    "There is no such case", "Check the number or search by name" },
	[ERR_PERSON_UNKNOWN] = { "person-unknown", 1, "その人は読み込んだ住民記録にいません", "氏名か生年月日でさがし直してください",
	    "The extract of the residents' record has no such person", "Search again by name or birth date" },
	[ERR_OVERTAKEN] = { "overtaken", 1, "読み込みの途中で、別の読み込みか消去が始まりました", "どちらが正しいか確かめ、要るならもう一度読み込んでください",
	    "Another import, or an erasure, began meanwhile", "See which of them is right, and import again if need be" },
	[ERR_CASE_STATE] = { "case-state", 1, "この受付は今その操作ができません", "受付の状態を確かめてください",
	    "The case does not allow this now", "Look at the case's state" },
	[ERR_CASE_CLAIMED] = { "case-claimed", 1, "ほかの職員が受け持っています", "その職員に確かめるか、引き継いでください",
	    "A colleague holds this case", "Ask that colleague, or take the case over" },
	[ERR_CASE_LIVE] = { "case-live", 1, "この受付の処理はまだ動いています", "終わるのを待ってください",
	    "Work on this case is still running", "Wait until it has finished" },
	[ERR_CASE_TAKEN] = { "case-taken", 1, "この受付の処理は、ほかの端末が引き取りました", "カードに触れず、引き取った職員に確かめてください",
	    "Another terminal has taken this work over", "Leave the card as it is and ask who took it over" },
	[ERR_AUDIT_WRITE] = { "audit-write", 1, "監査記録に書けないため、処理を始めません", "管理者に知らせてください",
	    "The audit log can't be written, so no new step begins", "Tell the administrator" },
	[ERR_AUDIT_BROKEN] = { "audit-broken", 1, "監査記録のつながりが切れています", "使うのをやめ、監査の担当に知らせてください",
	    "The audit log's chain is broken", "Stop and tell the auditor" },
	[ERR_HALF_DONE] = { "half-done", 1, "途中の処理が残っています", "先に途中の処理を終わらせてください",
	    "There is half-done work", "Finish it first" },
	[ERR_ROLE] = { "role", 1, "この操作をする権限がありません", "権限のある職員に頼んでください",
	    "Your role does not allow this", "Ask a colleague whose role does" },
	[ERR_NOT_SECONDED] = { "not-seconded", 1, "この受付はもう一人の承認がまだです", "別の職員(責任者)に承認してもらってください",
	    "The case waits for a second approval", "Ask another clerk, a supervisor, to approve it" },
	[ERR_SAME_CLERK] = { "same-clerk", 1, "自分で審査や訂正をした受付は、もう一人としては承認できません", "別の職員(責任者)に承認してもらってください",
	    "Who has worked on a case can't give its second approval", "Ask another clerk, a supervisor, to approve it" },
	[ERR_UNCHANGED] = { "unchanged", 1, "直したところがありません", "何も記録せず、そのままにしてあります",
	    "Nothing was corrected", "Nothing was recorded; it stands as it was" },

	[ERR_PAPER_STATE] = { "paper-state", 1, "この受付ではその書類を印刷できません", "受付の状態と、書類の種類を確かめてください",
	    "This case has no such paper now", "Look at the case's state and at which paper it is" },
	[ERR_PAPER_GLYPHS] = { "paper-glyphs", 1, "印刷の字体にない文字があります", "示された文字を確かめ、〓に置き換えて印刷し、手で書き入れてください",
	    "The printing font lacks a character", "Look at the characters named, print with a mark in their place, and write them in by hand" },
	[ERR_PAPER_FIT] = { "paper-fit", 1, "文字が紙に収まりません", "示された欄を短くするか、管理者に知らせてください",
	    "The text doesn't fit on the paper", "Shorten the field named, or tell the administrator" },
	[ERR_PAPER_PRINTER] = { "paper-printer", 1, "書類を作る仕組み(madoguchi-page)が動きません", "もう一度行い、続くときは管理者に知らせてください",
	    "The part that makes papers (madoguchi-page) doesn't work", "Try again; if it goes on, tell the administrator" },
	[ERR_PAPER_FONT] = { "paper-font", 1, "印刷の字体(IPAex)がありません", "管理者に fonts-ipaexfont を入れてもらってください",
	    "The printing fonts (IPAex) are missing", "Have the administrator install fonts-ipaexfont" },

	[ERR_LOCALE] = { "locale", 3, "端末の文字コードが UTF-8 ではありません", "LANG=C.UTF-8 か ja_JP.UTF-8 で始めてください",
	    "The terminal's character set is not UTF-8", "Start with LANG=C.UTF-8 or ja_JP.UTF-8" },
	[ERR_TERMINAL] = { "terminal", 2, "この端末では画面を開けません",
	    "端末の中で、その種類を TERM=xterm-256color madoguchi のように書いて始めてください",
	    "The screens can't be opened on this terminal",
	    "Start it in a terminal and say its kind, as TERM=xterm-256color madoguchi" },
};

_Static_assert(sizeof(words) / sizeof(*words) == ERR_COUNT, "a failure has no words");

static const struct words *
find(enum err e)
{
	return &words[(unsigned)e < ERR_COUNT ? e : ERR_DATA];
}

const char *
err_name(enum err e)
{
	return find(e)->name;
}

const char *
err_what(enum err e, enum lang lang)
{
	return lang == LANG_EN ? find(e)->en_what : find(e)->ja_what;
}

const char *
err_next(enum err e, enum lang lang)
{
	return lang == LANG_EN ? find(e)->en_next : find(e)->ja_next;
}

int
err_exit_status(enum err e)
{
	return find(e)->exit_status;
}
