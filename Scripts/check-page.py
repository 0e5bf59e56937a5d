#!/usr/bin/env python3
"""Check the page of `trialner serve` in a headless Chromium, with what people do there and with axe-core.

usage: Scripts/check-page.py [--program PROGRAM] [--screenshots] [TEST...]

Starts PROGRAM (./trialner) serve and uses it from a browser. Needs Debian's package `chromium` (or Chrome) and, from PyPI, `playwright` and
`axe-playwright-python`; says so and ends well where they are missing. --screenshots writes docs/page-light.png, -dark and -phone anew
(with PyPI's `pillow`).
"""

import argparse
import gzip
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
PAGE = CHECKOUT / "Sources/TrialNERServer/Page"
TOKEN = "a-token-for-the-test"
MANY_LANGUAGES = (
    "Überleben 😀 👩‍⚕️: Overall survival was 4.0 months with topotecan 💊 (n=12).\r\n"
    "\r\n"
    "كان متوسط البقاء 4.0 أشهر مع topotecan (p=0.03).\r\n"
    'The "quoted", response <b>rate</b> & toxicity were 45% and 3% in 23 patients.\r'
    "Follow-up at 24 months; progression-free\r\nsurvival 5.6 months.\r\n"
)
# More than a request may have, and more than is read in two seconds.
LONG_TEXT = b"Overall survival was 4.0 months and 3.6 months with placebo.\n" * 20_000

settings = None
browser = None
server = None


class Server:
    """A running `trialner serve`."""

    def __init__(self, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self.log = tempfile.TemporaryFile()
        command = [settings.program, "serve", "--port", str(self.port), "--no-log", *options]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, start_new_session=True)
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
                return
            except (urllib.error.URLError, ConnectionError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.log.seek(0)
        said = self.log.read().decode()
        self.stop()
        raise SystemExit(f"`{' '.join(command)}` does not answer:\n{said}")

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(60)
        self.log.close()


def annotate(folder, *arguments):
    """What the command line gives, run in a folder, so that files have their names as ids."""
    run = subprocess.run([settings.program, "annotate", *arguments], cwd=folder, capture_output=True)
    if not run.stdout and run.returncode:
        raise AssertionError(run.stderr.decode())
    return run.stdout


class PageTest(unittest.TestCase):
    """A page of its own for each test; an error on its console, or a request to elsewhere, fails it."""

    look = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
    expected_console = ()

    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.open()

    def open(self, url=None, is_secret=False, **look):
        """Opens the page of a server; `is_secret`: it tells its model only to who has its token."""
        self.url = url or server.url
        context = browser.new_context(**{**self.look, **look}, accept_downloads=True)
        self.addCleanup(context.close)
        self.page = context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.answer = self.page.goto(self.url)
        if not is_secret:
            self.until("document.querySelector('#model').textContent !== ''")

    def tearDown(self):
        complaints = [text for text in self.complaints if not any(part in text for part in self.expected_console)]
        self.assertEqual(complaints, [])
        elsewhere = [url for url in self.requests if not url.startswith((self.url, "blob:" + self.url))]
        self.assertEqual(elsewhere, [])

    # What a person does.

    def paste(self, text):
        self.page.locator("#text").focus()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def press_annotate(self):
        self.page.get_by_role("button", name="Annotate").click()
        self.wait_until_done()

    def wait_until_done(self):
        self.page.wait_for_selector("#stop", state="hidden", timeout=120_000)

    def example(self, name="Abstract of a trial"):
        self.page.get_by_role("button", name=name).click()
        self.page.wait_for_selector("#glance table", timeout=60_000)

    def drop(self, files):
        """Drops files (name: bytes) on the page."""
        self.page.evaluate(
            """files => {
                const data = new DataTransfer();
                for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name));
                for (const type of ["dragover", "drop"]) {
                    document.querySelector("#drop").dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
                }
            }""",
            [[name, list(content)] for name, content in files.items()],
        )

    def saved(self, name):
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=f"Download as {name}").click()
        return Path(download.value.path()).read_bytes(), download.value.suggested_filename

    # What is there.

    def until(self, expression, argument=None):
        """Waits until an expression holds. (Playwright's own way needs `eval`, which the page forbids.)"""
        for _ in range(300):
            if self.page.evaluate(expression, argument):
                return
            self.page.wait_for_timeout(50)
        self.fail(f"never held: {expression}")

    def shown_text(self):
        """The marked text without the names of the types."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll('#marked .block')].map(block => {
                const copy = block.cloneNode(true);
                for (const name of copy.querySelectorAll('.name')) name.remove();
                return copy.textContent;
            }).join('\\n')"""
        )

    def marks(self):
        """(words, type) of each mark, in their order; what is out of sight may be drawn a moment later."""
        self.page.wait_for_timeout(100)
        return [tuple(pair) for pair in self.page.evaluate(
            """() => [...document.querySelectorAll('#marked a[data-entity]')].map(mark => {
                const name = mark.querySelector('.name').textContent.trim();
                const copy = mark.cloneNode(true);
                for (const each of copy.querySelectorAll('.name')) each.remove();
                return [copy.textContent, name];
            })"""
        )]

    def rows(self):
        return [tuple(row) for row in self.page.evaluate(
            "() => [...document.querySelectorAll('#concepts tbody tr[data-entity]')].map(row => [...row.cells].map(cell => cell.textContent))"
        )]

    def asked(self, path):
        return sum(url.endswith(path) for url in self.requests)

    def focused(self):
        return self.page.evaluate(
            "() => { const e = document.activeElement; return e.id || e.dataset.copy && `copy-${e.dataset.copy}` || e.dataset.download"
            " && `download-${e.dataset.download}` || e.dataset.sort && `sort-${e.dataset.sort}` || e.value || e.textContent.trim(); }"
        )

    def problems(self):
        return self.page.locator("#problems").inner_text()


