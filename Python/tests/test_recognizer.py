"""The short way in: texts to documents."""

from __future__ import annotations

import gc
import itertools
import json
import multiprocessing
import resource
import threading
import time

import pytest
from samples import REFERENCE, TEXTS

import trialner
from trialner.library import library


def test_the_package_has_the_version_of_the_library():
    assert library().trialner_version().decode() == trialner.__version__


def rows(document):
    return [(entity.begin, entity.end, entity.label) for entity in document.entities]


def test_reads_the_reference_example(recognizer):
    document = recognizer.annotate(REFERENCE)
    assert [entity.text for entity in document.entities][:6] == [
        "June 2003", "median", "overall survival", "without topotecan", "4.0", "3.6 months",
    ]  # fmt: skip
    assert len(document.entities) == 20
    assert document.error is None


def test_offsets_are_indices_of_the_text_whatever_is_in_it(recognizer):
    for document in recognizer.annotate([text * count for text in TEXTS for count in (1, 5)]):
        for entity in document.entities:
            assert entity.text == document.text[entity.begin : entity.end]
            assert entity.text.strip() == entity.text != ""
            assert 0 < entity.confidence <= 1


def test_gives_what_the_command_line_gives(recognizer, command):
    for found, expected in zip(recognizer.annotate(TEXTS), command(TEXTS, "--format", "jsonl"), strict=True):
        assert found.text == expected["text"]
        assert [entity.to_dict() for entity in found.entities] == [pytest.approx(entity, abs=1e-4) for entity in expected["entities"]]


def test_gives_what_the_command_line_gives_for_the_corpus(recognizer, command, corpus):
    for found, expected in zip(recognizer.annotate(corpus), command(corpus, "--format", "jsonl"), strict=True):
        assert rows(found) == [(entity["begin"], entity["end"], entity["label"]) for entity in expected["entities"]]


def test_a_document_is_a_line_of_the_projects_jsonl(recognizer):
    document = recognizer.annotate(TEXTS[2])
    line = json.loads(document.to_json())
    assert line["text"] == TEXTS[2]
    assert list(line["entities"][0]) == ["begin", "end", "label", "text", "confidence"]


def test_options_choose_what_is_found():
    with trialner.load(labels=["DATE", "Value"], threshold=0.5) as some:
        assert {entity.label for entity in some.annotate(REFERENCE).entities} == {"DATE", "Value"}
    with trialner.load(threshold=1.0) as none:
        assert none.annotate(REFERENCE).entities == ()


def test_an_iterable_without_end_is_read_in_flat_memory(recognizer):
    def texts():
        while True:
            yield TEXTS[2]

    stream = recognizer.stream(texts(), batch_size=8)
    for _ in range(40):
        next(stream)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(400):
        assert next(stream).text == TEXTS[2]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_threads_share_a_model_and_find_the_same(recognizer):
    expected = [rows(document) for document in recognizer.annotate(TEXTS)]
    found = []

    def read():
        found.append([rows(document) for document in recognizer.annotate(TEXTS)])

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_other_threads_run_while_texts_are_read(recognizer):
    ticks, is_done = [], threading.Event()

    def tick():
        while not is_done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.001)

    ticking = threading.Thread(target=tick)
    ticking.start()
    begin = time.perf_counter()
    recognizer.annotate([REFERENCE * 20] * 4)
    seconds = time.perf_counter() - begin
    is_done.set()
    ticking.join()
    longest = max(later - earlier for earlier, later in itertools.pairwise(ticks))
    assert longest < seconds / 4, "a thread stood still while texts were read"


@pytest.mark.parametrize(("texts", "place"), [(None, "int"), ([TEXTS[0], None], "item 1 is NoneType"), ([b"x"], "item 0 is bytes")])
def test_what_is_no_text_is_refused_by_its_place(recognizer, texts, place):
    with pytest.raises(TypeError, match=place if texts else "not iterable"):
        recognizer.annotate(texts)


def test_the_place_of_an_item_counts_from_the_start_of_all(recognizer):
    with pytest.raises(TypeError, match="item 50 is NoneType"):
        recognizer.annotate(["x"] * 50 + [None])


def test_a_surrogate_that_stands_alone_moves_no_offset(recognizer):
    document = recognizer.annotate("\ud83d in June 2003, 5 patients")
    assert [entity.text for entity in document.entities] == ["June 2003", "5 patients"]


def test_a_zero_byte_is_a_character_as_others(recognizer):
    document = recognizer.annotate("a\0b in June 2003")
    assert [entity.text for entity in document.entities] == ["June 2003"]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"model": "/no/such/folder"}, trialner.ModelError, "no such folder"),
        ({"model": "no_such_model"}, trialner.ModelError, "no_such_model"),
        ({"labels": ["Nothing"]}, trialner.ArgumentError, "Nothing"),
        ({"threshold": 3}, trialner.ArgumentError, "threshold"),
        ({"compatibility": "other"}, trialner.ArgumentError, "spark-nlp"),
        ({"max_sentence_length": 9999}, trialner.PipelineError, "512"),
    ],
)
def test_a_wrong_option_is_one_line_that_says_what_to_do(options, error, words):
    with pytest.raises(error, match=words) as caught:
        trialner.load(**options)
    assert "\n" not in str(caught.value)


def test_what_is_closed_is_closed_once_and_says_so():
    opened = trialner.load()
    opened.close()
    opened.close()
    with pytest.raises(ValueError, match="closed"):
        opened.annotate("x")
    del opened
    gc.collect()


def _annotate_in_child(recognizer, queue):
    try:
        recognizer.annotate("x")
    except RuntimeError as error:
        queue.put(str(error))


def test_a_forked_process_is_told_to_open_its_own(recognizer):
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_annotate_in_child, args=(recognizer, queue))
    child.start()
    assert "forked" in queue.get(timeout=30)
    child.join()
