#!/bin/sh
# Runs the tests of one tier, each a script of the source tree or a program that was built, and counts how they ended.
# A test that can't be run for want of a tool says so and exits 77. Any other status but 0 is a failure, and ours then.
# AT_ONCE of them run beside each other, and what each has said is told when it has ended.
set -u
here=$(dirname "$0")
said=$(mktemp) || exit 1
trap 'rm -f "$said"' EXIT
trap 'exit 1' HUP INT TERM

one() {
	case $1 in
	*.sh) sh "${top_srcdir:-.}/$1" ;;
	*) "${top_builddir:-.}/$1" ;;
	esac
	case $? in
	0) echo "PASS: $1" ;;
	77) echo "SKIP: $1" ;;
	*) echo "FAIL: $1" ;;
	esac
}

if [ "${AT_ONCE:-1}" -gt 1 ]; then
	printf '%s\n' "$@" | AT_ONCE=1 xargs -n 1 -P "$AT_ONCE" sh -c 'echo "begun: $1"
		printf "%s\n" "$(sh "$0" "$1" 2>&1 | sed \$d)"' "$here/run-tier.sh"
else
	for t in "$@"; do
		one "$t"
	done
fi | tee "$said"
count() { grep -c "^$1: " "$said"; }
echo "$(count PASS) passed, $(count FAIL) failed, $(count SKIP) skipped"
[ $(($(count PASS) + $(count SKIP))) -eq $# ]
