#!/usr/bin/env bash
# Builds what is released twice and fails if a byte differs.
set -euo pipefail
cd "$(dirname "$0")/.."

build() {
  ./mvnw -B -ntp -q clean package -Prelease -DskipTests -pl connector/worker,connector/runtime-plugin -am
  sha256sum connector/worker/target/{intercom-worker.jar,bom.json} \
    connector/runtime-plugin/target/{intercom-connector-plugin.jar,bom.json}
}

first=$(build)
second=$(build)
echo "$second"
if [[ $first != "$second" ]]; then
  diff <(echo "$first") <(echo "$second") >&2 || true
  echo "The second build differs from the first." >&2
  exit 1
fi
echo "Both builds are the same."
