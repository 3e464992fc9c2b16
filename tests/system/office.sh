#!/bin/bash
# An office on a machine, set up as its manual has it, with real accounts: two counter clerks, a supervisor, an auditor, an
# administrator and a stranger. What a clerk with a shell could try against it, and that none of it comes to anything.
# By root only, in a copy of /etc, an empty /usr/local, /var/lib and /run, and a net of its own, all gone with it.
set -u
[ "$(id -u)" = 0 ] || { echo 'skipped: only root can set an office up'; exit 77; }
for tool in sudo visudo sshd ssh-keygen unshare setpriv gcc prlimit /usr/bin/python3; do
	command -v $tool >/dev/null || [ -x /usr/sbin/$tool ] ||
		{ echo "skipped: $tool is missing; ./bootstrap --tests installs it"; exit 77; }
done

. "${top_srcdir:-.}/tests/system/alone.sh"

# --- the machine -------------------------------------------------------------------------------------------------------

mkdir -m 755 -p /run/sshd
faults=0 tries=0
wrong() {
	echo "office.sh: FAILED: $*"
	faults=$((faults + 1))
}
people='sato suzuki tanaka kansa soumu'
[ "$(madoguchictl --lang en office check 2>/dev/null | grep -c 'missing')" -ge 8 ] || wrong 'an empty machine has an office'
for n in $people yosomono; do
	useradd --no-create-home --home-dir "$place/home.$n" --shell /bin/sh --comment "見本 $n,x" "$n" && mkdir -m 700 "$place/home.$n" &&
		chown "$n:" "$place/home.$n" || exit 1
done
madoguchictl office init >"$place/init" 2>&1 || { cat "$place/init"; wrong 'office init'; }
for n in $people; do gpasswd --add "$n" madoguchi-clerks >/dev/null || exit 1; done
madoguchictl office check >/dev/null 2>&1 && wrong 'a clerk without a folder for a reader is no fault'
madoguchictl office init >/dev/null 2>&1 || wrong 'office init again'
madoguchictl office check >"$place/check" 2>&1 || { cat "$place/check"; wrong 'office check'; }
settings=/etc/madoguchi/madoguchi.ini
sed -i -e 's/^counter = @.*/counter = sato, suzuki/' -e 's/^;supervisor.*/supervisor = tanaka/' \
	-e 's/^;auditor.*/auditor = kansa/' -e 's/^;administrator.*/administrator = soumu, madoguchi/' $settings
# What root sets up elsewhere, and the settings name: a token whose PIN is the office's alone, and what CUPS keeps.
around() { # around PART: its state
	madoguchictl office check --json 2>/dev/null | sed -n "s/.*\"part\":\"$1\".*\"state\":\"\([^\"]*\)\".*/\1/p"
}
is() { [ "$(around "$1")" = "$2" ] || wrong "office check: $1 is $(around "$1"), not $2"; }
is token '' && is spooler ''
cp $settings "$place/settings"
mkdir -p /etc/cups && echo 'LogLevel warn' >/etc/cups/cupsd.conf
sed -i "s,^\[madoguchi\],&\nprinter = counter1\naudit-module = $place/module.so\naudit-token = x\naudit-pin-file = /var/lib/madoguchi/pin," $settings
is spooler keeps
echo 'preservejobfiles  No' >>/etc/cups/cupsd.conf
is spooler sound
echo '# PreserveJobFiles No' >/etc/cups/cupsd.conf
is spooler keeps
printf 'PreserveJobHistory No\n' >>/etc/cups/cupsd.conf
is spooler sound
is token missing
touch "$place/module.so" /var/lib/madoguchi/pin && chown madoguchi /var/lib/madoguchi/pin && chmod 644 /var/lib/madoguchi/pin
is token unsafe
chmod 600 /var/lib/madoguchi/pin
is token unsafe		# it lies in a folder of a test, whose parent others can write
sed -i "s,^audit-module.*,audit-module = /usr/local/bin/madoguchictl," $settings
is token sound
rm /var/lib/madoguchi/pin && cp "$place/settings" $settings
# A password a time is sudo's own, and another's test; who is who is known either way.
echo 'Defaults:%madoguchi-clerks !authenticate' >/etc/sudoers.d/zz-test && chmod 440 /etc/sudoers.d/zz-test

