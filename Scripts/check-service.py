#!/usr/bin/env python3
"""Checks `trialner serve` from outside: a running service, real sockets, other people's tools.

    Scripts/check-service.py [--program .build/release/trialner] [--documents FILE.jsonl] [PART …]

PARTs: requests (wrong requests of every kind, each with its status), openapi (the description by openapi-spec-validator, the service by
schemathesis), metrics (Prometheus' own parser), same (answers under load equal to `trialner annotate`), load (throughput and latency with
wrk beside the rate of `trialner annotate`), soak (memory over --soak seconds of load), idle (processor time while nobody asks).
Without PARTs: requests, openapi, metrics and same, which take about a minute. Needs the PyPI packages schemathesis, openapi-spec-validator and
prometheus_client for `openapi` and `metrics`, wrk for `load` and `soak`, and --documents (JSONL with `text`) for `same`, `load` and `soak`.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
EXAMPLE = "In June 2003, the median overall survival was 4.0 months."


class Service:
    """A service that runs while the `with` does."""

    def __init__(self, program, *options, environment=None):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", *options], stdout=self.log, stderr=subprocess.PIPE, text=True,
            env={**os.environ, **(environment or {})})
        line = self.process.stderr.readline()
        found = re.search(r"listening on http://([^/]+):(\d+)/", line)
        if not found:
            sys.exit(f"the service did not start: {line}")
        self.port = int(found[2])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(timeout=60) != 0:
            sys.exit(f"the service ended with status {self.process.returncode}")

    def ask(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), data

    def annotate(self, value, **headers):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.ask("POST", "/v1/annotate", body, {"Content-Type": "application/json", **headers})

    def raw(self, data, timeout=30, shut=False):
        """What comes back for bytes as they are, until the service closes, which it does after 20 seconds of half a request, or is silent for a
        while; `None` where nothing came in time."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            try:
                connection.sendall(data)
                if shut:
                    connection.shutdown(socket.SHUT_WR)
                got = b""
                while chunk := connection.recv(65536):
                    got += chunk
                    connection.settimeout(1)
                return got
            except TimeoutError:
                return got or None
            except ConnectionError:
                return got if "got" in dir() else b""

    def metric(self, name):
        _, _, text = self.ask("GET", "/metrics")
        found = re.search(rf"^{name} (\S+)$", text.decode(), re.M)
        return float(found[1])


# MARK: Wrong requests


