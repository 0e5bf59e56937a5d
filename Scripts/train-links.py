#!/usr/bin/env python3
"""Trains the weights by which `trialner summary` links results, and measures them by cross-validation.

usage: train-links.py DOCS.jsonl RESULTS.jsonl [--more DOCS.jsonl LINKS.jsonl] [--found DOCS.jsonl] [--write] [--seeds N] [--errors FILE]

DOCS are annotated documents (corpus/check.py makes them), RESULTS their results. With --more, further documents are learned from and
measured apart (their links say nothing of intervals, p-values and times). With --found, the links of the same documents as
a model marks them are measured too (not learned from: that makes both worse); spans must match exactly there. Prints F1 of value, end point, arm and comparator
together and of each, cross-validated over ten folds of articles (all parts of an article are in one fold); with --write it then trains on everything and writes
Sources/TrialNER/Summary/LinkWeights.swift. Needs numpy and `swift build -c release --product LinkTraining`.

A decision is a choice among candidates by the sum of the weights of their features (multinomial logistic regression). Documents are
few, so that every weight is drawn to a starting point: 0, or for what we know how to read, the number in PRIORS.
"""
import json, os, random, subprocess, sys, tempfile
from collections import Counter, defaultdict
import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOL = os.path.join(ROOT, '.build', 'release', 'LinkTraining')
STRENGTH = {'result': 1.0, 'endPoint': 2.0, 'arm': 4.0, 'pValue': 2.0, 'time': 2.0}
LEAST = 0.05  # features without a prior whose weight stays below are left out

PRIORS = {
    'result': {
        'is.Value': 2, 'is.Hazard_Ratio': 3, 'value.trait': -2, 'trait.next': -3, 'behind.=': -2, 'before.Patient_Group': -1,
        'enrolment.behind': -1, 'respectively': 1.5, 'endPoint.close': 1,
        'behind.percentage': 1, 'total.of': -1},
    'endPoint': {
        'sentenceHasOwn': -3, 'later': -1.5, 'none': -1.5, 'none.disposition': 2.5, 'mostCommon': -5, 'previous.same.contrast': 1,
        'before.rank0': .5, 'before.openRank0': 1, 'before.openRank1': -.5, 'before.openRank2': -1, 'before.openRank3+': -1.5,
        'before.closed': -1.5, 'before.clause': -1.5, 'before.stop': -1, 'before.opensBracket': 1.5, 'one.listFits': -.5,
        'behind.clause': -2, 'behind.stop': -1.5, 'behind.noneBeforeInClause': 1, 'behind.adjacent': 3, 'behind.startsPhrase': 1.5,
        'behind.verb': 1, 'turn.before': 1, 'turn.behind': 1, 'turn.notBehind': -1.5, 'turn.notBefore': -1, 'chain.fits': 1.5,
        'chain.differs': -1.5, 'spread.respectively': 1, 'spread.ofResultsBefore.butOwn': -1, 'spread.one': 1, 'spread.stop': -2, 'spread.clause': -2, 'spread.asBefore': 1,
        'spread.vs.2': -1.5},
    'arm': {
        'compared': -1.5, 'compared.far': -1.5, 'contrast.compared': -2.5, 'contrast.compared.far': -1.5, 'plural': -2, 'secondary': -1.5,
        'group.only': 1, 'inside': 2, 'before.label': 2, 'behind.closed': -1.5, 'before.rank2': -1, 'before.rank3+': -1, 'before.closed': -1.5, 'before.clause': -1.5, 'before.stop': -1,
        'before.opensBracket': 2.5, 'before.touches': 1.5, 'contrast.before.opensBracket': 2.5, 'contrast.before.touches': 1.5,
        'behind.rank1': -.5, 'behind.rank2+': -1, 'behind.clause': -2, 'behind.stop': -1.5, 'behind.touches': 2, 'behind.preposition': 1,
        'turn.fits.before': 1, 'turn.fits.behind': 1, 'turn.differs.before': -1, 'turn.differs.behind': -1, 'earlier.by3+': -1,
        'previous.other.named': 1, 'previous.same.named': -1, 'sentenceBefore.same.earlier': 1,
        'none.everybody': .5, 'none.bothGroups': 4, 'none.bothOfList': 2, 'none.association': 1, 'none.previousNone': 1,
        'none.previousArm': -1, 'none.previousArm.otherSentence': -.5,
        'all.vs.endPoint': -3, 'all.and.endPoint': -1.5, 'group.butArm': -1, 'all.to.endPoint': 1.5, 'spread.vs.endPoint': 1, 'spread.to.endPoint': -1.5, 'spread.to.endPoint.inTurn': 1.5,
        'spread.fit.one': .5, 'spread.list.before': 1.5, 'spread.list.behind': 1.5, 
        'reversed': -1.2, 'spread.near': 1, 'spread.withAndWithout': 3, 'spread.inside': 4, 'spread.asBefore': 1, 'spread.comparedFirst': -2,
        'spread.comparedLast': .5, 'spread.elsewhere': -2, 'spread.three': 1, 'around.only': 1, 'around.butList': -2,
        'order.agrees': 2, 'order.differs': -2, 'groups.to.inTurn': 2, 'groups.to.again': -1, 'groups.fit.again': 2, 'groups.fit.inTurn': -1,
        'with.contrast': 1, 'with.changeOnly': -2, 'with.change': -1, 'with.changeThan.alone': 2, 'with.thanBefore.alone': 1.5, 'with.than.alone': -.5,
        'with.changeThan.alone.again': .5, 'with.thanBefore.alone.again': .3, 'with.changeThan.other': -.5, 'with.thanBefore.other': -1.5,
        'with.than.other': -2, 'with.changeThan.other.again': -2, 'with.thanBefore.other.again': -2,
        'pair.own.own.2': 1, 'pair.several': -.5, 'pair.plural': -2, 'pair.kinds': -1, 'pair.rivals': 1, 'pair.signed': .5,
        'pair.noArmYet': -1, 'pair.betweenGroups': 1.5, 'pair.contrast.otherCompared': 1, 'pair.onlyCompared': 3, 'pair.minus': 5, 'none.onlyCompared': -3,
        'pair.otherHasValue': -2, 'pair.stop': -1, 'pair.arm.compared': -1.5, 'pair.other.compared': 1.5, 'pair.arm.control': -1,
        'pair.other.control': 1, 'pair.arm.notNearest': -1, 'pair.other.notNearest': -1, 'pair.values.forward': 1, 'pair.values.mentions': 1},
    'pValue': {'behind.rank0': 1.5, 'endPoint': -1.5, 'semicolon.values': -1, 'clause': -1, 'before': -1.5},
    'time': {'none.sentenceHasNone': 1, 'earlier.sentenceHasOwn': -1, 'otherBracket': -1, 'place.fits': 1, 'place.differs': -1, 'behind.at': 2.5, 'behind.turn.behind': 1, 'before.turn.behind': -1,
             'before.turn.before': 1, 'behind.turn.before': -1},
}