home=/var/lib/madoguchi
as() { # as NAME COMMAND...
	who=$1
	shift
	setpriv --reuid="$who" --regid="$(id -g "$who")" --init-groups env HOME="$place/home.$who" USER="$who" "$@"
}
ctl() { # ctl NAME WORD...: madoguchictl as the office, by that clerk
	who=$1
	shift
	as "$who" sudo -n -u madoguchi madoguchictl --lang en "$@"
}

# --- a day's work, so that there is something to be had ------------------------------------------------------------------

ctl sato case open --unknown-is-no procedure=renew visitor=self resident=yes card=valid card-expires=2031-05-01 \
	card-face=current born=1986-01-20 ward=no sign-expires=2026-12-01 auth-expires=2026-12-01 sign-pin=known \
	auth-pin=known doc=applicant:マイナンバーカード >"$place/opened" 2>&1 || { cat "$place/opened"; wrong 'case open'; }
number=$(ctl sato case list --json | sed -n 's/.*"number":"\([^"]*\)".*/\1/p' | head -n 1)
[ -n "$number" ] || wrong 'no case'
[ "$(ctl kansa audit list --event case-opened --clerk sato | wc -l)" = 1 ] || wrong 'who opened the case is not on record'
echo '見本 sato' | ctl sato residents find --purpose correction >/dev/null || wrong 'a search'
ctl kansa audit lookups --json | grep -q '"lookup":"own-name".*"clerk":"sato"' || wrong 'nobody sees that sato looked for sato'
ctl kansa audit lookups --json | grep -q '"own-name".*"clerk":"suzuki"' && wrong 'suzuki looked for nobody'
ctl soumu store backup first.db || wrong 'the administrator can not back up'
# What runs by itself: the lines of its units, as systemd would run them.
for unit in backup check; do
	sed -n 's/^ExecStart=//p' "$here/config/office/madoguchi-$unit.service" | sed 's/%%/%/g; s/\$\$/$/g' >"$place/unit"
	setpriv --reuid=madoguchi --regid="$(id -g madoguchi)" --init-groups env -i PATH=/usr/bin:/bin sh -e "$place/unit" \
		>"$place/out" 2>&1 || { wrong "the timer's $unit"; cat "$place/out"; }
done
[ "$(find $home/backups -name '2*.db' | wc -l)" = 1 ] || wrong 'the evening has no backup'
[ "$(ctl kansa audit list --event store-backed-up --clerk madoguchi | wc -l)" = 1 ] || wrong 'who backed up in the evening?'

# What the office holds, but for its logs: the same after all that follows.
holds() {
	find $home /etc/madoguchi /etc/sudoers.d/madoguchi /usr/local -xdev ! -path '*/log' ! -path '*/log/*' ! -name 'store.db*' \
		! -name "trace-*" -printf '%p %m %u %s\n' | sort
	cksum $settings /etc/sudoers.d/madoguchi /usr/local/bin/madoguchictl
	ctl sato case list --json | sed 's/"changed":"[^"]*",//'
}
ctl soumu ca show >"$place/out" 2>&1 || { wrong 'ca show'; cat "$place/out"; }	# makes it
before=$(holds)

# --- tries ---------------------------------------------------------------------------------------------------------------

never() { # never NAME COMMAND...: fails
	who=$1
	shift
	tries=$((tries + 1))
	as "$who" "$@" >"$place/out" 2>&1 </dev/null && wrong "$who could: $*" && cat "$place/out"
}
refused() { # refused CODE NAME WORD...: madoguchictl in the office says that
	code=$1 who=$2
	shift 2
	tries=$((tries + 1))
	ctl "$who" "$@" >"$place/out" 2>&1 </dev/null && wrong "$who could: madoguchictl $*"
	grep -qF "[$code]" "$place/out" || { wrong "$who: madoguchictl $*: not $code"; cat "$place/out"; }
}
usual=$(ctl sato clerk --json)
unmoved() { # unmoved VARIABLE=VALUE...: nothing of it reaches the program
	tries=$((tries + 1))
	said=$(as sato env "$@" sudo -n -u madoguchi madoguchictl --lang en clerk --json 2>&1)
	[ "$said" = "$usual" ] || wrong "$* changed the answer: $said"
	for marker in "$place"/home.*/loaded; do [ ! -e "$marker" ] || wrong "$*: a clerk's own code ran"; done
}

