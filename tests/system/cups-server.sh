# For tests that print: a CUPS server of our own, in a folder of its own, on a socket there and nowhere else. Its queues
# end in a backend of ours, which is the printer: mood QUEUE says how it is, came QUEUE what came out of it.
command -v cupsd >/dev/null || PATH=$PATH:/usr/sbin
for tool in cupsd lpadmin cupsdisable cupsreject lpstat; do
	command -v $tool >/dev/null || { echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done
[ "$(id -u)" != 0 ] || { echo 'skipped: this CUPS server runs under an ordinary user only'; exit 77; }

cups=$(mktemp -d /tmp/madoguchi-cups.XXXXXX)
CUPS_SERVER=$cups/socket
export CUPS_SERVER
server=
cups_end() {
	[ -z "$server" ] || { kill -9 "$server" && wait "$server"; } 2>/dev/null || true
	for pid in $(cat "$cups"/paper/*/pid 2>/dev/null); do kill "$pid" 2>/dev/null || true; done
	rm -rf "$cups"
}
trap 'cups_end; rm -rf "${place:-}"' EXIT
trap 'exit 1' HUP INT TERM

for folder in spool/tmp cache state etc log bin/backend paper; do mkdir -p "$cups/$folder"; done
for folder in daemon filter notifier; do
	[ ! -d /usr/lib/cups/$folder ] || ln -s /usr/lib/cups/$folder "$cups/bin/$folder"
done
cat >"$cups/etc/cups-files.conf" <<END
ServerRoot $cups/etc
ServerBin $cups/bin
DataDir /usr/share/cups
CacheDir $cups/cache
StateDir $cups/state
RequestRoot $cups/spool
TempDir $cups/spool/tmp
AccessLog $cups/log/access
ErrorLog $cups/log/error
PageLog $cups/log/page
SystemGroup $(id -gn)
END
# The rules for jobs are those that CUPS is delivered with: only its owner lets a job go, and his name is the kernel's word.
cat >"$cups/etc/cupsd.conf" <<END
Listen $CUPS_SERVER
LogLevel debug
Browsing No
WebInterface No
JobRetryInterval 1
PreserveJobFiles No
DirtyCleanInterval 0
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess default
JobPrivateValues default
SubscriptionPrivateAccess default
SubscriptionPrivateValues default
<Limit Create-Job Print-Job Print-URI Validate-Job>
Order deny,allow
</Limit>
<Limit Send-Document Send-URI Hold-Job Release-Job Restart-Job Purge-Jobs Set-Job-Attributes Cancel-My-Jobs Close-Job Cancel-Job>
Require user @OWNER @SYSTEM
Order deny,allow
</Limit>
<Limit All>
Order deny,allow
</Limit>
</Policy>
END

# The printer. It takes a job when its mood is good; what it prints is a file, the how-manieth and by which job.
cat >"$cups/bin/backend/paper" <<'END'
#!/bin/sh
[ $# -gt 0 ] || { echo 'direct paper:/ "Unknown" "paper"'; exit 0; }
cd "${DEVICE_URI#paper:}" || exit 1
echo $$ >pid
said=
while mood=$(cat mood); [ "$mood" != good ]; do
	[ "$mood" != broken ] || exit 4
	[ "$said" = "$mood" ] || echo "STATE: +$mood" >&2
	said=$mood
	sleep 0.1
done
[ -z "$said" ] || echo "STATE: -$said" >&2
rm -f pid
cat ${6:+"$6"} >half && mv half "$(ls | grep -c 'pdf$')-$1.pdf"
END
chmod 755 "$cups/bin/backend/paper"

until_true() { # until_true COMMAND...: waits for a state; what never comes is a failure
	tries=0
	while ! "$@" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || { echo "it never came to: $*"; tail -30 "$cups/log/error"; exit 1; }
		sleep 0.1
	done
}
listens() { lpstat -r | grep -q 'is running'; }
server_start() {
	cupsd -f -c "$cups/etc/cupsd.conf" -s "$cups/etc/cups-files.conf" >"$cups/log/start" 2>&1 &
	server=$!
	until_true listens
}
server_stop() { # server_stop [SIGNAL]
	kill "-${1:-TERM}" "$server"
	wait "$server" 2>/dev/null || true
	server=
}
mood() { echo "$2" >"$cups/paper/$1/next" && mv "$cups/paper/$1/next" "$cups/paper/$1/mood"; }
queue() { # queue NAME
	mkdir "$cups/paper/$1"
	mood "$1" good
	lpadmin -p "$1" -v "paper:$cups/paper/$1" -m raw -E -o printer-error-policy=retry-job 2>/dev/null
}
came() { ls "$cups/paper/$1" | grep -c 'pdf$'; }
came_are() { [ "$(came "$1")" = "$2" ]; }
