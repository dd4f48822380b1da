import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEdits, type Mutant } from '@bebug/core';
import { NativeChecker, type Project, type TypeStanding } from '@bebug/engine';
import { CheckStatus, type Checker } from '@stryker-mutator/api/check';
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createTypescriptChecker } from '@stryker-mutator/typescript-checker';
import { createInjector } from 'typed-inject';
import ts from 'typescript';
import { nativeOptions } from '../../packages/engine/src/screen/native/native-options.ts';
import { referenceStanding } from '../../packages/engine/test/reference-standing.ts';
import { silentLogger } from '../stryker.ts';

const WORKSPACE = new URL('../..', import.meta.url).pathname;

/** One way to find out which mutants type-check. What it needs once for a project is not in `check`. */
export interface Contestant {
  check(mutants: readonly Mutant[]): TypeStanding[] | Promise<TypeStanding[]>;
  close(): void;
}

export const CONTESTANTS: Readonly<Record<string, (project: Project) => Contestant | Promise<Contestant>>> = {
  /** The native compiler, many at a time; where it does not know, the reference. */
  async bebug(project) {
    const checker = new NativeChecker();
    await checker.check(project, unchanged(project));
    return {
      async check(mutants) {
        const found = await checker.check(project, mutants);
        return mutants.map((mutant) => {
          const standing = found.get(mutant)!;
          return standing === 'unknown' ? referenceStanding(project, mutant) : standing;
        });
      },
      close: () => checker.close(),
    };
  },
  /** A fresh program of TypeScript 6, with the syntax trees of unchanged files. */
  reference(project) {
    return {
      check: (mutants) => mutants.map((mutant) => referenceStanding(project, mutant)),
      close: () => undefined,
    };
  },
  /** TypeScript 6, one mutant at a time, its file and what may depend on it. */
  'language service'(project) {
    const changed = new Map<string, { readonly text: string; readonly version: number }>();
    const { host, program, corpus } = project;
    let version = 0;
    const service = ts.createLanguageService({
      getCompilationSettings: () => program.getCompilerOptions(),
      getScriptFileNames: () => [...program.getRootFileNames()],
      getScriptVersion: (file) => String(changed.get(file)?.version ?? 0),
      getScriptSnapshot(file) {
        const text = changed.get(file)?.text ?? host.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => corpus.root,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (file) => host.fileExists(file),
      readFile: (file) => host.readFile(file),
    });
    const isClean = (mutant: Mutant): boolean =>
      project.dependants(mutant.file).every((path) => {
        const file = join(corpus.root, path);
        const said = [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
        return said.length === project.baseline(path).length;
      });
    const one = (mutant: Mutant): TypeStanding => {
      const file = join(corpus.root, mutant.file);
      const clean = project.text(mutant.file);
      changed.set(file, { text: applyEdits(clean, mutant.edits), version: ++version });
      const standing = isClean(mutant) ? 'clean' : 'flagged';
      changed.set(file, { text: clean, version: ++version });
      return standing;
    };
    for (const mutant of unchanged(project)) one(mutant);
    return { check: (mutants) => mutants.map(one), close: () => service.dispose() };
  },
  /** `@stryker-mutator/typescript-checker` with its default grouping. */
  async stryker(project) {
    const { root, configuration } = await onDisk(project);
    const checker: Checker = createInjector()
      .provideValue(commonTokens.getLogger, () => silentLogger())
      .provideValue(commonTokens.target, undefined as never)
      .provideValue(commonTokens.options, {
        tsconfigFile: configuration,
        typescriptChecker: { prioritizePerformanceOverAccuracy: true },
      } as never)
      .injectFunction<Checker, []>(createTypescriptChecker as never);
    await checker.init();
    return {
      async check(mutants) {
        const asked = mutants.map(({ file, edits }, index) => {
          const { start, end, text } = edits[0]!;
          const clean = project.sourceFile(file);
          const place = (offset: number): { line: number; column: number } => {
            const { line, character } = clean.getLineAndCharacterOfPosition(offset);
            return { line, column: character };
          };
          return {
            id: String(index),
            fileName: join(root, file),
            replacement: text,
            mutatorName: '',
            location: { start: place(start), end: place(end) },
          };
        });
        const standings: TypeStanding[] = [];
        for (const group of (await checker.group?.(asked)) ?? asked.map(({ id }) => [id])) {
          const answers = await checker.check(group.map((id) => asked[Number(id)]!));
          for (const id of group)
            standings[Number(id)] = answers[id]!.status === CheckStatus.Passed ? 'clean' : 'flagged';
        }
        return standings;
      },
      close: () => undefined,
    };
  },
  /** One process of TypeScript 6 for every mutant. */
  async tsc(project) {
    const { root, configuration } = await onDisk(project);
    return {
      async check(mutants) {
        const standings: TypeStanding[] = [];
        for (const { file, edits } of mutants) {
          const clean = project.text(file);
          await writeFile(join(root, file), applyEdits(clean, edits));
          const script = join(WORKSPACE, 'node_modules/typescript/bin/tsc');
          const { status } = spawnSync(process.execPath, [script, '-p', configuration], { stdio: 'ignore' });
          standings.push(status === 0 ? 'clean' : 'flagged');
          await writeFile(join(root, file), clean);
        }
        return standings;
      },
      close: () => undefined,
    };
  },
};

/** A mutant of every file that changes nothing, so that what is made once is made before the clock starts. */
function unchanged(project: Project): Mutant[] {
  const edits = [{ start: 0, end: 0, text: '' }];
  return [...project.corpus.sources.keys()].map((file) => ({
    operator: '',
    family: 'condition',
    tier: 'hard',
    file,
    edits,
  }));
}

/** A copy of the project for tools that read folders, with the options that we use. */
async function onDisk(project: Project): Promise<{ root: string; configuration: string }> {
  const { corpus, program } = project;
  // Below the workspace, as the package itself is: its `node_modules` has the types of Node.
  const folder = join(WORKSPACE, '.bebug/speed');
  await mkdir(folder, { recursive: true });
  const root = await mkdtemp(join(folder, 'copy-'));
  process.on('exit', () => rmSync(root, { recursive: true, force: true }));
  await cp(corpus.root, root, {
    recursive: true,
    filter: (path) => !path.slice(corpus.root.length).includes('node_modules'),
  });
  await symlink(join(corpus.root, 'node_modules'), join(root, 'node_modules'));
  const configuration = join(root, 'tsconfig.json');
  const files = program.getRootFileNames().map((file) => file.replace(corpus.root, root));
  await writeFile(
    configuration,
    JSON.stringify({ compilerOptions: nativeOptions(program.getCompilerOptions()), files }),
  );
  return { root, configuration };
}