class Texts(PageTest):
    def test_the_page_comes_whole_from_the_server_under_a_strict_policy(self):
        policy = self.answer.headers["content-security-policy"]
        self.assertIn("default-src 'none'", policy)
        for word in ("unsafe-inline", "unsafe-eval", "http:", "https:", "*"):
            self.assertNotIn(word, policy)
        self.assertEqual(self.page.locator("[style], [onclick], style, script:not([src])").count(), 0)
        for file in PAGE.iterdir():
            path = "" if file.name == "index.html" else file.name
            with urllib.request.urlopen(self.url + path) as answer:
                self.assertEqual(answer.read(), file.read_bytes(), file.name)
                self.assertEqual(answer.headers["Content-Security-Policy"], policy)
                self.assertRegex(answer.headers["Content-Type"], r"^(text/(html|css|javascript); charset=utf-8|image/svg\+xml)$")

    def test_a_pasted_text_is_marked_as_the_command_line_marks_it(self):
        text = "In June 2003, the median overall survival was 4.0 months.\nToxicity: 3 of 40 patients."
        self.paste(text)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_selector("#marked mark")
        (self.folder / "text").write_text(text)
        entities = json.loads(annotate(self.folder, "text", "--format", "jsonl"))["entities"]
        self.assertEqual(self.marks(), [(entity["text"], entity["label"]) for entity in entities])
        self.assertEqual(self.rows(), [(e["text"], e["label"], f"{e['confidence']:.4f}") for e in entities])
        self.assertEqual(self.shown_text(), text)

    def test_a_dropped_file_leaves_as_the_command_line_writes_it(self):
        content = MANY_LANGUAGES.encode()
        (self.folder / "languages.txt").write_bytes(content)
        self.drop({"languages.txt": content})
        self.press_annotate()
        self.assertGreater(len(self.marks()), 8)
        self.assertEqual(self.shown_text(), re.sub(r"\r(?!\n)", "\n", MANY_LANGUAGES))
        self.assertEqual(self.saved("JSONL"), (annotate(self.folder, "languages.txt", "--format", "jsonl"), "languages.jsonl"))
        self.assertEqual(self.saved("CSV"), (annotate(self.folder, "languages.txt", "--format", "csv"), "languages.csv"))
        archive, name = self.saved("brat")
        annotate(self.folder, "languages.txt", "--format", "brat", "-o", "brat")
        self.assertEqual(name, "languages-brat.zip")
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            self.assertIsNone(files.testzip())
            expected = {path.name: path.read_bytes() for path in (self.folder / "brat").iterdir()}
            self.assertEqual({name: files.read(name) for name in files.namelist()}, expected)

    def test_a_list_of_documents_is_read_to_its_end_and_what_cannot_be_read_is_told(self):
        lines = [
            '{"id": 12345678901234567890, "text": "Overall survival was 4.0 months."}',
            "{broken",
            '{"text": "Nausea in 3 of 40 patients 😀 at 24 months."}',
            '{"id": "blank", "text": " "}',
            '{"id": "number", "text": 5}',
            "",
            '{"id": "a/b", "text": "HR 0.50 (95% CI 0.39-0.65; p<0.001)"}',
        ]
        content = "\n".join(lines).encode()
        (self.folder / "list.jsonl").write_bytes(content)
        self.drop({"list.jsonl": content})
        self.page.wait_for_selector("#documents:not([hidden])")
        self.assertIn("list.jsonl, line 2", self.problems())
        self.assertIn("list.jsonl, line 5", self.problems())
        self.press_annotate()
        self.assertIn("4 of 4 documents were annotated. 1 document without text", self.page.locator("#status").inner_text())
        self.assertIn("list.jsonl, line 2", self.problems())
        self.assertEqual(self.saved("JSONL"), (annotate(self.folder, "list.jsonl", "--format", "jsonl"), "documents.jsonl"))
        self.assertEqual(self.saved("CSV")[0], annotate(self.folder, "list.jsonl", "--format", "csv"))
        self.page.get_by_role("button", name="Next").click()
        self.assertIn(("Nausea", "ADE"), self.marks())
        self.page.locator("#which").select_option("3")
        self.assertIn(("0.50", "Hazard_Ratio"), self.marks())
        self.assertTrue(self.page.get_by_role("button", name="Next").is_disabled())

    def test_a_packed_file_is_unpacked(self):
        self.page.locator("#files").set_input_files({
            "name": "a.txt.gz", "mimeType": "application/gzip", "buffer": gzip.compress(b"Overall survival was 4.0 months.")})
        self.until("document.querySelector('#text').value !== ''")
        self.press_annotate()
        self.assertEqual(self.marks()[0], ("Overall survival", "End_Point"))

    def test_what_is_no_text_is_told_and_the_text_at_hand_stays(self):
        self.paste("Kept.")
        self.drop({"picture.png": b"\x89PNG\r\n\x1a\n\xff\xfe", "damaged.gz": gzip.compress(b"abc" * 999)[:20], "empty.txt": b" \n", "a.xml": b"<a/>"})
        self.page.wait_for_selector("#problems p")
        for part in ("picture.png is no UTF-8 text", "damaged.gz is packed with gzip but damaged", "empty.txt holds no text",
                     "a.xml is of a format that only the command line reads"):
            self.assertIn(part, self.problems())
        self.assertEqual(self.page.locator("#text").input_value(), "Kept.")

    def test_nothing_to_read_is_told(self):
        self.page.get_by_role("button", name="Annotate").click()
        self.assertIn("There is no text yet", self.problems())
        self.assertEqual(self.focused(), "text")

    def test_a_text_that_was_replaced_comes_back(self):
        self.paste("Overall survival was 4.0 months.")
        self.page.get_by_role("button", name="Clear").click()
        self.assertEqual(self.page.locator("#text").input_value(), "")
        self.page.get_by_role("button", name="Bring back the text before").click()
        self.assertEqual(self.page.locator("#text").input_value(), "Overall survival was 4.0 months.")

    def test_a_changed_text_says_that_the_result_is_older(self):
        self.example("Topotecan")
        self.page.locator("#text").press("End")
        self.page.keyboard.type(" More.")
        self.assertEqual(self.page.locator("#result-title").inner_text(), "Result for the text before its changes")
        self.press_annotate()
        self.assertEqual(self.page.locator("#result-title").inner_text(), "Result")
        self.assertIn("More.", self.shown_text())

    def test_concepts_in_each_other_and_across_each_other_leave_the_text_whole(self):
        text = "progression-free survival of women\nand men with cancer"
        spans = [(0, 25, "End_Point"), (0, 11, "Value"), (0, 25, "ADE"), (17, 37, "Duration"), (29, 34, "DATE"), (33, 54, "Patient_Group"), (48, 48, "ADE")]
        answer = {"model": {"name": "m", "version": None}, "documents": [{"id": "text", "entities": [
            {"begin": b, "end": e, "label": label, "text": text[b:e], "confidence": 0.9} for b, e, label in spans]}]}
        self.page.route("**/v1/annotate", lambda route: route.fulfill(json=answer))
        self.paste(text)
        self.press_annotate()
        self.assertEqual(self.shown_text(), text)
        self.assertEqual(self.page.locator("#marked a a").count(), 0)
        for index, (begin, end, label) in enumerate(spans):
            words = self.page.evaluate(
                """index => [...document.querySelectorAll(`#marked mark[data-entity="${index}"]`)].map(mark => {
                    const copy = mark.cloneNode(true);
                    for (const name of copy.querySelectorAll('.name')) name.remove();
                    return copy.textContent;
                }).join('')""", index)
            self.assertEqual(words, text[begin:end])
        self.page.locator("#concepts tbody a").nth(1).click()
        self.assertIn("selected", self.page.locator("#mark-1, #mark-1 mark").last.get_attribute("class"))

    def test_right_to_left_lines_begin_on_the_right(self):
        self.paste("كان متوسط البقاء topotecan.\nOverall survival")
        self.press_annotate()
        left, right = self.page.evaluate(
            """() => {
                const block = document.querySelector('#marked .block');
                const range = document.createRange();
                const first = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
                range.setStart(first, 0);
                range.setEnd(first, 3);
                const [outer, inner] = [block.getBoundingClientRect(), range.getBoundingClientRect()];
                return [inner.left - outer.left, outer.right - inner.right];
            }"""
        )
        self.assertGreater(left, right)


