# One image for every part: `pangaea node`, `pangaea kafka`, … Built from source by default. A build context that brings
# simulator/target/simulator-*.jar and simulator/target/lib (the context of a plain build never does, see .dockerignore)
# is taken as it is. Needs no BuildKit.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG JRE_IMAGE=eclipse-temurin:25-jre

FROM ${JDK_IMAGE} AS jars
WORKDIR /source
COPY . .
# Tests and the format check belong to ./mvnw verify.
RUN [ -d simulator/target/lib ] || ./mvnw -B -q -Dmaven.test.skip=true -Dexec.skip=true package
# RocksDB's jar carries a library per platform, 80 MB of them: ours goes beside the jar, which spares unpacking at each start.
RUN set -eu; \
    mkdir -p /image/bin /image/lib /image/native /rocksdb; \
    cp simulator/target/simulator-*.jar simulator/target/lib/*.jar /image/lib; \
    case $(uname -m) in x86_64) native=linux64 ;; aarch64) native=linux-aarch64 ;; *) native=linux-$(uname -m) ;; esac; \
    cd /rocksdb; \
    rocksdb=$(ls /image/lib/rocksdbjni-*.jar); \
    jar --extract --file "$rocksdb"; \
    mv "librocksdbjni-$native.so" /image/native/librocksdbjni.so; \
    rm -f librocksdbjni-*; \
    jar --create --no-manifest --file "$rocksdb" .
# The class path is written out: the start-up cache holds for this order only, and a folder has none.
RUN set -eu; \
    { echo "--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"; \
      echo "-XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError -Xmx512m"; \
      echo "-Xlog:disable -Xlog:all=error:stderr"; \
      echo "-Djava.library.path=/opt/pangaea/native"; \
      echo "-cp $(ls /image/lib/*.jar | sed 's#^/image#/opt/pangaea#' | paste -sd:)"; \
    } > /image/java.options; \
    { echo '#!/bin/sh'; \
      echo '# PANGAEA_JAVA_OPTS: further options of the JVM, after ours (the last one wins).'; \
      echo 'if [ -f /opt/pangaea/start.aot ]; then cache=-XX:AOTCache=/opt/pangaea/start.aot; fi'; \
      echo 'exec java @/opt/pangaea/java.options $cache $PANGAEA_JAVA_OPTS dev.pangaea.simulator.main.Pangaea "$@"'; \
    } > /image/bin/pangaea; \
    chmod +x /image/bin/pangaea

FROM ${JRE_IMAGE}
RUN groupadd --system --gid 10001 pangaea && \
    useradd --system --uid 10001 --gid pangaea --home-dir /data --shell /usr/sbin/nologin pangaea && \
    mkdir /data && chown pangaea: /data
# Two malloc arenas instead of one per thread.
ENV MALLOC_ARENA_MAX=2 PATH=/opt/pangaea/bin:$PATH
COPY --from=jars /image /opt/pangaea
# The start-up cache: the classes of all parts, loaded and linked in a run of the demo under load. It does not notice
# changed jars or options, so nothing may be copied after it. Without it (the run fails, say on an emulated processor)
# parts start a second later.
RUN bash -uc 'start="java @/opt/pangaea/java.options"; part=dev.pangaea.simulator.main.Pangaea; \
    cd /tmp && mkdir training && cd training; \
    $start -XX:AOTCacheOutput=/opt/pangaea/start.aot $part demo --data data >demo.log 2>&1 & demo=$!; \
    for try in {1..300}; do if (exec 3<>/dev/tcp/127.0.0.1/8001) 2>/dev/null; then break; fi; sleep 0.1; done; \
    timeout 30 $start $part bench --create-table --connections 4 --read-share 0.5 --warm-up 1s --duration 2s >>demo.log 2>&1; \
    kill -TERM $demo; wait $demo; \
    $start -XX:AOTCache=/opt/pangaea/start.aot -XX:AOTMode=on $part --version || \
      { tail -n 20 demo.log; echo "no start-up cache"; rm -f /opt/pangaea/start.aot; }; \
    rm -rf /tmp/training'
USER pangaea
WORKDIR /data
ENTRYPOINT ["/opt/pangaea/bin/pangaea"]
CMD ["--help"]
