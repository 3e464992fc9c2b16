# Several benches at once: each has its own daemon, socket, port, card and store, and none disturbs another.
set -u
out=$(mktemp -d)
pids=
trap 'rm -rf "$out"' EXIT
trap 'kill $pids; exit 1' INT TERM
for n in 1 2 3; do
	timeout -k 10 240 sh "${top_srcdir:-.}/tests/system/opensc.sh" >"$out/$n" 2>&1 &
	pids="$pids $!"
done
n=0 status=0
for pid in $pids; do
	n=$((n + 1))
	wait "$pid"
	ended=$?
	case $ended in
	0) continue ;;
	77) [ $status -ne 0 ] || status=77 ;;
	*) status=1 ;;
	esac
	sed "s/^/bench $n (status $ended): /" "$out/$n"
done
[ $status -ne 0 ] || echo "several.sh: $n benches at once have passed"
exit $status