# reads
never sato ls $home
never sato cat $home/data/store.db
never sato cp $home/data/store.db "$place/home.sato/mine.db"
never sato head -c 1 $home/log/madoguchi.log
never sato ls $home/data/ca
never sato cat $home/backups/first.db
never sato cat $home/data/audit.key
never sato find $home -type f
never sato cat /etc/sudoers.d/madoguchi
# writes
never sato touch $home/x
never sato sh -c ": >$home/data/store.db"
never sato rm -f $home/data/store.db
never sato mv $home $home.old
never sato mkdir $home/data/x
never sato ln -s /tmp $home/papers
never sato sh -c "echo 'account = sato' >>$settings"
never sato sh -c "echo x >>/etc/madoguchi/authorized_keys"
never sato sh -c "echo x >/etc/madoguchi/madoguchi.ini.part"
never sato mv /etc/madoguchi /etc/was
never sato sh -c 'echo x >/etc/sudoers.d/x'
never sato sh -c 'echo x >/usr/local/share/madoguchi/profiles/national.ini'
never sato cp /bin/true /usr/local/bin/madoguchictl
never sato cp /bin/true /usr/local/libexec/madoguchi/madoguchi-page
never sato ls /run/madoguchi/suzuki
never sato touch /run/madoguchi/suzuki/pcscd.comm
never sato mkdir /run/madoguchi/x
never sato sh -c 'echo x >/etc/systemd/system/madoguchi-backup.service'
never sato mkdir -p /run/systemd/system/madoguchi-backup.service.d
never sato /usr/local/libexec/madoguchi/madoguchi-login madoguchi madoguchictl store backup x.db
# more than the two programs
never sato sudo -n -u madoguchi sh -c id
never sato sudo -n -u madoguchi cat $home/data/store.db
never sato sudo -n -u madoguchi -s
never sato sudo -n -u madoguchi -i
never sato sudo -n -u madoguchi -e $home/data/store.db
never sato sudo -n -u madoguchi /usr/local/libexec/madoguchi/madoguchi-login tanaka madoguchictl clerk
never sato sudo -n -u madoguchi madoguchi-card
never sato sudo -n madoguchictl clerk
never sato sudo -n -u tanaka madoguchictl clerk
never sato sudo -n -u tanaka true
never sato sudo -n -u madoguchi -g root madoguchictl clerk
never sato sudo -n -u madoguchi -D $home madoguchictl clerk
never sato sudo -n -u madoguchi -R /tmp madoguchictl clerk
never sato sudo -n -u madoguchi -C 100 madoguchictl clerk
never sato sudo -n -u madoguchi SUDO_UID=0 madoguchictl clerk
never sato sudo -n -u madoguchi MADOGUCHI_CLERK=tanaka madoguchictl clerk
never sato sudo -n -E -u madoguchi madoguchictl clerk
never sato sudo -n --preserve-env=LD_PRELOAD,HOME -u madoguchi madoguchictl clerk
never yosomono sudo -n -u madoguchi madoguchictl clerk
never yosomono madoguchictl case list
never sato su madoguchi -c id
never sato setpriv --reuid=madoguchi id
# rules, store, time, files of one's own
printf '[madoguchi]\nstore = sqlite:%s/own.db\n[clerks]\nsupervisor = *\n' "$place/home.sato" >"$place/own.ini"
chmod 644 "$place/own.ini"
refused office-option sato --config "$place/own.ini" case list
refused office-option sato --profile national case list
refused office-option sato --store "sqlite:$place/home.sato/own.db" case list
refused office-option sato --at 2026-11-20T10:30 --training case list
refused not-training sato --at 2026-11-20T10:30 case list
refused office-option sato --training case list
refused office-option sato --training --card about-to-expire card show
refused office-option sato --wire pcsc case list
refused office-option sato --trace $home/data/store.db card show
refused office-option sato --trace ../data/store.db card show
refused office-own sato decide at=2020-01-01 procedure=renew
refused office-own sato profile check $home/data/store.db
refused office-own sato profile show $home/data/ca/sign.key
refused office-path sato profile diff national "$place/own.ini"
refused office-path sato print "$number" receipt --out $home/data/store.db
refused office-path sato print "$number" receipt --out /tmp/x.pdf
refused office-path soumu residents import $home/data/store.db
refused office-path soumu residents import --keep-good /tmp/x.csv -
refused office-path soumu store backup /tmp/x.db
refused office-path soumu store backup ../data/x.db
refused office-path soumu store restore "$place/own.db"
refused file-exists soumu store backup first.db
# the same by other words
refused usage sato "--conf=$place/own.ini" case list
refused usage sato -- --config "$place/own.ini" case list
refused office-option sato case list "--store=sqlite:$place/home.sato/own.db"
refused usage sato --trace= card show
refused not-training sato --reader x case list --at 2020-01-01T10:30
refused office-path soumu residents import /proc/self/fd/0
refused office-path soumu residents import /dev/stdin
refused office-path kansa audit verify --anchors /dev/fd/0
refused office-path sato print "$number" receipt --out /dev/stdout
refused office-path soumu store backup ..
refused office-path soumu store backup .x
refused office-path soumu store backup a/b
refused usage sato print "$number" ../x --out -
refused office-own sato profile show ../../../etc/passwd
never sato sudo -n '-u#-1' madoguchictl clerk
never sato sudo -n '-u#0' madoguchictl clerk
never sato sudo -n -T 1 -u madoguchi madoguchictl clerk
never sato sudo -n -h elsewhere -u madoguchi madoguchictl clerk
never sato sudo -n -l -U soumu madoguchictl clerk
never sato sudoedit -n -u madoguchi $settings
never sato ln $home/data/store.db "$place/home.sato/hard"
# a trace is a file of its own, and no line of it gets into the log or the anchors
tries=$((tries + 1))
ctl sato --trace madoguchi.log card show >/dev/null 2>&1
grep -q 'trace of process' $home/log/madoguchi.log && wrong 'a trace went into the log'
[ -f $home/log/trace-madoguchi.log ] || wrong 'no trace'
# what lies where the clerk stands
tries=$((tries + 1))
cp "$place/own.ini" "$place/home.sato/madoguchi.ini" && cp "$place/own.ini" "$place/home.sato/openssl.cnf"
[ "$(cd "$place/home.sato" && as sato sudo -n -u madoguchi madoguchictl --lang en clerk --json)" = "$usual" ] ||
	wrong "files where the clerk stands are read"
