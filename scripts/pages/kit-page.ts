import { join } from 'node:path';
import ts from 'typescript';
import { WORKSPACE } from '../checks.ts';
import { pageHead } from './page.ts';

const KIT = join(WORKSPACE, 'packages/operators/src/public-kit.ts');

/** What `@bebug/operators/kit` exports: every signature with its documentation, in the order of the source. */
export function kitPage(): string {
  const config = ts.readConfigFile(join(WORKSPACE, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, WORKSPACE);
  const program = ts.createProgram([KIT], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(KIT)!;
  const groups = source.statements
    .filter((statement) => ts.isExportDeclaration(statement))
    .map((statement) => entriesOf(statement, checker).join('\n'));
  return [
    pageHead(
      'The kit for operators',
      'What `@bebug/operators/kit` exports, next to the compiler itself as `ts` and the types of an operator. `context` is what `mutate` is given.',
    ),
    groups.filter((group) => group !== '').join('\n'),
  ].join('\n\n');
}

function entriesOf(statement: ts.ExportDeclaration, checker: ts.TypeChecker): string[] {
  if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) return [];
  return statement.exportClause.elements.flatMap((element) => {
    const symbol = checker.getSymbolAtLocation(element.name);
    const real =
      symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
        ? checker.getAliasedSymbol(symbol)
        : symbol;
    const declaration = real?.declarations?.find(ts.isFunctionDeclaration);
    return real === undefined || declaration === undefined ? [] : [entry(real, declaration, checker)];
  });
}

function entry(symbol: ts.Symbol, declaration: ts.FunctionDeclaration, checker: ts.TypeChecker): string {
  const about = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/gu, ' ');
  const parameters = declaration.parameters
    .map((parameter) => parameter.getText().replaceAll(/\s+/gu, ' '))
    .join(', ');
  const result = declaration.type === undefined ? '' : `: ${declaration.type.getText()}`;
  return `- \`${symbol.name}(${parameters})${result}\`${about === '' ? '' : `  \n  ${about}`}`;
}
