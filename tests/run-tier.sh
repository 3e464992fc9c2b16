#!/bin/sh
# Runs the tests of one tier, each a script of the source tree or a program that was built, and counts how they ended.
# A test that can't be run for want of a tool says so and exits 77. Any other status but 0 is a failure, and ours then.
set -u
passed=0 failed=0 skipped=0
for t in "$@"; do
	case $t in
	*.sh) sh "${top_srcdir:-.}/$t" ;;
	*) "${top_builddir:-.}/$t" ;;
	esac
	case $? in
	0) echo "PASS: $t"; passed=$((passed + 1)) ;;
	77) echo "SKIP: $t"; skipped=$((skipped + 1)) ;;
	*) echo "FAIL: $t"; failed=$((failed + 1)) ;;
	esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
