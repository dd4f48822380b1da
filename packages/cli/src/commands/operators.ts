import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BebugError, formatJson } from '@bebug/core';
import { CATALOGUE, complaintsAbout, type Operator } from '@bebug/operators';
import { command } from '../command.ts';
import { explainOperator } from '../explain-operator.ts';
import type { Io } from '../io.ts';
import { readOperatorFile } from '../operator-files.ts';
import { scaffold } from '../operator-scaffold.ts';
import { select, selectionOptions, unknown, type SelectionArguments } from '../selection.ts';
import { table } from '../table.ts';

interface Arguments extends SelectionArguments {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly json: boolean;
}

export const operatorsCommand = command<Arguments>({
  options: (parser) =>
    selectionOptions(
      parser
        .positional('id', {
          type: 'string',
          describe:
            'operator to explain; `new` writes a file to start from, `check` tries the examples of a file',
        })
        .positional('name', { type: 'string', describe: 'of `new`: the id; of `check`: the file' }),
    ).option('json', {
      type: 'boolean',
      default: false,
      describe: 'print JSON',
    }),
  async run(args, io) {
    if (args.id === 'new') return writeNew(nameFor(args, 'an id'), io);
    if (args.id === 'check') return check(nameFor(args, 'a file'), args, io);
    if (args.name !== undefined)
      throw new BebugError(
        'usage',
        `\`bebug operators\` explains one operator; ${args.name} is one too many.`,
      );
    const { operators, tiers } = await select({ ...args, operators: args.operators ?? ['all'] }, io.cwd);
    if (args.id !== undefined) {
      const known = [...new Set([...CATALOGUE, ...operators])];
      const operator = known.find((one) => one.id === args.id);
      if (!operator)
        throw unknown(
          'operator-unknown',
          'operator',
          args.id,
          known.map((one) => one.id),
        );
      await io.out(args.json ? formatJson(describe(operator)) : explainOperator(operator, io));
      return 0;
    }
    const listed = operators.filter((operator) => tiers.includes(operator.tier));
    if (args.json) await io.out(formatJson(listed.map(describe)));
    else {
      const rows = listed.map(({ id, family, tier, cwe, status, title }) => [
        id,
        family,
        tier,
        cwe === null ? '' : `CWE-${cwe}`,
        status,
        title,
      ]);
      await io.out(table(['operator', 'family', 'prior', 'CWE', 'status', 'what the bug is'], rows, io));
      await io.out(`${listed.length} operators. \`bebug operators ID\` explains one.\n`);
    }
    return 0;
  },
});

function nameFor({ id, name }: Arguments, what: string): string {
  if (name === undefined) throw new BebugError('usage', `\`bebug operators ${id}\` takes ${what}.`);
  return name;
}

async function writeNew(id: string, io: Io): Promise<number> {
  const path = resolve(io.cwd, `${id}.ts`);
  const text = scaffold(id);
  await writeFile(path, text, { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new BebugError('output-exists', `${path} is there already.`, {
        hint: 'Choose another id, or remove it first.',
      });
    throw error;
  });
  await io.out(
    `${path} is written. Next: \`bebug operators check ./${id}.ts\`, then \`bebug mutants SOURCE --operators ./${id}.ts\`.\n`,
  );
  return 0;
}

/** Exit code 1 when an example does not hold. */
async function check(name: string, { json }: Arguments, io: Io): Promise<number> {
  const { operators } = await readOperatorFile(name, io.cwd);
  const complaints = await complaintsAbout(operators);
  if (json) await io.out(formatJson(complaints));
  else {
    for (const { operator, example, what } of complaints) await io.out(`${operator}, ${example}: ${what}\n`);
    const examples = operators.reduce(
      (sum, one) => sum + one.examples.injects.length + one.examples.skips.length,
      0,
    );
    await io.out(
      `${operators.length} operators, ${examples} examples, ${complaints.length} that do not hold.\n`,
    );
  }
  return complaints.length === 0 ? 0 : 1;
}

function describe(operator: Operator): object {
  const { id, family, tier, cwe, status, title, mistake, examples } = operator;
  return { id, family, tier, cwe, status, title, mistake, examples };
}
