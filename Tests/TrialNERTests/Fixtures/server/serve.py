"""A server of files for tests: serve.py FOLDER LOG [no-ranges]

Writes its port as the first line of standard output, and each request with its Range to LOG. Ends when standard input does.
"""
import http.server
import os
import re
import sys
import threading

FOLDER, LOG = sys.argv[1:3]
RANGES = sys.argv[3:] != ["no-ranges"]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        wanted = self.headers.get("Range")
        with open(LOG, "a") as log:
            log.write(f"{self.path} {wanted or '-'}\n")
        path = os.path.join(FOLDER, self.path.lstrip("/"))
        if not os.path.isfile(path):
            return self.send_error(404)
        with open(path, "rb") as file:
            data = file.read()
        match = re.fullmatch(r"bytes=(\d+)-", wanted or "")
        if match and RANGES:
            start = int(match[1])
            if start >= len(data):
                return self.send_error(416)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            data = data[start:]
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
