import { join, resolve } from 'node:path';
import { applyEdits, formatJson } from '@bebug/core';
import { homeInWords, type Bug, type ScheduleWitness, type Witness } from '@bebug/core/truth';
import { readSet, readTree, type StoredSet } from '@bebug/engine';
import { printSchedule, scheduleOf } from '@bebug/oracle';
import pc from 'picocolors';
import { command } from '../command.ts';
import { unifiedDiff } from '../explain-operator.ts';
import type { Io } from '../io.ts';
import { unknown } from '../selection.ts';
import { table } from '../table.ts';
import { expectBugSet } from '../task-sets/expect-bug-set.ts';

export const showCommand = command({
  options: (parser) =>
    parser
      .positional('set', {
        type: 'string',
        demandOption: true,
        describe: 'folder of a bug set with its truth',
      })
      .positional('id', { type: 'string', describe: 'bug, or task: all its bugs' })
      .option('json', { type: 'boolean', default: false, describe: 'print JSON' }),
  async run(args, io) {
    await expectBugSet(resolve(io.cwd, args.set), args.set);
    const set = await readSet(resolve(io.cwd, args.set));
    if (args.id === undefined) {
      await io.out(args.json ? formatJson(set.bugs) : listing(set.bugs, io));
      return 0;
    }
    const bugs = set.bugs.filter(({ id, task }) => id === args.id || task === args.id);
    if (bugs.length === 0)
      throw unknown(
        'bug-unknown',
        'bug',
        args.id,
        set.bugs.flatMap(({ id, task }) => [id, task]),
      );
    if (args.json) await io.out(formatJson(bugs.length === 1 ? bugs[0] : bugs));
    else
      for (const [index, bug] of bugs.entries())
        await io.out((index > 0 ? '\n' : '') + (await page(set, bug, io)));
    return 0;
  },
});

function listing(bugs: readonly Bug[], io: Io): string {
  const rows = bugs.map((bug) => [
    bug.id,
    bug.tier,
    bug.operator,
    `${bug.corpus}/${bug.file}:${bug.mutated.startLine}`,
    bug.witness.kind,
  ]);
  return table(['bug', 'tier', 'operator', 'place', 'witness'], rows, io);
}

async function page(set: StoredSet, bug: Bug, io: Io): Promise<string> {
  const { bold, dim } = pc.createColors(io.colour);
  const clean = (await readTree(set, `truth/clean/${bug.task}`)).get(bug.file) ?? '';
  const { mechanism, trigger, consequence, fix } = bug.explanation;
  const lines = [
    `${bold(bug.id)} — ${bug.title}`,
    dim(
      `${bug.tier} · ${bug.operator} (${bug.family})${bug.cwe === null ? '' : ` · CWE-${bug.cwe}`} · task ${bug.task}`,
    ),
    dim(
      `${join('tasks', bug.task, bug.file)}:${bug.mutated.startLine}${bug.enclosing ? ` in ${bug.enclosing.name}` : ''}`,
    ),
    ...company(set.bugs, bug),
    '',
    unifiedDiff(clean, applyEdits(clean, bug.edits), io),
    '',
    `${bold('What is wrong')}  ${mechanism}`,
    `${bold('When')}           ${trigger}`,
    `${bold('Then')}           ${consequence}`,
    `${bold('Right')}          ${fix}`,
    '',
    bold('Proof'),
    ...witnessLines(bug.witness),
  ];
  if (bug.density !== null) lines.push(`Exposed by ${(bug.density * 100).toFixed(1)} % of generated cases.`);
  return `${lines.join('\n')}\n`;
}

function replayLine(witness: ScheduleWitness): string[] {
  const schedule = scheduleOf(witness);
  return schedule === null ? [] : [`to repeat it: ${printSchedule(schedule)}`];
}

function company(bugs: readonly Bug[], bug: Bug): string[] {
  const others = bugs.filter(({ id, task }) => task === bug.task && id !== bug.id);
  return others.length === 0 ? [] : [`In one task with ${others.map(({ id }) => id).join(', ')}.`];
}

/** The witness as a person would check it. */
function witnessLines(witness: Witness): string[] {
  switch (witness.kind) {
    case 'parser':
    case 'types':
      return witness.diagnostics.map(({ rule, line, message }) => `line ${line}: ${rule} ${message}`);
    case 'input': {
      const home = homeInWords(witness.target);
      return [
        ...(home === '' ? [] : [`${home}:`]),
        witness.call,
        `clean:   ${witness.clean.detail}`,
        `mutated: ${witness.mutated.detail}`,
      ];
    }
    case 'schedule':
      return [
        `scenario ${witness.scenario}, in this order:`,
        ...witness.events.map((event, index) => `  ${index + 1}. ${event}`),
        `gives ${witness.outcome}`,
        `which none of the ${witness.cleanOutcomes} outcomes of the clean code is (all its schedules were explored).`,
        ...replayLine(witness),
      ];
    case 'attack':
      return [
        `attack ${witness.attack} (CWE-${witness.cwe}) with ${JSON.stringify(witness.payload)}`,
        `clean:   ${witness.clean.detail}`,
        `mutated: ${witness.mutated.detail}`,
        `effect:  ${witness.effect}; ${witness.benignServed} benign requests are served as before.`,
      ];
    case 'tests':
      return [
        `${witness.command} (${witness.runner}) passes on the clean code and fails here:`,
        ...witness.failing.map(({ test, message }) => `  ${test}: ${message}`),
      ];
    case 'resource':
      return [
        `load ${witness.load}, ${witness.counter} at sizes ${witness.sizes.join(', ')}`,
        `clean:   ${witness.clean.join(', ')}`,
        `mutated: ${witness.mutated.join(', ')}`,
        `effect:  ${witness.effect}`,
      ];
  }
}
