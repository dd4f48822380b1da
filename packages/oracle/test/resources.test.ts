import type { ResourceWitness } from '@bebug/core/truth';
import type { Project } from '@bebug/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resourceRung } from '../src/resource/rung.ts';
import { Pool } from '../src/sandbox/pool.ts';
import { climbOnly } from './climb-only.ts';
import { createOracle, type Oracle } from '../src/index.ts';
import { RESOURCE_FILES } from './resource-pairs.ts';
import { mutantOf, replayOf, smallProject } from './small-project.ts';

let project: Project;
let oracle: Oracle;
let pool: Pool;
beforeAll(async () => {
  project = await smallProject(RESOURCE_FILES);
  oracle = await createOracle({ workers: 2, seed: 7 });
  pool = await Pool.open(1);
});
afterAll(() => Promise.all([oracle.close(), pool.close()]));

/** By the resource rung alone: some of these an earlier rung proves as well, and where it proves nothing those before it take longest. */
async function resource(file: string, from: string, to: string): Promise<ResourceWitness> {
  const climbed = await climbOnly(resourceRung, mutantOf(project, file, from, to), pool);
  if (!climbed?.witness) throw new Error(`${climbed?.reason}: ${climbed?.detail}`);
  return climbed.witness as ResourceWitness;
}

describe('without a driver, growth proves', () => {
  test.for([
    [
      'a scan for every item (quadratic-lookup)',
      'lists.ts',
      'seen.has(value)',
      '[...seen].includes(value)',
      'steps',
    ],
    [
      'a copy for every item (quadratic-append)',
      'lists.ts',
      'out.push(value * 2)',
      'out = [...out, value * 2]',
      'steps',
    ],
    [
      'a sort for every item (sort-in-loop)',
      'lists.ts',
      'ranks.push(order.get(value)!)',
      'ranks.push([...values].sort().indexOf(value))',
      'steps',
    ],
    [
      'a sum for every item (recompute-in-loop)',
      'lists.ts',
      'values.map((value) => value - low)',
      'values.map((value) => value - Math.min(...values))',
      'steps',
    ],
    [
      'a memo that is not asked (memo-drop)',
      'lists.ts',
      'if (known !== undefined) return known;',
      '',
      'steps',
    ],
    ['a timer that is never cleared (timer-leak)', 'waits.ts', 'clearTimeout(timer); ', '', 'timers'],
    [
      'a listener that is never removed (listener-leak)',
      'waits.ts',
      "this.#bus.off('tick', heard);",
      '',
      'listeners',
    ],
    [
      'an entry that is never dropped (unbounded-cache)',
      'waits.ts',
      'if (this.#known.size > 4) this.#known.delete(this.#known.keys().next().value!);',
      '',
      'retained',
    ],
  ] as const)('%s', async ([, file, from, to, counter]) => {
    const witness = await resource(file, from, to);
    expect(witness).toMatchObject({ counter, driver: null });
    expect(witness.mutated.at(-1)!).toBeGreaterThanOrEqual(witness.clean.at(-1)! * 2);
  });
});

describe('with a driver, counters prove', () => {
  test.for([
    ['a query for every item (n-plus-one-query)', 'orders.ts', 'names.get(id)', 'nameOf(db, id)', 'queries'],
    [
      'a column behind a function (index-defeating-query)',
      'orders.ts',
      'WHERE email = ?',
      'WHERE lower(email) = ?',
      'rows scanned',
    ],
    [
      'a leading wildcard (index-defeating-query)',
      'orders.ts',
      "all(start + '*')",
      "all('*' + start + '*')",
      'rows scanned',
    ],
    [
      'rows that nobody asked for (unbounded-query)',
      'orders.ts',
      'ORDER BY id LIMIT 5',
      'ORDER BY id',
      'rows returned',
    ],
    [
      'a call that the cache would spare (cache-bypass)',
      'cache.ts',
      'if (this.#values.has(key)) return this.#values.get(key)!;',
      '',
      'calls',
    ],
    ['a subscription left (subscription-leak)', 'handles.ts', 'unsubscribe();', '', 'handles'],
    [
      'a file left open on an error (handle-leak, stream-not-closed, lock-not-released-on-throw)',
      'handles.ts',
      'try { return use(name); } finally { close(); }',
      'const result = use(name); close(); return result;',
      'handles',
    ],
    [
      'a listener on a signal left (abort-listener-leak)',
      'handles.ts',
      "signal.removeEventListener('abort', stop);",
      '',
      'listeners',
    ],
    [
      'writes that do not wait (backpressure-ignored)',
      'handles.ts',
      'await write(part);',
      'parts.push(write(part));',
      'calls at once',
    ],
    ['work that lets nobody else in (sync-in-async)', 'handles.ts', 'await pause();', '', 'longest turn'],
  ] as const)('%s', async ([, file, from, to, counter]) => {
    expect(await resource(file, from, to)).toMatchObject({ counter, plan: null });
  });
});