def wrong_bodies():
    """Bodies for POST /v1/annotate with the status that each must get and the part that the answer must name."""
    J = json.dumps
    yield from [
        (b"", 400, None), (b" ", 400, None), (b"{", 400, None), (b"}", 400, None), (b"{]", 400, None), (b"{\"text\"", 400, None),
        (b"{\"text\":", 400, None), (b"{\"text\": \"a", 400, None), (b"{\"text\": \"a\"", 400, None), (b"{\"text\": \"a\",}", 400, None),
        (b"{'text': 'a'}", 400, None), (b"{\"text\": \"a\"} x", 400, None), (b"{\"text\": \"a\"}{}", 400, None),
        (b"{\"text\": \"\\x\"}", 400, None), (b"{\"text\": \"\\ud800\"}", 400, None), (b"{\"text\": \"\\udc00\\ud800\"}", 400, None),
        (b"{\"text\": \"a\nb\"}", 400, None), (b"{\"text\": \"\xff\"}", 400, None), (b"{\"text\": \"\xc3\"}", 400, None),
        (b"{\"text\": \"\xed\xa0\x80\"}", 400, None), (b"{\"text\": \"\xc0\x80\"}", 400, None), (b"\xff\xfe{\x00}\x00", 400, None),
        (b"\xef\xbb\xbf{\"text\": \"a\"}", 400, None), (b"{\"text\": nul}", 400, None), (b"{\"text\": NaN}", 400, None),
        (b"{\"threshold\": 01, \"text\": \"a\"}", 400, None), (b"{\"threshold\": .5, \"text\": \"a\"}", 400, None),
        (b"{\"threshold\": 1., \"text\": \"a\"}", 400, None), (b"{\"threshold\": +1, \"text\": \"a\"}", 400, None),
        (b"[" * 100_000, 400, None), (b"{\"a\":" * 100_000, 400, None), (b"\x00" * 100, 400, None), (b"text=a", 400, None),
        (b"<text/>", 400, None), (b"%PDF-1.7", 400, None),
    ]
    yield from [
        (J(value).encode(), 422, "#") for value in [[], [{"text": "a"}], "a", 1, 1.5, True, None, {}, {"labels": ["DATE"]}]
    ]
    yield from [(J({"text": value}).encode(), 422, "#/text") for value in [None, 1, True, [], ["a"], {}, {"text": "a"}]]
    yield from [(J({"texts": value}).encode(), 422, "#/texts") for value in [None, "a", 1, {}, False]]
    yield from [
        (J({"texts": ["a", value]}).encode(), 422, "#/texts/1") for value in [None, 1, True, [], {}]
    ]
    yield from [(J({"documents": value}).encode(), 422, "#/documents") for value in [None, "a", {"text": "a"}, 3]]
    yield from [(J({"documents": [{"text": "a"}, value]}).encode(), 422, "#/documents/1") for value in [None, "a", [], 1, {}, {"id": "a"}]]
    yield from [(J({"documents": [{"text": value}]}).encode(), 422, "#/documents/0/text") for value in [None, 1, [], {}]]
    yield from [(J({"documents": [{"id": value, "text": "a"}]}).encode(), 422, "#/documents/0/id") for value in [True, [], {}]]
    yield from [(J({"text": "a", "labels": value}).encode(), 422, "#/labels") for value in ["DATE", 1, {}, [], True, None]]
    yield from [(J({"text": "a", "labels": ["DATE", value]}).encode(), 422, "#/labels/1") for value in ["Date", "", 1, None, ["DATE"]]]
    yield from [(J({"text": "a", "threshold": value}).encode(), 422, "#/threshold") for value in ["0.5", -0.1, 1.1, 1e300, None, [], True]]
    yield (b"{\"text\": \"a\", \"threshold\": 1e999}", 422, "#/threshold")
    yield from [(J({"text": "a", "offsets": value}).encode(), 422, "#/offsets") for value in ["bytes", "UTF16", "", 16, None, []]]
    yield from [(J({"text": "a", "sentences": value}).encode(), 422, "#/sentences") for value in ["true", 1, None, [], {}]]
    yield (J({"text": "a", "tresholds": 1}).encode(), 422, "#/tresholds")
    yield (J({"tekst": "a"}).encode(), 422, "#/tekst")
    yield (J({"a/b~c": 1, "text": "a"}).encode(), 422, "#/a~1b~0c")
    yield (J({"text": "a", "texts": ["b"]}).encode(), 422, "#/texts")
    yield (J({"text": "a", "documents": []}).encode(), 422, "#/documents")
    yield (J({"texts": ["a"] * 1001}).encode(), 413, None)
    yield (J({"documents": [{"text": ""}] * 1001}).encode(), 413, None)
    yield (b"{\"text\": \"" + b"a" * (8 << 20) + b"\"}", 413, None)


def wrong_requests():
    """Requests that are wrong beside their body: method, path, fields, status."""
    good = json.dumps({"text": "a"}).encode()
    kind = {"Content-Type": "application/json"}
    yield from [
        ("POST", "/v1/annotate", {}, good, 415), ("POST", "/v1/annotate", {"Content-Type": "text/plain"}, good, 415),
        ("POST", "/v1/annotate", {"Content-Type": "application/x-www-form-urlencoded"}, good, 415),
        ("POST", "/v1/annotate", {"Content-Type": "multipart/form-data; boundary=a"}, good, 415),
        ("POST", "/v1/annotate", {**kind, "Content-Encoding": "gzip"}, good, 415),
        ("POST", "/v1/annotate", {**kind, "Accept": "text/html"}, good, 406),
        ("POST", "/v1/annotate", {**kind, "Accept": "application/json;q=0"}, good, 406),
        ("POST", "/v1/summary", {**kind, "Accept": "application/x-ndjson"}, good, 406),
        ("POST", "/v1/summary", kind, json.dumps({"texts": ["a"]}).encode(), 422),
        ("POST", "/v1/annotate", {**kind, "Host": "evil.example"}, good, 403), ("GET", "/", {"Host": "evil.example"}, None, 403),
        ("GET", "/v1/annotate", {}, None, 405), ("PUT", "/v1/annotate", kind, good, 405), ("DELETE", "/v1/annotate", {}, None, 405),
        ("PATCH", "/v1/summary", kind, good, 405), ("POST", "/v1/models", kind, good, 405), ("POST", "/", kind, good, 405),
        ("POST", "/metrics", kind, good, 405), ("BREW", "/v1/annotate", {}, None, 405), ("TRACE", "/health/live", {}, None, 405),
        ("GET", "/nothing", {}, None, 404), ("GET", "/v1", {}, None, 404), ("GET", "/v1/annotate/", {}, None, 404),
        ("GET", "/../../etc/passwd", {}, None, 404), ("GET", "/%2e%2e/%2e%2e/etc/passwd", {}, None, 404), ("GET", "/index.html", {}, None, 404),
        ("GET", "//", {}, None, 404), ("GET", "/%00", {}, None, 404), ("GET", "/" + "a" * 5000, {}, None, 404),
        ("POST", "/v1/annotate", {**kind, "Content-Length": str(100 << 20), "Expect": "100-continue"}, b"", 413),
    ]


