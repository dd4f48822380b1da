/** Edits of one clean module of `races/`: text that occurs once, and what stands there instead. */
type Replacement = readonly [from: string, to: string];

/** A clean module, what makes a race of it, and what changes only its shape. */
export interface RacePair {
  readonly file: string;
  readonly race: string;
  readonly racy: Replacement;
  readonly benign: Replacement;
}

export const RACE_PAIRS: readonly RacePair[] = [
  {
    file: 'in-flight.ts',
    race: 'check, then act a tick later',
    racy: ['if (known) return known;', 'if (known) return known;\n    await Promise.resolve();'],
    benign: ['if (known) return known;', 'if (known !== undefined) return await known;'],
  },
  {
    file: 'ledger.ts',
    race: 'lost update',
    racy: [
      'const done = this.#last.then(() => this.#add(account, amount));',
      'const done = this.#add(account, amount);',
    ],
    benign: [
      'const done = this.#last.then(() => this.#add(account, amount));',
      'const before = this.#last;\n    const done = (async () => { await before; return this.#add(account, amount); })();',
    ],
  },
  {
    file: 'search-box.ts',
    race: 'the slower answer wins',
    racy: ['if (mine === this.#queries) this.shown = found;', 'this.shown = found;'],
    benign: [
      'if (mine === this.#queries) this.shown = found;',
      'if (mine < this.#queries) return;\n    this.shown = found;',
    ],
  },
  {
    file: 'lock.ts',
    race: 'a release that lets a newcomer in before the next one',
    racy: ['if (next) next();\n    else this.#held = false;', 'this.#held = false;\n    if (next) next();'],
    benign: [
      'if (next) next();\n    else this.#held = false;',
      'if (next === undefined) this.#held = false;\n    else next();',
    ],
  },
  {
    file: 'gate.ts',
    race: 'a place that is taken twice',
    racy: ['if (next) next();\n      else this.#free++;', 'this.#free++;\n      if (next) next();'],
    benign: ['return await task();', 'const result = await task();\n      return result;'],
  },
  {
    file: 'outbox.ts',
    race: 'a queue that is entered while it is drained',
    racy: [
      '    if (this.#sending) return;\n    this.#sending = true;',
      '    if (this.#sending) return;\n    await Promise.resolve();\n    this.#sending = true;',
    ],
    benign: [
      'while (this.#messages.length > 0) await this.#send(this.#messages.shift()!);',
      'for (let next = this.#messages.shift(); next !== undefined; next = this.#messages.shift()) await this.#send(next);',
    ],
  },
  {
    file: 'expiring-cache.ts',
    race: 'a stale answer is kept after it was invalidated',
    racy: ['if (version === this.#versions.get(key)) this.#entries', 'this.#entries'],
    benign: [
      'const value = await this.#load(key);',
      'const loading = this.#load(key);\n    const value = await loading;',
    ],
  },
  {
    file: 'service.ts',
    race: 'double start',
    racy: [
      '    this.#starting ??= this.#open();\n    return this.#starting;',
      '    if (this.#starting) return this.#starting;\n    const id = await this.#open();\n    this.#starting = Promise.resolve(id);\n    return id;',
    ],
    benign: [
      'this.#starting ??= this.#open();',
      'if (this.#starting === null) this.#starting = this.#open();',
    ],
  },
  {
    file: 'retrier.ts',
    race: 'cancelled during the pause',
    racy: ['        if (this.isCancelled()) throw error;\n', ''],
    benign: [
      'await new Promise((resolve) => setTimeout(resolve, PAUSE));',
      'await new Promise<void>((resolve) => { setTimeout(() => resolve(), PAUSE); });',
    ],
  },
  {
    file: 'batch.ts',
    race: 'items that come while a batch is sent are lost',
    racy: [
      '    this.#items = [];\n    await this.#send(items);',
      '    await this.#send([...items]);\n    this.#items = [];',
    ],
    benign: ['const items = this.#items;\n    this.#items = [];', 'const items = this.#items.splice(0);'],
  },
  {
    file: 'mailbox.ts',
    race: 'the reply comes before anybody listens',
    racy: [
      'const reply = new Promise<number>((resolve) => this.#waiting.set(id, resolve));\n    await this.#send(id);',
      'await this.#send(id);\n    const reply = new Promise<number>((resolve) => this.#waiting.set(id, resolve));',
    ],
    benign: [
      'new Promise<number>((resolve) => this.#waiting.set(id, resolve));',
      'new Promise<number>((resolve) => {\n      this.#waiting.set(id, resolve);\n    });',
    ],
  },
  {
    file: 'feed.ts',
    race: 'used after it was disposed of',
    racy: [
      '    const item = await this.#load();\n    if (this.isDisposed()) return false;',
      '    const item = await this.#load();',
    ],
    benign: ['    this.items.push(item);\n    return true;', '    return this.items.push(item) > 0;'],
  },
  {
    file: 'tokens.ts',
    race: 'a late failure forgets a newer token',
    racy: ['if (this.#token === asked) this.#token = null;', 'this.#token = null;'],
    benign: [
      'if (this.#token === asked) this.#token = null;',
      'this.#token = this.#token === asked ? null : this.#token;',
    ],
  },
  {
    file: 'map-limit.ts',
    race: 'results in the order of completion',
    racy: ['results[index] = await work(items[index]!);', 'results.push(await work(items[index]!));'],
    benign: [
      'results[index] = await work(items[index]!);',
      'const result = await work(items[index]!);\n      results[index] = result;',
    ],
  },
  {
    file: 'debounce.ts',
    race: 'an earlier call is not called off',
    racy: ['    clearTimeout(timer);\n', ''],
    benign: ['clearTimeout(timer);', 'if (timer !== undefined) clearTimeout(timer);'],
  },
  {
    file: 'connection.ts',
    race: 'opened twice',
    racy: ['const opening = open();', 'const opening = Promise.resolve(await open());'],
    benign: ['const opening = open();\n    opened = opening;', 'opened = open();'],
  },
];
