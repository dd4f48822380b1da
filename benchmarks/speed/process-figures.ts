import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of the kernel in `/proc`, a hundred a second on every Linux that runs here. */
const TICK_MILLISECONDS = 10;

/** CPU time in milliseconds of this process, of its children, and of those that have ended. */
export function cpuMilliseconds(): number {
  return family().reduce((sum, pid) => sum + ticksOf(pid), 0) * TICK_MILLISECONDS;
}

/** Most memory, in megabytes, that this process and its children have held, each at its own time: an upper bound. */
export function peakMegabytes(): number {
  return Math.round(family().reduce((sum, pid) => sum + peakOf(pid), 0) / 1024);
}

function family(): string[] {
  const children = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return ['self', ...children];
}

function ticksOf(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  // utime, stime, and for this process those of children that have ended.
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function peakOf(pid: string): number {
  return Number(
    /VmHWM:\s+(?<kilobytes>\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups!['kilobytes'] ??
      0,
  );
}
