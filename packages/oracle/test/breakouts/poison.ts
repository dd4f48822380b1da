import { breakouts } from './breakout.ts';

/** Changes to what the harness itself stands on. */
export const poison = breakouts({
  'an answer of its own by toJSON on all objects': [
    "function () { Object.prototype.toJSON = () => ({ ending: 'returned', detail: 'forged', verdict: 'forged', steps: 0, marked: false }); return 1; }",
    'returned 1\npolluted Object.prototype.toJSON',
  ],
  'an answer of its own by toJSON that cannot be taken away': [
    "function () { Object.defineProperty(Object.prototype, 'toJSON', { value: () => 'forged' }); return 1; }",
    'died',
  ],
  'an answer of its own by JSON.stringify': [
    'function () { JSON.stringify = () => \'{"loaded":true,"why":"forged"}\'; return 1; }',
    'returned 1',
  ],
  'an answer of its own by Buffer.from': [
    "function () { const { from } = Buffer; Buffer.from = (text) => from(String(text).replace('returned 1', 'forged')); return 1; }",
    'returned 1',
  ],
  'requests of its own by StringDecoder': [
    "function () { require('node:string_decoder').StringDecoder.prototype.write = () => '{}\\n'; Uint8Array.prototype.subarray = () => null; return 1; }",
    'returned 1',
  ],
  'requests of its own by String.prototype': [
    "function () { String.prototype.indexOf = () => 0; String.prototype.slice = () => '{}'; return 1; }",
    'returned 1',
  ],
  'call, apply and bind': [
    "function () { const { prototype } = Function; prototype.call = prototype.apply = prototype.bind = () => 'forged'; return 1; }",
    'returned 1',
  ],
  'what arrays do': [
    "function () { Array.prototype.push = Array.prototype.join = Array.prototype.map = () => { throw new Error('poison'); }; return 1; }",
    'died',
  ],
  'how arrays are walked': [
    "function () { Array.prototype[Symbol.iterator] = function* () { yield 'poison'; }; return 1; }",
    'died',
    'returned',
  ],
  'what maps do': [
    "function () { Map.prototype.get = Map.prototype.set = () => { throw new Error('poison'); }; return 1; }",
    'returned 1',
  ],
  'property descriptors, by keys on all objects': [
    'function () { Object.prototype.get = () => 1; Object.prototype.value = 2; return 1; }',
    'returned 1\npolluted Object.prototype.get\npolluted Object.prototype.value',
  ],
  'what then means': [
    'function () { Promise.prototype.then = function () { return this; }; return Promise.resolve(1); }',
    'never settled',
  ],
  'every object made a promise that waits': [
    'function () { Object.prototype.then = () => {}; return 1; }',
    'died',
  ],
  'the class Promise': [
    "function () { globalThis.Promise = class { constructor() { throw new Error('poison'); } }; return 1; }",
    'died',
  ],
  'the species of promises': [
    "function () { Object.defineProperty(Promise, Symbol.species, { get() { throw new Error('poison'); } }); return Promise.resolve(1); }",
    'threw Error "poison"',
  ],
  'frozen prototypes': [
    'function () { for (const it of [Object, Array, Function, Promise]) Object.freeze(it.prototype); return 1; }',
    'returned 1',
  ],
  'the step counter, filled up': [
    'function () { $fuel.left = 1e12; for (let i = 0; i < 5e5; i++); return 1; }',
    'protocol',
  ],
  'the step counter, frozen': ['function () { Object.freeze($fuel); for (;;); }', 'time', 'died', 'threw'],
  'the error of the step counter, caught again and again': [
    'function f() { for (;;) { try { for (;;); } catch { try { f(); } finally { continue; } } } }',
    'diverged',
    'threw RangeError: stack overflow',
  ],
  'a getter that lies about its object': [
    "function () { return { get a() { throw new Error('no'); } }; }",
    'returned <unreadable>',
  ],
});
