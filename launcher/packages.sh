# shellcheck shell=bash
# What each part of Weir needs of Debian: PACKAGE:PROOF, where the proof is a command or, with a slash, a file pattern.

readonly PACKAGES_build="
  maven:mvn
  clang-19:clang-19
  libbpf-dev:/usr/include/bpf/bpf_helpers.h
  linux-libc-dev:/usr/include/linux/bpf.h
"
readonly PACKAGES_director="
  libbpf1:/usr/lib/*/libbpf.so.1
"
readonly PACKAGES_lab="
  iproute2:ip
  ethtool:ethtool
  util-linux:nsenter
  procps:sysctl
  nginx-light:nginx
  dnsmasq-base:dnsmasq
  curl:curl
  bind9-dnsutils:dig
  nftables:nft
  libusrsctp-examples:/usr/lib/usrsctp/echo_server
  vsftpd:vsftpd
  postfix:/usr/lib/postfix/sbin/master
  dovecot-imapd:/usr/lib/dovecot/imap
  tcpdump:tcpdump
  tshark:tshark
"
readonly PACKAGES_bench="
  nftables:nft
  wrk:wrk
  iperf3:iperf3
"
readonly PACKAGES_test="
  shellcheck:shellcheck
  bpftool:bpftool
  tcpdump:tcpdump
  qemu-system-x86:qemu-system-x86_64
  cpio:cpio
"

# need_packages GROUP...: installs what is missing of the groups, or says how to.
need_packages() {
  local group entry table
  local -a missing=()
  # Programs such as nginx and tcpdump live where a plain user's PATH does not reach.
  PATH=$PATH:/usr/sbin:/sbin
  for group in "$@"; do
    table=PACKAGES_$group
    for entry in ${!table}; do
      is_there "${entry#*:}" || missing+=("${entry%%:*}")
    done
  done
  ((${#missing[@]} == 0)) || obtain "${missing[@]}"
}

is_there() {
  case $1 in
    /*) compgen -G "$1" >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

obtain() {
  if ((EUID != 0)); then
    fail "some Debian packages are missing, and only root may install them:" \
      "  sudo apt-get install --no-install-recommends $*"
  fi
  say "installing $*"
  apt_install "$@" || fail "apt-get could not install them; see its words above."
}

# apt_install PACKAGE...: with the package lists at hand first, and with fresh ones if those will not do.
apt_install() {
  keep_services_stopped
  apt_get install "$@" &>/dev/null || { apt_get update >/dev/null && apt_get install "$@" >&2; }
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
}

# Weir wants the programs, not the services: none is started while packages are installed. This is
# Debian's way to say so, and it is gone again when the launcher ends.
keep_services_stopped() {
  local policy=/usr/sbin/policy-rc.d
  [[ ! -e $policy ]] || return 0
  # shellcheck disable=SC2064 # the path is known now
  trap "rm -f $policy" EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
}
