#!/bin/bash
# Card readers in an office: polkit's rule for them, asked of a real polkitd; and the reader of a clerk from afar, brought
# along through a real sshd to the account of the office, once, again, and after the line was cut.
# By root only, in a copy of /etc, an empty /usr/local, /var/lib and /run, and a net of its own, all gone with it.
set -u
[ "$(id -u)" = 0 ] || { echo 'skipped: only root can set an office up'; exit 77; }
for tool in sudo sshd ssh-keygen unshare setpriv systemd-tmpfiles pcscd dbus-daemon pkcheck; do
	command -v $tool >/dev/null || [ -x /usr/sbin/$tool ] ||
		{ echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done

. "${top_srcdir:-.}/tests/system/alone.sh"

faults=0
wrong() {
	echo "office-reader.sh: FAILED: $*"
	faults=$((faults + 1))
}
as() { # as NAME COMMAND...
	who=$1
	shift
	setpriv --reuid="$who" --regid="$(id -g "$who")" --init-groups env HOME="$place/home.$who" USER="$who" "$@"
}
until_there() { # until_there TEST...: for a minute at most
	for try in $(seq 6000); do
		[ "$@" ] && return 0
		read -r -t 0.01 <>"$place/never"
	done
	wrong "never: $*"
	return 1
}
mkfifo "$place/never" "$place/held" && mkdir -m 755 -p /run/sshd /run/dbus || exit 1
for n in sato yosomono; do
	useradd --no-create-home --home-dir "$place/home.$n" --shell /bin/sh --password '*' "$n" &&
		mkdir -m 755 "$place/home.$n" && chown "$n:" "$place/home.$n" || exit 1
done
madoguchictl office init >"$place/init" 2>&1
gpasswd --add sato madoguchi-clerks >/dev/null || exit 1
madoguchictl office init >"$place/init" 2>&1 || { cat "$place/init"; wrong 'office init'; }
echo 'Defaults:%madoguchi-clerks !authenticate' >/etc/sudoers.d/zz-test && chmod 440 /etc/sudoers.d/zz-test

# --- polkit --------------------------------------------------------------------------------------------------------------

# The two things that a pcscd built with polkit asks (pcsc-lite, doc/org.debian.pcsc-lite.policy.in), and one of another's.
actions=/usr/share/polkit-1/actions
mount -t tmpfs -o mode=755 tmpfs $actions || exit 1
{
	echo '<?xml version="1.0" encoding="UTF-8"?><policyconfig>'
	for action in org.debian.pcsc-lite.access_pcsc org.debian.pcsc-lite.access_card org.example.another; do
		echo "<action id=\"$action\"><description>x</description><message>x</message><defaults><allow_any>no</allow_any>" \
			'<allow_inactive>no</allow_inactive><allow_active>yes</allow_active></defaults></action>'
	done
	echo '</policyconfig>'
} >$actions/org.debian.pcsc-lite.policy
dbus-daemon --system --nofork --nopidfile >"$place/dbus.log" 2>&1 &
until_there -S /run/dbus/system_bus_socket || cat "$place/dbus.log"
start_polkit() {
	/usr/lib/polkit-1/polkitd --no-debug >"$place/polkit.log" 2>&1 &
	polkit=$!
	for try in $(seq 6000); do
		pkcheck --action-id org.example.another --process $$ >"$place/out" 2>&1
		grep -q 'Error\|not provided' "$place/out" || return 0
		read -r -t 0.01 <>"$place/never"
	done
	wrong "polkitd: $(cat "$place/polkit.log" "$place/out")"
}
is() { # is NAME PROCESS: as pcscd has it of its socket, the account of who is there, not of who started it
	until [ "$(stat -c %U "/proc/$2" 2>/dev/null)" = "$1" ]; do kill -0 "$2" || return 1; done
}
may() { # may NAME ACTION: a process of that account that sits at no seat
	(exec setpriv --reuid="$1" --regid="$(id -g "$1")" --init-groups cat <"$place/held" >/dev/null) &
	process=$!
	exec 8>"$place/held"
	is "$1" $process || wrong "no process of $1"
	pkcheck --action-id "$2" --process $process >"$place/out" 2>&1
	rc=$?
	exec 8>&-
	wait $process
	return $rc
}
pcsc=org.debian.pcsc-lite
start_polkit
may madoguchi $pcsc.access_pcsc || wrong "polkit: the office's account may not use pcscd: $(cat "$place/out")"
may madoguchi $pcsc.access_card || wrong "polkit: the office's account may not use cards: $(cat "$place/out")"
may madoguchi org.example.another && wrong "polkit: the office's account may do more than use its reader"
may sato $pcsc.access_pcsc && wrong 'polkit: a clerk may use pcscd by himself'
may yosomono $pcsc.access_card && wrong 'polkit: a stranger may use cards'
# And it is that rule which lets it.
kill $polkit && wait $polkit 2>/dev/null
mv /etc/polkit-1/rules.d/50-madoguchi.rules "$place/rules"
start_polkit
may madoguchi $pcsc.access_pcsc && wrong 'polkit: it may without the rule'
mv "$place/rules" /etc/polkit-1/rules.d/50-madoguchi.rules
kill $polkit && wait $polkit 2>/dev/null
/usr/sbin/pcscd --version | grep -q polkit || echo 'office-reader.sh: pcscd here is built without polkit, and asks nobody'

# --- from afar -----------------------------------------------------------------------------------------------------------

# The clerk's desk, which has no office: a pcscd of his own with a card on its reader.
mkfifo "$place/home.sato/held" && chown sato "$place/home.sato/held"
cat >"$place/desk.sh" <<END
echo "\$PCSCLITE_CSOCK_NAME" >$place/home.sato/socket.new
mv $place/home.sato/socket.new $place/home.sato/socket
cat $place/home.sato/held
END
unshare --mount sh -c 'mount -t tmpfs tmpfs /etc/madoguchi && exec "$@"' desk setpriv --reuid=sato \
	--regid="$(id -g sato)" --init-groups env HOME="$place/home.sato" MADOGUCHI_CARD="$here/madoguchi-card" \
	MADOGUCHI_DATADIR="$here/config" "$here/tests/system/with-card" about-to-expire sh "$place/desk.sh" \
	>"$place/desk.log" 2>&1 &
desk=$!
exec 9<>"$place/home.sato/held"
until_there -s "$place/home.sato/socket" || cat "$place/desk.log"
socket=$(cat "$place/home.sato/socket")

key() { ssh-keygen -q -t ed25519 -N '' -f "$1" && chmod 600 "$1"; }
key "$place/host" && key "$place/home.sato/key" && key "$place/home.sato/bound" &&
	chown sato "$place/home.sato/key" "$place/home.sato/bound" || exit 1
{
	cat "$place/home.sato/key.pub"
	printf 'restrict,port-forwarding,pty,command="sudo -n -u madoguchi madoguchictl card show --json" '
	cat "$place/home.sato/bound.pub"
} >"$place/authorized"
mkdir -m 755 /etc/keys && cp "$place/authorized" /etc/keys/sato
printf '%s\n' 'Include /etc/ssh/sshd_config.d/madoguchi.conf' "HostKey $place/host" 'ListenAddress 127.0.0.1' 'Port 2222' \
	'PidFile none' 'UsePAM no' 'AuthorizedKeysFile /etc/keys/%u' >"$place/sshd_config"
/usr/sbin/sshd -f "$place/sshd_config" -E "$place/sshd.log" || wrong 'sshd'
office=/run/madoguchi/sato/pcscd.comm
far() { # far KEY WORD...: a session with the reader of the desk
	k=$1
	shift
	as sato ssh -F none -i "$place/home.sato/$k" -o BatchMode=yes -o StrictHostKeyChecking=no -p 2222 \
		-o ExitOnForwardFailure=yes -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
		-R "$office:$socket" sato@127.0.0.1 "$@" </dev/null
}
reads() { # reads WHEN KEY WORD...
	when=$1
	shift
	far "$@" >"$place/out" 2>&1 || { wrong "$when: $(cat "$place/out")"; cat "$place/sshd.log"; }
	grep -q '"auth":' "$place/out" || wrong "$when: no card: $(cat "$place/out")"
}
reads 'the first time' key sudo -n -u madoguchi madoguchictl card show --json
reads 'the second time' key sudo -n -u madoguchi madoguchictl card show --json
reads 'by a bound key' bound
reads 'by a bound key again, whatever it asks for' bound cat /etc/shadow
grep -q root: "$place/out" && wrong 'a bound key runs what it is told'
[ -S $office ] || wrong 'no socket stays where the next session finds one'
# A line that is cut: neither end says goodbye, and the office's side is killed with the session at it.
cut_line() {
	mkfifo "$place/home.sato/line" 2>/dev/null
	chown sato "$place/home.sato/line"
	as sato ssh -F none -i "$place/home.sato/key" -o BatchMode=yes -o StrictHostKeyChecking=no -p 2222 \
		-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -R "$office:$socket" sato@127.0.0.1 \
		'echo on; cat' <"$place/home.sato/line" >"$place/on" 2>&1 &
	exec 7>"$place/home.sato/line"
	until_there -s "$place/on"
	if [ "$1" = client ]; then kill -9 $!; else kill -9 $(pgrep -f 'sshd: sato'); fi
	wait $! 2>/dev/null
	exec 7>&-
	rm -f "$place/on"
}
cut_line client
reads 'after the clerk went away' key sudo -n -u madoguchi madoguchictl card show --json
cut_line server
reads 'after the server lost the session' key sudo -n -u madoguchi madoguchictl card show --json
# It is his reader: a stranger neither enters the folder nor uses the socket, and the office has it for nobody else.
as yosomono ls /run/madoguchi/sato >/dev/null 2>&1 && wrong "a stranger sees the clerk's reader"
kill -9 $(pgrep -f 'sshd: sato') 2>/dev/null
as sato sudo -n -u madoguchi madoguchictl --lang en card show >"$place/out" 2>&1 && wrong 'a card without a line'
[ "$(wc -l <"$place/out")" = 1 ] || wrong "a dead line isn't told in one line: $(cat "$place/out")"
exec 9>&-
wait $desk

echo "office-reader.sh: $faults faults"
exit $((faults > 0))
