/** A bug set and runs on it for tests and pictures: sample code, real edits and spans, scored by the real scorer. */
import {
  invertEdits,
  LineMap,
  randomStream,
  sha256,
  TIERS,
  type Finding,
  type Response,
  type Run,
  type Task,
} from '@bebug/core';
import {
  bugSchema,
  manifestSchema,
  type Bug,
  type Control,
  type Manifest,
  type Witness,
} from '@bebug/core/truth';
import { scoreRun, type Scorecard } from '@bebug/scorer';
import { MISTAKES, SAMPLE_MODULE, type PlantedMistake } from './planted-mistakes.ts';

export const CANARY = '7a3c8f5e-0000-4000-8000-000000000000';

const NAMES = [
  'Sessions',
  'Invoices',
  'Tokens',
  'Orders',
  'Routes',
  'Photos',
  'Drafts',
  'Users',
  'Quotes',
  'Jobs',
  'Leases',
  'Labels',
  'Events',
  'Tiles',
  'Votes',
  'Mails',
  'Keys',
  'Plans',
  'Rows',
  'Notes',
  'Books',
  'Hooks',
];

export interface RealisticSet {
  readonly manifest: Manifest;
  readonly setHash: string;
  readonly tasks: Task[];
  readonly texts: Map<string, Map<string, string>>;
  readonly bugs: Bug[];
  readonly controls: Control[];
}

export function realisticSet(bugCount = 66): RealisticSet {
  const tasks: Task[] = [];
  const texts = new Map<string, Map<string, string>>();
  const bugs: Bug[] = [];
  const controls: Control[] = [];
  const addTask = (file: string, text: string): string => {
    const id = `t-${sha256(`${file} ${tasks.length}`).slice(0, 12)}`;
    const { lineCount } = new LineMap(text);
    tasks.push({ id, kind: 'file', language: 'typescript', files: [file], context: [], lines: lineCount });
    texts.set(id, new Map([[file, text]]));
    return id;
  };
  for (let index = 0; index < bugCount; index++) {
    const name = NAMES[index % NAMES.length]!;
    const clean = SAMPLE_MODULE.replaceAll('NAME', name);
    const mistake = MISTAKES[(index * 7 + Math.floor(index / NAMES.length)) % MISTAKES.length]!;
    const start = clean.indexOf(mistake.from);
    const edits = [{ start, end: start + mistake.from.length, text: mistake.to }];
    const mutated = clean.slice(0, start) + mistake.to + clean.slice(start + mistake.from.length);
    const file = `src/${name.toLowerCase()}/store.ts`;
    bugs.push(bugOf(addTask(file, mutated), file, clean, mutated, edits, mistake));
  }
  for (let index = 0; index < 18; index++) {
    const file = `src/clean-${index}/store.ts`;
    controls.push({
      task: addTask(file, SAMPLE_MODULE.replaceAll('NAME', `Clean${index}`)),
      corpus: 'shop-floor',
      canary: CANARY,
    });
  }
  return {
    manifest: manifestOf(tasks, bugs, controls),
    setHash: sha256('realistic set'),
    tasks,
    texts,
    bugs,
    controls,
  };
}

function bugOf(
  task: string,
  file: string,
  clean: string,
  mutated: string,
  edits: { start: number; end: number; text: string }[],
  mistake: PlantedMistake,
): Bug {
  const [{ start, end, text }] = edits as [{ start: number; end: number; text: string }];
  const span = new LineMap(mutated).span(start, start + text.length);
  const { from, to, ...about } = mistake;
  const head = mutated.lastIndexOf('\nexport ', start) + 1;
  return bugSchema.parse({
    id: `b-${sha256(`${task} ${start}`).slice(0, 12)}`,
    task,
    corpus: 'shop-floor',
    file,
    ...about,
    explanation: {
      mechanism: `\`${to.trim()}\` stands where \`${from.trim()}\` belongs.`,
      trigger: 'Whenever the changed expression decides the result.',
      consequence: 'Callers get a wrong answer and no error.',
      fix: `Write \`${from.trim()}\`.`,
    },
    mutated: span,
    clean: new LineMap(clean).span(start, end),
    regions: [],
    enclosing: { name: 'sample', span: new LineMap(mutated).span(head, mutated.indexOf('\n}\n', start) + 2) },
    edits,
    fix: invertEdits(clean, edits),
    mutatedHash: sha256(mutated),
    evidence: {
      parser: null,
      types: null,
      lint: null,
      input: null,
      tests: null,
      schedule: null,
      attack: null,
      resource: null,
    },
    witness: witnessOf(mistake, span.startLine),
    density: mistake.tier === 'hard' ? 0.02 : mistake.tier === 'moderate' ? 0.4 : null,
    canary: CANARY,
  });
}

