# For the tests of the command line: a place of their own, and ways to say what must be true.
set -u
ctl=$(cd "${top_builddir:-.}" && pwd)/madoguchictl
place=$(mktemp -d "${TMPDIR:-/tmp}/madoguchi-cli-XXXXXX") || exit 1
trap 'rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM
XDG_DATA_HOME=$place/data XDG_STATE_HOME=$place/state HOME=$place
: "${MADOGUCHI_DATADIR:=$(cd "${top_srcdir:-.}" && pwd)/config}"
: "${MADOGUCHI_LIBEXECDIR:=$(dirname "$ctl")}"
export XDG_DATA_HOME XDG_STATE_HOME HOME MADOGUCHI_DATADIR MADOGUCHI_LIBEXECDIR
at=2026-11-20T10:30
faults=0
store_option=

# own_store NAME: a store and a CA of their own; with PGSQL set, in the PostgreSQL that the environment names, and with
# PGROLE made for that role, which then works on it.
own_store() {
	XDG_DATA_HOME=$place/$1/data
	[ -n "${PGSQL:-}" ] || return 0
	psql -q -c "CREATE SCHEMA \"$1\"" || exit 1
	store_option=--store=pgsql:options=-csearch_path=$1
	[ -n "${PGROLE:-}" ] || return 0
	"$ctl" --training "$store_option" store init "$PGROLE" || exit 1
	store_option="--store=pgsql://$PGROLE@/$PGDATABASE?options=-csearch_path%3D$1"
}

# practice STATUS ARGUMENTS...: runs the program in practice; its output goes to $out, its words to $err.
practice() {
	want=$1
	shift
	"$ctl" --training $store_option --at "$at" "$@" >"$place/out" 2>"$place/err"
	got=$?
	out=$(cat "$place/out") err=$(cat "$place/err")
	[ "$got" -eq "$want" ] || wrong "madoguchictl $* gave $got, not $want: $err"
	[ "$(wc -l <"$place/err")" -le 1 ] || wrong "madoguchictl $* told more than one line: $err"
	if [ "$got" -ne 0 ] && [ -z "$err" ]; then wrong "madoguchictl $* failed without a word"; fi
}

# lives PROFILE: an address in that municipality, as the practice cards that are made there have it; any, by the nation's
# rules.
lives() {
	case $1 in
	kawaguchi) echo 埼玉県川口市霞が関二丁目１番２号 ;;
	odawara) echo 神奈川県小田原市霞が関二丁目１番２号 ;;
	kawasaki) echo 神奈川県川崎市霞が関二丁目１番２号 ;;
	tachikawa) echo 東京都立川市霞が関二丁目１番２号 ;;
	setagaya) echo 東京都世田谷区霞が関二丁目１番２号 ;;
	*) echo 東京都千代田区霞が関二丁目１番２号 ;;
	esac
}

wrong() {
	echo "$*"
	faults=$((faults + 1))
}

# has TEXT: the output has it. says CODE: the error line ends in it.
has() {
	case $out in *"$1"*) ;; *) wrong "lacking: $1 in: $out" ;; esac
}

says() {
	case $err in *"[$1]") ;; *) wrong "not [$1]: $err" ;; esac
}

finish() {
	[ "$faults" -eq 0 ] || { echo "$faults wrong"; exit 1; }
	exit 0
}
