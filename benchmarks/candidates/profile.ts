import { readFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { count } from '../tally.ts';

/** Where the samples of one run fell. */
export interface ScanProfile {
  readonly samples: number;
  /** Samples below any function of the type checker. */
  readonly inChecker: number;
  readonly operators: ReadonlyMap<string, OperatorSamples>;
  /** Functions through which the checker was entered → samples below them. */
  readonly entries: ReadonlyMap<string, number>;
}

export interface OperatorSamples {
  samples: number;
  inChecker: number;
  /** Function of ours, and the checker's function that it called → samples below. */
  readonly callers: Map<string, number>;
}

/** Samples of `action` while it runs, by V8's own profiler. */
export async function profileScan(action: () => void): Promise<ScanProfile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 1000 });
  await session.post('Profiler.start');
  action();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return attribute(profile);
}

const OPERATOR_FILE = /\/packages\/operators\/src\/(?!kit\/)[a-z-]+\/(?<id>[a-z-]+)\.ts$/u;
const OWN_CODE = /\/packages\/(?:operators|engine)\/src\/(?<path>.+)$/u;

/** What is known of a frame by those above it. */
interface Place {
  readonly operator: string;
  /** Innermost function of the catalogue or the scan, or what the engine does by itself. */
  readonly caller: string;
  /** Function by which the checker was entered; `null`: outside it. */
  readonly entry: string | null;
}

/** Each sample belongs to the outermost operator on its stack, and to the outermost checker function. */
function attribute(profile: Profiler.Profile): ScanProfile {
  const isChecker = checkerFrames();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const operators = new Map<string, OperatorSamples>();
  const entries = new Map<string, number>();
  let samples = 0;
  let inChecker = 0;
  const pending: [id: number, above: Place][] = [
    [profile.nodes[0]!.id, { operator: 'no operator', caller: '', entry: null }],
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [id, above] = next;
    const { callFrame, hitCount = 0, children = [] } = nodes.get(id)!;
    const place = placeOf(callFrame, above, isChecker);
    for (const child of children) pending.push([child, place]);
    // Waiting for the profiler itself is no work.
    if (hitCount === 0 || callFrame.functionName === '(idle)') continue;
    samples += hitCount;
    const own = operators.get(place.operator) ?? {
      samples: 0,
      inChecker: 0,
      callers: new Map<string, number>(),
    };
    operators.set(place.operator, own);
    own.samples += hitCount;
    if (place.entry !== null) {
      inChecker += hitCount;
      own.inChecker += hitCount;
      count(entries, place.entry, hitCount);
    }
    count(own.callers, place.entry === null ? place.caller : `${place.caller} → ${place.entry}`, hitCount);
  }
  return { samples, inChecker, operators, entries };
}

function placeOf(
  frame: Profiler.Profile['nodes'][number]['callFrame'],
  above: Place,
  isChecker: (frame: { readonly url: string; readonly lineNumber: number }) => boolean,
): Place {
  const { operator, caller, entry } = above;
  const id = OPERATOR_FILE.exec(frame.url)?.groups!['id'];
  return {
    operator: operator === 'no operator' && id !== undefined ? id : operator,
    caller: (entry === null && ownName(frame)) || caller,
    entry: entry ?? (isChecker(frame) ? frame.functionName || 'a callback' : null),
  };
}

/** `(garbage collector)` and the like, or a function of ours with its file; empty for all others. */
function ownName({ functionName, url, lineNumber }: Profiler.Profile['nodes'][number]['callFrame']): string {
  if (url === '' && functionName.startsWith('(')) return functionName;
  const path = OWN_CODE.exec(url)?.groups!['path'];
  return path === undefined ? '' : `${functionName || `line ${lineNumber + 1}`} of ${path}`;
}

/** The checker is one function of the compiler's one file. */
function checkerFrames(): (frame: { readonly url: string; readonly lineNumber: number }) => boolean {
  const path = createRequire(import.meta.url).resolve('typescript');
  const lines = readFileSync(path, 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith('function createTypeChecker('));
  const last = lines.indexOf('}', first);
  if (first < 0 || last < 0) throw new Error('the type checker is not where it was in the compiler');
  return ({ url, lineNumber }) => url.endsWith('/typescript.js') && lineNumber > first && lineNumber <= last;
}
