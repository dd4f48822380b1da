import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';

/** What an expression over the exports of a module is worth, as JSON. */
export function evaluate(code: string, call: string): unknown {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const scope = createContext({ exports: {} });
  runInContext(outputText, scope);
  return JSON.stringify(runInContext(`with (exports) { ${call} }`, scope));
}
