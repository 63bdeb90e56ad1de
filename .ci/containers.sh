# Sourced by .ci/run: a container engine, and the images that the tests in containers need.
#
# Where an engine answers already (Docker, or DOCKER_HOST), it is taken as it is, with the public
# images. Otherwise, on Debian as root, podman is installed and started for this run alone, with
# nothing pulled: the images are assembled from Debian's packages, the JDK that is here and the
# in-memory engine's jar that the build makes. The first two stay in podman's storage, so the next
# run finds them.

readonly JAVA_IMAGE=localhost/intercom-ci-java:1
readonly ENGINE_IMAGE=localhost/intercom-ci-engine:latest
CONTAINER_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/intercom-connector
PODMAN_PID=
PODMAN_FOLDER=
CONTAINERS_BEFORE=

# Sets CONTAINER_OPTIONS, what Maven has to know; fails where no container can be started.
start_containers() {
  CONTAINER_OPTIONS=()
  if [[ -z ${INTERCOM_CI_ASSEMBLE:-} ]] && engine_answers; then
    say "The container engine that runs here is used, with the public images."
    return
  fi
  can_install || no_containers "there is none, and only on Debian as root one can be installed"
  install_podman
  start_podman
  assemble_java_image
  assemble_engine_image
  CONTAINER_OPTIONS=(
    "-Dimage.base=tar://$CONTAINER_CACHE/java-image.tar"
    "-Dbroker.image=$ENGINE_IMAGE"
  )
}

# Ends what this run started: the service, and containers that a failed test may have left.
stop_containers() {
  local container
  if [[ -n $PODMAN_PID ]]; then
    for container in $(podman ps -aq --filter label=org.testcontainers=true); do
      if [[ $CONTAINERS_BEFORE != *"$container"* ]]; then
        podman rm --force --time 0 "$container" >/dev/null || true
      fi
    done
    kill "$PODMAN_PID" 2>/dev/null || true
    wait "$PODMAN_PID" 2>/dev/null || true
    rm -rf "$PODMAN_FOLDER"
    PODMAN_PID=
  fi
}

no_containers() {
  stop "NO CONTAINER ENGINE: $1. The tests in containers cannot run, so this run fails. To leave them out on your own machine, set INTERCOM_CI_WITHOUT_CONTAINERS=1."
}

engine_answers() {
  if [[ -n ${DOCKER_HOST:-} ]]; then
    return 0
  fi
  command -v docker >/dev/null && docker info >/dev/null 2>&1
}

install_podman() {
  local package missing=()
  for package in podman runc netavark aardvark-dns iptables debootstrap; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  if ((${#missing[@]} > 0)); then
    apt-get update -qq
    install_packages "${missing[@]}"
  fi
}

# A configuration for this run alone: the machine's own is left as it is.
start_podman() {
  local folder
  mkdir -p "$CONTAINER_CACHE"
  # Of this run alone, so that two runs may share a machine.
  PODMAN_FOLDER=$(mktemp -d)
  folder=$PODMAN_FOLDER
  # runc, since crun refuses hybrid cgroups; the limits, since runc may not raise them.
  cat >"$folder/containers.conf" <<'CONF'
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[network]
network_backend = "netavark"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
  export CONTAINERS_CONF=$folder/containers.conf
  CONTAINERS_BEFORE=$(podman ps -aq)
  podman system service --time=0 "unix://$folder/podman.sock" >"$folder/service.log" 2>&1 &
  PODMAN_PID=$!
  trap stop_containers EXIT
  export DOCKER_HOST=unix://$folder/podman.sock
  # It would be an image to pull; the containers of a test end with it.
  export TESTCONTAINERS_RYUK_DISABLED=true
  # Where this runs in a container itself, Testcontainers would look for the ports elsewhere.
  export TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
  for _ in $(seq 100); do
    if podman --remote --url "$DOCKER_HOST" version >/dev/null 2>&1; then
      return
    fi
    kill -0 "$PODMAN_PID" 2>/dev/null || break
    sleep 0.2
  done
  cat "$folder/service.log" >&2
  no_containers "podman was installed, but does not answer"
}

# A small Debian with a JDK: what the engine's image is made of, and the worker's base.
assemble_java_image() {
  local root=$CONTAINER_CACHE/root home mirror suite
  if ! podman image exists "$JAVA_IMAGE"; then
    say "Assembling $JAVA_IMAGE."
    home=$(newest_jdk)
    suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' \
      | awk -v suite="$suite" '$2 == suite { print $1; exit }')
    rm -rf "$root"
    debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror" >"$CONTAINER_CACHE/debootstrap.log" \
      || { tail -n 20 "$CONTAINER_CACHE/debootstrap.log" >&2; no_containers "its base image could not be assembled"; }
    rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale}
    mkdir -p "$root/opt/java"
    tar -C "$home" --exclude=./jmods --exclude=./lib/src.zip -ch . | tar -C "$root/opt/java" -x
    tar -C "$root" --numeric-owner -c . | podman import \
      -c ENV=JAVA_HOME=/opt/java -c "ENV=PATH=/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
      - "$JAVA_IMAGE" >/dev/null
    rm -rf "$root" "$CONTAINER_CACHE/java-image.tar"
  fi
  if [[ ! -f $CONTAINER_CACHE/java-image.tar ]]; then
    podman save --format docker-archive --output "$CONTAINER_CACHE/java-image.part" "$JAVA_IMAGE" >/dev/null
    mv "$CONTAINER_CACHE/java-image.part" "$CONTAINER_CACHE/java-image.tar"
  fi
}

# Only in the container it listens on all interfaces; its port is published on the loopback address.
assemble_engine_image() {
  say "Assembling $ENGINE_IMAGE."
  ./mvnw -B -ntp -q package -DskipTests -pl connector/test-engine
  podman build --quiet --tag "$ENGINE_IMAGE" --file - connector/test-engine/target >/dev/null <<FILE
FROM $JAVA_IMAGE
COPY test-engine.jar /opt/test-engine.jar
EXPOSE 26500
CMD ["java", "-Xmx512m", "-Dengine.address=0.0.0.0", "-jar", "/opt/test-engine.jar"]
FILE
}
