# The wire over PC/SC beside a private pcscd: cards pulled, silent and put back, the daemon stopped.
here=$(cd "${top_builddir:-.}" && pwd) || exit 1
export MADOGUCHI_CARD="$here/madoguchi-card"
exec "$here/tests/system/with-card" about-to-expire "$here/tests/system/reader"
