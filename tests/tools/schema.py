"""A validator for the part of JSON Schema that Sayso's schema uses; a keyword that it does not know is an error.

schema.py SCHEMA FILE... validates files.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import re
import sys

TYPES = {'object': dict, 'array': list, 'string': str, 'boolean': bool}
IGNORED = {'$schema', '$id', '$comment', '$defs', 'title', 'description'}


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def resolve(root, reference):
    node = root
    for part in reference.lstrip('#/').split('/'):
        node = node[part]
    return node


def problems(value, schema, root=None, where='$'):
    """Yields what is wrong with a value, and where."""
    root = schema if root is None else root
    for keyword, wanted in schema.items():
        if keyword in IGNORED:
            continue
        if keyword == '$ref':
            yield from problems(value, resolve(root, wanted), root, where)
        elif keyword == 'type':
            fits = is_integer(value) if wanted == 'integer' else isinstance(value, TYPES[wanted])
            if not fits:
                yield '%s: %r is no %s' % (where, value, wanted)
                return
        elif keyword == 'const':
            if value != wanted or isinstance(value, bool) != isinstance(wanted, bool):
                yield '%s: %r is not %r' % (where, value, wanted)
        elif keyword == 'enum':
            if value not in wanted:
                yield '%s: %r is none of %s' % (where, value, ', '.join(wanted))
        elif keyword == 'pattern':
            if isinstance(value, str) and not re.search(wanted, value):
                yield '%s: %r does not match %s' % (where, value, wanted)
        elif keyword in ('minimum', 'maximum'):
            if is_integer(value) and (value < wanted if keyword == 'minimum' else value > wanted):
                yield '%s: %d is beyond the %s of %d' % (where, value, keyword, wanted)
        elif keyword in ('minItems', 'maxItems'):
            if isinstance(value, list) and (len(value) < wanted if keyword == 'minItems' else len(value) > wanted):
                yield '%s: %d items, %s is %d' % (where, len(value), keyword, wanted)
        elif keyword == 'items':
            for index, item in enumerate(value if isinstance(value, list) else ()):
                yield from problems(item, wanted, root, '%s[%d]' % (where, index))
        elif keyword == 'required':
            for name in wanted:
                if isinstance(value, dict) and name not in value:
                    yield '%s: has no "%s"' % (where, name)
        elif keyword == 'properties':
            for name, inner in wanted.items():
                if isinstance(value, dict) and name in value:
                    yield from problems(value[name], inner, root, '%s.%s' % (where, name))
        elif keyword == 'additionalProperties':
            for name in set(value if isinstance(value, dict) else ()) - set(schema.get('properties', ())):
                yield from problems(value[name], wanted, root, '%s.%s' % (where, name))
        else:
            raise ValueError('the schema uses "%s", which this validator does not know' % keyword)


def load(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def main():
    schema = load(sys.argv[1])
    failed = False
    for path in sys.argv[2:]:
        for problem in problems(load(path), schema):
            failed = True
            print('%s: %s' % (path, problem))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
