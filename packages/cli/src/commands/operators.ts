import { CATALOGUE } from '@bebug/operators';
import { command } from '../command.ts';
import { explainOperator } from '../explain-operator.ts';
import { select, selectionOptions, unknown } from '../selection.ts';
import { table } from '../table.ts';

export const operatorsCommand = command({
  usage: 'operators [id]',
  describe: 'list the catalogue, or explain one operator with examples',
  options: (parser) =>
    selectionOptions(parser.positional('id', { type: 'string', describe: 'operator to explain' })).option(
      'json',
      {
        type: 'boolean',
        default: false,
        describe: 'print JSON',
      },
    ),
  async run(args, io) {
    if (args.id !== undefined) {
      const operator = CATALOGUE.find((one) => one.id === args.id);
      if (!operator)
        throw unknown(
          'operator-unknown',
          'operator',
          args.id,
          CATALOGUE.map((one) => one.id),
        );
      await io.out(
        args.json ? `${JSON.stringify(describe(operator), null, 2)}\n` : explainOperator(operator, io),
      );
      return 0;
    }
    const { operators, tiers } = select(
      args.operators ? args : { ...args, operators: CATALOGUE.map((one) => one.id) },
    );
    const listed = operators.filter((operator) => tiers.includes(operator.tier));
    if (args.json) await io.out(`${JSON.stringify(listed.map(describe), null, 2)}\n`);
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

function describe(operator: (typeof CATALOGUE)[number]): object {
  const { id, family, tier, cwe, status, title, mistake, examples } = operator;
  return { id, family, tier, cwe, status, title, mistake, examples };
}
