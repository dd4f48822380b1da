import { breakouts } from './breakout.ts';

const attempt = (job: string): string =>
  `(() => { try { return typeof (${job}); } catch (error) { return error.code ?? error.name; } })()`;
const imports = (make: string): string =>
  `async function () { const seen = new Set(); for (const name of ['fs', 'net', 'os', 'vm', 'v8', 'process', 'module', 'child_process', 'worker_threads', 'inspector']) try { await ${make}; seen.add(name); } catch (error) { seen.add(error.code ?? error.name); } return [...seen].join(); }`;
const NO_IMPORT = 'returned "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING"';

const REFUSED_MODULES =
  'fs node:fs/promises net http https http2 tls dgram dns child_process cluster vm v8 module inspector repl wasi trace_events zlib node:test node:sea ./harness.cjs /etc/passwd'.split(
    ' ',
  );

/** Ways out: modules, the real process, files, the network, the code around the subject. */
export const reach = breakouts({
  'import()': [imports("import('node:' + name)"), NO_IMPORT],
  'import() in a function made at run time': [
    imports("Function('name', 'return import(name)')('node:' + name)"),
    NO_IMPORT,
  ],
  'import() in an evaluated text': [imports(`eval("import('node:" + name + "')")`), NO_IMPORT],
  'import() by the constructor of asynchronous generators': [
    imports("(async function* () {}).constructor('name', 'yield import(name)')('node:' + name).next()"),
    NO_IMPORT,
  ],
  'import() by a promise that calls Function': [
    imports(`Promise.resolve("return import('node:" + name + "')").then(Function).then((made) => made())`),
    NO_IMPORT,
  ],
  'import() from a microtask': [
    imports(
      "new Promise((done) => queueMicrotask(() => done(Function('name', 'return import(name)')('node:' + name))))",
    ),
    NO_IMPORT,
  ],
  ...Object.fromEntries(
    REFUSED_MODULES.map((name): [string, [string, string]] => [
      `the module ${name}, which loads and does nothing`,
      [
        `function () { const real = require(${JSON.stringify(name)}); const act = Object.values(real).find((one) => typeof one === 'function') ?? real; return act('LOOT', 'utf8'); }`,
        'refused',
      ],
    ]),
  ),
  'the file system, taken apart first': [
    "function () { const { promises: { readFile }, ReadStream } = require('fs'); class Mine extends ReadStream {} try { new Mine('LOOT'); } catch {} return readFile('LOOT', 'utf8'); }",
    'refused',
  ],
  'a list of modules asked by names from Object.prototype': [
    "function () { return ['constructor', '__proto__', 'toString', 'hasOwnProperty'].map((name) => require(name)).map((it) => it.x()); }",
    'refused',
  ],
  "require's own properties, and those of module": [
    'function () { return [typeof require.main, typeof require.cache, typeof require.resolve, Object.keys(module).join(), typeof module.constructor._load].join(); }',
    'returned "undefined,undefined,undefined,exports,undefined"',
  ],
  'the real process by the constructor of an error': [
    "function () { try { null.x; } catch (error) { const real = error.constructor.constructor('return process')(); return [real.pid, typeof real.kill, typeof real.binding, typeof real.getBuiltinModule, Object.keys(real.env).length].join(); } }",
    'returned "1,undefined,undefined,undefined,0"',
  ],
  'the real process by the constructor of what Node hands out': [
    "function () { return [process.nextTick, setTimeout, structuredClone, require, Buffer.from].map((it) => typeof it.constructor('return process')().kill).join(); }",
    'returned "undefined,undefined,undefined,undefined,undefined"',
  ],
  'the real process behind a deleted global': [
    'function () { delete globalThis.process; return typeof process; }',
    'returned "undefined"',
  ],
  'the real process by its parts': [
    "function () { return ['mainModule', 'binding', '_linkedBinding', 'dlopen', 'report', 'stdin', 'kill', 'abort', 'reallyExit', 'chdir', 'setuid', 'getBuiltinModule', 'execve'].map((name) => typeof process[name]).filter((type) => type !== 'undefined').length; }",
    'returned 0',
  ],
  'the real process as `this` of a listener': [
    "async function () { const { EventEmitter } = require('node:events'); const found = []; for (const name of ['emit', 'on', 'listeners', 'listenerCount']) { const native = EventEmitter.prototype[name]; EventEmitter.prototype[name] = function (...args) { if ('pid' in this) found.push(name); return native.apply(this, args); }; } Promise.reject(new Error('x')); await new Promise((resolve) => setTimeout(resolve, 5)); return found.length; }",
    'returned 0\nuncaught Error\ntook 5 ms',
  ],
  'the environment of the parent': [
    "function () { return [process.env.BEBUG_SECRET, JSON.stringify(process.env), typeof require('node:util').parseEnv('A=1')].join(); }",
    'returned ",{},object"',
  ],
  'an exit': ['function () { process.exit(0); }', 'threw Error "process.exit(0)"'],
  'the callers of a sloppy function': [
    'function f() { const names = []; for (let it = f.caller; it; it = it.caller) names.push(it.name); return names.length; }',
    'returned 0',
  ],
  'functions and receivers by call sites': [
    "function () { Error.stackTraceLimit = 50; Error.prepareStackTrace = (_, sites) => sites.slice(1).map((site) => [site.getThis(), site.getFunction()]).flat().filter((it) => it !== undefined).length; return new Error('x').stack; }",
    'returned 0',
  ],
  'places in its own text by error stacks': [
    "function () { Error.stackTraceLimit = 50; const holder = {}; Error.captureStackTrace(holder); return [new Error('x').stack, holder.stack]; }",
    'returned ["Error: x", "Error"]',
  ],
  'places in its own text by util.getCallSites': [
    "function () { return require('node:util').getCallSites().length; }",
    'returned 0',
  ],
  'its own text': [
    'function f() { return [String(f), `${class A { x = 1 }}`]; }',
    'returned ["function f() { }", "class A { }"]',
  ],
  'a file, by a database': [
    `function () { const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(':memory:'); return [${attempt("new DatabaseSync('FOLDER/new.db')")}, ${attempt("db.exec(`attach 'FOLDER/new.db' as x`)")}, ${attempt("db.exec(`vacuum into 'FOLDER/new.db'`)")}, ${attempt("db.prepare(`select readfile('LOOT')`).get()")}, ${attempt("db.prepare(`select load_extension('LOOT')`).get()")}].join(); }`,
    'returned "Error,ERR_SQLITE_ERROR,ERR_SQLITE_ERROR,ERR_SQLITE_ERROR,ERR_SQLITE_ERROR"',
  ],
  'a file, by a key': [
    `function () { const crypto = require('node:crypto'); return [${attempt("crypto.setEngine('LOOT')")}, ${attempt("crypto.createPrivateKey('LOOT')")}].join(); }`,
    'returned "TypeError,ERR_OSSL_UNSUPPORTED"',
  ],
  'the listener, by fetch and its like': [
    `async function () { return [${['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'navigator', 'Worker'].map((name) => attempt(`new ${name}('http://127.0.0.1:PORT')`)).join()}].every((seen) => seen === 'ReferenceError'); }`,
    'returned true',
  ],
  "the listener, by the dispatcher of Node's HTTP client": [
    "function () { new Headers(); return [1, 2].map((version) => typeof globalThis[Symbol.for('undici.globalDispatcher.' + version)].dispatch).join(); }",
    'returned "undefined,undefined"',
  ],
  'the listener, by a request that is made': [
    "async function () { const request = new Request('http://127.0.0.1:PORT/', { method: 'POST', body: 'x' }); return [typeof request.fetch, await request.text()].join(); }",
    'returned "undefined,x"',
  ],
  'code that the engine compiles by itself': [
    `function () { return [${attempt('new WebAssembly.Memory({ initial: 1 })')}, ${attempt("Function('return WebAssembly')()")}].join(); }`,
    'returned "ReferenceError,ReferenceError"',
  ],
  'the real clock': [
    "function () { return [performance.now(), Date.now(), process.hrtime()[0], process.uptime(), new Event('x').timeStamp, typeof PerformanceObserver, require('node:sqlite') && Object.values(new (require('node:sqlite').DatabaseSync)(':memory:').prepare('select current_timestamp as now').get())[0]].join(); }",
    'returned "0,1700000000000,0,0,0,undefined,2023-11-14 22:13:20"',
  ],
  'memory as it was before': [
    'function () { return [Buffer.allocUnsafe(4096), Buffer.allocUnsafeSlow(4096)].every((it) => it.every((byte) => byte === 0)); }',
    'returned true',
  ],
  'real randomness': [
    "function () { const db = new (require('node:sqlite').DatabaseSync)(':memory:'); return [Math.random(), crypto.randomUUID(), db.prepare('select abs(random() % 1000) as r').get().r].join().length > 0 && typeof URL.createObjectURL; }",
    'returned "undefined"',
  ],
});
