import { formatJson, uriPath, VERSION } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import type { StoredSet } from '@bebug/engine';

/** The planted bugs as a SARIF 2.1.0 log, for editors and viewers: where a perfect bug-finder would point. */
export function truthSarif({ bugs, tasks }: StoredSet): Record<string, string> {
  const rules = [...new Map(bugs.map((bug) => [bug.operator, bug])).values()].map(
    ({ operator, family, cwe }) => ({
      id: operator,
      properties: { tags: [family, ...(cwe === null ? [] : [`external/cwe/cwe-${cwe}`])] },
    }),
  );
  const artifacts = tasks.flatMap(({ id, files }) =>
    files.map((file) => ({ location: { uri: uriOf(id, file) }, roles: ['analysisTarget'] })),
  );
  return {
    'bugs.sarif': formatJson({
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'bebug truth', semanticVersion: VERSION, rules } },
          columnKind: 'utf16CodeUnits',
          artifacts,
          results: bugs.map(resultOf),
        },
      ],
    }),
  };
}

function resultOf({ id, task, file, operator, tier, explanation, mutated }: Bug): unknown {
  const { mechanism, trigger, consequence } = explanation;
  const { startLine, startColumn, endLine, endColumn } = mutated;
  return {
    ruleId: operator,
    level: 'error',
    message: { text: `${mechanism} ${trigger} ${consequence}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(task, file) },
          region: { startLine, startColumn, endLine, endColumn },
        },
      },
    ],
    partialFingerprints: { bug: id },
    properties: { tier },
  };
}

function uriOf(task: string, file: string): string {
  return uriPath(`tasks/${task}/${file}`);
}
