"""w3c: two JSON-LD processors understand every annotation; claimreview: every word is one of schema.org's.

The context is the part of the Web Annotation vocabulary that we use, so that nothing is fetched.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import collections
import json
import os

import rdflib
from pyld import jsonld

import cases

OA = 'http://www.w3.org/ns/oa#'
SAYSO = 'https://sayso.github.io/ns#'
RDF_VALUE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'
BASE = 'https://example.org/articles/'

with open(os.path.join(os.path.dirname(__file__), 'anno-context.json'), encoding='utf-8') as file:
    CONTEXT = json.load(file)


def load(url, options):
    assert url == 'http://www.w3.org/ns/anno.jsonld', url
    return {'contextUrl': None, 'documentUrl': url, 'document': CONTEXT, 'contentType': 'application/ld+json'}


def value(node, name):
    return node[name][0].get('@value', node[name][0].get('@id'))


def read_target(case, target):
    selectors = {selector['@type'][0]: selector for selector in target[OA + 'hasSelector']}
    quote, place = selectors[OA + 'TextQuoteSelector'], selectors[OA + 'TextPositionSelector']
    start, end = value(place, OA + 'start'), value(place, OA + 'end')
    assert case.text[start:end] == value(quote, OA + 'exact')
    assert case.text[:start].endswith(value(quote, OA + 'prefix')) and case.text[end:].startswith(value(quote, OA + 'suffix'))
    return start, end


def check_annotations(case):
    document = json.loads(case.read('w3c'))
    expanded = jsonld.expand(document, {'documentLoader': load, 'base': BASE})
    assert len(expanded) == len(document)
    found, links = collections.Counter(), collections.Counter()
    for node in expanded:
        assert node['@type'] == [OA + 'Annotation'] and node['@id'].startswith('urn:uuid:')
        classified, = (body for body in node[OA + 'hasBody'] if value(body, OA + 'hasPurpose') == OA + 'classifying')
        word = value(classified, RDF_VALUE)
        if value(node, OA + 'motivatedBy') == OA + 'linking':
            links[(word, *(target['@id'][len('urn:uuid:'):] for target in node[OA + 'hasTarget']))] += 1
        else:
            assert SAYSO + 'status' in node
            for target in node[OA + 'hasTarget']:
                found[(*read_target(case, target), word)] += 1
    cases.same(case.name, case.marks(), found)
    cases.same(case.name, collections.Counter(set(case.links)), links)
    return document


def check_graph(case, document):
    """The same through rdflib's own JSON-LD reader: as many annotations and targets."""
    for annotation in document:
        annotation['@context'] = [CONTEXT['@context'], annotation['@context'][1]]
    graph = rdflib.Graph().parse(data=json.dumps(document), format='json-ld', publicID=BASE)
    oa = rdflib.Namespace(OA)
    assert len(set(graph.subjects(rdflib.RDF.type, oa.Annotation))) == len(document)
    assert len(list(graph.subject_objects(oa.start))) == sum(case.marks().values())


def check_words(node):
    if isinstance(node, list):
        for item in node:
            check_words(item)
    elif isinstance(node, dict):
        for key, item in node.items():
            if key == '@type':
                assert item in rdflib.SDO, item
            elif key == '@context':
                assert item == 'https://schema.org'
            else:
                assert key in rdflib.SDO, key
                check_words(item)


def check_reviews(case):
    reviews = json.loads(case.read('claimreview'))
    check_words(reviews)
    claims = [annotation for annotation in case.annotations if annotation.type == 'claim']
    assert len(reviews) == len(claims)
    for review in reviews:
        assert review['@type'] == 'ClaimReview' and 'ratingValue' not in review['reviewRating']
    expected = collections.Counter(' … '.join(span.text for span in claim.spans) for claim in claims)
    cases.same(case.name, expected, collections.Counter(review['claimReviewed'] for review in reviews))


for case in cases.cases():
    check_graph(case, check_annotations(case))
    check_reviews(case)
