#!/bin/sh
# The screens' words: each has its English, and none has a character whose width terminals don't agree on.
set -u
cd "${top_srcdir:-.}" || exit 1
LC_ALL=C.UTF-8
export LC_ALL
fault=0
words() { # the Japanese literals of files, without comments
	sed -e '/^[[:space:]]*\/\*/d' -e '/^[[:space:]]*\*/d' -e 's/\/\*.*\*\///' -e '/\.aloud = /d' "$@" |
	    grep -oP '"(?:[^"\\]|\\.)*"' | grep -P '[^\x00-\x7f]' | sort -u
}

# What is said to a visitor is Japanese (.aloud). Marks for breaking lines and the frame of a sentence are no words.
# Readings aren't shown.
shown=$(ls tui/*.c tui/*/*.c | grep -vxF tui/widget/label.c)
commands=$(ls cli/c*.c cli/*-out.c cli/*-in.c)
steps='core/desk/change.c core/desk/half-done.c core/desk/issue.c core/desk/pins.c core/desk/renew.c core/desk/revoke.c core/desk/unlock.c'
words $shown forms/form-table.c forms/letter.c forms/terminal.c forms/spool-text.c $commands core/case/breakdown.c core/rule/facts-table.c core/rule/facts-read.c core/rule/facts-held.c core/rule/profile-look.c core/rule/table.c \
    core/rule/outcome.c $steps | grep -vxF -e '"、。)」』）,.!?ー"' -e '"　%s"' -e '"。"' -e '"%s。%s"' -e '"%s。%s。"' -e '"？"' \
    -e '"madoguchi: %s。%s。\n"' | {
	lacking=0
	while IFS= read -r word; do
		grep -qxF -e "msgid $word" -e "$word" po/en.po || { echo "no English in po/en.po: $word"; lacking=1; }
	done
	exit $lacking
} || fault=1

# Source: Unicode 15, EastAsianWidth.txt, the blocks with class A that a keyboard or an editor offers.
wide='[\x{a1}-\x{2ff}\x{370}-\x{4ff}\x{2010}-\x{2e7f}\x{e000}-\x{f8ff}\x{fffd}]'
if words $shown core/desk/*.c core/base/err-words*.c core/case/flow.c core/base/pin.c | grep -P "$wide"; then
	echo 'characters whose width terminals do not agree on, above'
	fault=1
fi

# Where a rule is written has to mean something to who reads it at the counter: no number of ours.
if grep -nE '^source = .*(^|[^A-Za-z0-9])[NC][0-9]' config/profiles/*.ini; then
	echo 'a source that only madoguchi-sources(7) explains, above'
	fault=1
fi
exit $fault