function witnessOf({ tier, family, cwe }: PlantedMistake, line: number): Witness {
  const returned = (detail: string): { ending: 'returned'; detail: string } => ({
    ending: 'returned',
    detail,
  });
  if (tier === 'easy')
    return { kind: 'types', diagnostics: [{ rule: 'TS2552', message: 'Cannot find name.', line }] };
  if (family === 'security') {
    const benign = returned('"/srv/app/a.txt"');
    return {
      kind: 'attack',
      driver: 'store.driver.ts',
      attack: 'path-traversal',
      cwe: cwe!,
      payload: '../app-secret/key',
      effect: 'Read a file beside the root.',
      clean: { ending: 'threw', detail: 'Error: outside of root' },
      mutated: benign,
      benignServed: 12,
    };
  }
  if (family === 'async') {
    return {
      kind: 'schedule',
      driver: 'store.driver.ts',
      plan: null,
      scenario: 'two readers of one file',
      events: ['a: load', 'b: load', 'external read #1', 'external read #2'],
      outcome: 'reads: 2',
      level: 'L1',
      cleanOutcomes: 1,
      complete: true,
      schedules: 5,
      rarity: { failing: 3, explored: 6, complete: true },
      deviations: 1,
      needs: [],
    };
  }
  return {
    kind: 'input',
    target: { kind: 'function', name: 'sample' },
    input: [[1, 2, 3], 2],
    call: 'sample([1, 2, 3], 2)',
    generation: 'sane',
    executions: 37,
    clean: returned('[[1,2],[3]]'),
    mutated: returned('[[1,2,3],[3]]'),
  };
}

function manifestOf(tasks: Task[], bugs: Bug[], controls: Control[]): Manifest {
  return manifestSchema.parse({
    format: 'bebug-set/1',
    generator: { name: 'bebug', version: '0.1.0' },
    seed: 42,
    options: {
      count: bugs.length,
      controls: 0.2,
      bugsPerTask: 1,
      tiers: [...TIERS],
      families: [],
      operators: [],
      allowTypeErrors: false,
    },
    corpora: [
      {
        name: 'shop-floor',
        kind: 'folder',
        version: null,
        integrity: `sha256-${sha256('corpus').slice(0, 40)}`,
        licence: 'MIT',
        files: 40,
        dependencies: [],
      },
    ],
    tasks: tasks.length,
    controls: controls.length,
    bugs: Object.fromEntries(TIERS.map((tier) => [tier, bugs.filter((bug) => bug.tier === tier).length])),
    funnel: {
      candidates: 4210,
      examined: 1312,
      dropped: {
        'screen: same text': 12,
        'screen: new type error': 240,
        'prove: no witness': 655,
        'prove: no callable target': 281,
        'prove: flaky subject': 20,
        'assemble: quota full': 38,
      },
      proved: 104,
      accepted: bugs.length,
      refused: {},
    },
    sandbox: ['process', 'seccomp', 'network namespace', 'read-only root'],
    canary: CANARY,
    notes: [],
    files: {},
  });
}

/** How likely a pretended detector finds a bug of each tier, and raises a false alarm in a task. */
export interface Skill {
  readonly easy: number;
  readonly moderate: number;
  readonly hard: number;
  readonly expert: number;
  readonly alarm: number;
}

export function scored(set: RealisticSet, detector: string, skill: Skill, draws = 2000): Scorecard {
  const random = randomStream(9, detector);
  const happens = (chance: number): boolean => random.integer(0, 9999) < chance * 10_000;
  const findings: Finding[] = [];
  for (const { task, file, mutated, tier, title, family } of set.bugs) {
    if (!happens(skill[tier])) continue;
    const startLine = Math.max(1, mutated.startLine + random.integer(-2, 2));
    findings.push({
      task,
      file,
      startLine,
      endLine: startLine,
      category: family,
      explanation: `${title}. I would compare with the callers and add a test.`,
      confidence: random.integer(50, 99) / 100,
    });
  }
  for (const { id, files, lines } of set.tasks) {
    if (!happens(skill.alarm)) continue;
    const line = random.integer(1, lines);
    findings.push({
      task: id,
      file: files[0]!,
      startLine: line,
      endLine: line,
      explanation: 'This may be undefined.',
      confidence: 0.3,
    });
  }
  const run: Run = {
    format: 'bebug-run/1',
    detector,
    version: '2.3',
    settings: {},
    promptHash: sha256(detector),
    setHash: set.setHash,
    started: '2026-11-23T08:00:00Z',
    finished: '2026-11-23T08:21:00Z',
    tokens: { input: 812_344, output: 40_210 },
    cost: 4.31,
  };
  const responses = set.tasks.map(({ id }): Response => ({
    task: id,
    status: happens(0.02) ? 'timed-out' : 'answered',
    findings: 0,
  }));
  return scoreRun({ ...set, taskTexts: set.texts, run, findings, responses, options: { draws, seed: 1 } });
}
