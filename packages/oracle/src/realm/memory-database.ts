import type sqlite from 'node:sqlite';
import { virtualFunctions } from './database-clock.ts';
import { charge } from './fuel.ts';
import { databaseHandedOut } from './watched-database.ts';

/** Opening a database takes milliseconds of native work, which nothing else would count. */
const OPENING_STEPS = 10_000;

/**
 * SQLite in memory only. Node's permission model does not cover SQLite, so a path is refused here and `ATTACH`
 * (which `VACUUM INTO` uses too) by SQLite's own authorizer. The class underneath, which opens files, is out of reach:
 * no prototype leads to it.
 */
export function memoryDatabase(module: typeof sqlite): unknown {
  const { DatabaseSync, constants } = module;
  databaseHandedOut(module);
  const authorize = DatabaseSync.prototype.setAuthorizer;
  // Node before 24.10 has no authorizer, so nothing would keep `ATTACH` from files.
  if (typeof authorize !== 'function')
    throw Object.assign(new Error('SQLite needs a newer Node in the sandbox'), { code: 'BEBUG_REFUSED' });
  const { apply, construct } = Reflect;
  const open = DatabaseSync.prototype.open;
  const virtualise = virtualFunctions(module);
  // A closed database loses its authorizer and its functions, so every opening sets them.
  const guard = (database: sqlite.DatabaseSync): void => {
    apply(authorize, database, [
      (action: number) => (action === constants.SQLITE_ATTACH ? constants.SQLITE_DENY : constants.SQLITE_OK),
    ]);
    virtualise(database);
  };
  function MemoryDatabase(path: string, options: sqlite.DatabaseSyncOptions = {}): unknown {
    if (new.target === undefined) throw new TypeError('cannot call a class as a function');
    if (path !== ':memory:') throw new Error('the sandbox has databases in memory only');
    charge(OPENING_STEPS);
    const database = construct(
      DatabaseSync,
      [':memory:', { ...options, allowExtension: false }],
      new.target,
    ) as sqlite.DatabaseSync;
    if (database.isOpen) guard(database);
    return database;
  }
  const prototype = DatabaseSync.prototype;
  MemoryDatabase.prototype = prototype;
  for (const name of ['enableLoadExtension', 'loadExtension']) Reflect.deleteProperty(prototype, name);
  Object.defineProperties(prototype, {
    constructor: { value: MemoryDatabase },
    open: {
      value: function (this: sqlite.DatabaseSync): void {
        charge(OPENING_STEPS);
        apply(open, this, []);
        guard(this);
      },
    },
    setAuthorizer: {
      value: () => {
        throw new Error("the authorizer is the sandbox's own");
      },
    },
  });
  Object.defineProperty(MemoryDatabase, 'name', { value: 'DatabaseSync' });
  return MemoryDatabase;
}
