import type sqlite from 'node:sqlite';
import { session } from './session.ts';

type AnyFunction = (...args: unknown[]) => unknown;
type Prepare = (this: sqlite.DatabaseSync, sql: string) => sqlite.StatementSync;

interface PlanStep {
  readonly parent: number;
  readonly detail: string;
}

const { apply } = Reflect;
let databases: typeof sqlite | null = null;
let watching = false;
let patched = false;

/** The subject has been handed SQLite. */
export function databaseHandedOut(module: typeof sqlite): void {
  databases = module;
  if (watching) patch();
}

/** From now on, count statements, the rows they return, and the rows they scan by the database's own plan. Idempotent. */
export function watchDatabases(): void {
  watching = true;
  if (databases) patch();
}

function patch(): void {
  if (patched) return;
  patched = true;
  const { DatabaseSync, StatementSync } = databases!;
  const [database, statement] = [DatabaseSync.prototype, StatementSync.prototype] as unknown as Record<
    string,
    AnyFunction
  >[];
  const prepare = database!['prepare'] as unknown as Prepare;
  const { all, get, run, iterate } = statement as unknown as Record<
    'all' | 'get' | 'run' | 'iterate',
    AnyFunction
  >;
  const exec = database!['exec']!;
  const makers = new WeakMap<object, sqlite.DatabaseSync>();
  const rowsOf = (target: sqlite.DatabaseSync, sql: string, args: readonly unknown[]): unknown[] =>
    apply(all, apply(prepare, target, [sql]), args) as unknown[];
  const note = (target: object, args: readonly unknown[]): void => {
    session.tally.queries++;
    const maker = makers.get(target);
    const { sourceSQL } = target as sqlite.StatementSync;
    if (!maker || !/^\s*(?:SELECT|UPDATE|DELETE|WITH)\b/iu.test(sourceSQL)) return;
    const steps = rowsOf(maker, `EXPLAIN QUERY PLAN ${sourceSQL}`, args) as PlanStep[];
    const scanned = scannedRows(steps, sourceSQL, (sql) => rowsOf(maker, sql, []));
    if (scanned === null) session.tally.unknownPlans++;
    else session.tally.scanned += scanned;
  };
  const counted = (native: AnyFunction, rows: (result: unknown) => number): AnyFunction =>
    function (this: object, ...args) {
      note(this, args);
      const result = apply(native, this, args);
      session.tally.rows += rows(result);
      return result;
    };
  database!['prepare'] = function (this: sqlite.DatabaseSync, ...args) {
    const made = apply(prepare, this, args as [string]);
    makers.set(made, this);
    return made;
  };
  database!['exec'] = function (this: object, ...args) {
    session.tally.queries++;
    return apply(exec, this, args);
  };
  statement!['all'] = counted(all, (rows) => (rows as readonly unknown[]).length);
  statement!['get'] = counted(get, (row) => (row === undefined ? 0 : 1));
  statement!['run'] = counted(run, () => 0);
  statement!['iterate'] = function* (this: object, ...args: unknown[]) {
    note(this, args);
    for (const row of apply(iterate, this, args) as Iterable<unknown>) {
      session.tally.rows++;
      yield row;
    }
  };
}

/**
 * Rows that a plan goes through: every scanned table whole, nested scans multiplied; a search through an index counts nothing.
 * `null` when the plan does not tell: a scan that a LIMIT may end early, a source that is no table.
 */
function scannedRows(
  steps: readonly PlanStep[],
  sql: string,
  rowsOf: (sql: string) => readonly unknown[],
): number | null {
  const loops = new Map<number, number>();
  const sorts = steps.some(({ detail }) => detail.includes('TEMP B-TREE'));
  for (const { parent, detail } of steps) {
    const source = /^SCAN (?<name>\w+)/u.exec(detail)?.groups!['name'];
    if (source === undefined) continue;
    const table = tableNamed(source, sql, rowsOf);
    if (table === null || (!sorts && /\bLIMIT\b/iu.test(sql))) return null;
    const [{ count }] = rowsOf(`SELECT count(*) AS count FROM "${table}"`) as [{ count: number }];
    loops.set(parent, (loops.get(parent) ?? 1) * count);
  }
  return [...loops.values()].reduce((sum, rows) => sum + rows, 0);
}

/** A plan names a table by its alias. */
function tableNamed(source: string, sql: string, rowsOf: (sql: string) => readonly unknown[]): string | null {
  const aliased = new RegExp(`(\\w+)\\s+(?:AS\\s+)?${source}\\b`, 'giu');
  const candidates = [source, ...[...sql.matchAll(aliased)].map((match) => match[1]!)];
  const tables = new Set(
    (rowsOf("SELECT name FROM sqlite_schema WHERE type = 'table'") as { name: string }[]).map(
      ({ name }) => name,
    ),
  );
  return candidates.find((name) => tables.has(name)) ?? null;
}
