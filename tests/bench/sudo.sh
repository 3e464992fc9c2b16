# What an office costs: madoguchictl started through sudo, beside the same started as the office's account without, and
# beside a clerk's own machine; and an event that is signed there, beside one of that machine. By root, who alone can
# install an office; in turns, each a whole process.
set -u
[ "$(id -u)" = 0 ] || { echo 'sudo.sh: not measured: only root can set an office up (make bench BENCHES=tests/bench/sudo.sh)'; exit 0; }
for tool in sudo visudo unshare setpriv; do
	command -v $tool >/dev/null || [ -x /usr/sbin/$tool ] ||
		{ echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
. "${top_srcdir:-.}/tests/system/alone.sh"

useradd --no-create-home --home-dir "$place/home" --shell /bin/sh sato && mkdir -m 700 "$place/home" &&
	chown sato: "$place/home" || exit 1
as() { # as NAME COMMAND...
	who=$1
	shift
	setpriv --reuid="$who" --regid="$(id -g "$who")" --init-groups env HOME="$place/home" USER="$who" "$@"
}
facts='case open --unknown-is-no procedure=renew visitor=self resident=yes card=valid'
own() { as sato madoguchictl "$@"; }
# The clerk's own machine, before there is an office; its store goes where the office's will be, so that the disk is one.
run() { # run WHAT COMMAND...: its microseconds are a line of the file WHAT
	to=$place/$1
	shift
	from=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>"$place/said" || { echo "sudo.sh: FAILED: $*"; cat "$place/said"; exit 1; }
	echo $((${EPOCHREALTIME/./} - from)) >>"$to"
}
turns=25
for ((i = 0; i < turns; i++)); do
	run own-start own clerk
	run own-event own $facts
done
madoguchictl office init >"$place/init" 2>&1 || { cat "$place/init"; exit 1; }
gpasswd --add sato madoguchi-clerks >/dev/null || exit 1
echo 'Defaults:%madoguchi-clerks !authenticate' >/etc/sudoers.d/zz-bench && chmod 440 /etc/sudoers.d/zz-bench
by_sudo() { as sato sudo -n -u madoguchi madoguchictl "$@"; }
direct() { SUDO_UID=$(id -u sato) as madoguchi madoguchictl "$@"; }
for ((i = 0; i < turns; i++)); do
	run sudo-start by_sudo clerk
	run direct-start direct clerk
	run sudo-event by_sudo $facts
	run direct-event direct $facts
done
median() { sort -n "$place/$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
tell() { # tell WORDS WHAT BESIDE
	awk -v what="$1" -v a="$(median "$2")" -v b="$(median "$3")" \
		'BEGIN { printf "%s\t%.2f ms\t%.2f\t%.2f\t\n", what, a / 1e3, b / 1e3, a / b }' | tee -a "${MADOGUCHI_FIGURES:-/dev/null}"
}
tell 'madoguchictl through sudo, beside without' sudo-start direct-start
tell 'the same, beside a machine of its own' sudo-start own-start
tell 'a case opened through sudo, beside without' sudo-event direct-event
tell 'the same, signed, beside a machine of its own' sudo-event own-event
