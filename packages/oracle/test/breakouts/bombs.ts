import { breakouts } from './breakout.ts';

/** Work without an end that no step is counted in. */
export const clocks = breakouts({
  'a wait for a signal that nobody gives': [
    'function () { return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }',
    'time',
  ],
  'an integer that squares itself': [
    'function () { let b = 3n ** 1000000n; for (let i = 0; i < 20; i++) b *= b; return b > 0n; }',
    'time',
  ],
  'a search through an array with two thousand million holes': [
    'function () { const a = new Array(2 ** 31); a.length = 2 ** 32 - 1; return a.indexOf(1); }',
    'time',
  ],
  'a reversal of an array with four thousand million holes': [
    'function () { const a = []; a[2 ** 32 - 2] = 1; return a.reverse().length; }',
    'time',
  ],
  'a regular expression that backtracks': [
    "function () { return /^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60)); }",
    'time',
  ],
  'a loop in code made at run time, which is not instrumented': [
    "function () { return Function('for (;;);')(); }",
    'time',
  ],
  'an iterator helper over a native iterator': [
    'function () { return Iterator.from({ next: Object }).drop(1e12).next(); }',
    'time',
  ],
  'a key derivation of a thousand million rounds': [
    "function () { return require('node:crypto').pbkdf2Sync('a', 'b', 1e9, 64, 'sha512').length; }",
    'time',
  ],
  'a recursive SQL query': [
    "function () { const { DatabaseSync } = require('node:sqlite'); return new DatabaseSync(':memory:').prepare('with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c').get(); }",
    'time',
  ],
  'a text of a list that doubles forty times': [
    'function () { let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; return String(a).length; }',
    'time',
    'memory',
  ],
});

/** Memory, of each kind that there is. */
export const heaps = breakouts({
  'an array that grows natively': ["function () { return 'x'.repeat(2 ** 28).split('').length; }", 'memory'],
  'a sort of many millions of numbers': [
    'function () { return Array.from({ length: 2e7 }, Number).sort().length; }',
    'memory',
  ],
  'a padded string of half a gigabyte': [
    "function () { return 'x'.padStart(2 ** 29 - 25, 'ab'); }",
    'memory',
  ],
  'a string returned whole': ["function () { return 'x'.repeat(2 ** 28); }", 'memory'],
  'an error with an endless message': ["function () { throw new Error('x'.repeat(2 ** 28)); }", 'memory'],
  'a symbol with an endless description': ["function () { return Symbol('x'.repeat(2 ** 28)); }", 'memory'],
  'a rope of strings, flattened': [
    "function () { let s = 'xy'; for (let i = 0; i < 27; i++) s += s; return s.toUpperCase().split('').length; }",
    'memory',
  ],
  'a string, normalised into a longer one': [
    "function () { return '\\u0958'.repeat(2 ** 27).normalize('NFKD').length; }",
    'memory',
  ],
  'typed arrays outside the heap': [
    'function () { return new Float64Array(2 ** 30).fill(1).length; }',
    'memory',
  ],
  'a shared buffer': [
    'function () { return new Uint8Array(new SharedArrayBuffer(2 ** 31)).fill(1).length; }',
    'memory',
  ],
  'a resizable buffer that is resized': [
    'function () { const b = new ArrayBuffer(8, { maxByteLength: 2 ** 33 }); b.resize(2 ** 32); return new Uint8Array(b).fill(1).length; }',
    'memory',
    'threw',
  ],
  'buffers put together': [
    'function () { const b = Buffer.alloc(2 ** 27, 1); return Buffer.concat(Array(40).fill(b)).length; }',
    'memory',
  ],
  'structured clones': [
    "function () { const a = 'x'.repeat(2 ** 28); return structuredClone([a, a + 1, a + 2, a + 3, a + 4]).length; }",
    'memory',
  ],
  'the alternatives of a regular expression': [
    "function () { return new RegExp('(?:' + 'a|'.repeat(8e6) + 'b)').test('c'); }",
    'memory',
    'time',
    'threw',
  ],
  'replacements by all that came before': [
    "function () { return 'a'.repeat(2 ** 24).replace(/a/g, '$&$&$&$&$`').length; }",
    'memory',
    'time',
  ],
  'a program of thirty million literals': [
    "function () { return Function('return [' + '1,'.repeat(3e7) + ']')().length; }",
    'memory',
  ],
  'a text of JSON with millions of levels': [
    "function () { return JSON.parse('['.repeat(3e7) + ']'.repeat(3e7)); }",
    'memory',
    'time',
    // Where memory suffices it is a value like another, printed down to a limit.
    'returned',
  ],
  'an asynchronous generator of long strings': [
    "async function* () { for (let i = 0; ; i++) yield String.fromCodePoint(97 + i % 26).repeat(4e6).split('').join(i); }",
    'memory',
  ],
  'a key derivation that wants a gigabyte': [
    "function () { return require('node:crypto').scryptSync('a', 'b', 64, { N: 2 ** 20, r: 8, maxmem: 2 ** 31 }).length; }",
    'memory',
  ],
  'a database in memory that grows': [
    "function () { const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(':memory:'); db.exec('create table t (a)'); db.exec('with recursive c(x) as (select 1 union all select x + 1 from c limit 3000) insert into t select zeroblob(1000000) from c'); return 1; }",
    'memory',
  ],
  'a map of millions of keys': [
    'function () { return new Map(Array.from(Array(2 ** 23).keys(), (k) => [k, k])).size; }',
    'diverged',
  ],
});

/** Floods, depths and things without an end that must not even cost the child. */
export const floods = breakouts({
  'a flood of microtasks': [
    'function () { const go = () => queueMicrotask(go); go(); return 1; }',
    'diverged',
  ],
  'a flood of ticks': ['function () { const go = () => process.nextTick(go); go(); return 1; }', 'diverged'],
  'a flood of immediates': ['function () { const go = () => setImmediate(go); go(); return 1; }', 'returned'],
  'a flood of timers': [
    'function () { const go = () => { setTimeout(go); setTimeout(go); }; go(); return 1; }',
    'returned',
  ],
  'thousands of rejections that nobody handles': [
    "function () { for (let i = 0; i < 9e3; i++) Promise.reject(new Error('x' + i)); return 1; }",
    'returned',
  ],
  'errors thrown in timers': [
    "function () { for (let i = 0; i < 50; i++) setTimeout(() => { throw new Error('late'); }, i); return 1; }",
    'returned',
  ],
  'a flood of output': [
    "function () { const big = 'x'.repeat(2 ** 20); for (let i = 0; i < 400; i++) { console.error(big); process.stdout.write(big); } return 1; }",
    'returned 1',
  ],
  'a flood of debugging output by Node itself': [
    "function () { const u = require('node:util'); for (let i = 0; i < 400; i++) { u.debuglog('x')('flood'); u.deprecate(() => 1, 'flood' + i, 'DEP' + i)(); } return 1; }",
    'returned 1',
  ],
  'a list that holds itself, flattened': [
    'function () { const a = []; a.push(a, a); return a.flat(Infinity); }',
    'threw RangeError: stack overflow',
  ],
  'a hundred thousand proxies around each other': [
    'function () { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.x; }',
    'threw RangeError: stack overflow',
  ],
  'a proxy with a million keys': [
    "function () { return new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, i) => 'k' + i), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) }); }",
    'diverged',
  ],
  'a value a hundred thousand levels deep': [
    'function () { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o; }',
    'returned',
  ],
  'an integer beyond all bounds': ['function () { return 2n ** (2n ** 30n); }', 'threw RangeError'],
});
