import type { Mutant } from '@bebug/core';
import { scan } from '@bebug/engine';
import { command } from '../command.ts';
import { openProjects, sourceOptions } from '../projects.ts';
import { select, selectionOptions } from '../selection.ts';

/** Lines handed over at a time: one write per mutant would cost more than finding it. */
const CHUNK = 256;

export const mutantsCommand = command({
  options: (parser) =>
    sourceOptions(
      selectionOptions(
        parser.positional('source', {
          type: 'string',
          demandOption: true,
          describe: 'file, folder or npm:NAME@VERSION[/path]',
        }),
      ),
    ),
  async run(args, io) {
    const { operators, tiers } = await select(args, io.cwd);
    const wanted = operators.filter((operator) => tiers.includes(operator.tier));
    const lines: string[] = [];
    for (const project of await openProjects([args.source], args, io)) {
      for (const { operator, family, tier, file, edits } of scan(project, wanted)) {
        io.signal.throwIfAborted();
        const mutant: Mutant = { operator, family, tier, file, edits };
        lines.push(`${JSON.stringify(mutant)}\n`);
        if (lines.length >= CHUNK) await io.out(lines.splice(0).join(''));
      }
    }
    await io.out(lines.join(''));
    return 0;
  },
});
