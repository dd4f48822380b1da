import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a disarmed process neither kills nor hands out modules, handles or exits', () => {
  const script = `
    const { writeSync } = await import('node:fs'); const { disarm } = await import(${JSON.stringify(join(import.meta.dirname, 'disarm.ts'))});
    disarm(process);
    const attempts = { kill: () => process.kill(process.ppid, 0), _kill: () => process._kill(process.ppid, 0), module: () => process.getBuiltinModule('node:net'),
      binding: () => process.binding('fs'), exit: () => process.exit(0), chdir: () => process.chdir('/'), setuid: () => process.setuid(0) };
    const seen = Object.values(attempts).map((attempt) => { try { attempt(); return 'done'; } catch (error) { return error.code; } });
    writeSync(1, JSON.stringify([new Set(seen).size, seen[0], typeof process.stdout, typeof process.mainModule, Object.hasOwn(process, 'emit')]));
  `;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(said)).toEqual([1, 'BEBUG_REFUSED', 'undefined', 'undefined', true]);
});
