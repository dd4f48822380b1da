import type { Tool } from '../detector.ts';
import { externalTool } from './external-tool.ts';

/** Biome's linter with its recommended rules, whatever configuration the project has. */
export function biomeDetector(): Tool {
  return externalTool({
    name: 'biome',
    packages: ['@biomejs/biome'],
    settings: { rules: 'recommended' },
    script: 'bin/biome',
    format: 'sarif',
    exitCodes: [0, 1],
    call: ({ task }, _files, configuration) => ({
      words: [
        'lint',
        '--reporter=sarif',
        '--max-diagnostics=none',
        `--config-path=${configuration}`,
        ...task.files,
      ],
      configuration: {
        'biome.json': JSON.stringify({ root: true, linter: { rules: { recommended: true } } }),
      },
    }),
  });
}
