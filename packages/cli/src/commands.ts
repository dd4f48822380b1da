import type { CommandEntry } from './command.ts';

/** Every command, in the order in which users meet them. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    usage: 'operators [id] [name]',
    describe: 'list the catalogue, explain one operator, or write operators of your own',
    load: async () => (await import('./commands/operators.ts')).operatorsCommand,
  },
  {
    usage: 'mutants <source>',
    describe: 'stream every candidate mutant as JSON Lines, before screening and proof',
    load: async () => (await import('./commands/mutants.ts')).mutantsCommand,
  },
  {
    usage: 'prove <source>',
    describe: 'what the ladder says of every mutant: proved with which witness, or why it is no bug',
    load: async () => (await import('./commands/prove.ts')).proveCommand,
  },
  {
    usage: 'inject <source..>',
    describe: 'corpus in, bug set out: plant proved bugs and write tasks and sealed truth',
    load: async () => (await import('./commands/inject.ts')).injectCommand,
  },
  {
    usage: 'verify <set>',
    describe: 'check hashes and run every proof again, in fresh sandboxes',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    usage: 'show <set> [id]',
    describe: 'list the bugs of a set, or show one: diff, explanation, evidence, witness',
    load: async () => (await import('./commands/show.ts')).showCommand,
  },
  {
    usage: 'export <set>',
    describe: 'write the tasks of a set for other frameworks, or its bugs as SARIF',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    usage: 'tasks <kind> <set>',
    describe: 'make other tasks of a bug set: implementations to compare, or written problems',
    load: async () => (await import('./commands/tasks.ts')).tasksCommand,
  },
  {
    usage: 'audit <set>',
    describe: 'can a machine tell buggy from clean without understanding? AUC of small classifiers by tier',
    load: async () => (await import('./commands/audit.ts')).auditCommand,
  },
  {
    usage: 'detect <set>',
    describe: 'run a detector over the tasks of a set',
    load: async () => (await import('./commands/detect.ts')).detectCommand,
  },
  {
    usage: 'mcp <set>',
    describe: 'serve the tasks of a set to an agent, over the Model Context Protocol on stdin and stdout',
    load: async () => (await import('./commands/mcp.ts')).mcpCommand,
  },
  {
    usage: 'import <file..>',
    describe: 'make a run of what another tool, or a reviewer, reported',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    usage: 'combine <run..>',
    describe: 'make one run of several: what any of them found, or what most of them found',
    load: async () => (await import('./commands/combine.ts')).combineCommand,
  },
  {
    usage: 'score [set] [run..]',
    describe: 'score runs against the truth, or plan how many bugs it takes to tell two detectors apart',
    load: async () => (await import('./commands/score.ts')).scoreCommand,
  },
  {
    usage: 'grade <set> <run..>',
    describe:
      'run the fixes and triggers of findings that found a bug, in the sandbox; or have their explanations marked by people and models',
    load: async () => (await import('./commands/grade.ts')).gradeCommand,
  },
  {
    usage: 'report <set> <run..>',
    describe: 'write a report about a set and its runs: a page, a comment, or data for another tool',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    usage: 'calibrate <set> <run..>',
    describe: 'how hard each bug is, and how able each detector, from who found what',
    load: async () => (await import('./commands/calibrate.ts')).calibrateCommand,
  },
  {
    usage: 'annotate [what] [set] [name..]',
    describe: 'serve the tasks of a set to people, and manage who takes part',
    load: async () => (await import('./commands/annotate.ts')).annotateCommand,
  },
];
