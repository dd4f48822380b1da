import { BebugError } from '@bebug/core';
import { simpleCommands, type SimpleCommand } from './shell-text.ts';

const ASSIGNMENT = /^[A-Za-z_]\w*=/u;
/** Scripts that call scripts, ever deeper: they call themselves. */
const DEPTH = 8;

/**
 * A shell text in which `npm test`, `npm run NAME` and their like are replaced by what package.json says they are, so that the
 * runner inside can be told to report.
 * @throws BebugError `tests-unusable` for a script that package.json does not have
 */
export function expandScripts(
  text: string,
  scripts: Readonly<Record<string, string>>,
  depth: number = 0,
): string {
  if (depth > DEPTH)
    throw new BebugError('tests-unusable', `The scripts of package.json that ${text} runs call themselves.`);
  let expanded = text;
  for (const command of simpleCommands(text).reverse()) {
    const call = scriptCall(command, scripts);
    if (!call) continue;
    const { manager, name, assignments, rest } = call;
    const script = scripts[name];
    if (script === undefined) {
      throw new BebugError('tests-unusable', `package.json has no script called ${JSON.stringify(name)}.`);
    }
    const parts = [`${script} ${textOf(text, rest)}`.trim()];
    // pnpm and yarn do not run these two.
    if (manager === 'npm') {
      if (scripts[`pre${name}`] !== undefined) parts.unshift(scripts[`pre${name}`]!);
      if (scripts[`post${name}`] !== undefined) parts.push(scripts[`post${name}`]!);
    }
    const inner = parts.map((part) => `( ${expandScripts(part, scripts, depth + 1)} )`).join(' && ');
    const exported = assignments.length > 0 ? `export ${textOf(text, assignments)}; ` : '';
    const replacement = parts.length === 1 && exported === '' ? inner : `( ${exported}${inner} )`;
    expanded = expanded.slice(0, command[0]!.start) + replacement + expanded.slice(command.at(-1)!.end);
  }
  return expanded;
}

interface ScriptCall {
  readonly manager: string;
  readonly name: string;
  readonly assignments: SimpleCommand;
  /** Arguments for the script. */
  readonly rest: SimpleCommand;
}

function scriptCall(command: SimpleCommand, scripts: Readonly<Record<string, string>>): ScriptCall | null {
  const first = command.findIndex(({ text }) => !ASSIGNMENT.test(text));
  const manager = command[first]?.text ?? '';
  if (!['npm', 'pnpm', 'yarn'].includes(manager)) return null;
  let verb = first + 1;
  while (command[verb]?.text.startsWith('-')) verb++;
  const word = command[verb]?.text;
  if (word === undefined) return null;
  let name = verb;
  if (['run', 'run-script'].includes(word)) {
    name++;
    while (command[name]?.text.startsWith('-')) name++;
  } else if (!['t', 'tst', 'test'].includes(word) && (manager === 'npm' || scripts[word] === undefined))
    return null;
  const named = command[name]?.text;
  if (named === undefined) return null;
  const after = command.slice(name + 1);
  return {
    manager,
    name: name === verb && ['t', 'tst'].includes(named) ? 'test' : named,
    assignments: command.slice(0, first),
    rest: after[0]?.text === '--' ? after.slice(1) : after,
  };
}

function textOf(text: string, words: SimpleCommand): string {
  return words.length === 0 ? '' : text.slice(words[0]!.start, words.at(-1)!.end);
}
