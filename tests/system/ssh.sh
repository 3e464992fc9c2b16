# The recipe for a reader at the clerk's desk, as both READMEs have it: twice in a row over an sshd of our own, and not
# without the option that they name. ssh and sshd speak over a pipe, so that no port is taken.
set -u
here=$(cd "${top_builddir:-.}" && pwd) || exit 1
source=$(cd "${top_srcdir:-.}" && pwd) || exit 1
: "${MADOGUCHI_DATADIR:=$source/config}"
export MADOGUCHI_DATADIR
sshd=/usr/sbin/sshd	# started by its whole path, or it refuses

fail() {
	echo "ssh.sh: FAILED: $*"
	sed 's/^/sshd: /' "$HOME/log" 2>/dev/null
	exit 1
}

# The clerk's ssh, to the server of this test instead of one on the net
ssh() {
	command ssh -F none -i "$HOME/clerk" -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
		-o ProxyCommand="$sshd -i -f $HOME/sshd_config -E $HOME/log" "$@"
}

# What both sides have before the recipe. The server's madoguchi shows the card in the reader, and ends.
prepare() {
	mkdir -m 700 "$HOME/bin" "$HOME/run" || fail "no folder"
	cat >"$HOME/bin/madoguchi" <<-END
	#!/bin/sh
	export HOME='$HOME' MADOGUCHI_DATADIR='$MADOGUCHI_DATADIR'
	exec '$here/madoguchictl' "\$@" card show --json
	END
	chmod 700 "$HOME/bin/madoguchi"
	for key in host clerk; do
		ssh-keygen -q -t ed25519 -N '' -f "$HOME/$key" || fail "no key"
	done
}
configure() { # configure LINE...: the server, with these lines beside what every one here has
	printf '%s\n' "HostKey $HOME/host" "AuthorizedKeysFile $HOME/clerk.pub" 'PidFile none' 'UsePAM no' 'StrictModes no' \
		"$@" >"$HOME/sshd_config"
}

# line README BEGINNING: one of the recipe's, with the test's folder and daemon for those that it names
line() {
	found=$(grep "^$2" "$source/$1" | sed -e "s|/run/user/UID|$HOME/run|g" -e "s|/run/pcscd/pcscd.comm|$PCSCLITE_CSOCK_NAME|")
	[ -n "$found" ] || fail "$1 has no $2"
	printf '%s\n' "$found"
}

# A session of a clerk: logs in with the recipe's first line and types its second. $said is what that says.
session() { # session README
	login=$(line "$1" 'ssh -R') typed=$(line "$1" PCSCLITE_CSOCK_NAME=) || exit 1
	said=$(eval "$login" '"PATH=$HOME/bin:\$PATH; $typed"' 2>&1)
}

recipe() { # recipe README
	option=$(grep -o '`StreamLocalBindUnlink yes`' "$source/$1" | tr -d '`')
	configure "$option"
	for time in first second; do
		session "$1" || fail "$1, the $time time: $said"
		case $said in *'"auth":'*) ;; *) fail "$1, the $time time: $said" ;; esac
	done
	configure
	! session "$1" || fail "$1: it works without its option: $said"
	case $said in *'port forwarding failed'*) ;; *) fail "$1, without its option: $said" ;; esac
	rm -f "$HOME"/run/*
	echo "ssh.sh: $1's recipe works twice, and needs $option"
}

if [ "${1:-}" = inside ]; then
	prepare
	recipe README.md
	recipe README.ja.md
	exit 0
fi
[ -x $sshd ] && command -v ssh >/dev/null || { echo "skipped: sshd is missing; ./bootstrap --tests installs it"; exit 77; }
[ "$(id -u)" != 0 ] || { echo "skipped: as root sshd wants the machine's own accounts and folders"; exit 77; }
MADOGUCHI_CARD=$here/madoguchi-card exec "$here/tests/system/with-card" about-to-expire sh "$0" inside