describe('nothing is proved of', () => {
  test.for([
    ['the clean code itself', 'lists.ts', 'out.push(value * 2)', 'out.push(value * 2)'],
    [
      'twice the work for every item',
      'lists.ts',
      'out.push(value * 2)',
      'out.push(value * 2); out.push(0); out.pop()',
    ],
    [
      'a loop in place of a native method',
      'lists.ts',
      'values.map((value) => value - low)',
      '(() => { const made: number[] = []; for (const value of values) made.push(value - low); return made; })()',
    ],
    [
      'a native method in place of a loop',
      'lists.ts',
      'for (const value of values) out.push(value * 2);',
      'out = Array.from(values, (value) => value * 2);',
    ],
    [
      'a concatenation in place of an append',
      'lists.ts',
      'for (const part of parts) text += part;',
      "text = parts.join('');",
    ],
    [
      'an early end that is lost',
      'lists.ts',
      'for (const value of values) if (value > limit) return true;\n      return false;',
      'let found = false; for (const value of values) if (value > limit) found = true;\n      return found;',
    ],
    [
      'an iterator walked by a spread',
      'lists.ts',
      'for (const value of seen.values()) out2.push(value);',
      'out2.push(...seen.values());',
    ],
    [
      'a constant number of queries more',
      'orders.ts',
      'const db = shop.db;',
      "const db = shop.db; db.prepare('SELECT 1').get(); db.prepare('SELECT 2').get();",
    ],
    ['a query in other letters', 'orders.ts', 'WHERE email = ?', 'where email = ?'],
    [
      'another way to the cached value',
      'cache.ts',
      'if (this.#values.has(key)) return this.#values.get(key)!;',
      'const old = this.#values.get(key); if (old !== undefined) return old;',
    ],
    [
      'a timer cleared a line later',
      'waits.ts',
      'clearTimeout(timer); return value;',
      'const kept = value; clearTimeout(timer); return kept;',
    ],
    ['a cache of twice the size', 'waits.ts', 'this.#known.size > 4', 'this.#known.size > 8'],
  ] as const)('%s', async ([, file, from, to]) => {
    const climbed = await climbOnly(resourceRung, mutantOf(project, file, from, to), pool);
    expect(climbed).toMatchObject({ witness: null, evidence: { exposed: false } });
    expect(climbed!.evidence.measurements).toBeGreaterThan(4);
  });
});

describe('a stored witness is run again', () => {
  const tamperings: readonly ((witness: ResourceWitness) => ResourceWitness)[] = [
    (witness) => ({ ...witness, counter: 'queries' }),
    (witness) => ({ ...witness, counter: 'seconds' }),
    (witness) => ({ ...witness, sizes: witness.sizes.map((size) => size * 2) }),
    (witness) => ({ ...witness, clean: witness.clean.map((count) => count + 1) }),
    (witness) => ({ ...witness, mutated: witness.mutated.map((count) => count + 1) }),
    (witness) => ({ ...witness, effect: 'grows' }),
    (witness) => ({ ...witness, plan: witness.plan === null ? { nonsense: true } : null }),
    (witness) => ({ ...witness, driver: 'another.driver.ts' }),
  ];
  test.for([
    ['lists.ts', 'seen.has(value)', '[...seen].includes(value)'],
    ['handles.ts', 'unsubscribe();', ''],
  ] as const)(
    'of %s: it holds; tampered with, or for the clean code, it does not',
    async ([file, from, to]) => {
      const mutant = mutantOf(project, file, from, to);
      const witness = await resource(file, from, to);
      expect(await oracle.replay(await replayOf(mutant, witness))).toEqual({ holds: true, why: '' });
      for (const tamper of tamperings) {
        const { holds, why } = await oracle.replay(await replayOf(mutant, tamper(witness)));
        expect({ holds, why: why !== '' }, tamper.toString()).toEqual({ holds: false, why: true });
      }
      const ofClean = { ...(await replayOf(mutant, witness)), mutatedText: project.text(file) };
      expect(await oracle.replay(ofClean)).toMatchObject({ holds: false });
    },
  );
});
