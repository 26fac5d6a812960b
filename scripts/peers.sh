#!/usr/bin/env bash
# Installs what the peer tests compare with, into .peers/ of this checkout; what is there already stays.
# kcat comes from the system's packages (root), a real Kafka from Maven Central (Java 17 and mvn), Spark from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v kcat >/dev/null || ! command -v openssl >/dev/null; then
  apt-get update -qq && apt-get install -y -qq kcat openssl
fi
if ! command -v mvn >/dev/null || ! command -v java >/dev/null; then
  apt-get update -qq && apt-get install -y -qq maven openjdk-17-jre-headless
fi

kafka=.peers/kafka-4.1.0
if [ ! -d "$kafka" ]; then
  rm -rf "$kafka.partial"
  mvn -q -B -f scripts/peers/kafka/pom.xml dependency:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$PWD/$kafka.partial"
  mv "$kafka.partial" "$kafka"
fi

# For the tests that Spark takes part in, for recording what it prints, and for benchmarks: scripts/peers.sh spark
if [ "${1:-}" = spark ]; then
  spark=.peers/spark
  mkdir -p "$spark"
  if [ ! -e "$spark/venv" ]; then
    python3 -m venv "$spark/venv.partial"
    "$spark/venv.partial/bin/pip" install --quiet pyspark==4.1.1
    mv "$spark/venv.partial" "$spark/venv"
  fi
  if [ ! -e "$spark/jars" ]; then
    mvn -q -B -f scripts/peers/spark/pom.xml dependency:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory="$PWD/$spark/jars.partial"
    mv "$spark/jars.partial" "$spark/jars"
  fi
fi