class Choices(PageTest):
    def test_the_slider_hides_marks_and_rows_without_a_request(self):
        self.example()
        before, all_rows = len(self.requests), self.rows()
        self.page.locator("#threshold").focus()
        self.page.keyboard.press("End")
        for _ in range(3):
            self.page.keyboard.press("ArrowLeft")
        self.until("document.querySelector('#threshold-value').textContent === '0.97'")
        expected = [row for row in all_rows if float(row[2]) >= 0.97]
        self.assertTrue(0 < len(expected) < len(all_rows))
        self.until("count => document.querySelectorAll('#concepts tbody tr').length === count", len(expected))
        self.assertEqual(self.rows(), expected)
        self.until("count => document.querySelectorAll('#marked a').length === count", len(expected))
        self.assertIn(f"{len(expected)} of {len(all_rows)} concepts shown", self.page.locator("#shown").inner_text())
        self.assertEqual(len(self.requests), before)
        saved = json.loads(self.saved("JSONL")[0])
        self.assertEqual([entity["text"] for entity in saved["entities"]], [" ".join(row[0].split()) for row in expected])

    def test_types_are_chosen_from_the_keyboard(self):
        self.example()
        rows = self.rows()
        self.page.locator("#types input[value=End_Point]").focus()
        self.page.keyboard.press("Space")
        self.assertEqual(self.rows(), [row for row in rows if row[1] != "End_Point"])
        self.assertNotIn("End_Point", {label for _, label in self.marks()})
        self.page.get_by_role("button", name="None").click()
        self.assertEqual(self.marks(), [])
        self.assertIn("No concepts to show", self.page.locator("#concepts").inner_text())
        self.page.get_by_role("button", name="All", exact=True).click()
        self.assertEqual(self.rows(), rows)

    def test_the_table_is_sorted_by_each_column(self):
        self.example()
        place = self.rows()
        self.page.get_by_role("button", name="Confidence", exact=True).click()
        self.assertEqual([row[2] for row in self.rows()], sorted(row[2] for row in place))
        self.assertEqual(self.page.locator("#concepts th[aria-sort=ascending]").inner_text().strip(" ↑"), "Confidence")
        self.page.get_by_role("button", name="Confidence", exact=True).click()
        self.assertEqual([row[2] for row in self.rows()], sorted((row[2] for row in place), reverse=True))
        self.page.get_by_role("button", name="Concept", exact=True).click()
        self.assertEqual(self.rows(), place)

    def test_a_row_leads_to_its_place_and_a_mark_to_its_row(self):
        self.open(viewport={"width": 1280, "height": 500}, reduced_motion="reduce")
        self.example()
        self.page.locator("#concepts tbody tr").last.locator("a").click()
        last = self.page.locator("#marked a[data-entity]").last
        self.assertEqual(self.focused(), last.get_attribute("id"))
        self.assertTrue(last.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; }"))
        first = self.page.locator("#marked a[data-entity]").first
        first.scroll_into_view_if_needed()
        first.click()
        current = self.page.locator("#concepts tr[aria-current=true]")
        self.assertEqual(current.count(), 1)
        self.assertEqual(current.get_attribute("data-entity"), "0")
        self.assertIn(self.marks()[0][0], self.page.locator("#chosen").inner_text())
        self.page.keyboard.press("Escape")
        self.assertEqual(current.count(), 0)

    def test_the_trial_at_a_glance_is_the_summary_of_the_command_line_and_leads_to_the_text(self):
        self.example()
        text = self.page.locator("#text").input_value()
        (self.folder / "text").write_text(text)
        run = subprocess.run([settings.program, "summary", "text", "--format", "json"], cwd=self.folder, capture_output=True, check=True)
        summary = json.loads(run.stdout)[0]
        glance = self.page.locator("#glance")
        arms = glance.locator("table").first.locator("tbody th").all_inner_texts()
        self.assertEqual([arm for arm in arms if arm != "No arm, or not said"], [arm["name"]["text"] for arm in summary["arms"]])
        values = [result["value"]["text"] for end_point in summary["endpoints"] for result in end_point["results"]]
        self.assertEqual(sorted(glance.locator(".value > a").all_inner_texts()), sorted(values))
        names = glance.locator("table").last.locator("tbody th").all_inner_texts()
        self.assertEqual(set(names), {(end_point["name"] or {"text": "Not named"})["text"] for end_point in summary["endpoints"]})
        # Side by side: the two arms of progression-free survival in one row.
        row = glance.locator("tr", has=self.page.locator("th", has_text="progression-free survival")).first
        self.assertIn("18.2 months", row.inner_text())
        self.assertIn("5.6 months", row.inner_text())
        link = glance.locator(".value > a").first
        link.click()
        self.assertIn(link.inner_text(), self.page.evaluate("document.activeElement.textContent"))
        self.assertRegex(self.focused(), r"^mark-\d+$")

    def test_copies_are_what_downloads_are(self):
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.example("Topotecan")
        for name in ("JSONL", "CSV"):
            self.page.get_by_role("button", name=f"Copy as {name}").click()
            self.until("document.querySelector('#shown').textContent.includes('copied')")
            self.assertEqual(self.page.evaluate("navigator.clipboard.readText()").encode(), self.saved(name)[0])
        self.page.get_by_role("button", name="Copy as brat").click()
        self.until("document.querySelector('#shown').textContent.includes('.ann file copied')")
        with zipfile.ZipFile(io.BytesIO(self.saved("brat")[0])) as files:
            self.assertEqual(self.page.evaluate("navigator.clipboard.readText()").encode(), files.read("topotecan.ann"))

    def test_copying_works_where_the_browser_keeps_the_clipboard_from_pages_without_https(self):
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.example("Topotecan")
        self.page.evaluate("() => { window.readClipboard = navigator.clipboard.readText.bind(navigator.clipboard); navigator.clipboard.writeText = undefined; }")
        self.page.get_by_role("button", name="Copy as CSV").click()
        self.until("document.querySelector('#shown').textContent.includes('copied')")
        self.assertEqual(self.page.evaluate("readClipboard()").encode(), self.saved("CSV")[0])

    def test_selected_words_are_copied_without_the_names_of_types(self):
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.example("Topotecan")
        self.page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#marked'))")
        self.page.keyboard.press("Control+C")
        self.assertEqual(self.page.evaluate("navigator.clipboard.readText()").strip(), self.page.locator("#text").input_value())