def tool(*arguments):
    return subprocess.run([TOOL, *arguments], check=True, capture_output=True, encoding='utf8').stdout.splitlines()


def fit(examples, prior, strength):
    """Weights by name: Newton's method on the penalised likelihood, which has one maximum."""
    names = sorted({f for e in examples for c in e['candidates'] for f in c} | set(prior))
    index = {n: i for i, n in enumerate(names)}
    start = np.array([prior.get(n, 0.0) for n in names])
    designs = []
    for e in examples:
        design = np.zeros((len(e['candidates']), len(names)))
        for row, candidate in enumerate(e['candidates']):
            for f in candidate: design[row, index[f]] = 1
        used = np.flatnonzero(design.any(axis=0))
        designs.append((design[:, used], used, e['right']))
    weights = start.copy()

    def loss(w):
        total = strength / 2 * ((w - start) ** 2).sum()
        for design, used, right in designs:
            z = design @ w[used]
            total += z.max() + np.log(np.exp(z - z.max()).sum()) - z[right]
        return total

    current = loss(weights)
    for _ in range(30):
        gradient = strength * (weights - start)
        hessian = strength * np.eye(len(names))
        for design, used, right in designs:
            z = design @ weights[used]
            p = np.exp(z - z.max())
            p /= p.sum()
            mean = p @ design
            gradient[used] += mean - design[right]
            hessian[np.ix_(used, used)] += (design * p[:, None]).T @ design - np.outer(mean, mean)
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while loss(weights - size * step) > current and size > 1e-4: size /= 2
        weights -= size * step
        before, current = current, loss(weights)
        if before - current < 1e-5: break
    return {n: float(w) for n, w in zip(names, weights) if n in prior or abs(w) >= LEAST}


def train(examples):
    by_decision = defaultdict(list)
    for e in examples: by_decision[e['decision']].append(e)
    return {d: fit(by_decision[d], PRIORS[d], STRENGTH[d]) for d in PRIORS}


def link(weights, documents):
    with tempfile.TemporaryDirectory() as folder:
        paths = os.path.join(folder, 'docs.jsonl'), os.path.join(folder, 'weights.txt')
        with open(paths[0], 'w', encoding='utf8') as file:
            for d in documents: file.write(json.dumps(d, ensure_ascii=False) + '\n')
        with open(paths[1], 'w', encoding='utf8') as file:
            for d in weights:
                for n, w in weights[d].items(): file.write(f'{d} {n} {w:.4f}\n')
        return {r['id']: r['results'] for r in map(json.loads, tool('link', *paths))}


FIELDS = ('endpoint', 'arm', 'comparator', 'interval', 'p', 'time')


def count(gold, found, scores):
    place = lambda r, f: tuple(r[f]) if r.get(f) else None
    g = {tuple(r['value']): r for r in gold}
    p = {tuple(r['value']): r for r in found}
    scores['gold'] += len(g)
    scores['found'] += len(p)
    for value in g.keys() & p.keys():
        scores['value'] += 1
        same = {f: place(g[value], f) == place(p[value], f) for f in FIELDS}
        for f in FIELDS: scores[f] += same[f]
        scores['together'] += same['endpoint'] and same['arm'] and same['comparator']


