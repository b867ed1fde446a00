# shellcheck shell=bash
# Builds Weir when a source is newer than the last build.

readonly JAR=$ROOT/program/target/weir.jar
readonly AOT_CACHE=$ROOT/program/target/weir.aot
readonly STAMP=$ROOT/program/target/built
readonly JVM_FLAGS=(-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)

build_if_stale() {
  is_stale || return 0
  need_packages build
  mkdir -p "${STAMP%/*}"
  exec 9>"$STAMP.lock"
  flock 9
  ! is_stale || build
  exec 9>&-
}

# A folder's own time tells that a file in it was removed. Another JDK than the one that built asks for a build, too.
is_stale() {
  local jdk=""
  [[ -f $STAMP ]] && read -r jdk <"$STAMP"
  [[ $jdk == "$JAVA_HOME" && -f $JAR ]] || return 0
  [[ -n $(find "$ROOT"/pom.xml "$ROOT"/*/pom.xml "$ROOT"/*/src/main "$ROOT"/.mvn -newer "$STAMP" -print -quit) ]]
}

# The stamp bears the time at which the build began, so that a file saved meanwhile is not missed.
# Maven's words, warnings among them, are shown when it fails.
build() {
  say "building (a minute the first time)"
  printf '%s\n' "$JAVA_HOME" >"$STAMP.new"
  local -a tersely=(-Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dmaven.test.skip=true)
  if ! maven package "${tersely[@]}" -pl :weir -am &>"$STAMP.log"; then
    cat "$STAMP.log" >&2
    fail "the build failed; see above."
  fi
  train
  mv "$STAMP.new" "$STAMP"
}

# Notes the classes that a start loads, so that the next start finds them parsed and linked (JEP 514). The JVM does
# without the cache when there is none.
train() {
  "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" -XX:AOTCacheOutput="$AOT_CACHE" -cp "$JAR" dev.weir.Main --help &>/dev/null ||
    rm -f "$AOT_CACHE"
}

# Maven's own libraries are older than the JDK, and would warn about themselves.
maven() {
  MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS-}" \
    mvn -B -ntp -f "$ROOT/pom.xml" "$@"
}