# roles
refused role sato store backup mine.db
refused role sato audit verify
refused role sato audit rotate-key
refused office-path kansa audit verify --anchors $home/data/store.db
refused office-path kansa audit verify --key $home/data/audit.key
refused role kansa case open procedure=renew
refused role soumu case open procedure=renew
refused role sato case event "$number" seconded
refused role sato purge
refused role tanaka purge
refused role kansa purge
refused role sato purge --really --reason x
refused role sato case preserve "$number" audit
# what only the administrator may, and that nothing of this year is old enough
ctl soumu purge --dry-run >"$place/out" 2>&1 || { wrong 'purge --dry-run'; cat "$place/out"; }
grep -qF "$number" "$place/out" && wrong 'a case of this year is to be erased'
ctl soumu purge --really --reason bunsho-1 >"$place/out" 2>&1 || { wrong 'purge --really'; cat "$place/out"; }
# the environment
cat >"$place/evil.c" <<'END'
#include <stdio.h>
#include <stdlib.h>
__attribute__((constructor)) static void loaded(void) { FILE *f = fopen(MARKER, "w"); if (f != NULL) fclose(f); }
END
mkdir -m 777 "$place/home.sato/lib"
gcc -shared -fPIC -DMARKER="\"$place/home.sato/loaded\"" -o "$place/home.sato/lib/evil.so" "$place/evil.c" || exit 1
cp "$place/home.sato/lib/evil.so" "$place/home.sato/lib/libsqlite3.so.0"
chmod 755 "$place/home.sato" && chmod 777 "$place/home.sato/lib"
printf 'openssl_conf = x\n[x]\nengines = y\n[y]\ne = z\n[z]\ndynamic_path = %s\ninit = 1\n' \
	"$place/home.sato/lib/evil.so" >"$place/openssl.cnf"
