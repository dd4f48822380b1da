import { afterAll, expect, test } from 'vitest';
import { smallProject } from '../../test/small-project.ts';
import { openModule } from '../clean-module.ts';
import type { Case } from '../sandbox/case.ts';
import { Pool } from '../sandbox/pool.ts';
import { agreeing, restatedLengths } from './restated.ts';

const pool = await Pool.open(1);
afterAll(() => pool.close());

const options = 'options: { rows?: number; columns?: number } = {}';
const project = await smallProject({
  'grid.ts': `
    export function byCondition(data: number[][], ${options}) {
      const { rows, columns: width } = options;
      return [rows !== undefined && rows > 0 ? rows : data.length, width ? width : data[0]?.length || 0];
    }
    export function byFallback(data: number[][], ${options}) { return options.rows ?? data.length; }
    export function byDefault(data: number[][], ${options}) { const { rows = data.length } = options; return rows; }
    export function byBranches(data: number[][], ${options}) {
      let rows = 0;
      if (options.rows) rows = options.rows;
      else { rows = data.length; }
      return rows;
    }
    export function bySum(bufs: Uint8Array[], length?: number) {
      if (length == null) { length = bufs.reduce((sum, one) => sum + one.byteLength, 0); }
      return length;
    }
    export function apart(data: number[][], end = data.length, ${options}) { return [end, options.rows ?? 10, data.length]; }
  `,
});
const module = await openModule(project, 'grid.ts', pool, 1);
if ('why' in module) throw new Error(module.why);
const targets = module.exportSources.map(({ source }) => source);

test.for([
  ['byCondition', ['rows', 'columns']],
  ['byFallback', ['rows']],
  ['byDefault', ['rows']],
  ['byBranches', ['rows']],
  ['bySum', [null]],
  ['apart', []],
] as const)('%s restates %j', ([name, fields]) => {
  const { signature } = module.exportTargets.find(({ target }) => target.name === name)!;
  expect(restatedLengths(project.checker, signature).map(({ field }) => field)).toEqual(fields);
});

test('options claim no more than there is, and as they like beside nothing', () => {
  const restated = [
    { options: 1, field: 'rows', list: 0, of: 'list' },
    { options: 1, field: 'columns', list: 0, of: 'first' },
  ] as const;
  expect(agreeing([[[7, 8]], { rows: 2, columns: 1 }], restated)).toEqual([
    [[7, 8]],
    { rows: 1, columns: 1 },
  ]);
  expect(agreeing([[[7, 8]], { columns: 9 }], restated)).toEqual([[[7, 8]], { columns: 2 }]);
  expect(agreeing([[], { rows: 2, columns: 3 }], restated)).toEqual([[], { rows: 2, columns: 3 }]);
});

test('generated cases agree', () => {
  const source = targets.find(({ target }) => 'name' in target && target.name === 'byFallback')!;
  const cases = ['sane', 'guided', 'extreme'].flatMap((generation) =>
    source.cases(generation as 'sane', 0, 200),
  );
  const claims = cases.flatMap((one) => {
    const { args } = one as Extract<Case, { kind: 'function' }>;
    const [data, given] = args as unknown as [unknown[], { rows?: number }?];
    return typeof given?.rows !== 'number' || data.length === 0 ? [] : [given.rows - data.length];
  });
  expect(claims.length).toBeGreaterThan(50);
  expect(Math.max(...claims)).toBe(0);
});

test('a sum is what there is, whatever it claims', () => {
  const restated = [{ options: 1, field: null, list: 0, of: 'all' }] as const;
  const bytes = { $bytes: { class: 'Uint8Array', base64: Buffer.from([1, 2]).toString('base64') } };
  expect(agreeing([[bytes, bytes], 1], restated)).toEqual([[bytes, bytes], 4]);
  expect(agreeing([[bytes, bytes], 9], restated)).toEqual([[bytes, bytes], 4]);
  expect(agreeing([[bytes, 7], 9], restated)).toEqual([[bytes, 7], 9]);
  expect(agreeing([[bytes]], restated)).toEqual([[bytes]]);
});
