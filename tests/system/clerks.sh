# Four eyes, and who queued when the counter shut, on the screens of two accounts that share a store. Where root names two
# accounts in CLERKS each program runs as one of them; an ordinary user has no second account, and libnss-wrapper gives
# the one two names.
set -eu
here=$(cd "${top_builddir:-.}" && pwd)
[ -x "$here/tests/system/clerks" ] || { echo "skipped: libvterm is missing; ./bootstrap --tests installs it"; exit 77; }
: "${MADOGUCHI_DATADIR:=$(cd "${top_srcdir:-.}" && pwd)/config}"
export MADOGUCHI_DATADIR

scratch=$(mktemp -d /tmp/madoguchi-clerks.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$scratch"

# account NAME HOW: $scratch/NAME runs a command as that account, home.NAME is its own folder
account() {
	mkdir -m 700 "$scratch/home.$1"
	printf '#!/bin/sh\n%s "$@"\n' "$2" >"$scratch/$1"
	chmod 755 "$scratch/$1"
}
if [ -n "${CLERKS-}" ]; then
	first=${CLERKS% *} second=${CLERKS#* } group=$(id -gn "${CLERKS% *}")
	for name in "$first" "$second"; do
		account "$name" "exec setpriv --reuid=$name --regid=$(id -g "$name") --init-groups"
		chown "$name:" "$scratch/home.$name"
	done
else
	first=sato second=tanaka group=$(id -g)
	for name in $first $second; do
		echo "$name:x:$(id -u):$(id -g):$name:/:/bin/sh" >"$scratch/passwd.$name"
		account $name "export NSS_WRAPPER_PASSWD=$scratch/passwd.$name NSS_WRAPPER_GROUP=/etc/group
			LD_PRELOAD=libnss_wrapper.so exec"
	done
	[ "$("$scratch/$first" id -un 2>/dev/null)" = $first ] ||
		{ echo "skipped: libnss-wrapper is missing; ./bootstrap --tests installs it"; exit 77; }
fi

cat >"$scratch/city.ini" <<'END'
[municipality]
name = 試験市
inherit = national
source = 試験市(架空)

[counter hall]
label = 本庁
hours = weekday 9:00-16:30
source = 試験市「受付時間」(架空)

[action four-eyes]
do = second-approval
when = procedure = renew and visitor = self
source = 試験市「事務取扱要領」(架空)
END
# That the first can't approve is not for want of the role.
cat >"$scratch/office.ini" <<END
[madoguchi]
store = sqlite:$scratch/store/store.db
profile = $scratch/city.ini
counter = hall
[clerks]
counter = $first
supervisor = $first, $second
END
chmod 644 "$scratch/city.ini" "$scratch/office.ini"

# As madoguchi.ini(5) has it: folder and file are the group's, and it may read the key of the audit log.
mkdir -m 2770 "$scratch/store"
chgrp "$group" "$scratch/store"
chmod 2770 "$scratch/store"
ctl() { # ctl NAME COMMAND...
	name=$1
	shift
	HOME=$scratch/home.$name "$scratch/$name" "$here/madoguchictl" --training --config "$scratch/office.ini" "$@"
}
ctl "$first" case list >/dev/null
chmod 660 "$scratch/store/store.db"
chmod 640 "$scratch/store/audit.key"

"$here/tests/system/clerks" "$scratch" "$first" "$second"

# The log has who did what.
told() { # told TIMES EVENT NAME
	[ "$(ctl "$first" audit list --event "$2" --clerk "$3" | wc -l)" -eq "$1" ] ||
		{ echo "clerks.sh: FAILED: $2 by $3 isn't on record $1 times"; exit 1; }
}
told 2 case-seconded "$second"
told 0 case-seconded "$first"
told 1 case-second-undone "$first"
told 1 case-card-work-done "$first"
told 1 case-let-in "$second"
told 0 case-let-in "$first"
told 0 refused "$second" # to look at a colleague's case is nothing to refuse
ctl "$second" audit verify >/dev/null