unmoved LD_PRELOAD="$place/home.sato/lib/evil.so"
unmoved LD_LIBRARY_PATH="$place/home.sato/lib"
unmoved LD_AUDIT="$place/home.sato/lib/evil.so"
unmoved OPENSSL_CONF="$place/openssl.cnf"
unmoved OPENSSL_MODULES="$place/home.sato/lib"
unmoved GCONV_PATH="$place/home.sato/lib"
unmoved HOME="$place/home.sato" XDG_DATA_HOME="$place/home.sato" XDG_STATE_HOME="$place/home.sato"
unmoved MADOGUCHI_DATADIR="$here/config" MADOGUCHI_LIBEXECDIR="$place/home.sato"
unmoved MADOGUCHI_LOCALEDIR="$place/home.sato" LANGUAGE=en
unmoved MADOGUCHI_CLERK=tanaka MADOGUCHI_ADDRESS=192.0.2.1
unmoved SUDO_UID=0 SUDO_USER=root
unmoved TERMINFO="$place/home.sato" TERM=../x
unmoved PATH="$place/home.sato:$PATH"
unmoved TMPDIR="$place/home.sato" SQLITE_TMPDIR="$place/home.sato"
unmoved TERMCAP="$place/home.sato/x" LOCPATH="$place/home.sato" NLSPATH="$place/home.sato/%N" LANG=../../x
unmoved GLIBC_TUNABLES=glibc.malloc.mxfast=glibc.malloc.mxfast=A MALLOC_CHECK_=3
unmoved COLUMNS=1000000 LINES=0 ESCDELAY=x
unmoved RES_OPTIONS=timeout:30 HOSTALIASES="$place/home.sato/x" NSS_WRAPPER_PASSWD="$place/own.ini"
unmoved FONTCONFIG_FILE="$place/own.ini" XDG_CONFIG_HOME="$place/home.sato" CUPS_SERVER=127.0.0.1
unmoved SOFTHSM2_CONF="$place/own.ini" LIBPCSCLITE_DELEGATE="$place/home.sato/lib/evil.so" SSLKEYLOGFILE="$place/home.sato/k"
unmoved PCSCLITE_CSOCK_NAME="$place/home.sato/sock"
unmoved TZ=Pacific/Honolulu LD_BIND_NOW=1 MALLOC_PERTURB_=1
# an account that isn't any clerk's
for uid in '' x 4294967295 99999999 -1; do
	tries=$((tries + 1))
	setpriv --reuid=madoguchi --regid="$(id -g madoguchi)" --init-groups env ${uid:+SUDO_UID="$uid"} \
		madoguchictl --lang en case list >"$place/out" 2>&1 && wrong "SUDO_UID=$uid is somebody"
	grep -qF '[clerk-unknown]' "$place/out" || { wrong "SUDO_UID=$uid"; cat "$place/out"; }
