import type sqlite from 'node:sqlite';
import { seededBytes } from './randomness.ts';
import { seededRandom } from './session.ts';
import { virtualNow } from './virtual-clock.ts';

/** SQL functions that read the clock when told `now` or nothing; the value is where their time stands among the arguments. */
const CLOCKS = { date: 0, time: 0, datetime: 0, julianday: 0, unixepoch: 0, strftime: 1 } as const;
const CURRENT = { current_date: 'date', current_time: 'time', current_timestamp: 'datetime' } as const;

type SqlFunction = (...args: sqlite.SQLInputValue[]) => sqlite.SQLOutputValue;

/** Gives a connection the virtual clock and seeded randomness in place of SQLite's own, which no two runs would agree on. */
export function virtualFunctions({ DatabaseSync }: typeof sqlite): (database: sqlite.DatabaseSync) => void {
  const define = DatabaseSync.prototype.function;
  const { apply } = Reflect;
  // SQLite's own functions, out of reach of the subject.
  const calendar = new DatabaseSync(':memory:');
  const statements = new Map<string, sqlite.StatementSync>();
  const ask: (name: string, args: readonly sqlite.SQLInputValue[]) => sqlite.SQLOutputValue = (
    name,
    args,
  ) => {
    const text = `select ${name}(${args.map(() => '?').join(', ')}) as answer`;
    const statement = statements.get(text) ?? calendar.prepare(text);
    statements.set(text, statement);
    return statement.get(...args)!['answer']!;
  };
  const functions: Record<string, SqlFunction> = {};
  for (const [name, place] of Object.entries(CLOCKS))
    functions[name] = (...args) => {
      if (args.length < place) return ask(name, args);
      const given = args[place];
      const time =
        given === undefined || (typeof given === 'string' && given.toLowerCase() === 'now') ? now() : given;
      return ask(name, [...args.slice(0, place), time, ...args.slice(place + 1)]);
    };
  for (const [name, of] of Object.entries(CURRENT)) functions[name] = () => ask(of, [now()]);
  return (database) => {
    for (const [name, run] of Object.entries(functions))
      apply(define, database, [name, { varargs: true, deterministic: true }, run]);
    apply(define, database, ['random', {}, seededInteger]);
    apply(define, database, ['randomblob', {}, (size: number) => seededBytes(Math.max(1, size))]);
  };
}

function now(): string {
  return new Date(virtualNow()).toISOString().replace('T', ' ').replace('Z', '');
}

/** 64 bits, signed. */
function seededInteger(): bigint {
  const half = (): bigint => BigInt(Math.floor(seededRandom() * 2 ** 32));
  return BigInt.asIntN(64, (half() << 32n) | half());
}
