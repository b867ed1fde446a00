# shellcheck shell=bash
# Finds a JDK that is new enough, and says where it looked when there is none.

readonly JDK_WANTED=25

# Sets and exports JAVA_HOME: the caller's when it will do, else the first of the usual folders that will.
find_jdk() {
  local -a places=(/usr/lib/jvm/* /opt/* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/*)
  local home
  for home in "${JAVA_HOME:-}" "${places[@]}"; do
    if is_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  install_jdk || no_jdk
}

# A JDK tells its version in its own `release` file, which costs no process to read.
is_jdk() {
  local home=$1 line version
  [[ -n $home && -x $home/bin/javac && -r $home/release ]] || return 1
  while IFS= read -r line; do
    [[ $line == JAVA_VERSION=* ]] || continue
    version=${line#JAVA_VERSION=\"}
    version=${version%%[!0-9]*}
    ((${version:-0} >= JDK_WANTED)) && return 0
  done <"$home/release"
  return 1
}

# Debian has a JDK 25 from its release 13 on.
install_jdk() {
  ((EUID == 0)) && apt-cache show openjdk-25-jdk-headless &>/dev/null || return 1
  apt_install openjdk-25-jdk-headless && find_jdk
}

no_jdk() {
  fail "no JDK $JDK_WANTED or newer was found (a JRE will not do)." \
    "Looked at JAVA_HOME (${JAVA_HOME:-not set}) and in /usr/lib/jvm, /opt, ~/.sdkman/candidates/java and ~/.jdks." \
    "Debian 13 and newer: apt-get install openjdk-25-jdk-headless" \
    "Debian 12 has none: unpack any OpenJDK $JDK_WANTED build (Eclipse Temurin, say) into /opt, or set JAVA_HOME to it."
}
