import type { TaggedValue } from '@bebug/core';
import { contentOf, withContent } from './bytes.ts';
import { fits, isTagged } from './fits.ts';
import { inOrder } from './ordered.ts';
import type { Spec } from './spec.ts';

type Tagged = Readonly<Record<string, TaggedValue>>;
const PARTS = 12;

/** Values of the same type that are easier to read, the simplest first. */
export function* simpler(
  spec: Spec,
  value: TaggedValue,
  definitions: Readonly<Record<string, Spec>>,
): Generator<TaggedValue> {
  switch (spec.kind) {
    case 'number':
      if (typeof value === 'number')
        yield* new Set([0, 1, Math.trunc(value / 2), Math.trunc(value)].filter((one) => one !== value));
      return;
    case 'string':
      if (typeof value === 'string') yield* cuts(value, (kept) => kept.join(''));
      return;
    case 'bytes': {
      if (!fits(spec, value)) return;
      const content = contentOf(value);
      for (const fewer of cuts(content, (kept) => kept)) yield withContent(value, fewer as number[]);
      if (content.some((byte) => byte !== 0))
        yield withContent(
          value,
          content.map(() => 0),
        );
      return;
    }
    case 'array':
      if (!Array.isArray(value)) return;
      yield* cuts(value as TaggedValue[], (kept) => kept);
      yield* narrower(value as TaggedValue[]);
      yield* inside(value as TaggedValue[], () => spec.of, definitions);
      return;
    case 'tuple':
      if (fits(spec, value))
        yield* inside(value as TaggedValue[], (index) => spec.of[index] ?? spec.rest!, definitions);
      return;
    case 'object':
      if (typeof value !== 'object' || value === null || '$object' in value) return;
      for (const { name, spec: field, optional } of spec.fields) {
        const known = (value as Tagged)[name];
        if (known === undefined) continue;
        if (optional) yield Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
        for (const less of simpler(field, known, definitions))
          yield inOrder({ ...(value as Tagged), [name]: less });
      }
      return;
    case 'union': {
      const own = spec.of.find((one) => fits(one, value));
      if (own) yield* simpler(own, value, definitions);
      return;
    }
    case 'function':
      if (isTagged(value, '$function')) yield* simplerFunctions((value as Tagged)['$function'] as Tagged);
      return;
    case 'reference':
      if (value !== null && definitions[spec.id]) yield* simpler(definitions[spec.id]!, value, definitions);
  }
}

/** A callback that does less, calls less often what it is handed, and gives one thing only. */
function* simplerFunctions(body: Tagged): Generator<TaggedValue> {
  const { acts, results } = body as { acts?: TaggedValue[]; results?: TaggedValue[] };
  if (acts !== undefined && body['results'] !== undefined) {
    yield { $function: { results: body['results'] } };
    for (const fewer of cuts(acts, (kept) => kept))
      if ((fewer as TaggedValue[]).length > 0) yield { $function: { ...body, acts: fewer } };
    for (const [at, act] of acts.entries()) {
      const [index, path, how, args, more] = act as TaggedValue[];
      if (how !== 'later' || !Array.isArray(more)) continue;
      for (const fewer of cuts(more as TaggedValue[], (kept) => kept))
        yield { $function: { ...body, acts: acts.with(at, [index!, path!, how, args!, fewer]) } };
    }
  }
  if (results !== undefined && results.length > 1)
    yield { $function: { ...body, results: results.slice(0, 1) } };
}

/** A table without its last column, without its first. */
function* narrower(rows: readonly TaggedValue[]): Generator<TaggedValue> {
  const lists = rows.filter((row) => Array.isArray(row)) as TaggedValue[][];
  const width = lists[0]?.length ?? 0;
  if (lists.length < rows.length || width === 0 || lists.some((row) => row.length !== width)) return;
  yield lists.map((row) => row.slice(0, -1));
  if (width > 1) yield lists.map((row) => row.slice(1));
}

/** Without all, without a half, without one. */
function* cuts<T>(items: ArrayLike<T>, made: (kept: T[]) => TaggedValue): Generator<TaggedValue> {
  const list = Array.from(items);
  if (list.length === 0) return;
  yield made([]);
  const half = list.length >> 1;
  if (half > 0) {
    yield made(list.slice(half));
    yield made(list.slice(0, half));
  }
  for (let at = 0; at < Math.min(list.length, PARTS); at++)
    yield made(list.filter((_, index) => index !== at));
}

function* inside(
  items: readonly TaggedValue[],
  specOf: (index: number) => Spec,
  definitions: Readonly<Record<string, Spec>>,
): Generator<TaggedValue> {
  for (const [index, item] of items.slice(0, PARTS).entries())
    for (const less of simpler(specOf(index), item, definitions))
      yield items.map((old, at) => (at === index ? less : old));
}
