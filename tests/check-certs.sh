#!/bin/sh
# OpenSSL and GnuTLS accept the embedded CA's certificates and lists, and refuse the revoked ones.
set -u
command -v openssl >/dev/null || { echo 'skipped: openssl is missing; ./bootstrap --tests installs it'; exit 77; }
command -v certtool >/dev/null || { echo 'skipped: certtool is missing; ./bootstrap --tests installs gnutls-bin'; exit 77; }
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
"${top_builddir:-.}/tests/unit/write-certs" "$dir" "$(date +%s)" || exit 1
fault=0
complain() {
	printf '%s\n' "$1"
	sed 's/^/    /' "$dir/out" | head -n 30
	fault=1
}
by_openssl() { # by_openssl KIND CERTIFICATE POLICY
	openssl verify -x509_strict -check_ss_sig -policy_check -explicit_policy -policy "$3" -crl_check \
		-CAfile "$dir/$1-ca.pem" -CRLfile "$dir/$1-crl.pem" "$dir/$1-$2.pem" >"$dir/out" 2>&1
}
by_gnutls() { # by_gnutls KIND CERTIFICATE
	certtool --verify --verify-profile=medium --load-ca-certificate "$dir/$1-ca.pem" \
		--load-crl "$dir/$1-crl.pem" --infile "$dir/$1-$2.pem" >"$dir/out" 2>&1
}
read_by_gnutls() { # every extension is understood
	certtool --certificate-info --infile "$1" >"$dir/out" 2>&1 && ! grep -iE 'error|unknown extension' "$dir/out" >/dev/null
}
for kind in sign auth; do
	policy=2.999.1764.1 other=2.999.1764.2
	[ $kind = sign ] || { policy=2.999.1764.2 other=2.999.1764.1; }
	by_openssl $kind new $policy || complain "openssl refuses the new $kind certificate"
	by_openssl $kind new $other && complain "openssl takes the new $kind certificate for the other kind"
	by_gnutls $kind new || complain "certtool refuses the new $kind certificate"
	by_openssl $kind old $policy && complain "openssl accepts the revoked $kind certificate"
	grep -q 'certificate revoked' "$dir/out" || complain "openssl refuses the old $kind certificate for another reason"
	by_gnutls $kind old && complain "certtool accepts the revoked $kind certificate"
	grep -qi 'revoked' "$dir/out" || complain "certtool refuses the old $kind certificate for another reason"
	for c in ca old new; do
		read_by_gnutls "$dir/$kind-$c.pem" || complain "certtool doesn't understand the $c $kind certificate"
	done
	certtool --verify-crl --load-ca-certificate "$dir/$kind-ca.pem" --infile "$dir/$kind-crl.pem" >"$dir/out" 2>&1 ||
		complain "certtool refuses the $kind revocation list"
done
# Each CA answers for its own kind only.
openssl verify -CAfile "$dir/auth-ca.pem" "$dir/sign-new.pem" >"$dir/out" 2>&1 &&
	complain 'the authentication CA answers for a signature certificate'
exit $fault