class Access(PageTest):
    def test_axe_finds_nothing_in_any_state(self):
        from axe_playwright_python.sync_playwright import Axe

        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

        def check(state):
            result = Axe().run(self.page, options=options)
            self.assertEqual(result.violations_count, 0, f"{state}: {result.generate_report()}")
            self.assertGreater(len(result.response["passes"]), 15)

        for name, look in (("light", {}), ("dark", {"color_scheme": "dark"}), ("phone", {"viewport": {"width": 360, "height": 740}})):
            with self.subTest(name):
                self.open(reduced_motion="reduce", **look)
                check(f"{name}, empty")
                self.page.get_by_role("button", name="Annotate").click()
                check(f"{name}, a problem")
                self.example()
                check(f"{name}, result")
                self.page.locator("#types input[value=Value]").uncheck()
                self.page.locator("#concepts tbody a").first.click()
                check(f"{name}, a concept chosen")
                self.assertLessEqual(self.page.evaluate("document.documentElement.scrollWidth"), self.page.viewport_size["width"])

    def test_the_tab_key_goes_through_the_page_in_the_order_of_sight_with_the_focus_in_sight(self):
        self.example("Topotecan")
        self.page.locator("#skip").focus()
        stops = ["skip"]
        for _ in range(80):
            self.page.keyboard.press("Tab")
            stop = self.focused()
            if self.page.evaluate("document.activeElement === document.body"):
                break
            stops.append(stop)
            ring = self.page.evaluate(
                """() => [document.activeElement, document.activeElement.closest('.chip')].some(e => {
                    const s = e && getComputedStyle(e);
                    return s && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                })""")
            self.assertTrue(ring, f"no focus to be seen at {stop}")
            if stop.startswith("Overall") or stop == "overall survival":
                break
        first = ["skip", "text", "annotate", "choose", "clear", "Topotecan", "Abstract of a trial", "Registry entry", "Marked text", "Concepts",
                 "At a glance"]
        self.assertEqual(stops[: len(first)], first)
        order = ["Trial_Group", "all-types", "no-types", "threshold", "copy-jsonl", "download-jsonl", "copy-csv", "download-csv", "copy-brat",
                 "download-brat", "mark-0", "concepts-scroll", "sort-place", "sort-label", "sort-confidence"]
        self.assertEqual([stop for stop in stops if stop in order], order)

    def test_arrow_keys_go_from_concept_to_concept_and_enter_to_the_row(self):
        self.example("Topotecan")
        self.page.locator("#marked a").first.focus()
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("ArrowDown")
        self.assertEqual(self.focused(), "mark-2")
        self.page.keyboard.press("ArrowLeft")
        self.assertEqual(self.focused(), "mark-1")
        self.page.keyboard.press("End")
        self.assertEqual(self.focused(), self.page.locator("#marked a").last.get_attribute("id"))
        self.page.keyboard.press("Home")
        self.page.keyboard.press("Enter")
        self.assertEqual(self.page.evaluate("document.activeElement.closest('tr').id"), "row-0")
        self.page.keyboard.press("Enter")
        self.assertEqual(self.focused(), "mark-0")
        self.assertEqual(self.page.locator('#marked a[tabindex="0"]').count(), 1)

    def test_names_for_a_screen_reader_hold_words_and_type(self):
        self.example("Topotecan")
        self.assertEqual(self.page.get_by_role("link", name="June 2003 DATE").count(), 1)
        tree = self.page.locator("#concepts").aria_snapshot()
        self.assertIn("overall survival", tree)
        self.assertIn("columnheader", tree)

    def test_on_a_phone_a_touched_concept_is_told_without_being_covered(self):
        self.open(viewport={"width": 390, "height": 500}, is_mobile=True, has_touch=True, reduced_motion="reduce")
        self.example()
        self.page.evaluate("() => document.querySelector('#mark-20').scrollIntoView({block: 'end'})")
        self.page.locator("#mark-20").tap()
        words, _ = self.marks()[20]
        bar = self.page.locator("#chosen")
        self.assertIn(words, bar.inner_text())
        self.assertLessEqual(
            self.page.locator("#mark-20").evaluate("e => e.getBoundingClientRect().bottom"), bar.evaluate("e => e.getBoundingClientRect().top"))
        bar.get_by_role("button", name="Show among the concepts").tap()
        self.assertEqual(self.page.evaluate("document.activeElement.closest('tr').id"), "row-20")

    def test_calm_motion_is_respected(self):
        self.open(reduced_motion="reduce", viewport={"width": 1280, "height": 400})
        self.example()
        before = self.page.evaluate("scrollY")
        moved = self.page.evaluate("() => { document.querySelector('#glance .value > a').click(); return scrollY; }")
        self.assertNotEqual(before, moved, "the page should be at its place at once")

    def test_paper_gets_text_and_tables_without_controls(self):
        self.example()
        self.page.emulate_media(media="print")
        for hidden in (".input", ".exports", ".threshold"):
            self.assertFalse(self.page.locator(hidden).is_visible())
        for seen in ("#marked", "#concepts", "#glance"):
            self.assertTrue(self.page.locator(seen).is_visible())
        self.assertTrue(self.page.locator("#concepts tbody tr").last.is_visible())
        self.assertTrue(self.page.pdf().startswith(b"%PDF"))

    def test_marks_stay_marks_in_forced_colors(self):
        self.open(forced_colors="active")
        self.example("Topotecan")
        self.assertEqual(self.page.locator("#marked mark").first.evaluate("e => getComputedStyle(e).borderBottomStyle"), "solid")


