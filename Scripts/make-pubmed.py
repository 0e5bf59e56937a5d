#!/usr/bin/env python3
"""Write a PubMed XML of many records, made of given abstracts, for long runs.

usage: Scripts/make-pubmed.py COUNT DOCUMENTS.jsonl > pubmed.xml

Each record has the next text of DOCUMENTS.jsonl (`text`; its first line is the title) and a PMID of its own. A line of `Label: text` becomes a part
of the abstract with that label.
"""

import itertools
import json
import re
import sys
from xml.sax.saxutils import escape, quoteattr


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    texts = [json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf8")]
    print('<?xml version="1.0" encoding="utf-8"?>')
    print(
        '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
        '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>'
    )
    for number, text in zip(range(int(sys.argv[1])), itertools.cycle(texts)):
        title, *paragraphs = text.split("\n")
        print(f"<PubmedArticle><MedlineCitation><PMID>{number + 1}</PMID><Article><ArticleTitle>{escape(title)}</ArticleTitle><Abstract>")
        for paragraph in paragraphs:
            labelled = re.match(r"([A-Z][A-Za-z ]{2,30}): (.*)", paragraph)
            label, rest = labelled.groups() if labelled else (None, paragraph)
            print(f"<AbstractText{f' Label={quoteattr(label)}' if label else ''}>{escape(rest)}</AbstractText>")
        print("</Abstract></Article></MedlineCitation></PubmedArticle>")
    print("</PubmedArticleSet>")


main()