done
# settings that others can write are none
chmod 666 $settings
refused office-file sato case list
chmod 644 $settings
chown sato /etc/madoguchi
refused office-file sato case list
chown root /etc/madoguchi
sed -i 's/^\[clerks\]/[card-work]/; /^counter =/d; /^supervisor/d; /^auditor/d; /^administrator/d' $settings
refused config sato case list
sed -i 's/^\[card-work\]/[clerks]\ncounter = sato, suzuki\nsupervisor = tanaka\nauditor = kansa\nadministrator = soumu, madoguchi/' $settings
# rules that others can write
chmod 777 /usr/local/share/madoguchi/profiles
madoguchictl office check --json 2>/dev/null | grep -q '"part":"rules".*"state":"unsafe"' || wrong 'rules that a clerk can write'
chmod 755 /usr/local/share/madoguchi/profiles
# a process of the office's, from outside
mkfifo "$place/held" && exec 9<>"$place/held"	# what never ends until this test closes it
as sato sudo -n -u madoguchi madoguchictl --lang en residents find >/dev/null 2>&1 <"$place/held" &
pid=
until [ -n "$pid" ] || [ -z "$(jobs -r)" ]; do
	for p in /proc/[0-9]*; do
		[ "$(stat -c %U "$p" 2>/dev/null)" != madoguchi ] || [ "$(cat "$p/comm")" != madoguchictl ] || pid=${p#/proc/}
	done
done
[ -n "$pid" ] || wrong 'no process of the office'
never sato kill -9 "$pid"
never sato kill -STOP "$pid"
never sato head -c 1 "/proc/$pid/mem"
never sato cat "/proc/$pid/environ"
never sato ls "/proc/$pid/fd"
never sato sh -c "echo 0 >/proc/$pid/oom_score_adj"
never sato cat "/proc/$pid/maps"
never sato ls "/proc/$pid/cwd/"
never sato prlimit --pid "$pid" --fsize=0
never sato renice -n 19 -p "$pid"
never sato chrt -i -p 0 "$pid"
kill "$pid" 2>/dev/null
exec 9>&-
# what a shell's own limits make of a write: it is done or it isn't, and the log is whole in the end
for limit in 1 2 3 5 8 13 21 34 55 89 144 233; do
	tries=$((tries + 2))
	as sato sh -c "ulimit -f $limit; exec sudo -n -u madoguchi madoguchictl case event $number noted --why f$limit" >/dev/null 2>&1
	as sato sh -c "ulimit -n $limit; exec sudo -n -u madoguchi madoguchictl case event $number noted --why n$limit" >/dev/null 2>&1
done 2>/dev/null
# whose work lies open to nobody: what sudo asks for is asked of who is a clerk now
gpasswd --delete suzuki madoguchi-clerks >/dev/null
never suzuki sudo -n -u madoguchi madoguchictl case list
gpasswd --add suzuki madoguchi-clerks >/dev/null
# a screen of the office's, from the terminal next to it
cat >"$place/terminals.py" <<'END'
import glob, os, pty, select, sys
child, master = pty.fork()
if child == 0:
    os.execvp("sudo", ["sudo", "-n", "-u", "madoguchi", "madoguchi", "--lang", "en"])
while b"F10" not in (seen := os.read(master, 65536)):
    pass
foreign = [p for p in glob.glob("/dev/pts/[0-9]*") if os.stat(p).st_uid != os.getuid()]
for p in foreign:
    for way in (os.O_RDONLY, os.O_WRONLY):
        try:
            os.close(os.open(p, way | os.O_NOCTTY | os.O_NONBLOCK))
            sys.exit("opened " + p)
        except PermissionError:
            pass
os.write(master, b"\033[21~\033[21~\r")
print(len(foreign), "of others")
END
tries=$((tries + 1))
as sato /usr/bin/python3 "$place/terminals.py" >"$place/out" 2>&1 || { wrong "a terminal of the office's: $(cat "$place/out")"; }
# what is lacking or odd around it
tries=$((tries + 3))
as sato sh -c 'ulimit -f 0; exec sudo -n -u madoguchi madoguchictl case list' >/dev/null 2>&1
as sato sh -c 'exec sudo -n -u madoguchi madoguchictl case list <&- >&- 2>&-'
as sato sh -c "trap '' CHLD PIPE; umask 0; exec sudo -n -u madoguchi madoguchictl case list" >/dev/null || wrong 'umask'
[ -z "$(find $home -perm /077)" ] || wrong "others may use $(find $home -perm /077)"

# --- by SSH --------------------------------------------------------------------------------------------------------------

keys=/etc/madoguchi/authorized_keys
cp $keys "$place/keys"
key() { ssh-keygen -q -t ed25519 -N '' -f "$1" && chmod 600 "$1"; }
key "$place/host" && key "$place/home.sato/key" && chown sato "$place/home.sato/key" || exit 1
printf 'restrict,pty,command="/usr/local/libexec/madoguchi/madoguchi-login sato" %s\n' \
	"$(cat "$place/home.sato/key.pub")" >>$keys
printf '%s\n' 'Include /etc/ssh/sshd_config.d/madoguchi.conf' "HostKey $place/host" 'ListenAddress 127.0.0.1' 'Port 2222' \
	'PidFile none' 'UsePAM no' 'AcceptEnv *' 'Subsystem sftp internal-sftp' >"$place/sshd_config"
/usr/sbin/sshd -f "$place/sshd_config" -E "$place/sshd.log" || wrong 'sshd'
far() { # far OPTION... -- WORD...
	as sato ssh -F none -i "$place/home.sato/key" -o BatchMode=yes -o StrictHostKeyChecking=no -p 2222 \
		-o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$@" </dev/null
}
[ "$(far madoguchi@127.0.0.1 madoguchictl --lang en clerk --json)" = "$usual" ] ||
	{ wrong 'by SSH the clerk is not sato'; cat "$place/sshd.log"; }
refused_far() { # refused_far WORD...
	tries=$((tries + 1))
	far madoguchi@127.0.0.1 "$@" >"$place/out" 2>&1 && wrong "by SSH: $*" && cat "$place/out"
}
refused_far id
refused_far sh -c id
refused_far 'madoguchictl clerk; id'
refused_far '/bin/sh'
refused_far 'madoguchi-login tanaka'
refused_far madoguchictl --profile national case list
refused_far madoguchictl --training clerk
refused_far 'madoguchictl $(id)'
refused_far "madoguchictl --config $place/own.ini case list"
refused_far 'madoguchictl clerk
id'
refused_far "madoguchictl --store=sqlite:$place/home.sato/own.db case list"
refused_far scp -f /etc/passwd
refused_far env SUDO_UID=0 madoguchictl clerk
for option in 'SetEnv=SUDO_UID=0' 'SetEnv=MADOGUCHI_CLERK=tanaka' "SetEnv=LD_PRELOAD=$place/home.sato/lib/evil.so" \
    "SetEnv=MADOGUCHI_DATADIR=$here/config"; do
	tries=$((tries + 1))
	said=$(far -o "$option" madoguchi@127.0.0.1 madoguchictl --lang en clerk --json 2>&1)
	[ "$said" = "$usual" ] || wrong "$option: $said"
done
tries=$((tries + 4))
far -o ExitOnForwardFailure=yes -R "$home/data/x.sock:/tmp/x" madoguchi@127.0.0.1 madoguchictl clerk >/dev/null 2>&1 &&
	wrong 'a socket in the office by SSH'
far -o ExitOnForwardFailure=yes -R 2223:127.0.0.1:2222 madoguchi@127.0.0.1 madoguchictl clerk >/dev/null 2>&1 &&
	wrong 'a port by SSH'
tries=$((tries + 4))
far -W 127.0.0.1:2222 madoguchi@127.0.0.1 >"$place/out" 2>&1 && wrong 'a way through by SSH'
far -o ExitOnForwardFailure=yes -w 0:0 madoguchi@127.0.0.1 madoguchictl clerk >/dev/null 2>&1 && wrong 'a tunnel by SSH'
far -o ControlMaster=yes -o "ControlPath=$place/home.sato/cm" madoguchi@127.0.0.1 -O forward -L 2224:127.0.0.1:22 >/dev/null 2>&1 &&
	wrong 'a session that is shared by SSH'
said=$(far -A -X madoguchi@127.0.0.1 madoguchictl --lang en clerk --json 2>/dev/null)
[ "$said" = "$usual" ] || wrong "with an agent and a display: $said"
far -s madoguchi@127.0.0.1 sftp >/dev/null 2>&1 && wrong 'files by SSH'
as sato ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -p 2222 \
	-o PubkeyAuthentication=no madoguchi@127.0.0.1 true >/dev/null 2>&1 && wrong 'without a key by SSH'
echo 'ssh-ed25519 AAAA sato' >>$keys
madoguchictl office check --json 2>/dev/null | grep -q '"part":"keys".*"state":"unsafe"' || wrong 'a key bound to nobody'
cp "$place/keys" $keys

# --- and it is as it was ---------------------------------------------------------------------------------------------------

[ -f $home/data/audit.key ] || wrong 'nothing signs the log'
[ "$(holds)" = "$before" ] || { wrong 'the office is not as it was'; diff <(echo "$before") <(holds); }
ctl kansa audit verify >/dev/null || wrong 'the log'
ctl kansa store check >/dev/null || wrong 'the store'
# --- root, who can do all of it, is told by the anchors --------------------------------------------------------------------

install -d -o madoguchi -m 700 $home/anchors
sed -i "s,^\[madoguchi\],&\naudit-anchors = $home/anchors/heads," $settings
event() { ctl sato case event "$number" noted --why "$1" >"$place/out" 2>&1 || { wrong "$1"; cat "$place/out"; }; }
finds() { # finds WHAT FOUND: audit verify tells it
	tries=$((tries + 1))
	ctl kansa audit verify --json >"$place/out" 2>&1 && wrong "$1 is not found"
	grep -q "\"found\":\"$2\"" "$place/out" || { wrong "$1: not $2"; cat "$place/out"; }
	ctl sato case event "$number" noted --why x >/dev/null 2>&1 && wrong "$1: work goes on"
}
store() { # store SQL: by root, in the file
	/usr/bin/python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2]); d.commit()' \
		$home/data/store.db "$1"
}
keep() { rm -rf "$place/kept" && cp -a $home/data "$place/kept"; }
put_back() { rm -rf $home/data && cp -a "$place/kept" $home/data; }
cut_end="DELETE FROM audit_signature WHERE line > (SELECT max(line) - 1 FROM audit);
	DELETE FROM audit WHERE line = (SELECT max(line) FROM audit);
	UPDATE audit_head SET lines = (SELECT max(line) FROM audit), hash = (SELECT hash FROM audit ORDER BY line DESC LIMIT 1);"