def tell_errors(file, document, gold, found):
    text = document['text']
    place = lambda r, f: tuple(r[f]) if r.get(f) else None
    words = lambda s: '-' if s is None else f'{text[s[0]:s[1]]} @{s[0]}'
    g = {tuple(r['value']): r for r in gold}
    p = {tuple(r['value']): r for r in found}
    for value in sorted(g.keys() | p.keys()):
        if value in g and value in p:
            wrong = [f'{f}: {words(place(p[value], f))} => {words(place(g[value], f))}' for f in FIELDS[:3] if place(g[value], f) != place(p[value], f)]
        else: wrong = ['missed' if value in g else 'no result']
        if wrong: file.write(f"{document['id']} {text[max(0, value[0] - 260):value[0]]!r} >>>{text[slice(*value)]}<<< {text[value[1]:value[1] + 140]!r}\n     {'; '.join(wrong)}\n")


def report(scores):
    f1 = lambda k: 2 * scores[k] / max(1, scores['gold'] + scores['found'])
    return ' '.join(f'{k} {f1(k):.3f}' for k in ('together', 'value') + FIELDS)


def read(path):
    with open(path, encoding='utf8') as file: return [json.loads(line) for line in file]


def article(name): return name.split('.')[0]


def write_swift(weights, note):
    path = os.path.join(ROOT, 'Sources', 'TrialNER', 'Summary', 'LinkWeights.swift')
    with open(path, 'w', encoding='utf8') as file:
        file.write('// swift-format-ignore-file\n// Written by Scripts/train-links.py; ' + note + '\n\nextension LinkScorer {\n')
        file.write('    /// The weights that come with TrialNER. What a name says is told where the candidates are made.\n')
        file.write('    package static let standard = LinkScorer(\n')
        parts = []
        for d in ('result', 'endPoint', 'arm', 'pValue', 'time'):
            rows = ''.join(f'            "{n}": {w:.2f},\n' for n, w in sorted(weights[d].items()))
            parts.append(f'        {d}: [\n{rows}        ]')
        file.write(',\n'.join(parts) + '\n    )\n}\n')


def main(arguments):
    seeds = 1
    errors = open(os.devnull, 'w', encoding='utf8')
    more = found_path = None
    paths = []
    while arguments:
        a = arguments.pop(0)
        if a == '--more': more = arguments.pop(0), arguments.pop(0)
        elif a == '--found': found_path = arguments.pop(0)
        elif a == '--seeds': seeds = int(arguments.pop(0))
        elif a == '--errors': errors = open(arguments.pop(0), 'w', encoding='utf8')
        elif a != '--write': paths.append(a)
    docs_path, results_path = paths
    gold = {r['id']: r['results'] for r in read(results_path)}
    truth = dict(gold)
    documents = {d['id']: d for d in read(docs_path) if d['id'] in gold}
    examples = [json.loads(l) for l in tool('examples', docs_path, results_path, '--statistics')]
    if more:
        truth.update((r['id'], r['results']) for r in read(more[1]))
        documents.update((d['id'], d) for d in read(more[0]) if d['id'] in truth and d['id'] not in gold)
        examples += [json.loads(l) for l in tool('examples', *more)]
    for d in ('endPoint', 'arm'):
        of_decision = [e for e in examples if e['decision'] == d]
        print(f'{d}: the right one is among the candidates of', f"{sum(e['right'] >= 0 for e in of_decision)} of {len(of_decision)} units")
    examples = [e for e in examples if e['right'] >= 0]
    articles = sorted({article(i) for i in truth})
    model = {d['id']: d for d in read(found_path) if d['id'] in gold} if found_path else {}
    totals = defaultdict(Counter)
    for seed in range(seeds):
        random.Random(seed).shuffle(articles)
        fold = {a: i % 10 for i, a in enumerate(articles)}
        scores = defaultdict(Counter)
        for f in range(10):
            weights = train([e for e in examples if fold[article(e['id'])] != f])
            tested = [documents[i] for i in truth if fold[article(i)] == f]
            found = link(weights, tested)
            marked = link(weights, [model[d['id']] for d in tested if d['id'] in model])
            for d in tested:
                count(truth[d['id']], found[d['id']], scores['DOCS' if d['id'] in gold else '--more'])
                if d['id'] in model: count(gold[d['id']], marked[d['id']], scores['DOCS, entities of the model'])
                if seed == 0: tell_errors(errors, d, truth[d['id']], found[d['id']])
        for part in scores:
            print(f'cross-validation, seed {seed}, {part}:', report(scores[part]), flush=True)
            totals[part].update(scores[part])
    for part in totals: print(f'mean, {part}:', report(totals[part]))
    total = totals['DOCS']
    if '--write' in sys.argv:
        write_swift(train(examples), f'cross-validated F1 of value, end point, arm and comparator {2 * total["together"] / (total["gold"] + total["found"]):.3f}.')


if __name__ == '__main__':
    if len(sys.argv) < 3: sys.exit(__doc__)
    main(sys.argv[1:])
