import { formatJson, formatJsonLines } from '@bebug/core';
import { FINDING_KEYS } from '../model/answer-schema.ts';
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
      defaultTest: { assert: [{ type: 'contains-json' }] },
    }),
    'prompt.json': formatJson(messages),
    'tests.jsonl': formatJsonLines(tests),
    'collect.mjs': COLLECT,
    'README.md': page(name),
  };
}

const COLLECT = `// node collect.mjs results.json > findings.jsonl
import { readFileSync } from 'node:fs';

const KEPT = [${FINDING_KEYS.map((key) => `'${key}'`).join(', ')}];
const { results } = JSON.parse(readFileSync(process.argv[2], 'utf8')).results;
let unread = 0;
for (const { vars, response } of results) {
  for (const finding of findingsIn(response?.output)) {
    const told = KEPT.filter((key) => finding[key] != null).map((key) => [key, finding[key]]);
    process.stdout.write(JSON.stringify({ task: vars.task, ...Object.fromEntries(told) }) + '\\n');
  }
}
if (unread > 0) process.stderr.write(unread + ' answers could not be read; their bugs count as missed.\\n');

function findingsIn(output) {
  const text = typeof output === 'string' ? output : JSON.stringify(output ?? '');
  try {
    const { findings } = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    if (Array.isArray(findings)) return findings;
  } catch {
    // No answer, as counted below.
  }
  unread += 1;
  return [];
}
`;

function page(name: string): string {
  return `# ${name} for promptfoo

\`\`\`sh
npx promptfoo eval --output results.json        # choose the model under "providers"
node collect.mjs results.json > findings.jsonl
bebug import findings.jsonl --from jsonl --set SET --out RUN --tool promptfoo
bebug score SET RUN
\`\`\`

One provider a run: \`collect.mjs\` does not tell them apart. Nothing here knows where the bugs are.
`;
}