free='DROP TRIGGER IF EXISTS audit_is_not_changed; DROP TRIGGER IF EXISTS audit_is_not_removed;'
for trigger in $(/usr/bin/python3 -c 'import sqlite3, sys; print("\n".join(r[0] for r in sqlite3.connect(sys.argv[1]).execute(
	"SELECT name FROM sqlite_master WHERE type = '"'trigger'"' AND tbl_name LIKE '"'audit%'"'")))' $home/data/store.db); do
	free="$free DROP TRIGGER IF EXISTS $trigger;"
done
event 'the last but two' && event 'the last but one'
keep
event 'the last'
mv $home/data "$place/now" && put_back
finds 'an older copy of the store' behind
rm -rf $home/data && mv "$place/now" $home/data && keep
store "$free $cut_end"
finds 'an end that was cut off' behind
put_back
store "$free UPDATE audit SET clerk = 'suzuki' WHERE line = (SELECT max(line) - 2 FROM audit);"
tries=$((tries + 1))
ctl kansa audit verify --json >"$place/out" 2>&1 && wrong 'an altered line is not found'
grep -q '"found":"altered"' "$place/out" || { wrong 'an altered line'; cat "$place/out"; }
put_back
store "$free UPDATE case_history SET clerk = 'suzuki' WHERE id = (SELECT max(id) FROM case_history);"
tries=$((tries + 1))
ctl kansa store check >"$place/out" 2>&1 && wrong 'an altered history is not found'
put_back
ctl kansa audit verify >"$place/out" 2>&1 || { wrong 'the log, put back'; cat "$place/out"; }
ctl kansa store check >"$place/out" 2>&1 || { wrong 'the store, put back'; cat "$place/out"; }
rm -f /etc/madoguchi/madoguchi.ini
[ "$(as sato madoguchictl --lang en clerk | cut -d ' ' -f 1)" = sato ] || wrong 'a machine of his own'

echo "$tries tries, $faults came to something"
exit $((faults > 0))