def raw_requests():
    """Bytes that are no HTTP, or not quite, with the statuses that may come; `None` for a connection that is closed."""
    post = b"POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    yield from [
        (b"\r\n\r\n\r\n", {400, None}), (b"hello\r\n\r\n", {400, None}), (b"GET\r\n\r\n", {400, None}), (b"GET /health/live HTTP/1.1\r\n\r\n", {400}),
        (b"GET /health/live HTTP/9.9\r\nHost: localhost\r\n\r\n", {200, 400, 505, None}), (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", {400, None}),
        (b"\x00" * 4096, {400, None}), (os.urandom(4096), {400, 405, None}), (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", {400, 414, None}),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: b\r\n" * 20_000 + b"\r\n", {400, 413, 431, None}),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\n", {400, 413, 431, None}),
        (post + b"Content-Length: -1\r\n\r\n{}", {400, None}), (post + b"Content-Length: abc\r\n\r\n{}", {400, None}),
        (post + b"Content-Length: 99999999999999999999999\r\n\r\n{}", {400, 413, None}),
        (post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", {400, None}),
        (post + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}", {400, 413, None}),
        (post + b"Transfer-Encoding: chunked\r\n\r\n4\r\n{\"te\r\n9\r\nxt\": \"a\"}\r\n0\r\n\r\n", {200}),
        (post + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n", {422}),
        (post + b"Content-Length: 13\r\n\r\n{\"text\": \"a\"}", {200}),
        (post + b"Content-Length: 13\r\n\r\n{\"text\": \"a\"}" * 3, {200}),
    ]


def check_requests(program):
    failures = count = 0

    def expect(what, good):
        nonlocal failures, count
        count += 1
        if not good:
            failures += 1
            print(f"  WRONG: {what}")

    with Service(program) as service:
        for body, status, pointer in wrong_bodies():
            got, headers, data = service.annotate(body)
            problem = json.loads(data)
            named = pointer is None or problem.get("errors", [{}])[0].get("pointer") == pointer
            expect(
                f"{body[:60]!r}: {got}, not {status}, or not {pointer}: {data[:200]!r}",
                got == status and named and headers["Content-Type"] == "application/problem+json" and problem["status"] == status)
        for method, path, headers, body, status in wrong_requests():
            got, headers, data = service.ask(method, path, body, headers)
            expect(
                f"{method} {path[:60]}: {got}, not {status}: {data[:100]!r}",
                got == status and headers["Content-Type"] == "application/problem+json" and json.loads(data)["status"] == status)
        for data, statuses in raw_requests():
            answer = service.raw(data)
            got = int(answer[9:12]) if answer and answer.startswith(b"HTTP/1.1 ") else None
            expect(f"{data[:60]!r}: {got}, not {statuses}", got in statuses and answer is not None)
        # What is left half said is cut after a while, and holds up nobody.
        open_ends = [b"", b"GET / HT", b"POST /v1/annotate HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n", None]
        sockets = [socket.create_connection(("127.0.0.1", service.port)) for _ in range(200)]
        for index, connection in enumerate(sockets):
            connection.sendall(open_ends[index % 3])
        status, _, data = service.annotate({"text": EXAMPLE})
        expect("an answer beside 200 connections that say nothing", status == 200 and len(json.loads(data)["documents"][0]["entities"]) == 4)
        deadline = time.time() + 15
        for connection in sockets:
            connection.settimeout(max(0.1, deadline - time.time()))
            try:
                expect("a connection that says nothing is cut", connection.recv(1000) in (b"",) or True)
            except TimeoutError:
                expect("a connection that says nothing is cut within 15 seconds", False)
            except ConnectionError:
                pass
        status, _, data = service.annotate({"text": EXAMPLE})
        expect("the service is alive", status == 200 and len(json.loads(data)["documents"][0]["entities"]) == 4)
        expect("it is ready", service.ask("GET", "/health/ready")[0] == 200)
        expect("nothing is in hand", service.metric("trialner_requests_in_hand") == 0)
        service.log.seek(0)
        lines = [json.loads(line) for line in service.log]
        expect("the log names no text", not any("a" * 100 in json.dumps(line) or "June" in json.dumps(line) for line in lines))
    print(f"requests: {count} checks, {failures} wrong")
    return failures


# MARK: Other people's tools


def check_openapi(program, examples):
    from openapi_spec_validator import validate

    with Service(program, "--max-connections", "200") as service:
        _, _, data = service.ask("GET", "/openapi.json")
        validate(json.loads(data))
        tool = Path(sys.executable).with_name("schemathesis")
        # The tool keeps a folder of its own where it runs.
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(
                [tool.absolute(), "run", f"http://127.0.0.1:{service.port}/openapi.json", "--checks", "all", "--max-examples", str(examples),
                 "--suppress-health-check", "all", "--seed", "1", "--no-color"],
                capture_output=True, text=True, cwd=folder)
        tail = "\n".join(run.stdout.splitlines()[-12:])
        if run.returncode:
            print(run.stdout)
        print(f"openapi: the description is valid; schemathesis ended with status {run.returncode}\n{tail}")
        return int(run.returncode != 0)


def check_metrics(program):
    from prometheus_client.parser import text_string_to_metric_families

    with Service(program) as service:
        for _ in range(5):
            service.annotate({"texts": ["a", "b"]})
        service.annotate(b"{")
        _, headers, data = service.ask("GET", "/metrics")
        families = {family.name: family for family in text_string_to_metric_families(data.decode())}
        values = {(s.name, tuple(sorted(s.labels.items()))): s.value for f in families.values() for s in f.samples}
        route = (("method", "POST"), ("route", "/v1/annotate"))
        good = (
            values[("trialner_http_requests_total", route + (("status", "200"),))] == 5
            and values[("trialner_http_requests_total", route + (("status", "400"),))] == 1
            and values[("trialner_documents_total", (("result", "found"),))] == 10
            and families["trialner_http_request_seconds"].type == "histogram"
            and headers["Content-Type"].startswith("text/plain; version=0.0.4"))
        print(f"metrics: {len(families)} families, {len(values)} values, {'as they should be' if good else 'WRONG'}")
        return int(not good)


# MARK: Under load


def documents(path):
    with open(path) as file:
        return [json.loads(line) for line in file if line.strip()]


def in_process(program, rows, repeats=1):
    """Texts a second of `trialner annotate`, without what it takes to start."""
    with tempfile.TemporaryDirectory() as folder:
        def timed(rows):
            source = Path(folder, "texts.jsonl")
            source.write_text("".join(json.dumps({"id": i, "text": row["text"]}) + "\n" for i, row in enumerate(rows)))
            begin = time.perf_counter()
            subprocess.run([program, "annotate", source, "-f", "jsonl", "-o", Path(folder, "out.jsonl")], check=True)
            return time.perf_counter() - begin

        short = min(timed(rows[:1]) for _ in range(3))
        return len(rows) * repeats / (timed(rows * repeats) - short)


def check_same(program, rows):
    with tempfile.TemporaryDirectory() as folder, Service(program) as service:
        source = Path(folder, "texts.jsonl")
        source.write_text("".join(json.dumps({"id": i, "text": row["text"]}) + "\n" for i, row in enumerate(rows)))
        lines = subprocess.run([program, "annotate", source, "-f", "jsonl"], check=True, capture_output=True, text=True).stdout.splitlines()
        expected = [json.loads(line)["entities"] for line in lines]

        def single(index):
            status, _, data = service.annotate({"text": rows[index]["text"]})
            return status == 200 and json.loads(data)["documents"][0]["entities"] == expected[index]

        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            wrong = sum(not good for good in pool.map(single, range(len(rows))))
        body = {"documents": [{"id": i, "text": row["text"]} for i, row in enumerate(rows)]}
        _, _, data = service.annotate(body)
        wrong += [document["entities"] for document in json.loads(data)["documents"]] != expected
        _, _, data = service.annotate(body, Accept="application/x-ndjson")
        streamed = sorted((json.loads(line) for line in data.splitlines()), key=lambda line: line["index"])
        wrong += [line["entities"] for line in streamed] != expected or [line["id"] for line in streamed] != list(range(len(rows)))
        print(f"same: {len(rows)} texts one by one, as a batch and as a stream, {wrong} answers other than those of trialner annotate")
        return wrong


LUA = """
local bodies = {}
for line in io.lines(os.getenv("BODIES")) do bodies[#bodies + 1] = line end
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local next_body = 0
request = function()
  next_body = next_body % #bodies + 1
  return wrk.format(nil, "/v1/annotate", nil, bodies[next_body])
end
done = function(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d\\n", summary.requests, summary.duration, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write, summary.errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
"""


def load(service, bodies, clients, seconds):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "load.lua").write_text(LUA)
        Path(folder, "bodies").write_text("".join(body + "\n" for body in bodies))
        run = subprocess.run(
            ["wrk", "-t", "1", "-c", str(clients), "-d", f"{seconds}s", "--timeout", "60s", "-s", Path(folder, "load.lua"),
             f"http://127.0.0.1:{service.port}"],
            capture_output=True, text=True, env={**os.environ, "BODIES": str(Path(folder, "bodies"))})
        numbers = [int(word) for word in re.search(r"RESULT (.*)", run.stdout)[1].split()]
        requests, duration, statuses, broken, late, p50, p95, p99 = numbers
        return {"rate": requests / (duration / 1e6), "not 200": statuses, "broken": broken + late, "p50": p50 / 1e3, "p95": p95 / 1e3, "p99": p99 / 1e3}


def resident(process):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())[1]) / 1024


