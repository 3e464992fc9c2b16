# For a script of root's that installs an office: runs it in a copy of /etc, an empty /usr/local, /var/lib and /run, and a
# net of its own, all gone with it. To be sourced first. $here: the built tree; $place: a folder of the script's own.
here=$(cd "${top_builddir:-.}" && pwd) || exit 1
if [ -z "${OFFICE_ALONE-}" ]; then
	scratch=$(mktemp -d /tmp/madoguchi-office.XXXXXX) || exit 1
	trap 'rm -rf "$scratch"' EXIT
	trap 'exit 1' HUP INT TERM
	OFFICE_ALONE=$scratch top_builddir=$here unshare --mount --net --pid --fork --mount-proc --kill-child \
		bash "$0"
	exit
fi
place=$OFFICE_ALONE
mount --make-rprivate / && mount -t tmpfs -o mode=755 tmpfs "$place" && cp -a /etc "$place/etc" &&
	mount --bind "$place/etc" /etc && mount -t tmpfs -o mode=755 tmpfs /usr/local &&
	mount -t tmpfs -o mode=755 tmpfs /var/lib && mount -t tmpfs -o mode=755 tmpfs /run &&
	ip link set lo up 2>/dev/null
[ "$(stat -f -c %T /etc)" = tmpfs ] || { echo "${0##*/}: FAILED: /etc isn't a copy"; exit 1; }
make -s -C "$here" install >"$place/install.log" 2>&1 || { cat "$place/install.log"; exit 1; }
