# The service as a small image: the program, ONNX Runtime and the shipped model, and nothing to build with.
#   docker build -t trialner .
#   docker run --rm -p 127.0.0.1:8080:8080 -e TRIALNER_TOKEN=… trialner        (docs/service.md)

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        ca-certificates curl git libmicrohttpd-dev libpcre2-dev pkg-config python3 python3-pip python3-venv zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /trialner
COPY . .
# Brings ONNX Runtime by its pinned sum and builds the release, as `./trialner` does.
RUN sh Scripts/prepare.sh release \
    && mkdir -p /image/bin /image/lib /image/bin/Models \
    && cp .build/release/trialner /image/bin/ \
    && cp "$(find .cache/onnxruntime -name 'libonnxruntime.so.*' -type f | head -n 1)" /image/lib/libonnxruntime.so \
    && cp -r Models/. /image/bin/Models/

FROM debian:bookworm-slim
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends curl libmicrohttpd12 libpcre2-8-0 libstdc++6 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home --shell /usr/sbin/nologin trialner
COPY --from=build /image/ /opt/trialner/
ENV TRIALNER_ONNXRUNTIME=/opt/trialner/lib/libonnxruntime.so
USER trialner
EXPOSE 8080
# In a container the loopback is the container's own, so the service listens everywhere; it then wants a token (TRIALNER_TOKEN), or to be told
# that everybody may ask (--without-token behind the image's name).
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/health/ready"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/trialner/bin/trialner", "serve", "--host", "0.0.0.0"]
