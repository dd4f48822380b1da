import { pino, type Logger } from 'pino';
import type { Io } from './io.ts';

/** A log on stderr, one JSON object a line; silent unless asked for. */
export function openLog(io: Io, verbose: boolean): Logger {
  return pino({ level: verbose ? 'debug' : 'silent', base: null }, { write: (line: string) => io.err(line) });
}
