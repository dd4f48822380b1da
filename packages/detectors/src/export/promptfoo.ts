import { formatJson, formatJsonLines } from '@bebug/core';
import { promptOf } from '../model/prompt.ts';
import type { ExportedFiles, ExportInput } from './exported.ts';

/** A configuration for promptfoo, and the program that makes a report for `bebug import` of its results. */
export function promptfoo({ set, name, hint }: ExportInput): ExportedFiles {
  const tests = set.tasks.map((task) => {
    const { system, user } = promptOf(task, { hint });
    return { description: task.task.id, vars: { task: task.task.id, system, user } };
  });
  const messages = [
    { role: 'system', content: '{{system}}' },
    { role: 'user', content: '{{user}}' },
  ];
  return {
    // JSON is YAML, and needs no quoting rules.
    'promptfooconfig.yaml': formatJson({
      description: name,
      prompts: ['file://prompt.json'],
      providers: ['openai:gpt-5'],
      tests: 'file://tests.jsonl',
      // Assertions judge nothing here: what an answer is worth is for bebug to say.
      defaultTest: { assert: [{ type: 'contains-json' }] },
    }),
    'prompt.json': formatJson(messages),
    'tests.jsonl': formatJsonLines(tests),
    'collect.mjs': COLLECT,
    'README.md': page(name),
  };
}

const COLLECT = `// node collect.mjs results.json > answers.jsonl
import { readFileSync } from 'node:fs';

const { results } = JSON.parse(readFileSync(process.argv[2], 'utf8')).results;
const providers = new Set(results.map(({ provider }) => provider?.id ?? provider));
if (providers.size > 1) {
  process.stderr.write('The results are of ' + providers.size + ' providers: run them one at a time.\\n');
  process.exit(2);
}
for (const { vars, response } of results) {
  const output = response?.output ?? '';
  // promptfoo has read JSON already where the answer is nothing else.
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  process.stdout.write(JSON.stringify({ task: vars.task, text }) + '\\n');
}
`;

function page(name: string): string {
  return `# ${name} for promptfoo

\`\`\`sh
npx promptfoo eval --output results.json        # choose the model under "providers"
node collect.mjs results.json > answers.jsonl
bebug import answers.jsonl --from answers --set SET --out RUN --tool promptfoo
bebug score SET RUN
\`\`\`

One provider a run. Answers are read as \`bebug detect\` reads those that it asks for; empty and unreadable ones are not counted as clean. Nothing here knows where the bugs are.
`;
}
