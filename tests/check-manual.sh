#!/bin/sh
# The manuals: sound mdoc, and in them every command, option, setting, key and exit status of the program's tables. The
# README: the screen it shows.
set -u
cd "${top_srcdir:-.}" || exit 1
command -v mandoc >/dev/null || { echo 'skipped: mandoc is missing; ./bootstrap --tests installs it'; exit 77; }
fault=0
must_have() { # must_have PAGE WHAT PATTERN
	grep -qE -e "$3" "man/$1" || { echo "man/$1 lacks $2"; fault=1; }
}
names() { # names PATTERN FILE...: what stands between the first pair of quotation marks behind .name =
	pattern=$1
	shift
	sed -n "/$pattern/s/.*\.name = \"\([^\"]*\)\".*/\1/p" "$@"
}

for page in man/*.[1-9]; do
	mandoc -T lint -W warning "$page" || fault=1
done

for option in $(grep -v 'only_key = ' core/office/setting.c | names '^	{ \.name = '); do
	must_have madoguchi.1 "the option --$option" "^\.It Fl -$option( |$)"
	must_have madoguchictl.1 "the option --$option" "^\.It Fl -$option( |$)"
done
keys=$(grep -v 'no_key = ' core/office/setting.c | names '^	{ \.name = ')
[ -n "$keys" ] || { echo 'no settings found in core/office/setting.c: mend this script'; fault=1; }
for key in $keys; do
	must_have madoguchi.ini.5 "the setting $key" "^\.It Ic $key$"
done

names '^	\.name = ' cli/cmd*.c | {
	while read -r command; do
		must_have madoguchictl.1 "the command $command" "^\.It Cm $command( |$)"
	done
	exit $fault
} || fault=1
# x-1 and the like are a municipality's own, which name themselves.
for fact in $(sed -n '/FACT_OWN/d; s/.*{ \.key = "\([^"]*\)".*/\1/p' core/rule/facts-table.c); do
	must_have madoguchictl.1 "the fact $fact" "^\.It Cm $fact( Ns|$)"
done
# What a municipality refers to by name, and what each word of a fact means.
for name in $(sed -n 's/^\[\(class\|need\) \(.*\)\]$/\2/p; /^\[define\]/,/^$/s/^\([a-z0-9-]*\) = .*/\1/p' \
    config/profiles/national.ini); do
	must_have madoguchi-profile.5 "national.ini's $name" "^\.It Cm (.* , )?$name( ,.*)?$"
done
perl -CSD -0777 -ne '
	while (/\.key = "([a-z0-9-]+)"(.*?)(?=\n\t\[FACT|\n\};)/sg) {
		my ($key, $of) = ($1, $2);
		next if $of =~ /FACT_DATE/ || $key =~ /^x-[0-9]/;
		my @words = $of =~ /\.words = \{([^}]*)\}/ ? $1 =~ /"([^"]*)"/g : ();
		my @ja = $of =~ /\.ja_words = \{([^}]*)\}/ ? $1 =~ /"([^"]*)"/g : ();
		next if "@words" eq "yes no";
		print "$key\t$words[$_] $ja[$_]\n" for 0 .. $#words;
	}' core/rule/facts-table.c | {
	lacking=0
	while IFS='	' read -r fact word; do
		sed -n "/^\.It Cm $fact\$/,/^\.\(It\|El\)/p" man/madoguchi-profile.5 | grep -qF "$word" || {
			echo "man/madoguchi-profile.5 doesn't say what $fact=$word means"
			lacking=1
		}
	done
	exit $lacking
} || fault=1
for status in 0 1 2 3 4 5; do
	must_have madoguchictl.1 "the exit status $status" "^\.It $status$"
done

# Keys: each with its twin, as "F2 (^R)".
sed -n 's/.*\.key = PRESS_\([A-Z0-9_]*\), \.twin = PRESS_CTRL_\([A-Z]*\),.*/\1 (^\2)/p
	s/.*\.key = PRESS_\([A-Z0-9_]*\), \.label.*/\1/p' tui/*.c tui/*/*.c | sed 's/^CTRL_/^/; s/^ESC/Esc/; s/^ENTER/Enter/; s/^TAB/Tab/; s/^INSERT/Insert/; s/SLASH/\//' | sort -u | {
	while read -r key; do
		grep -qxF ".It $key" man/madoguchi.1 || { echo "man/madoguchi.1 lacks the key $key"; fault=1; }
	done
	exit $fault
} || fault=1

# The picture in the README is the screen as it is.
for readme in README.md README.ja.md; do
	[ "$(sed -n '/^```text$/,/^```$/{/^```/!p}' $readme)" = "$(grep -v '^cursor ' tests/screens/golden/steps.txt)" ] ||
		{ echo "$readme shows another screen than tests/screens/golden/steps.txt"; fault=1; }
done
exit $fault
