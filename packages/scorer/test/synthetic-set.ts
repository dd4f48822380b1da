/**
 * A bug set without an engine: files of numbered statements, one or two planted bugs in most, none in the controls. Truth
 * records are complete and pass the schema; the code behind them is only text.
 */
import {
  FAMILIES,
  randomStream,
  sha256,
  TIERS,
  type Finding,
  type Response,
  type Run,
  type Task,
} from '@bebug/core';
import { bugSchema, manifestSchema, type Bug, type Control, type Manifest } from '@bebug/core/truth';
import type { ScoreInput } from '../src/index.ts';

export interface SyntheticSet {
  readonly manifest: Manifest;
  readonly setHash: string;
  readonly tasks: Task[];
  readonly taskTexts: Map<string, Map<string, string>>;
  readonly bugs: Bug[];
  readonly controls: Control[];
}

export const CANARY = '00000000-0000-4000-8000-000000000000';

/** `bugTasks` tasks with bugs (every fifth has two) over half as many source files, and one control for every four. */
export function syntheticSet({ seed = 1, bugTasks = 64 } = {}): SyntheticSet {
  const random = randomStream(seed, 'synthetic-set');
  const tasks: Task[] = [];
  const taskTexts = new Map<string, Map<string, string>>();
  const bugs: Bug[] = [];
  const controls: Control[] = [];
  const addTask = (file: string, lines: string[]): string => {
    const id = `t-${sha256(`${seed} ${tasks.length}`).slice(0, 12)}`;
    const text = lines.join('\n');
    tasks.push({ id, kind: 'file', language: 'typescript', files: [file], context: [], lines: lines.length });
    taskTexts.set(id, new Map([[file, text]]));
    return id;
  };
  for (let index = 0; index < bugTasks; index++) {
    const file = `src/module-${Math.floor(index / 2)}.ts`;
    const lines = cleanLines(Math.floor(index / 2), 40 + random.integer(0, 80));
    const places =
      index % 5 === 0 ? [random.integer(2, 18), random.integer(22, 38)] : [random.integer(2, 38)];
    const clean = places.map((line) => lines[line - 1]!);
    for (const line of places) lines[line - 1] = `  const value${line} = compute(${line} + 1);`;
    const task = addTask(file, lines);
    for (const [at, line] of places.entries())
      bugs.push(makeBug(bugs.length, task, file, lines, line, clean[at]!));
  }
  for (let index = 0; index < bugTasks / 4; index++) {
    const module = 1000 + index;
    const task = addTask(`src/module-${module}.ts`, cleanLines(module, 60));
    controls.push({ task, corpus: 'synthetic', canary: CANARY });
  }
  return {
    manifest: makeManifest(tasks, bugs, controls, seed),
    setHash: sha256(`set ${seed}`),
    tasks,
    taskTexts,
    bugs,
    controls,
  };
}

function cleanLines(module: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const line = index + 1;
    if (line % 20 === 1) return `export function part${module}x${Math.floor(index / 20)}() {`;
    if (line % 20 === 0) return '}';
    return line % 9 === 0 ? '' : `  const value${line} = compute(${line});`;
  });
}

function makeBug(
  index: number,
  task: string,
  file: string,
  lines: readonly string[],
  line: number,
  clean: string,
): Bug {
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const text = lines[line - 1]!;
  const span = { startLine: line, startColumn: 3, endLine: line, endColumn: text.length + 1 };
  const part = Math.floor((line - 1) / 20);
  const last = Math.min(lines.length, part * 20 + 20);
  return bugSchema.parse({
    id: `b-${sha256(`${task} ${line}`).slice(0, 12)}`,
    task,
    corpus: 'synthetic',
    file,
    operator: `operator-${index % 7}`,
    family: FAMILIES[index % 5]!,
    cwe: index % 3 === 0 ? 193 : null,
    tier: TIERS[index % TIERS.length]!,
    title: 'Off by one',
    explanation: { mechanism: 'Adds one.', trigger: 'Always.', consequence: 'Too much.', fix: 'Do not add.' },
    mutated: span,
    clean: { ...span, endColumn: clean.length + 1 },
    regions: [],
    enclosing: {
      name: `part${part}`,
      span: { startLine: part * 20 + 1, startColumn: 1, endLine: last, endColumn: 2 },
    },
    edits: [{ start, end: start + clean.length, text }],
    fix: [{ start, end: start + text.length, text: clean }],
    mutatedHash: sha256(lines.join('\n')),
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
    witness: { kind: 'parser', diagnostics: [{ rule: 'synthetic', message: 'synthetic', line }] },
    density: null,
    canary: CANARY,
  });
}

function makeManifest(tasks: Task[], bugs: Bug[], controls: Control[], seed: number): Manifest {
  return manifestSchema.parse({
    format: 'bebug-set/1',
    generator: { name: 'bebug', version: '0.1.0' },
    seed,
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
        name: 'synthetic',
        kind: 'folder',
        version: null,
        integrity: 'sha256-0',
        licence: 'MIT',
        files: 32,
        dependencies: [],
      },
    ],
    tasks: tasks.length,
    controls: controls.length,
    bugs: Object.fromEntries(TIERS.map((tier) => [tier, bugs.filter((bug) => bug.tier === tier).length])),
    funnel: {
      candidates: 900,
      examined: 300,
      dropped: { 'prove: no witness': 200 },
      proved: 100,
      accepted: bugs.length,
      refused: {},
    },
    sandbox: ['process'],
    canary: CANARY,
    notes: [],
    files: {},
  });
}

export function makeRun(setHash: string, detector = 'synthetic'): Run {
  return {
    format: 'bebug-run/1',
    detector,
    version: '1',
    settings: {},
    promptHash: null,
    setHash,
    started: '2026-11-23T00:00:00Z',
    finished: null,
    tokens: null,
    cost: null,
  };
}

/** A run that answered every task. */
export function answeredRun(set: SyntheticSet, findings: Finding[]): Omit<ScoreInput, 'options'> {
  const responses = set.tasks.map(({ id }): Response => ({
    task: id,
    status: 'answered',
    findings: findings.filter(({ task }) => task === id).length,
  }));
  return { ...set, run: makeRun(set.setHash), findings, responses };
}
