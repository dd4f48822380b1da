/** Runs the examples of operators. */
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import * as ts from 'typescript';
import type { Operator, Rewrite, SiteContext } from '../operator.ts';
import { descendants } from './tree.ts';

const FOLDER = new URL('../..', import.meta.url).pathname;
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  lib: ['lib.es2024.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};
const TURNS = 50;
const MILLISECONDS = 2000;

const libraries = new Map<string, ts.SourceFile | undefined>();

/** A program in which every text is a module of its own, and the way from a text to what operators need. */
export class Examples {
  readonly program: ts.Program;
  readonly #names = new Map<string, string>();

  constructor(texts: Iterable<string>, options: ts.CompilerOptions = {}) {
    const sources = new Map<string, string>();
    for (const text of texts) {
      if (this.#names.has(text)) continue;
      const name = `${FOLDER}example-${String(this.#names.size)}.ts`;
      this.#names.set(text, name);
      sources.set(name, text);
    }
    this.program = ts.createProgram([...sources.keys()], { ...OPTIONS, ...options }, hostOf(sources));
  }

  context(text: string): SiteContext {
    const sourceFile = this.program.getSourceFile(this.#names.get(text)!)!;
    return { sourceFile, text, checker: this.program.getTypeChecker() };
  }

  /** Messages of the parser and of the type checker. */
  diagnostics(text: string): { readonly parser: string[]; readonly types: string[] } {
    const { sourceFile } = this.context(text);
    return {
      parser: this.program.getSyntacticDiagnostics(sourceFile).map(messageOf),
      types: this.program.getSemanticDiagnostics(sourceFile).map(messageOf),
    };
  }
}

export interface Site {
  readonly node: ts.Node;
  readonly rewrites: readonly Rewrite[];
}

/** What the operator makes of every node of the file, the way the engine walks it. */
export function sitesOf(operator: Operator, context: SiteContext): Site[] {
  const sites: Site[] = [];
  for (const node of descendants(context.sourceFile)) {
    if (!operator.kinds.includes(node.kind)) continue;
    const rewrites = [...operator.mutate(node, context)];
    if (rewrites.length > 0) sites.push({ node, rewrites });
  }
  return sites;
}

/** How evaluating `witness` over the module's exports ends: value, error or a promise that never settles, in words. */
export async function outcomeOf(code: string, witness: string): Promise<string> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.CommonJS },
  });
  const scope = scopeOf();
  const context = createContext(scope);
  const run = (source: string): unknown =>
    runInContext(source, context, { timeout: MILLISECONDS }) as unknown;
  try {
    run(`(() => { ${outputText}\n})()`);
    run('var { ' + Object.keys(scope.exports).join(', ') + ' } = exports;');
    return await settled(run(witness));
  } catch (error) {
    return thrown(error);
  }
}

function scopeOf() {
  const real = createRequire(import.meta.url);
  const modules = new Map<string, unknown>();
  const require = (name: string): unknown => {
    if (!modules.has(name)) modules.set(name, { ...(real(name) as object) });
    return modules.get(name);
  };
  return {
    exports: {} as Record<string, unknown>,
    require,
    console: { log: () => undefined },
    setTimeout,
    setImmediate: globalThis.setImmediate,
    queueMicrotask,
    AbortController,
    EventTarget,
    Event,
    structuredClone,
    URL,
    Buffer,
  };
}

async function settled(value: unknown): Promise<string> {
  if (!(value !== null && typeof value === 'object' && 'then' in value)) return described(value);
  let outcome: string | null = null;
  void Promise.resolve(value).then(
    (result: unknown) => (outcome = described(result)),
    (error: unknown) => (outcome = thrown(error)),
  );
  for (let turn = 0; turn < TURNS && outcome === null; turn++) await setImmediate();
  return outcome ?? 'never settles';
}

function described(value: unknown): string {
  return `value ${inspect(value, { depth: 8 })}`;
}

function thrown(error: unknown): string {
  const { name, message } = error as Error;
  return `throws ${name}: ${message}`;
}

function hostOf(sources: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  return {
    ...host,
    getCurrentDirectory: () => FOLDER,
    fileExists: (name) => sources.has(name) || host.fileExists(name),
    readFile: (name) => sources.get(name) ?? host.readFile(name),
    getSourceFile(name, version) {
      const text = sources.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, version, true);
      if (!libraries.has(name)) libraries.set(name, host.getSourceFile(name, version));
      return libraries.get(name);
    },
  };
}

function messageOf(diagnostic: ts.Diagnostic): string {
  return `TS${String(diagnostic.code)} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
}