class Long(PageTest):
    def test_a_hundred_kilobytes_stay_fluid(self):
        part = re.search(r'"(BACKGROUND.*?)",\n', (PAGE / "examples.js").read_text()).group(1).encode().decode("unicode_escape")
        for name, text in (("in paragraphs", "\n\n".join([part] * 91)), ("in one line", " ".join([part.replace("\n", " ")] * 91))):
            with self.subTest(name):
                self.open()
                self.drop({"long.txt": text[:100_000].encode()})
                self.until("document.querySelector('#text').value.length === 100000")
                self.press_annotate()
                count = len(self.marks())
                self.assertGreater(count, 3000)
                self.assertEqual(len(self.rows()), 100)
                steps = self.page.evaluate(
                    """async () => {
                        const slider = document.querySelector('#threshold');
                        const frame = () => new Promise(requestAnimationFrame);
                        const steps = [];
                        for (let step = 50; step <= 100; step += 1) {
                            slider.value = step / 100;
                            const begin = performance.now();
                            slider.dispatchEvent(new Event('input'));
                            await frame(); await frame();
                            steps.push(performance.now() - begin);
                        }
                        return steps;
                    }""")
                # The machine may be busy with something else for a moment.
                median = sorted(steps)[len(steps) // 2]
                print(f"\n  100 kB {name}: {median:.0f} ms for a step of the slider (median), {max(steps):.0f} at most", file=sys.stderr)
                self.assertLess(median, 200)
                self.page.locator("#threshold").evaluate("e => { e.value = 0; e.dispatchEvent(new Event('input')); }")
                self.until("count => document.querySelectorAll('#marked mark').length === count", count)
                self.page.get_by_role("button", name="Show 100 more").click()
                self.assertEqual(len(self.rows()), 200)
                self.page.locator("#marked a").last.click()
                self.assertEqual(len(self.rows()), count)


class Trouble(PageTest):
    """Whatever the server answers, the text stays."""

    expected_console = ("Failed to load resource",)

    def check_kept(self, text, words):
        self.page.wait_for_selector("#problems p")
        for part in words:
            self.assertIn(part, self.problems())
        self.assertEqual(self.page.locator("#text").input_value(), text)
        self.assertTrue(self.page.get_by_role("button", name="Annotate").is_enabled())

    def test_a_server_that_went_away_is_told(self):
        own = Server()
        try:
            self.open(own.url)
        finally:
            own.stop()
        self.paste("Overall survival was 4.0 months.")
        self.press_annotate()
        self.check_kept("Overall survival was 4.0 months.", ["The server cannot be reached", "Your text is kept."])

    def test_what_a_proxy_before_the_server_answers_is_told_in_words(self):
        # A page of HTML, as proxies send it.
        for status, words in ((502, "The server failed (status 502)"), (503, "The server is busy. Try again in 7 seconds."), (504, "took too long")):
            with self.subTest(status):
                self.open()
                self.page.route("**/v1/annotate", lambda route: route.fulfill(
                    status=status, headers={"Content-Type": "text/html", "Retry-After": "7"}, body="<h1>Sorry</h1>"))
                self.paste("Kept.")
                self.press_annotate()
                self.check_kept("Kept.", [words, "Your text is kept."])
                self.page.unroute("**/v1/annotate")
                self.press_annotate()
                self.assertEqual(self.problems(), "")
                self.assertTrue(self.page.locator("#result").is_visible())

    def test_a_list_goes_on_where_it_broke_off(self):
        count = 0

        def answer(route):
            nonlocal count
            count += 1
            route.fulfill(status=503, body="") if count == 3 else route.continue_()

        self.page.route("**/v1/annotate", answer)
        self.drop({"list.jsonl": "\n".join(json.dumps({"id": f"d{n}", "text": f"Nausea in {n} patients."}) for n in range(5)).encode()})
        self.page.wait_for_selector("#documents:not([hidden])")
        self.press_annotate()
        self.assertIn("2 of 5 documents are done; Annotate goes on with the rest.", self.problems())
        self.press_annotate()
        self.assertEqual(count, 6)
        self.assertEqual(len(self.saved("JSONL")[0].splitlines()), 5)

    def test_a_run_can_be_stopped(self):
        self.page.route("**/v1/annotate", lambda route: None)
        self.paste("Kept.")
        self.page.get_by_role("button", name="Annotate").click()
        self.page.get_by_role("button", name="Stop").click()
        self.wait_until_done()
        self.assertIn("Stopped. Your text is kept.", self.page.locator("#status").inner_text())

    def test_an_answer_that_does_not_fit_the_text_is_not_shown(self):
        answer = {"model": {"name": "m"}, "documents": [{"id": "a", "entities": [{"begin": 0, "end": 3, "label": "ADE", "text": "xyz", "confidence": 1}]}]}
        self.page.route("**/v1/annotate", lambda route: route.fulfill(json=answer))
        self.paste("Kept.")
        self.press_annotate()
        self.check_kept("Kept.", ["does not fit the text"])


class OwnServers(PageTest):
    expected_console = ("Failed to load resource",)

    def test_a_text_longer_than_the_server_takes_is_told(self):
        own = Server("--max-body", "1")
        self.addCleanup(own.stop)
        self.open(own.url)
        self.drop({"long.txt": LONG_TEXT, "short.txt": b"Overall survival was 4.0 months."})
        self.until("document.querySelector('#text').value !== ''")
        self.press_annotate()
        self.assertIn("long.txt: The text is longer than this server takes.", self.problems())
        self.assertIn("It says: the body is longer than 1 MiB", self.problems())
        self.assertEqual(self.page.locator("#text").input_value().encode(), LONG_TEXT)
        self.page.get_by_role("button", name="Next").click()
        self.assertEqual(self.marks()[0], ("Overall survival", "End_Point"))

    def test_a_server_that_is_busy_or_gives_up_is_told(self):
        own = Server("--max-requests", "1", "--time-limit", "2")
        self.addCleanup(own.stop)
        self.open(own.url)
        first = self.page
        self.drop({"long.txt": LONG_TEXT[:400_000]})
        self.until("document.querySelector('#text').value !== ''")
        first.get_by_role("button", name="Annotate").click()
        first.wait_for_timeout(500)
        second = first.context.new_page()
        second.goto(own.url)
        second.locator("#text").fill("Kept.")
        second.get_by_role("button", name="Annotate").click()
        second.wait_for_selector("#problems p")
        self.assertRegex(second.locator("#problems").inner_text(), r"The server is busy\. Try again in \d+ seconds?\.")
        self.assertEqual(second.locator("#text").input_value(), "Kept.")
        self.wait_until_done()
        self.assertIn("The server gave up because the text took too long.", self.problems())
        self.assertEqual(len(first.locator("#text").input_value()), 400_000)
        second.get_by_role("button", name="Annotate").click()
        second.wait_for_selector("#result:not([hidden])")
        self.assertEqual(second.locator("#problems").inner_text(), "")

    def test_a_token_is_asked_for_and_kept_in_memory_only(self):
        (self.folder / "token").write_text(TOKEN + "\n")
        own = Server("--token-file", str(self.folder / "token"))
        self.addCleanup(own.stop)
        self.open(own.url, is_secret=True)
        self.paste("Overall survival was 4.0 months.")
        self.page.get_by_role("button", name="Annotate").click()
        dialog = self.page.get_by_role("dialog", name="Access token")
        dialog.wait_for()
        dialog.get_by_label("Token").fill("wrong")
        self.page.keyboard.press("Enter")
        self.until("document.querySelector('#token-reason').textContent.includes('did not take')")
        self.page.keyboard.press("Escape")
        self.wait_until_done()
        self.assertIn("The server wants a token", self.problems())
        self.assertEqual(self.page.locator("#text").input_value(), "Overall survival was 4.0 months.")
        self.page.get_by_role("button", name="Annotate").click()
        dialog.get_by_label("Token").fill(TOKEN)
        dialog.get_by_role("button", name="Use token").click()
        self.page.wait_for_selector("#glance table, #glance p")
        self.until("document.querySelector('#model').textContent.startsWith('Model: ')")
        self.assertEqual(self.marks()[0], ("Overall survival", "End_Point"))
        kept = self.page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        self.assertEqual(kept, '[{},{},""]')
        self.page.reload()
        self.paste("Toxicity.")
        self.page.get_by_role("button", name="Annotate").click()
        dialog.wait_for()


class Pictures(PageTest):
    def test_pictures_for_the_documentation(self):
        if not settings.screenshots:
            self.skipTest("--screenshots writes them")
        from PIL import Image

        looks = {
            "light": {"viewport": {"width": 1200, "height": 900}},
            "dark": {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
            "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
        }
        for name, look in looks.items():
            self.open(reduced_motion="reduce", **look)
            self.example("Topotecan")
            self.page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
            path = CHECKOUT / f"docs/page-{name}.png"
            # 256 colours are a third of the size, and look the same.
            Image.open(io.BytesIO(self.page.screenshot(full_page=True))).convert("RGB").quantize(256).save(path, optimize=True)
            self.assertLess(path.stat().st_size, 200_000)


def main():
    global settings, browser, server
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(CHECKOUT / "trialner"))
    parser.add_argument("--screenshots", action="store_true")
    parser.add_argument("tests", nargs="*")
    settings = parser.parse_args()
    settings.program = str(Path(settings.program).resolve())
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("skipped: the page is checked in Chromium, which is not installed (on Debian: apt-get install chromium)")
        return
    try:
        import axe_playwright_python  # noqa: F401
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("skipped: the page is checked with PyPI's playwright and axe-playwright-python, which are not installed (pip install both)")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-lcd-text"])
        server = Server()
        try:
            result = unittest.main(argv=[sys.argv[0], *settings.tests], exit=False, verbosity=2).result
        finally:
            server.stop()
            browser.close()
    sys.exit(not result.wasSuccessful())


if __name__ == "__main__":
    main()
