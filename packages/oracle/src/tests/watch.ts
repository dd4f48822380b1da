import { readdirSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Resident bytes and number of a process, of its group and of all that descend from it; nothing where the host has no /proc. */
export function footprint(root: number): { readonly bytes: number; readonly processes: number } {
  const parents = new Map<number, number>();
  const members = new Set([root]);
  for (const name of listProcesses()) {
    const stat = read(`/proc/${name}/stat`);
    // The name of the program stands in parentheses and may hold anything.
    const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(Number(name), Number(parent));
    if (Number(group) === root) members.add(Number(name));
  }
  for (let grew = true; grew;) {
    grew = false;
    for (const [one, parent] of parents) {
      if (members.has(one) || !members.has(parent)) continue;
      members.add(one);
      grew = true;
    }
  }
  let bytes = 0;
  for (const one of members) bytes += Number(read(`/proc/${one}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES;
  return { bytes, processes: members.size };
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  } catch {
    // No /proc on this host: the watchdog's clock remains.
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}