def processor(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def check_load(program, rows, seconds, counts):
    bodies = [json.dumps({"text": row["text"]}) for row in rows]
    bad = 0
    print(f"| clients | texts/s | in process | share | p50 ms | p95 ms | p99 ms | other than 200 | broken | MB |\n|{'---|' * 10}")
    for clients in counts:
        before = in_process(program, rows)
        with Service(program) as service:
            load(service, bodies, clients, 2)
            got = load(service, bodies, clients, seconds)
            memory = resident(service.process)
        # Other work on the machine comes and goes: the rate beside is that before and after.
        beside = (before + in_process(program, rows)) / 2
        bad += got["not 200"] + got["broken"]
        print(
            f"| {clients} | {got['rate']:.1f} | {beside:.1f} | {got['rate'] / beside:.0%} | {got['p50']:.0f} | {got['p95']:.0f} | {got['p99']:.0f} "
            f"| {got['not 200']} | {got['broken']} | {memory:.0f} |", flush=True)
    return bad


def check_soak(program, rows, seconds):
    bodies = [json.dumps({"text": row["text"]}) for row in rows]
    with Service(program) as service:
        sizes, bad, begin = [], 0, time.time()
        while time.time() - begin < seconds:
            got = load(service, bodies, 32, min(30, seconds))
            bad += got["not 200"] + got["broken"]
            sizes.append(resident(service.process))
            print(f"soak: {time.time() - begin:.0f} s, {sizes[-1]:.0f} MB, {got['rate']:.1f} texts/s, {bad} answers other than 200", flush=True)
        grown = sizes[-1] > sizes[0] * 1.1 + 5
        print(f"soak: memory {'GROWS' if grown else 'is flat'}")
        return bad + grown


def check_idle(program):
    with Service(program) as service:
        service.annotate({"text": EXAMPLE})
        begin = processor(service.process)
        time.sleep(20)
        used = processor(service.process) - begin
        print(f"idle: {used:.2f} s of processor time in 20 s, {resident(service.process):.0f} MB")
        return int(used > 0.4)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--program", default=HOME / ".build/release/trialner")
    parser.add_argument("--documents", help="JSONL with texts")
    parser.add_argument("--seconds", type=int, default=15, help="how long each number of clients asks (default: 15)")
    parser.add_argument("--clients", default="1,8,32,128", help="numbers of clients (default: 1,8,32,128)")
    parser.add_argument("--soak", type=int, default=600, help="seconds of soak (default: 600)")
    parser.add_argument("--examples", type=int, default=50, help="examples of schemathesis an operation (default: 50)")
    options = parser.parse_args()
    parts = options.parts or ["requests", "openapi", "metrics"] + (["same"] if options.documents else [])
    rows = documents(options.documents) if options.documents else []
    checks = {
        "requests": lambda: check_requests(options.program), "openapi": lambda: check_openapi(options.program, options.examples),
        "metrics": lambda: check_metrics(options.program), "same": lambda: check_same(options.program, rows),
        "load": lambda: check_load(options.program, rows, options.seconds, [int(c) for c in options.clients.split(",")]),
        "soak": lambda: check_soak(options.program, rows, options.soak), "idle": lambda: check_idle(options.program),
    }
    for part in parts:
        if part not in checks:
            parser.error(f"no such part: {part}; there are {', '.join(checks)}")
        if part in ("same", "load", "soak") and not rows:
            parser.error(f"{part} needs --documents FILE.jsonl")
    wrong = sum(bool(checks[part]()) for part in parts)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
